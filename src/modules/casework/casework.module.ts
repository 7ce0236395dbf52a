import { Module } from '@nestjs/common';
import { CasesModule, caseController } from '../cases/index.js';
import { NoticesModule } from '../notices/index.js';
import { OrgansModule } from '../organs/index.js';
import { RegistryModule } from '../registry/index.js';
import { CaseLinks } from './case-links.service.js';
import { CaseworkEffects } from './casework.effects.js';
import { CASEWORK_KINDS } from './casework.kinds.js';
import { Ladders } from './ladders.service.js';
import { OpeningsForEach } from './openings-for-each.service.js';
import { RegistryActs } from './registry-acts.service.js';

/** Every administrative case: admissions, measures, conditions, reports, visits, and whatever workflow is added on the kit. */
@Module({
  imports: [RegistryModule, OrgansModule, NoticesModule, CasesModule],
  controllers: CASEWORK_KINDS.map((kind) => caseController(kind)),
  providers: [CaseworkEffects, CaseLinks, OpeningsForEach, RegistryActs, Ladders],
  exports: [CaseLinks, Ladders],
})
export class CaseworkModule {}

import { Module } from '@nestjs/common';
import { CasesModule, caseController } from '../cases/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrgansModule } from '../organs/index.js';
import { RegistryModule } from '../registry/index.js';
import { WrittenProceduresModule } from '../written-procedures/index.js';
import { AuthorityController } from './authority.controller.js';
import { Authorities } from './authority.service.js';
import { Successions } from './successions.service.js';
import { SUCCESSIONS } from './succession.kind.js';
import { SuccessionEffects } from './succession.effects.js';
import { TermCarrier } from './term.carrier.js';

/** Who follows in the Chair, and who held authority at any instant. */
@Module({
  imports: [RegistryModule, OrgansModule, NotificationsModule, CasesModule, WrittenProceduresModule],
  controllers: [caseController(SUCCESSIONS), AuthorityController],
  providers: [SuccessionEffects, Successions, TermCarrier, Authorities],
  exports: [Successions, Authorities],
})
export class SuccessionsModule {}

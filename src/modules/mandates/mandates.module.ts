import { Module } from '@nestjs/common';
import { CasesModule, caseController } from '../cases/index.js';
import { NoticesModule } from '../notices/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrgansModule } from '../organs/index.js';
import { RegistryModule } from '../registry/index.js';
import { EventDating } from './event-dating.js';
import { HostingTerms } from './hosting-terms.service.js';
import { MandateListeners } from './mandate-listeners.js';
import { HOSTING_TERMS, MANDATES } from './mandate.kinds.js';
import { MandatesController } from './mandates.controller.js';
import { Mandates } from './mandates.service.js';
import { MergedOrgans } from './merged-organs.service.js';
import { OpenCases } from './open-cases.js';

/** Mandates that meetings gave, and hosting terms they decided. */
@Module({
  imports: [RegistryModule, OrgansModule, NotificationsModule, NoticesModule, CasesModule],
  controllers: [MandatesController, caseController(MANDATES), caseController(HOSTING_TERMS)],
  providers: [Mandates, HostingTerms, MandateListeners, OpenCases, EventDating, MergedOrgans],
  exports: [Mandates, HostingTerms, MandateListeners],
})
export class MandatesModule {}

import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CasesModule } from '../cases/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { ProcedurePagesController } from './procedure-pages.controller.js';
import { Rehearsals } from './rehearsal.service.js';
import { RuleSets } from './rule-sets.service.js';
import { RuleSetsController, WrittenProceduresController } from './written-procedures.controller.js';
import { WrittenProcedures } from './written-procedures.service.js';

/** Written procedures by REST and by pages; the command line uses the same service. */
@Module({
  imports: [CasesModule, NotificationsModule, PagesModule],
  controllers: [WrittenProceduresController, RuleSetsController, ProcedurePagesController],
  providers: [WrittenProcedures, Rehearsals, RuleSets],
  exports: [WrittenProcedures, Rehearsals, RuleSets],
})
export class WrittenProceduresModule {}

import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { Foresight } from './foresight.service.js';
import { ProcedureReading } from './procedure-reading.service.js';
import { Rehearsals } from './rehearsal.service.js';
import { RuleSets } from './rule-sets.service.js';
import { RuleSetsController, WrittenProceduresController } from './written-procedures.controller.js';
import { WrittenProcedures } from './written-procedures.service.js';

/** Written procedures by REST; the command line and the pages use the same services. */
@Module({
  imports: [CasesModule, NotificationsModule],
  controllers: [WrittenProceduresController, RuleSetsController],
  providers: [WrittenProcedures, ProcedureReading, Foresight, Rehearsals, RuleSets],
  exports: [WrittenProcedures, ProcedureReading, Foresight, Rehearsals, RuleSets],
})
export class WrittenProceduresModule {}

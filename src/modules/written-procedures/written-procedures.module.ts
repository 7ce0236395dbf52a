import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CasesModule } from '../cases/index.js';
import { DocumentsModule } from '../documents/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { Foresight } from './foresight.service.js';
import { LaunchMails } from './launching/launch-mails.service.js';
import { LaunchPlans } from './launching/launch-plans.service.js';
import { LaunchPlays } from './launching/launch-plays.service.js';
import { NextReferences } from './launching/next-references.service.js';
import { RollCall } from './launching/roll-call.service.js';
import { ProcedureReading } from './procedure-reading.service.js';
import { Rehearsals } from './rehearsal.service.js';
import { RuleSets } from './rule-sets.service.js';
import { RuleSetsController, WrittenProceduresController } from './written-procedures.controller.js';
import { WrittenProcedures } from './written-procedures.service.js';

/** What a draft goes through until it is launched. */
const LAUNCHING = [LaunchPlans, LaunchPlays, LaunchMails, RollCall, NextReferences];
/** What pages and command line use beside REST. */
const SERVICES = [WrittenProcedures, ProcedureReading, Foresight, Rehearsals, RuleSets, ...LAUNCHING];

/** Written procedures by REST; the command line and the pages use the same services. */
@Module({
  imports: [PagesModule, CasesModule, DocumentsModule, NotificationsModule],
  controllers: [WrittenProceduresController, RuleSetsController],
  providers: SERVICES,
  exports: SERVICES,
})
export class WrittenProceduresModule {}

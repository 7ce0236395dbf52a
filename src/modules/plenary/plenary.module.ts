import { Module } from '@nestjs/common';
import { CasesModule, caseController } from '../cases/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { RegistryModule } from '../registry/index.js';
import { WrittenProceduresModule } from '../written-procedures/index.js';
import { ClauseCarrier } from './clause.carrier.js';
import { DecisionRegister } from './decision-register.service.js';
import { MEETINGS } from './meeting.kind.js';
import { Meetings } from './meetings.service.js';
import { DecisionsController, MeetingsController } from './plenary.controller.js';

/** Meetings, their communiqués, and the register of decisions. */
@Module({
  imports: [RegistryModule, NotificationsModule, CasesModule, WrittenProceduresModule],
  controllers: [MeetingsController, caseController(MEETINGS), DecisionsController],
  providers: [Meetings, ClauseCarrier, DecisionRegister],
  exports: [Meetings, DecisionRegister],
})
export class PlenaryModule {}

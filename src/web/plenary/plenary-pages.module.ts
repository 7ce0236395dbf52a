import { Module } from '@nestjs/common';
import { PlenaryModule } from '../../modules/plenary/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { SignInModule } from '../../modules/sign-in/index.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CasesPagesModule } from '../cases/index.js';
import { AgendaController } from './agenda/agenda.controller.js';
import { AttendanceController } from './attendance/attendance.controller.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { ClauseController } from './clause/clause.controller.js';
import { ClauseFlow } from './clause/clause-flow.service.js';
import { CommuniqueController } from './communique/communique.controller.js';
import { EditController } from './communique/edit.controller.js';
import { EditFlow } from './communique/edit-flow.service.js';
import { ConveneController } from './convene/convene.controller.js';
import { MeetingController } from './meeting/meeting.controller.js';
import { MeetingDesk } from './meeting-desk.service.js';
import { SessionController } from './session/session.controller.js';

/** The pages of the Plenary and of other meetings: from the invitation to the published communiqué. */
@Module({
  imports: [PagesModule, SignInModule, RegistryModule, PlenaryModule, CasesPagesModule],
  controllers: [
    ConveneController,
    MeetingController,
    AgendaController,
    AttendanceController,
    SessionController,
    ClauseController,
    CommuniqueController,
    EditController,
  ],
  providers: [MeetingDesk, AttendanceService, ClauseFlow, EditFlow],
})
export class PlenaryPagesModule {}

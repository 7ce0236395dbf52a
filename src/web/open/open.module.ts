import { Module } from '@nestjs/common';
import { BallotsModule } from '../../modules/ballots/index.js';
import { CasesModule } from '../../modules/cases/index.js';
import { DeadlineBoardModule } from '../../modules/deadline-board/index.js';
import { OrgansModule } from '../../modules/organs/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CalendarController } from './calendar.controller.js';
import { BallotOpenController } from './ballot-open.controller.js';
import { CalendarChoices } from './calendar-choices.service.js';
import { OpenController } from './open.controller.js';
import { OpenWork } from './open.service.js';

/** All that is open for one government, by personal link and signed in; and its deadlines as a calendar. */
@Module({
  imports: [PagesModule, BallotsModule, CasesModule, DeadlineBoardModule, OrgansModule, RegistryModule],
  controllers: [BallotOpenController, OpenController, CalendarController],
  providers: [OpenWork, CalendarChoices],
  exports: [OpenWork],
})
export class OpenModule {}

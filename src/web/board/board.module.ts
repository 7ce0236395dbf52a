import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CasesModule } from '../../modules/cases/index.js';
import { DeadlineBoardModule } from '../../modules/deadline-board/index.js';
import { NotificationsModule } from '../../modules/notifications/index.js';
import { NoticesModule } from '../../modules/notices/index.js';
import { OrgansModule } from '../../modules/organs/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { SignInModule } from '../../modules/sign-in/index.js';
import { GridController } from './grid/grid.controller.js';
import { GridReader } from './grid/grid-reader.service.js';
import { BoardPagesController } from './lines/board-pages.controller.js';
import { BoardReader } from './lines/board-reader.service.js';
import { MonthsController } from './months/months.controller.js';
import { RemindersController } from './reminders/reminders.controller.js';

/** The pages of the deadline board. */
@Module({
  imports: [
    PagesModule,
    SignInModule,
    RegistryModule,
    OrgansModule,
    CasesModule,
    NotificationsModule,
    NoticesModule,
    DeadlineBoardModule,
  ],
  controllers: [BoardPagesController, GridController, MonthsController, RemindersController],
  providers: [BoardReader, GridReader],
})
export class BoardPagesModule {}

import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CasesModule } from '../../modules/cases/index.js';
import { DeadlineBoardModule } from '../../modules/deadline-board/index.js';
import { NoticesModule } from '../../modules/notices/index.js';
import { OrgansModule } from '../../modules/organs/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { SignInModule } from '../../modules/sign-in/index.js';
import { BoardPagesController } from './lines/board-pages.controller.js';
import { BoardReader } from './lines/board-reader.service.js';

/** The pages of the deadline board. */
@Module({
  imports: [
    PagesModule,
    SignInModule,
    RegistryModule,
    OrgansModule,
    CasesModule,
    NoticesModule,
    DeadlineBoardModule,
  ],
  controllers: [BoardPagesController],
  providers: [BoardReader],
})
export class BoardPagesModule {}

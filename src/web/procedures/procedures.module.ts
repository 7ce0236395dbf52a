import { Module } from '@nestjs/common';
import { DocumentsModule } from '../../modules/documents/index.js';
import { NotificationsModule } from '../../modules/notifications/index.js';
import { WrittenProceduresModule } from '../../modules/written-procedures/index.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CasesPagesModule } from '../cases/index.js';
import { ActController } from './acts/act.controller.js';
import { AsKnownController } from './foretold/as-known.controller.js';
import { WhatIfController } from './foretold/what-if.controller.js';
import { ProcedureReader } from './procedure.reader.js';
import { ProcedureDocumentsController } from './show/documents.controller.js';
import { ProcedureController } from './show/procedure.controller.js';
import { ProceduresListController } from './list/procedures-list.controller.js';

/** The pages of written procedures, for the offices and for whoever was asked. */
@Module({
  imports: [PagesModule, DocumentsModule, WrittenProceduresModule, NotificationsModule, CasesPagesModule],
  controllers: [
    ProceduresListController,
    ProcedureController,
    ProcedureDocumentsController,
    ActController,
    WhatIfController,
    AsKnownController,
  ],
  providers: [ProcedureReader],
})
export class ProcedurePagesModule {}

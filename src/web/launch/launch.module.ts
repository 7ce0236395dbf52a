import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { BallotsModule } from '../../modules/ballots/index.js';
import { DocumentsModule } from '../../modules/documents/index.js';
import { WrittenProceduresModule } from '../../modules/written-procedures/index.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import { DraftDocuments } from './documents/draft-documents.service.js';
import { DraftUploads } from './documents/draft-uploads.middleware.js';
import { DraftDesk } from './draft-desk.js';
import { DiscardController } from './launching/discard.controller.js';
import { LaunchController } from './launching/launch.controller.js';
import { LaunchingController } from './launching/launching.controller.js';
import { OverviewController } from './launching/overview.controller.js';
import { PreviewController } from './launching/preview.controller.js';
import { DraftWhatIfController } from './launching/draft-what-if.controller.js';
import { RuleController } from './steps/rule.controller.js';
import { StartController } from './steps/start.controller.js';
import { TextController } from './steps/text.controller.js';
import { WhenController } from './steps/when.controller.js';
import { WhoController } from './steps/who.controller.js';

/** The way of a written procedure from a blank page to its launch. `/procedures/new` must be asked before `/procedures/:id`. */
@Module({
  imports: [PagesModule, BallotsModule, DocumentsModule, WrittenProceduresModule],
  controllers: [
    StartController,
    OverviewController,
    RuleController,
    TextController,
    WhoController,
    WhenController,
    PreviewController,
    DraftWhatIfController,
    LaunchController,
    LaunchingController,
    DiscardController,
  ],
  providers: [DraftDesk, DraftDocuments],
})
export class LaunchPagesModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(DraftUploads).forRoutes({ path: 'procedures/:id/draft/text', method: RequestMethod.POST });
  }
}

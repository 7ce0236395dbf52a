import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { DocumentsModule } from '../documents/index.js';
import { BallotAftermathController } from './ballot-aftermath.controller.js';
import { BallotDocumentsController } from './ballot-documents.controller.js';
import { BallotLinks } from './ballot-links.service.js';
import { BallotVisits } from './ballot-visit.service.js';
import { BallotController } from './ballot.controller.js';
import { BallotDesk } from './ballot.desk.js';
import { Ballots } from './ballot.service.js';

/** Personal links and the pages behind them. Needs the engine, the DataSource and the configuration, all provided globally. */
@Module({
  imports: [PagesModule, DocumentsModule],
  controllers: [BallotAftermathController, BallotDocumentsController, BallotController],
  providers: [BallotLinks, BallotVisits, Ballots, BallotDesk],
  exports: [BallotLinks, BallotDesk, BallotVisits],
})
export class BallotsModule {}

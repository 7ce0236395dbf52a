import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { BoardController } from './board.controller.js';
import { BoardAsking } from './reading/board.asking.js';
import { BoardOverviews } from './board.overviews.js';
import { Board } from './board.service.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { BoardFeeds } from './feeds/feeds.service.js';
import { BoardObserver } from './projection/board.observer.js';

/** One read model over all cases: what is due, late, at risk, and waiting on whom. */
@Module({
  imports: [PagesModule],
  controllers: [BoardController, FeedsController],
  providers: [BoardObserver, BoardAsking, Board, BoardOverviews, BoardFeeds],
  exports: [BoardObserver, Board, BoardOverviews, BoardFeeds],
})
export class DeadlineBoardModule {}

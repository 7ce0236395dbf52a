/** Front door of the deadline board. A leaf: no module imports it but the command line and the description of the API. */
export { boardCsv } from './board.lines.js';
export {
  type BoardFilter,
  FEED_KINDS,
  type GridFilter,
  type MonthsFilter,
  boardFilterSchema,
  feedSchema,
  feedTokenSchema,
  gridFilterSchema,
  loadFilterSchema,
  monthsFilterSchema,
  summaryFilterSchema,
} from './board.dto.js';
export { boardWorkflows } from './board.kinds.js';
export {
  type BoardGrid,
  type BoardMonths,
  BoardOverviews,
  type GridCell,
  type GridRow,
} from './board.overviews.js';
export { Board, type BoardPage, type BoardSummary, type DatedEntries } from './board.service.js';
export { type BoardLine, GROUPS, type Group, LEVELS, type Level, WHY_OUT_OF_REACH } from './board.types.js';
export { DeadlineBoardModule } from './deadline-board.module.js';
export { FEED_MAKERS, type FeedRow } from './feeds/feed.store.js';
export { type FeedOf, keepsFeeds } from './feeds/feeds.policy.js';
export { BoardFeeds, type NewFeed } from './feeds/feeds.service.js';
export { BoardObserver } from './projection/board.observer.js';
export type { FoundCase } from './reading/case-search.queries.js';
export type { Load, LoadMonth } from './reading/load.rules.js';
export { type Span, lastDayOf } from './reading/spans.rules.js';

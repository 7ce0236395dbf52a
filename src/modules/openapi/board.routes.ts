import { z } from 'zod';
import { caseIdSchema } from '../../kernel/ids.js';
import { instantSchema } from '../../kernel/instant.js';
import type { ApiRoute } from '../../platform/openapi/index.js';
import {
  type BoardLine,
  type BoardPage,
  type BoardSummary,
  FEED_KINDS,
  FEED_MAKERS,
  type FeedRow,
  GROUPS,
  LEVELS,
  type Load,
  type NewFeed,
  WHY_OUT_OF_REACH,
  boardFilterSchema,
  feedSchema,
  feedTokenSchema,
  loadFilterSchema,
  summaryFilterSchema,
} from '../deadline-board/index.js';

const named = { code: z.string(), name: z.string() };

const lineAnswer = z.object({
  caseId: caseIdSchema,
  key: z.string(),
  workflow: z.string(),
  address: z.string().nullable().meta({ description: 'where the API shows the case' }),
  reference: z.string(),
  title: z.string(),
  status: z.string(),
  what: z.string(),
  waitsOn: z.array(z.object(named)),
  since: instantSchema,
  dueAt: instantSchema.nullable().meta({ description: 'the first instant that is too late' }),
  postponedUntil: instantSchema.nullable(),
  rung: z.object({ reached: z.int(), of: z.int(), last: z.string().nullable() }),
  timer: z.object({ name: z.string(), title: z.string(), at: instantSchema }).nullable(),
  armed: z.boolean(),
  level: z.enum(LEVELS),
  why: z.string(),
  unreachable: z.array(z.object({ ...named, because: z.enum(WHY_OUT_OF_REACH) })),
  trouble: z
    .string()
    .nullable()
    .meta({ description: 'why the engine set the case aside; told to the offices' }),
  historical: z.boolean(),
  endedAt: instantSchema.nullable(),
  stale: z.boolean().meta({ description: 'the case has changed since, and the board could not follow yet' }),
}) satisfies z.ZodType<BoardLine>;

const pageAnswer = z.object({
  asOf: instantSchema,
  lines: z.array(lineAnswer),
  next: z.string().nullable(),
}) satisfies z.ZodType<BoardPage>;

const summaryAnswer = z.object({
  asOf: instantSchema,
  counts: z.record(z.enum(GROUPS), z.int()),
  behind: z.int(),
}) satisfies z.ZodType<BoardSummary>;

const monthAnswer = z.object({
  month: z.string(),
  things: z.int(),
  byWorkflow: z.record(z.string(), z.int()),
});
const loadAnswer = z.object({
  party: z.string(),
  people: z.int().nullable().meta({ description: 'told to the offices, and to the party itself' }),
  things: z.int(),
  late: z.int(),
  undated: z.int(),
  months: z.array(monthAnswer),
  byWorkflow: z.record(z.string(), z.int()),
  peak: monthAnswer.nullable(),
  words: z.string(),
}) satisfies z.ZodType<Load>;

const feedOf = { id: z.string(), kind: z.enum(FEED_KINDS), code: z.string() };
const feedAnswer = z.object({
  ...feedOf,
  language: z.string(),
  zone: z.string(),
  madeBy: z.string(),
  madeAs: z.enum(FEED_MAKERS),
  madeAt: instantSchema,
  lastReadAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
}) satisfies z.ZodType<FeedRow>;
const newFeedAnswer = z.object({ ...feedOf, url: z.string() }) satisfies z.ZodType<NewFeed>;

const SEEN = 'Nobody sees more than the desk of each kind of case shows; the offices see everything.';

/** The deadline board, its numbers, and its feeds. */
export const boardRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/board',
    operationId: 'readBoard',
    tag: 'board',
    summary: 'What is due, late, at risk and waiting on whom, over all cases',
    description: `What presses first comes first. ${SEEN}`,
    open: 'signed-in',
    query: boardFilterSchema,
    answers: [{ status: 200, description: 'One page.', schema: pageAnswer }],
  },
  {
    method: 'get',
    path: '/api/v1/board.csv',
    operationId: 'exportBoard',
    tag: 'board',
    summary: 'The same as a file for spreadsheets',
    description: 'Everything the filters leave, whatever the limit.',
    open: 'signed-in',
    query: boardFilterSchema,
    answers: [{ status: 200, description: 'The file.', type: 'text/csv' }],
  },
  {
    method: 'get',
    path: '/api/v1/board/summary',
    operationId: 'summarizeBoard',
    tag: 'board',
    summary: 'The questions of the day in numbers',
    description:
      'Action needed today, closing soon, at risk, bounced, overdue, recently closed. The lines behind a number: the board with the same `group`.',
    open: 'signed-in',
    query: summaryFilterSchema,
    answers: [{ status: 200, description: 'The numbers.', schema: summaryAnswer }],
  },
  {
    method: 'get',
    path: '/api/v1/board/load',
    operationId: 'readLoad',
    tag: 'board',
    summary: 'How much one delegation owes, by month and by procedure, and its peak in words',
    open: 'signed-in',
    query: loadFilterSchema,
    answers: [{ status: 200, description: 'The load.', schema: loadAnswer }],
  },
  {
    method: 'get',
    path: '/api/v1/board/feeds',
    operationId: 'listFeeds',
    tag: 'board',
    summary: 'The feeds the person keeps',
    description: 'The Secretariat keeps all of them, a delegate those of the own party.',
    open: 'signed-in',
    answers: [{ status: 200, description: 'The newest first.', schema: z.array(feedAnswer) }],
  },
  {
    method: 'post',
    path: '/api/v1/board/feeds',
    operationId: 'makeFeed',
    tag: 'board',
    summary: 'Make a feed for calendars',
    description: 'Its address holds a secret and is told this once. A delegate makes that of the own party.',
    open: 'signed-in',
    body: feedSchema,
    answers: [{ status: 201, description: 'The feed with its address.', schema: newFeedAnswer }],
  },
  {
    method: 'post',
    path: '/api/v1/board/feeds/{id}/revoke',
    operationId: 'revokeFeed',
    tag: 'board',
    summary: 'Revoke a feed: its address opens nothing any more',
    open: 'signed-in',
    pathSchemas: { id: z.uuid() },
    answers: [{ status: 204, description: 'It is revoked.' }],
  },
  {
    method: 'get',
    path: '/api/v1/board/feeds/{kind}/{code}.ics',
    operationId: 'readFeed',
    tag: 'board',
    summary: 'A calendar of what waits on one organ or party',
    description: 'For calendar programs, which cannot sign in: by the token in the address.',
    open: 'feed',
    pathSchemas: { kind: z.enum(FEED_KINDS) },
    query: feedTokenSchema,
    answers: [{ status: 200, description: 'iCalendar (RFC 5545).', type: 'text/calendar' }],
  },
];

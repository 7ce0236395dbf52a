import { z } from 'zod';
import { GROUPS, LEVELS } from './board.types.js';

/** Offices that a case can wait on. */
export const OFFICES = ['chair', 'vice-chair', 'secretariat'] as const;
/** Kinds of feed: what waits on an organ, or on a party. */
export const FEED_KINDS = ['organ', 'party'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

const code = z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,11}$/, 'a code in capital letters, such as GHA or CKR');
const zone = z.string().min(1).max(60).default('UTC');

/** Which rows of the board. Every filter narrows. */
export const boardFilterSchema = z.strictObject({
  organ: code.optional().meta({ description: 'what waits on this organ' }),
  party: code
    .optional()
    .meta({ description: 'what waits on this party, or on all parties of its kind at once' }),
  office: z.enum(OFFICES).optional(),
  workflow: z.string().max(60).optional().meta({ description: 'name of a procedure, such as mandate' }),
  level: z.enum(LEVELS).optional(),
  group: z
    .enum(GROUPS)
    .optional()
    .meta({ description: 'a question of the day; a row may be an answer to several' }),
  from: z.iso
    .date({ error: 'a day such as 2013-03-31' })
    .optional()
    .meta({ description: 'due on this day or later' }),
  to: z.iso
    .date({ error: 'a day such as 2013-03-31' })
    .optional()
    .meta({ description: 'due on this day or earlier' }),
  zone: zone.meta({ description: 'in which days begin and end' }),
  q: z
    .string()
    .trim()
    .min(2, 'at least two characters')
    .max(100)
    .optional()
    .meta({ description: 'part of reference, title or what is awaited' }),
  historical: z
    .stringbool({ error: '«true» or «false»' })
    .default(false)
    .meta({ description: 'imported histories too' }),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: z
    .string()
    .max(400)
    .optional()
    .meta({ description: '`next` of the page before: goes on from there, with the same filters' }),
});
export type BoardFilter = z.output<typeof boardFilterSchema>;

/** Numbers of the board. */
export const summaryFilterSchema = z.strictObject({ zone });
/** Whose load. */
export const loadFilterSchema = z.strictObject({ party: code });

/** Which Participants stand in the grid. */
export const gridFilterSchema = z.strictObject({
  organ: code.optional().meta({ description: 'those who sit in this organ' }),
  q: z.string().trim().max(100).optional().meta({ description: 'part of name or code' }),
});
export type GridFilter = z.output<typeof gridFilterSchema>;
/** What the months ahead are asked of. */
export const monthsFilterSchema = z.strictObject({
  organ: code.optional(),
  party: code.optional(),
  zone,
  months: z.coerce.number().int().min(1).max(36).default(12),
});
export type MonthsFilter = z.output<typeof monthsFilterSchema>;

/** A feed to be made. */
export const feedSchema = z.strictObject({ kind: z.enum(FEED_KINDS), code });
/** What opens a feed. */
export const feedTokenSchema = z.strictObject({ token: z.string().max(100).default('') });

/** What the case of a year of technical assistance remembers: requests and offers, which of them met, and every bulletin. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { caseShape, codeSchema, documentsSchema, lineSchema, proseSchema } from '../casework/index.js';

export const assistanceRulesSchema = z.strictObject({
  /** day of the month and local hour at which the bulletin goes out */
  bulletinOn: z.strictObject({
    day: z.int().min(1).max(28),
    hour: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'an hour such as 09:00'),
  }),
  /** a month in which nothing is open has no bulletin; else it says that nothing is */
  skipEmpty: z.boolean(),
  evaluateWithin: periodSchema,
  source: z.string().min(1),
});
export const ASSISTANCE_RULES: z.output<typeof assistanceRulesSchema> = {
  bulletinOn: { day: 1, hour: '09:00' },
  skipEmpty: true,
  evaluateWithin: { value: 30, unit: 'calendar-days' },
  source:
    'monthly: Washington communiqué 2012, paragraph 53; day, hour, what an empty month does and thirty days to evaluate: assumed',
};

/** A request or offer as it comes in. */
export const newEntrySchema = z.strictObject({
  kind: z.enum(['request', 'offer']),
  by: codeSchema,
  /** the body behind it, where that is none of ours: an agency, an institute */
  behalfOf: lineSchema.nullable().default(null),
  subject: lineSchema,
  text: proseSchema,
  documents: documentsSchema,
  /** an offer that stays open however often it is taken up */
  standing: z.boolean().default(false),
});
/** One that was open when its year ended. */
export const carriedSchema = newEntrySchema.extend({
  at: instantSchema,
  from: z.strictObject({ reference: lineSchema, id: z.string() }),
});
export const entrySchema = newEntrySchema.extend({
  /** `request-1`, `offer-2` */
  id: z.string(),
  at: instantSchema,
  from: z.strictObject({ reference: lineSchema, id: z.string() }).nullable(),
  closed: z
    .strictObject({
      how: z.enum(['met', 'given', 'withdrawn', 'carried-over', 'ended']),
      at: instantSchema,
      reason: z.string(),
    })
    .nullable(),
});
export type Entry = z.output<typeof entrySchema>;
export const HELPED = ['yes', 'partly', 'no'] as const;
const matchSchema = z.strictObject({
  /** `match-1` */
  id: z.string(),
  request: z.string(),
  offer: z.string(),
  at: instantSchema,
  note: z.string(),
  delivered: z.strictObject({ at: instantSchema, text: proseSchema, documents: documentsSchema }).nullable(),
  evaluation: z.strictObject({ at: instantSchema, helped: z.enum(HELPED), text: proseSchema }).nullable(),
  ended: z
    .strictObject({ how: z.enum(['evaluated', 'fell-through']), at: instantSchema, reason: z.string() })
    .nullable(),
});
export type Match = z.output<typeof matchSchema>;

export const assistanceContextSchema = z.strictObject({
  ...caseShape,
  rules: assistanceRulesSchema,
  year: z.int(),
  entries: z.array(entrySchema),
  matches: z.array(matchSchema),
  /** by month, those without anything to say too */
  bulletins: z.array(
    z.strictObject({
      number: z.string(),
      at: instantSchema,
      requests: z.array(z.string()),
      offers: z.array(z.string()),
      skipped: z.boolean(),
    }),
  ),
  nextBulletin: z.strictObject({ number: z.string(), at: instantSchema }),
  yearEndsAt: instantSchema,
  /** reference of the case of the year after */
  successor: lineSchema,
  /** why nothing follows on it; null: it goes on in its successor */
  closing: z.strictObject({ at: instantSchema, reason: lineSchema }).nullable(),
});
export type AssistanceContext = z.output<typeof assistanceContextSchema>;

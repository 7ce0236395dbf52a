/** What the hosting of a body remembers: who hosts what from when to when, what was evaluated, and what was decided for afterwards. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { keptDeadlineSchema, personSchema } from '../casework/index.js';
import { rungSchema, termSchema } from '../mandate/index.js';

export const hostingRulesSchema = z.strictObject({
  /** reminders that the term ends go out so many days before its last day */
  remindDaysBefore: z.array(z.int().min(1).max(365)).max(20),
  /** local hour of reminders */
  remindAt: z.string().regex(/^\d{2}:\d{2}$/, 'an hour such as 09:00'),
  /** an evaluation without a date is asked for so long before the term ends */
  evaluateBefore: periodSchema,
  /** where nobody evaluated, or looked, it is asked for again after this */
  askAgain: periodSchema,
  /** what follows when a term ends without a decision, in order */
  escalation: z.array(rungSchema).max(10),
  source: z.string().min(1),
});
export type HostingRules = z.output<typeof hostingRulesSchema>;

/** Figures as they stand unless a term is opened with others. The KP has no rule on them that was found. */
export const HOSTING_RULES: HostingRules = {
  remindDaysBefore: [90, 30, 7],
  remindAt: '09:00',
  evaluateBefore: { value: 6, unit: 'months' },
  askAgain: { value: 30, unit: 'calendar-days' },
  escalation: [
    {
      after: { value: 7, unit: 'calendar-days' },
      to: 'chair',
      words: 'The term has ended and nothing was decided. Please see to a decision.',
    },
    {
      after: { value: 30, unit: 'calendar-days' },
      to: 'plenary',
      words: 'The hosting is still undecided. It goes onto the agenda of the next Plenary.',
    },
  ],
  source: 'assumed',
};

/** A stretch of hosting by one host; it is prolonged by renewals. */
const stretchSchema = z.strictObject({
  host: z.string(),
  /** first day */
  from: z.iso.date(),
  startsAt: keptDeadlineSchema,
  endsAt: keptDeadlineSchema,
});
export type Stretch = z.output<typeof stretchSchema>;

const evaluationSchema = z.strictObject({
  at: instantSchema,
  body: z.string(),
  result: z.enum(['favourable', 'mixed', 'unfavourable']),
  text: z.string(),
  recommendation: z.string().nullable(),
  person: personSchema,
});

/** What was decided for the time after, in the order in which it was decided. */
const decisionSchema = z.strictObject({
  at: instantSchema,
  kind: z.enum(['renewed', 'replaced', 'ended']),
  decision: z.string(),
  note: z.string(),
  /** how many evaluations were on the file when it was decided */
  evaluations: z.int().min(0),
  /** when it takes effect, or until when it now runs */
  effect: keptDeadlineSchema,
  person: personSchema,
});

export const hostingContextSchema = z.strictObject({
  caseId: z.string(),
  asOf: instantSchema,
  reference: z.string(),
  meeting: z.string(),
  clauseId: z.string(),
  paragraph: z.int(),
  title: z.string(),
  /** what is hosted */
  what: z.string(),
  source: z.string().nullable(),
  zone: z.string(),
  language: z.string(),
  givenAt: instantSchema,
  visibility: z.enum(['all', 'participants', 'concerned']),
  concerns: z.array(z.string()),
  rules: hostingRulesSchema,
  stretch: stretchSchema,
  /** the stretch of the host that takes over; null while none was decided */
  successor: stretchSchema.nullable(),
  /** when the hosting ends for good; null while that was not decided */
  closesAt: keptDeadlineSchema.nullable(),
  earlier: z.array(stretchSchema),
  /** when it is to be evaluated, in the words of the decision */
  evaluation: z.strictObject({ words: z.string(), term: termSchema, instruction: z.string().nullable() }),
  evaluations: z.array(evaluationSchema),
  decisions: z.array(decisionSchema),
  /** when a term ended without a decision; null otherwise */
  undecidedSince: instantSchema.nullable(),
  rung: z.int().min(0),
  escalations: z.array(z.strictObject({ at: instantSchema, to: rungSchema.shape.to, words: z.string() })),
});
export type HostingContext = z.output<typeof hostingContextSchema>;

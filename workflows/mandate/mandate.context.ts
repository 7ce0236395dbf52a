/** What a mandate remembers: what was asked of whom, its term as it stands, what was reported, and how far it was escalated. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { keptDeadlineSchema, personSchema } from '../casework/index.js';
import { clauseDeadlineSchema } from '../plenary-meeting/index.js';

/** A term as it stands: a due instant, or the instant at which somebody looks again; never both. */
export const termSchema = z.strictObject({
  /** as it was given; null where no term was */
  given: clauseDeadlineSchema.nullable(),
  /** the first instant that is too late; null while there is none */
  dueAt: keptDeadlineSchema.nullable(),
  /** when somebody is asked to look again; null once there is a date */
  reviewAt: keptDeadlineSchema.nullable(),
  /** the event that dates it, such as `plenary-2013` */
  event: z.string().nullable(),
});
export type Term = z.output<typeof termSchema>;

/** One rung of an escalation: so long after the due instant, to whom, in which words. */
export const rungSchema = z.strictObject({
  after: periodSchema,
  to: z.enum(['addressees', 'secretariat', 'chair', 'plenary']),
  words: z.string().min(1).max(600),
});
export type Rung = z.output<typeof rungSchema>;

const hour = z.string().regex(/^\d{2}:\d{2}$/, 'an hour such as 09:00');

export const mandateRulesSchema = z.strictObject({
  /** reminders go out so many days before the last day */
  remindDaysBefore: z.array(z.int().min(1).max(365)).max(20),
  /** local hour of reminders */
  remindAt: hour,
  /** a mandate without a term is looked at so often */
  reviewEvery: periodSchema,
  /** where nobody looked at a review date, they are asked again after this */
  askAgain: periodSchema,
  /** after a report the assessing body is asked so often */
  assessEvery: periodSchema,
  /** in the order in which they are climbed */
  escalation: z.array(rungSchema).max(10),
  source: z.string().min(1),
});
export type MandateRules = z.output<typeof mandateRulesSchema>;

/** Reminders and rungs as they stand unless a mandate is opened with others. The KP has no rule on them that was found. */
export const MANDATE_RULES: MandateRules = {
  remindDaysBefore: [30, 14, 7, 3, 1],
  remindAt: '09:00',
  reviewEvery: { value: 6, unit: 'months' },
  askAgain: { value: 30, unit: 'calendar-days' },
  assessEvery: { value: 60, unit: 'calendar-days' },
  escalation: [
    {
      after: { value: 7, unit: 'calendar-days' },
      to: 'addressees',
      words: 'The term has passed and no report is there. Please report, or ask for more time.',
    },
    {
      after: { value: 30, unit: 'calendar-days' },
      to: 'chair',
      words: 'The addressees were reminded and have not reported. Please take it up with them.',
    },
    {
      after: { value: 60, unit: 'calendar-days' },
      to: 'plenary',
      words: 'No report was made in spite of reminders. It goes onto the agenda of the next Plenary.',
    },
  ],
  source: 'assumed: the reminders follow the habit of standards bodies',
};

/** What an addressee is, as the application's records say; `outside` is a body known by its name alone. */
export const ADDRESSEE_KINDS = ['office', 'party', 'organ', 'collective', 'outside'] as const;

const addresseeSchema = z.strictObject({
  code: z.string(),
  kind: z.enum(ADDRESSEE_KINDS),
  since: instantSchema,
  /** since when it is no longer addressed, and why */
  left: z.strictObject({ at: instantSchema, to: z.array(z.string()), reason: z.string() }).nullable(),
});
export type Addressee = z.output<typeof addresseeSchema>;

const reportSchema = z.strictObject({
  id: z.string(),
  /** who reports: an addressee, or a member of a collective that is one */
  by: z.string(),
  addressee: z.string(),
  text: z.string(),
  documents: z.array(z.strictObject({ title: z.string(), url: z.string() })),
  at: instantSchema,
  late: z.boolean(),
  person: personSchema,
  status: z.enum(['submitted', 'returned']),
});
export type Report = z.output<typeof reportSchema>;

export const mandateContextSchema = z.strictObject({
  caseId: z.string(),
  asOf: instantSchema,
  reference: z.string(),
  meeting: z.string(),
  clauseId: z.string(),
  paragraph: z.int(),
  title: z.string(),
  task: z.string(),
  /** who gave it: `plenary`, or the code of an organ or party */
  by: z.string(),
  source: z.string().nullable(),
  condition: z.string().nullable(),
  reportTo: z.string().nullable(),
  zone: z.string(),
  language: z.string(),
  givenAt: instantSchema,
  visibility: z.enum(['all', 'participants', 'concerned']),
  concerns: z.array(z.string()),
  rules: mandateRulesSchema,
  term: termSchema,
  /** every change of the term, in order; the first is the term as given */
  terms: z.array(
    z.strictObject({
      at: instantSchema,
      term: termSchema,
      change: z.string(),
      reason: z.string(),
      person: personSchema,
    }),
  ),
  addressees: z.array(addresseeSchema),
  reports: z.array(reportSchema),
  assessments: z.array(
    z.strictObject({
      at: instantSchema,
      body: z.string(),
      outcome: z.enum(['fulfilled', 'returned']),
      note: z.string(),
      person: personSchema,
    }),
  ),
  /** the due instant whose passing was noticed; null while nothing is late */
  overdueSince: instantSchema.nullable(),
  /** rungs climbed on the present due instant */
  rung: z.int().min(0),
  escalations: z.array(z.strictObject({ at: instantSchema, to: rungSchema.shape.to, words: z.string() })),
  ending: z
    .strictObject({
      how: z.enum(['withdrawn', 'lapsed']),
      reason: z.string(),
      at: instantSchema,
      person: personSchema,
    })
    .nullable(),
});
export type MandateContext = z.output<typeof mandateContextSchema>;

/** @returns codes of those who are addressed now */
export function addressed(context: Pick<MandateContext, 'addressees'>): string[] {
  return context.addressees.filter(({ left }) => left === null).map(({ code }) => code);
}

/** @returns codes of those addressed now whose report is still awaited */
export function awaited(context: Pick<MandateContext, 'addressees' | 'reports'>): string[] {
  const reported = context.reports.filter((one) => one.status === 'submitted').map(({ by }) => by);
  return addressed(context).filter((code) => !reported.includes(code));
}

/** What the case of one report remembers: who owes it for which period, what came, what was found, and what failed before. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import {
  caseShape,
  codeSchema,
  documentsSchema,
  keptDeadlineSchema,
  keptDecisionSchema,
  lineSchema,
  personSchema,
  proseSchema,
} from '../casework/index.js';
import { FAILURES, reportingPeriodSchema } from '../reporting-cycle/index.js';

export const SEVERITIES = ['observation', 'shortcoming', 'serious'] as const;

export const reportingRulesSchema = z.strictObject({
  /** so many failures, this one included, are repeated failure */
  repeatedFrom: z.int().min(1).max(20),
  /** what is found missing is due so long after it is said */
  completeWithin: periodSchema,
  assessWithin: periodSchema,
  /** findings are to be answered so long after the assessment */
  answerWithin: periodSchema,
  /** who engages with whoever fails again: offices, and organs by their code */
  engaging: z
    .array(
      z
        .string()
        .regex(
          /^(?:chair|secretariat|[A-Z][A-Za-z0-9-]{1,11})$/,
          'chair, secretariat, or the code of an organ such as PC',
        ),
    )
    .min(1)
    .default(['chair', 'PC']),
  source: z.string().min(1),
});
export type ReportingRules = z.output<typeof reportingRulesSchema>;

/** How fast things go, and what is called repeated, unless a case is opened with other figures. */
export const REPORTING_RULES: ReportingRules = {
  repeatedFrom: 2,
  completeWithin: { value: 30, unit: 'calendar-days' },
  assessWithin: { value: 6, unit: 'months' },
  answerWithin: { value: 60, unit: 'calendar-days' },
  engaging: ['chair', 'PC'],
  source:
    'who engages: Washington communiqué 2012, paragraph 7; the rest assumed: the KP speaks of repeated and habitual failure and names no number; no days for assessments were found',
};

export const earlierSchema = z.array(
  z.strictObject({ period: reportingPeriodSchema, how: z.enum(FAILURES) }),
);

export const findingSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens: finding-1'),
  text: proseSchema,
  severity: z.enum(SEVERITIES),
});

export const reportingDutyContextSchema = z.strictObject({
  ...caseShape,
  party: codeSchema,
  /** id of the rule: `annual-report` */
  report: z.string(),
  /** noun phrase: `annual report` */
  what: lineSchema,
  period: reportingPeriodSchema,
  basis: lineSchema,
  /** organ that assesses; null: nobody does */
  organ: codeSchema.nullable(),
  /** ladder that presses for the report */
  ladder: z.string(),
  /** reference of the cycle that opened it; null: opened by hand */
  cycle: lineSchema.nullable(),
  /** earlier periods of the same report in which the same party failed, oldest first */
  earlier: earlierSchema,
  rules: reportingRulesSchema,
  submissions: z.array(
    z.strictObject({
      at: instantSchema,
      /** it came after the due instant: recorded, never refused */
      late: z.boolean(),
      documents: documentsSchema,
      figures: lineSchema.nullable(),
      note: z.string(),
      person: personSchema,
    }),
  ),
  returns: z.array(
    z.strictObject({ at: instantSchema, missing: z.array(lineSchema), due: keptDeadlineSchema }),
  ),
  /** when the party told the Chair that it is unable */
  unable: z.array(z.strictObject({ at: instantSchema, text: proseSchema })),
  assessedAt: instantSchema.nullable(),
  findings: z.array(
    findingSchema.extend({
      answer: z.strictObject({ at: instantSchema, text: proseSchema, documents: documentsSchema }).nullable(),
      /** the organ is content */
      settled: z.strictObject({ at: instantSchema, note: z.string() }).nullable(),
    }),
  ),
  /** that the Chair and the Participation Committee were asked to engage, and what came of it */
  engagements: z.array(
    z.strictObject({
      at: instantSchema,
      /** why: it failed again, or a body asked for it */
      asked: lineSchema,
      decision: keptDecisionSchema.nullable(),
      words: z.array(z.strictObject({ at: instantSchema, by: z.string(), text: proseSchema })),
    }),
  ),
  /** the measure that was proposed because of it; null: none */
  measure: z.strictObject({ at: instantSchema, reference: lineSchema }).nullable(),
});
export type ReportingDutyContext = z.output<typeof reportingDutyContextSchema>;

/** What the analysis of one Participant's statistics of one year remembers: the questions it raised, what was answered, what came of each. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { caseShape, codeSchema, documentsSchema, lineSchema, proseSchema } from '../casework/index.js';
import { reportingPeriodSchema } from '../reporting-cycle/index.js';

/** What an assessment says of one question. `open`: the answer does not settle it, and it is asked again. */
export const RESULTS = ['explained', 'to-be-corrected', 'open'] as const;

export const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens: imports-q3'),
  text: proseSchema,
});

export const dataAnomaliesRulesSchema = z.strictObject({
  answerWithin: periodSchema,
  correctWithin: periodSchema,
  assessWithin: periodSchema,
  source: z.string().min(1),
});

/** How fast things go unless a case is opened with other figures. */
export const DATA_ANOMALIES_RULES: z.output<typeof dataAnomaliesRulesSchema> = {
  answerWithin: { value: 60, unit: 'calendar-days' },
  correctWithin: { value: 60, unit: 'calendar-days' },
  assessWithin: { value: 90, unit: 'calendar-days' },
  source:
    'assumed: the decision on the Data Anomalies Questionnaire process (Washington 2012, paragraph 21) was not found',
};

export const dataAnomaliesContextSchema = z.strictObject({
  ...caseShape,
  party: codeSchema,
  /** the year whose statistics were analysed */
  period: reportingPeriodSchema,
  /** organ that analyses and assesses */
  organ: codeSchema,
  /** reference of the cycle that counts it; null: none does */
  cycle: lineSchema.nullable(),
  rules: dataAnomaliesRulesSchema,
  /** where the analysis is found */
  documents: documentsSchema,
  questions: z.array(
    questionSchema.extend({
      answer: z.strictObject({ at: instantSchema, text: proseSchema, documents: documentsSchema }).nullable(),
      result: z.strictObject({ at: instantSchema, how: z.enum(RESULTS), note: z.string() }).nullable(),
    }),
  ),
  sentAt: instantSchema.nullable(),
  corrections: z.array(z.strictObject({ at: instantSchema, figures: lineSchema, note: z.string() })),
});
export type DataAnomaliesContext = z.output<typeof dataAnomaliesContextSchema>;

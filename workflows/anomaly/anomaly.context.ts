/** What an anomaly remembers: what was raised about whom, who was told, what was said, and what came of it. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import {
  KNOWN_AS,
  caseShape,
  codeSchema,
  documentsSchema,
  keptDecisionSchema,
  lineSchema,
  proseSchema,
} from '../casework/index.js';

export const ANOMALY_KINDS = [
  'conflict-diamonds',
  'statistics',
  'certificates',
  'controls',
  'other',
] as const;
export const ANOMALY_OUTCOMES = [
  'explained',
  'remedied',
  'to-participation-committee',
  'measure-proposed',
  'not-pursued',
] as const;

export const anomalyRulesSchema = z.strictObject({
  /** «without delay», as a number */
  informWithin: periodSchema,
  answerWithin: periodSchema,
  /** how long the Chair has to record what came of it, once it was answered or the answer was excused */
  concludeWithin: periodSchema.default({ value: 30, unit: 'calendar-days' }),
  /** organ that takes up what may call for a measure */
  committee: codeSchema.default('PC'),
  source: z.string().min(1),
});

/** How fast things go unless a case is opened with other figures. */
export const ANOMALY_RULES: z.output<typeof anomalyRulesSchema> = {
  informWithin: { value: 3, unit: 'working-days' },
  answerWithin: { value: 30, unit: 'calendar-days' },
  concludeWithin: { value: 30, unit: 'calendar-days' },
  committee: 'PC',
  source:
    'assumed: KP Core Document VI.16 says «without delay» and names no number; 30 days to answer as Zimbabwe had in 2010, and as many to conclude',
};

export const anomalyContextSchema = z.strictObject({
  ...caseShape,
  rules: anomalyRulesSchema,
  kind: z.enum(ANOMALY_KINDS),
  /** the Participant that raised it, and the one it concerns */
  raisedBy: codeSchema,
  concerning: codeSchema,
  /** what the one it concerns was when it was raised */
  concerningAs: z.enum(KNOWN_AS),
  text: proseSchema,
  documents: documentsSchema,
  informedAt: instantSchema.nullable(),
  answers: z.array(z.strictObject({ at: instantSchema, text: proseSchema, documents: documentsSchema })),
  outcome: z
    .strictObject({
      how: z.enum(ANOMALY_OUTCOMES),
      reason: lineSchema,
      decision: keptDecisionSchema.nullable(),
      /** the case that follows; null where none does */
      follow: z.strictObject({ workflow: z.string(), reference: lineSchema }).nullable(),
    })
    .nullable(),
});
export type AnomalyContext = z.output<typeof anomalyContextSchema>;

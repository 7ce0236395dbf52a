/**
 * What a conditional deadline remembers: the conditions with who judges each, the evidence with the instant at which it was received, the
 * judgements, the date with every extension of it, and what the body decided.
 */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import {
  DECIDED_BY,
  caseRefSchema,
  caseShape,
  codeSchema,
  documentsSchema,
  keptDeadlineSchema,
  keptDecisionSchema,
  lineSchema,
  proseSchema,
} from '../casework/index.js';

/** Who judges a condition, or has the matter before it: an office, or an organ by its code. */
export const judgeSchema = z.union([z.enum(['chair', 'secretariat']), codeSchema]);
/** The body that a missed date goes to. */
export const bodySchema = z.union([z.enum(['plenary', 'chair']), codeSchema]);
/** Who must have taken part in what a condition asks for: any Participant but the one concerned, or a party by its code, such as WDC. */
export const partSchema = z.union([z.literal('participants'), codeSchema]);
export const conditionIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, such as statistics');
export const daySchema = z.iso.date();

export const conditionalRulesSchema = z.strictObject({
  /** calendar by which a date that is no working day rolls over to the next one; null: a date is a date */
  rollOver: z.enum(['weekdays', 'kp', 'un-new-york', 'eu-institutions']).nullable(),
  /** how long a judge has after evidence came in */
  judgeWithin: periodSchema,
  /** how long the body named has, once the date was missed, before its decision is late */
  decideWithin: periodSchema,
  /** who may extend, excuse, accept what came late, set other terms or propose a removal */
  decidedBy: z.array(z.enum(DECIDED_BY)).min(1),
  source: z.string().min(1),
});
/** How a date and its judges are read unless a case is opened with other figures. */
export const CONDITIONAL_RULES: z.output<typeof conditionalRulesSchema> = {
  rollOver: null,
  judgeWithin: { value: 30, unit: 'calendar-days' },
  decideWithin: { value: 90, unit: 'calendar-days' },
  decidedBy: ['plenary', 'written-procedure', 'intersessional'],
  source:
    'assumed: a date is a date and does not roll over, as article 5 of Regulation (EEC, Euratom) 1182/71 has it, which the KP never adopted; who decides is practice (Washington 2012, Johannesburg 2013); days for judges and for the body assumed',
};

const evidenceSchema = z.strictObject({
  /** when it was received; this decides whether it is in time, not when it was entered */
  receivedAt: instantSchema,
  /** whether it was in time for the date that held then */
  inTime: z.boolean(),
  by: codeSchema,
  text: proseSchema,
  documents: documentsSchema,
  /** parties that took part, where the condition is something that is done together; what each was known as */
  tookPart: z.array(z.strictObject({ code: codeSchema, as: z.string() })),
});
const judgementSchema = z.strictObject({
  at: instantSchema,
  /** `more-wanted`: returned, since something is missing */
  outcome: z.enum(['met', 'not-met', 'more-wanted']),
  /** how many pieces of evidence it is on: those there were */
  onEvidence: z.int().min(1),
  by: judgeSchema,
  text: proseSchema,
  decision: keptDecisionSchema.nullable(),
});

export const conditionSchema = z.strictObject({
  id: conditionIdSchema,
  text: lineSchema,
  judge: judgeSchema,
  /** every one of these must have taken part before it can be judged met */
  mustInclude: z.array(partSchema),
  evidence: z.array(evidenceSchema),
  judgements: z.array(judgementSchema),
  excused: z.strictObject({ reason: proseSchema, decision: keptDecisionSchema }).nullable(),
});
export type Condition = z.output<typeof conditionSchema>;

export const conditionalContextSchema = z.strictObject({
  ...caseShape,
  rules: conditionalRulesSchema,
  party: codeSchema,
  conditions: z.array(conditionSchema).min(1),
  /** all of them must be met before this; `due.at` is the first instant that is too late */
  term: z.strictObject({ lastDay: daySchema, due: keptDeadlineSchema }),
  extensions: z.array(
    z.strictObject({
      at: instantSchema,
      from: daySchema,
      to: daySchema,
      /** whether the earlier date had passed already */
      afterwards: z.boolean(),
      reason: proseSchema,
      decision: keptDecisionSchema,
    }),
  ),
  escalateTo: bodySchema,
  /** what the decision says may follow; nothing of it happens by itself */
  otherwise: z.string(),
  /** the decision that set the conditions; null: it is cited in `source` alone */
  decision: keptDecisionSchema.nullable(),
  /** when the present date passed unmet; null before, and after an extension */
  passedAt: instantSchema.nullable(),
  /** when the body was told that the present date was missed; null where it was not */
  escalatedAt: instantSchema.nullable(),
  /** what bodies made of it without deciding it */
  considered: z.array(
    z.strictObject({
      at: instantSchema,
      body: bodySchema,
      outcome: z.enum(['no-consensus', 'deferred', 'recommended']),
      text: proseSchema,
    }),
  ),
  /** how the body decided it, where it did */
  settled: z
    .strictObject({
      how: z.enum(['excused', 'met-late', 'superseded', 'removal-proposed', 'given-up']),
      reason: proseSchema,
      decision: keptDecisionSchema,
      /** the case that follows; null where none does, or where its reference is not known */
      follow: caseRefSchema.nullable(),
    })
    .nullable(),
});
export type ConditionalContext = z.output<typeof conditionalContextSchema>;

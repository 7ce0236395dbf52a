/**
 * What a way back remembers: the steps inside the body, its clearance, the measures of other bodies with every act on them, and how the
 * party stands in trade.
 *
 * The tracks are data, and not parallel states of the machine: how many other bodies have a measure of their own is known only when a case
 * is opened (none for Venezuela, one for Côte d'Ivoire), they act in any order and are recorded late, and the one question is which keys
 * are turned now.
 */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import {
  DECIDED_BY,
  caseShape,
  codeSchema,
  documentsSchema,
  keptDeadlineSchema,
  keptDecisionSchema,
  lineSchema,
  proseSchema,
  registryActSchema,
} from '../casework/index.js';

export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, such as visit');
/** Whoever owes a step: an office, a party or an organ. */
export const owerSchema = z.union([z.enum(['chair', 'secretariat']), codeSchema]);
export const daySchema = z.iso.date();
export const STEP_KINDS = ['verification', 'visit', 'statistics', 'controls', 'assistance', 'other'] as const;
/** What another body does about its own measure; `reviewed` and `noted` leave it as it is. */
export const OUTSIDE_ACTS = ['imposed', 'lifted', 're-imposed', 'reviewed', 'noted'] as const;

type TradeAct = Extract<z.output<typeof registryActSchema>, { act: 'trade-status' }>;
export const TRADE = [
  'eligible',
  'partly',
  'suspended',
  'self-suspended',
  'embargoed',
  'may-not-trade',
] as const satisfies readonly TradeAct['status'][];

export const reintegrationRulesSchema = z.strictObject({
  /** who may clear, take a clearance back, and readmit */
  clearedBy: z.array(z.enum(DECIDED_BY)).min(1),
  /** how long after another body's day of review the Secretariat has to record what came of it */
  lookWithin: periodSchema,
  source: z.string().min(1),
});
export const REINTEGRATION_RULES: z.output<typeof reintegrationRulesSchema> = {
  clearedBy: ['plenary', 'written-procedure', 'intersessional'],
  lookWithin: { value: 14, unit: 'calendar-days' },
  source:
    'practice: Côte d’Ivoire 2013 and 2014, Venezuela 2016: the Plenary clears; that an Intersessional may, and the days, are assumed',
};

export const stepSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(STEP_KINDS),
  text: lineSchema,
  by: z.array(owerSchema).min(1),
  due: keptDeadlineSchema.nullable(),
  /** whether the clearance takes it, unless the decision waives it */
  needed: z.boolean(),
  source: lineSchema,
  done: z
    .strictObject({ at: instantSchema, by: owerSchema, text: proseSchema, documents: documentsSchema })
    .nullable(),
  dropped: z.strictObject({ at: instantSchema, reason: proseSchema }).nullable(),
});
export type Step = z.output<typeof stepSchema>;

const actSchema = z.strictObject({
  at: instantSchema,
  /** when it was recorded here */
  recordedAt: instantSchema,
  act: z.enum(OUTSIDE_ACTS),
  /** the document it stands in */
  source: lineSchema,
  text: z.string(),
  /** day on which that body looks at it again; null: none is known */
  reviewOn: daySchema.nullable(),
});
export const outsideSchema = z.strictObject({
  id: idSchema,
  /** the other body, such as the Security Council of the United Nations */
  body: lineSchema,
  measure: lineSchema,
  /** in the order in which that body acted */
  acts: z.array(actSchema),
});
export type OutsideTrack = z.output<typeof outsideSchema>;

const standingSchema = z.strictObject({
  status: z.enum(TRADE),
  /** since when; null: it was so when the case was opened */
  since: instantSchema.nullable(),
  source: lineSchema,
});

export const reintegrationContextSchema = z.strictObject({
  ...caseShape,
  rules: reintegrationRulesSchema,
  party: codeSchema,
  decision: keptDecisionSchema.nullable(),
  steps: z.array(stepSchema),
  outside: z.array(outsideSchema),
  clearances: z.array(
    z.strictObject({
      at: instantSchema,
      decision: keptDecisionSchema,
      /** needed steps that the decision did without */
      waived: z.array(idSchema),
      note: z.string(),
      withdrawn: z
        .strictObject({
          at: instantSchema,
          decision: keptDecisionSchema,
          reason: proseSchema,
          status: z.enum(TRADE),
        })
        .nullable(),
    }),
  ),
  /** how the party stands in trade by all that is recorded here */
  trade: standingSchema,
  /** since when both keys are turned; null while one is not */
  restored: z
    .strictObject({
      at: instantSchema,
      clearedAt: instantSchema,
      /** when the last of the other bodies lifted its measure; null: there was none */
      liftedAt: instantSchema.nullable(),
      /** days from the one to the other; null where there was no other body */
      daysApart: z.int().nullable(),
    })
    .nullable(),
  /** meetings that it attended as a guest of the Chair */
  attended: z.array(
    z.strictObject({ meeting: lineSchema, from: daySchema, to: daySchema, source: lineSchema }),
  ),
});
export type ReintegrationContext = z.output<typeof reintegrationContextSchema>;

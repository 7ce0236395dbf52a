/** What a removal remembers: whom it is about and why, what they were told and answered, what was decided, and who came back. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import {
  DECIDED_BY,
  caseShape,
  codeSchema,
  documentsSchema,
  keptDecisionSchema,
  lineSchema,
  personSchema,
  proseSchema,
  transpositionSchema,
} from '../casework/index.js';

export const GROUND_KINDS = [
  'review-mission',
  'minimum-requirements',
  'conditions-missed',
  'statistics',
  'annual-reports',
  'own-wish',
  'other',
] as const;
/** What the committee may say; `no-consensus` leaves the matter with it. */
export const RECOMMENDATIONS = ['remove', 'trade-only', 'drop', 'no-consensus'] as const;
/** `trade-only`: they stay Participants, and what changes is whether they may trade. */
export const DECISIONS = ['removed', 'trade-only', 'not-removed'] as const;
export const OWN_STEPS = ['withdrawal', 'self-suspension'] as const;
export const TRADE_STATUSES = ['partly', 'suspended', 'self-suspended', 'may-not-trade'] as const;

export const removalRulesSchema = z.strictObject({
  noticeWithin: periodSchema,
  replyWithin: periodSchema,
  listWithin: periodSchema,
  /** the organ that recommends */
  committee: codeSchema,
  decidedBy: z.array(z.enum(DECIDED_BY)).min(1),
  returnedBy: z.array(z.enum(DECIDED_BY)).min(1),
  source: z.string().min(1),
});

/** How a removal goes unless a case is opened with other figures. */
export const REMOVAL_RULES: z.output<typeof removalRulesSchema> = {
  noticeWithin: { value: 3, unit: 'working-days' },
  replyWithin: { value: 30, unit: 'calendar-days' },
  listWithin: { value: 3, unit: 'working-days' },
  committee: 'PC',
  decidedBy: ['chair', 'plenary', 'written-procedure'],
  returnedBy: ['plenary', 'written-procedure', 'chair'],
  source:
    'assumed: the Core Document has no clause on removal. Practice: notices of the Chair on a recommendation of the Participation Committee (2003), after a review mission (2004); thirty days to reply as Zimbabwe had in 2010',
};

export const groundSchema = z.strictObject({
  kind: z.enum(GROUND_KINDS).default('other'),
  text: proseSchema,
  source: lineSchema.nullable().default(null),
  documents: documentsSchema,
});
/** Many at once, of whom not all need be known by name: whoever is named, and how many they are. */
export const listSchema = z
  .strictObject({
    named: z.array(codeSchema).max(200).default([]),
    /** null: not counted yet */
    count: z.int().min(1).max(200).nullable().default(null),
  })
  .refine(({ named, count }) => count === null || named.length <= count, 'more are named than they are')
  .refine(({ named }) => new Set(named).size === named.length, 'name each once');

const recommendationSchema = z.strictObject({
  at: instantSchema,
  what: z.enum(RECOMMENDATIONS),
  through: z.enum(['chair', 'plenary', 'written-procedure']),
  text: proseSchema,
  documents: documentsSchema,
  person: personSchema,
});

export const removalContextSchema = z.strictObject({
  ...caseShape,
  rules: removalRulesSchema,
  /** the one it is about; null where it is about a list */
  party: codeSchema.nullable(),
  list: listSchema.nullable(),
  grounds: z.array(groundSchema).min(1),
  /** the decision that called for it; null: none did */
  proposal: keptDecisionSchema.nullable(),
  notice: z.strictObject({ at: instantSchema, text: proseSchema, documents: documentsSchema }).nullable(),
  replies: z.array(
    z.strictObject({ at: instantSchema, by: codeSchema, text: proseSchema, documents: documentsSchema }),
  ),
  recommendations: z.array(recommendationSchema),
  /** the recommendation that awaits a decision */
  standing: recommendationSchema.nullable(),
  outcome: z
    .strictObject({
      how: z.enum([...DECISIONS, ...OWN_STEPS]),
      /** what becomes of trade, where that is what changes */
      status: z.enum(TRADE_STATUSES).nullable(),
      reason: lineSchema,
      /** null: their own step, which nobody decides */
      decision: keptDecisionSchema.nullable(),
      effectiveAt: instantSchema,
      person: personSchema,
    })
    .nullable(),
  /** each issue of the lists, with how many Participants were on it */
  lists: z.array(
    z.strictObject({
      at: instantSchema,
      text: proseSchema,
      documents: documentsSchema,
      count: z.int().nullable(),
    }),
  ),
  transpositions: z.array(transpositionSchema),
  reapplications: z.array(
    z.strictObject({
      at: instantSchema,
      party: codeSchema,
      path: z.enum(['short', 'admission']),
      /** the admission that was opened for it */
      reference: lineSchema.nullable(),
      text: proseSchema,
      /** why it was turned down; null: it was not */
      turnedDown: z.strictObject({ at: instantSchema, reason: lineSchema }).nullable(),
    }),
  ),
  returned: z.array(
    z.strictObject({
      party: codeSchema,
      at: instantSchema,
      decision: keptDecisionSchema,
      /** the admission by which it came back; null: the short path */
      through: lineSchema.nullable(),
    }),
  ),
});
export type RemovalContext = z.output<typeof removalContextSchema>;

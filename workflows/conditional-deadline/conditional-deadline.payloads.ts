/** Payloads of every command of a conditional deadline. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import {
  caseRefSchema,
  codeSchema,
  decisionSchema,
  documentsSchema,
  lineSchema,
  openingShape,
  proseSchema,
} from '../casework/index.js';
import {
  CONDITIONAL_RULES,
  bodySchema,
  conditionIdSchema,
  conditionalRulesSchema,
  daySchema,
  judgeSchema,
  partSchema,
} from './conditional-deadline.context.js';

const condition = conditionIdSchema;
/** What the body decided, as every command of its cites it. */
const decided = { decision: decisionSchema, reason: proseSchema } as const;
/** What the decision says of the party's trade; null: nothing. */
const trade = z
  .strictObject({
    status: z.enum(['may-not-trade', 'suspended', 'self-suspended', 'partly']),
    note: lineSchema,
  })
  .nullable()
  .default(null);

export const payloads = {
  set: z.strictObject({
    ...openingShape,
    party: codeSchema,
    conditions: z
      .array(
        z.strictObject({
          /** left out: `condition-1` and so on, in their order */
          id: conditionIdSchema.nullable().default(null),
          text: lineSchema,
          judge: judgeSchema.default('PC'),
          mustInclude: z.array(partSchema).max(20).default([]),
        }),
      )
      .min(1)
      .max(30),
    lastDay: daySchema,
    escalateTo: bodySchema.default('PC'),
    otherwise: z.string().trim().max(10_000).default(''),
    decision: decisionSchema.nullable().default(null),
    rules: conditionalRulesSchema.default(CONDITIONAL_RULES),
  }),
  specify: z
    .strictObject({
      condition,
      judge: judgeSchema.nullable().default(null),
      mustInclude: z.array(partSchema).max(20).nullable().default(null),
      source: lineSchema,
    })
    .refine(({ judge, mustInclude }) => judge !== null || mustInclude !== null, 'name a judge or the parts'),
  'submit-evidence': z.strictObject({
    condition,
    /** whose evidence it is; null: of the party concerned */
    by: codeSchema.nullable().default(null),
    text: proseSchema,
    documents: documentsSchema,
    tookPart: z.array(codeSchema).max(60).default([]),
    /** when a letter came that an office enters; null: now */
    receivedAt: instantSchema.nullable().default(null),
  }),
  judge: z.strictObject({
    condition,
    outcome: z.enum(['met', 'not-met', 'more-wanted']),
    text: proseSchema,
    decision: decisionSchema.nullable().default(null),
  }),
  consider: z.strictObject({
    body: bodySchema,
    outcome: z.enum(['no-consensus', 'deferred', 'recommended']),
    text: proseSchema,
  }),
  extend: z.strictObject({ ...decided, lastDay: daySchema }),
  'excuse-condition': z.strictObject({ ...decided, condition }),
  'excuse-party': z.strictObject({ ...decided, trade }),
  'accept-late': z.strictObject(decided),
  supersede: z.strictObject({
    ...decided,
    trade,
    /** the case of the new terms, where there is one already */
    follow: caseRefSchema.nullable().default(null),
  }),
  'propose-removal': z.strictObject({
    ...decided,
    /** reference of the removal case that is to be opened; null: none is opened */
    open: z
      .strictObject({ reference: lineSchema.max(80) })
      .nullable()
      .default(null),
  }),
  'give-up': z.strictObject(decided),
} as const;

export type PayloadOf<Name extends keyof typeof payloads> = z.output<(typeof payloads)[Name]>;

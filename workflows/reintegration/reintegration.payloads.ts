/** Payloads of every command of a way back. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import {
  codeSchema,
  decisionSchema,
  documentsSchema,
  lineSchema,
  openingShape,
  proseSchema,
} from '../casework/index.js';
import {
  OUTSIDE_ACTS,
  REINTEGRATION_RULES,
  STEP_KINDS,
  TRADE,
  daySchema,
  idSchema,
  owerSchema,
  reintegrationRulesSchema,
} from './reintegration.context.js';

const stepShape = {
  id: idSchema,
  kind: z.enum(STEP_KINDS).default('other'),
  text: lineSchema,
  by: z.array(owerSchema).min(1).max(10),
  /** null: no day is named */
  lastDay: daySchema.nullable().default(null),
  needed: z.boolean().default(true),
  /** null: as the case */
  source: lineSchema.nullable().default(null),
} as const;
const actShape = {
  at: instantSchema,
  source: lineSchema,
  text: z.string().trim().max(10_000).default(''),
  reviewOn: daySchema.nullable().default(null),
} as const;

const trackSchema = z.discriminatedUnion('kind', [
  /** what the body itself asks for before it clears */
  z.strictObject({ kind: z.literal('own'), steps: z.array(z.strictObject(stepShape)).max(60).default([]) }),
  /** a measure of another body, which is recorded only */
  z.strictObject({
    kind: z.literal('outside'),
    id: idSchema,
    body: lineSchema,
    measure: lineSchema,
    /** when that body imposed it; null: recorded later (record-outside-act) */
    imposed: z.strictObject(actShape).nullable().default(null),
  }),
]);

export const payloads = {
  open: z.strictObject({
    ...openingShape,
    party: codeSchema,
    tracks: z.array(trackSchema).max(10).default([]),
    /** how the party stands in trade when the case is opened */
    tradeStatus: z.enum(TRADE),
    decision: decisionSchema.nullable().default(null),
    rules: reintegrationRulesSchema.default(REINTEGRATION_RULES),
  }),
  'add-step': z.strictObject(stepShape),
  'complete-step': z.strictObject({
    step: idSchema,
    by: owerSchema,
    /** when it was done; null: now */
    at: instantSchema.nullable().default(null),
    text: proseSchema,
    documents: documentsSchema,
  }),
  'drop-step': z.strictObject({ step: idSchema, reason: proseSchema }),
  clear: z.strictObject({
    decision: decisionSchema,
    /** ids of needed steps that the decision does without */
    waived: z.array(idSchema).max(60).default([]),
    note: z.string().trim().max(10_000).default(''),
  }),
  'withdraw-clearance': z.strictObject({
    decision: decisionSchema,
    reason: proseSchema,
    /** how the party stands in trade from then on */
    status: z.enum(TRADE).exclude(['eligible']).default('suspended'),
  }),
  'record-outside-act': z.strictObject({
    track: idSchema,
    act: z.enum(OUTSIDE_ACTS),
    ...actShape,
  }),
  'note-attendance': z
    .strictObject({ meeting: lineSchema, from: daySchema, to: daySchema, source: lineSchema })
    .refine(({ from, to }) => from <= to, 'the last day lies before the first: turn them round'),
  readmit: z.strictObject({
    decision: decisionSchema,
    waived: z.array(idSchema).max(60).default([]),
    note: z.string().trim().max(10_000).default(''),
  }),
  conclude: z.strictObject({ reason: lineSchema }),
  'give-up': z.strictObject({ decision: decisionSchema.nullable().default(null), reason: lineSchema }),
} as const;

export type PayloadOf<Name extends keyof typeof payloads> = z.output<(typeof payloads)[Name]>;

import { z } from 'zod';
import { caseIdSchema } from '../../../kernel/ids.js';
import { instantSchema } from '../../../kernel/instant.js';
import type { Actor } from '../../../kernel/workflow.js';

const text = z.string().trim().min(1).max(200);

/** Whom to remind: every open duty that fits all that is given; nothing given: every open duty. */
export const bulkFilterSchema = z.strictObject({
  /** name of a workflow, or its collection as in addresses */
  workflow: text.optional(),
  collection: text.optional(),
  /** of whom it is due */
  organ: text.optional(),
  party: text.optional(),
  /** only what is late */
  late: z.boolean().default(false),
  /** ids or references of cases */
  ids: z.array(text).min(1).max(500).optional(),
  /** only what is due under this name in its case: `report` */
  duty: text.optional(),
  /** only these contacts, of all those who would be written to */
  contacts: z.array(text).min(1).max(2000).optional(),
});
export type BulkFilter = z.output<typeof bulkFilterSchema>;

/** Names the list that was shown; a hash that is given must be its hash. */
export const bulkSendSchema = z.strictObject({ hash: z.string().optional() });

const dutyShape = {
  caseId: caseIdSchema,
  workflow: z.string(),
  reference: z.string(),
  duty: z.string(),
  what: z.string(),
};
/** One mail that would go out, or has gone out: who, in which case, for what, and why. */
export const bulkLineSchema = z.strictObject({
  ...dutyShape,
  due: instantSchema.nullable(),
  late: z.boolean(),
  contact: z.string(),
  name: z.string(),
  address: z.string(),
  /** tags of what the person reads, the preferred one first */
  languages: z.array(z.string()).readonly(),
  party: z.string(),
  why: z.string(),
});
export type BulkLine = z.output<typeof bulkLineSchema>;

/** What is left out, and why; `contact` is null where nobody at all is written to for it. */
export const leftOutSchema = z.strictObject({
  ...dutyShape,
  contact: z.string().nullable(),
  reason: z.string(),
});
export type LeftOut = z.output<typeof leftOutSchema>;

/** A list that was shown. */
export const bulkPreviewSchema = z.strictObject({
  id: z.uuid(),
  hash: z.string(),
  expiresAt: instantSchema,
  lines: z.array(bulkLineSchema),
  leftOut: z.array(leftOutSchema),
});
export type BulkPreview = z.output<typeof bulkPreviewSchema>;

/** What became of it: every line that was shown is in one of the two. */
export const bulkOutcomeSchema = z.strictObject({
  id: z.uuid(),
  sentAt: instantSchema,
  sent: z.array(bulkLineSchema),
  leftOut: z.array(leftOutSchema),
});
export type BulkOutcome = z.output<typeof bulkOutcomeSchema>;

/** A list as it stands: whether it can still be sent, and what became of it. */
export interface ShownBulk extends BulkPreview {
  readonly expired: boolean;
  readonly outcome: BulkOutcome | null;
}

/** What is to be sent by whom, fixed before the first of it goes out. */
export interface BulkPlan {
  readonly actor: Actor;
  readonly lines: readonly BulkLine[];
  readonly leftOut: readonly LeftOut[];
}

/** The facts each mail of a written procedure carries, read once at this boundary. They say what was so at the instant of the event. */
import { z } from 'zod';
import { instantSchema } from '../../kernel/instant.js';
import { procedureContextSchema } from '../../../workflows/written-procedure/index.js';

const context = procedureContextSchema.shape;
const position = context.positions.element.shape;
const declaration = context.declarations.element.shape;
const contest = context.contests.element.shape;
const deadline = z.object({ at: instantSchema });

export const launchFactsOfMail = z.object({
  kind: z.enum(['notice', 'opening', 'replacement']),
  opensAt: instantSchema,
  deadline,
  textHash: z.string(),
});

export const reminderFacts = z.object({ label: z.string(), deadline, textHash: z.string() });

export const extensionFacts = z.object({
  from: deadline,
  to: deadline,
  reason: z.string(),
  textHash: z.string(),
});

export const newRoundFacts = z.object({
  kind: z.enum(['first', 'revised-text', 'postal-vote']),
  deadline,
  textHash: z.string(),
  reason: z.string(),
});

export const consultationFacts = z.object({
  note: z.string(),
  endsAt: deadline,
  objectors: z.array(z.object({ party: z.string(), kind: position.kind, reason: position.reason })),
});

/** An answer as it stood at the instant of the event. */
export const answerFacts = z.object({
  positionId: z.string(),
  party: z.string(),
  partyName: z.string(),
  kind: position.kind,
  reason: position.reason,
  paragraph: position.paragraph,
  resolution: position.resolution,
  until: position.until,
  statement: position.statement,
  receivedAt: instantSchema,
  textHash: z.string(),
  status: position.status,
  channel: position.channel,
});
export type AnswerFacts = z.output<typeof answerFacts>;

/** What happened to an answer. */
export const happenedSchema = z.enum([
  'recorded',
  'registered',
  'confirmed',
  'rejected',
  'withdrawn',
  'disowned',
  'ruled-on',
  'resolved',
]);

export const receiptFacts = answerFacts.extend({
  what: happenedSchema,
  answeredBy: z.string().nullable(),
  isAnswerer: z.boolean(),
});
export type ReceiptFacts = z.output<typeof receiptFacts>;

export const objectionFacts = answerFacts.extend({ blocks: z.boolean(), asksForTime: z.boolean() });
export type ObjectionFacts = z.output<typeof objectionFacts>;

const finding = z.enum(['adoptable', 'blocked', 'insufficient']);

export const closedFacts = z.object({
  finding,
  because: z.enum(['deadline', 'all-replied', 'objection', 'withdrawn']),
  closedAt: instantSchema,
  ended: z.literal('lapsed').nullable(),
  affirmative: z.int(),
  floorNeeded: z.int(),
  answered: z.int(),
  members: z.int(),
});
export type ClosedFacts = z.output<typeof closedFacts>;

export const overdueFacts = z.object({ notice: z.int(), since: instantSchema.nullable(), finding });

export const outcomeFacts = z.object({
  outcome: declaration.outcome,
  statement: z.string(),
  declaredAt: instantSchema,
  declaredBy: z.string(),
  authority: declaration.authority,
  effectiveAt: instantSchema.nullable(),
  publishedAt: instantSchema.nullable(),
  contestableUntil: deadline.nullable(),
  annulled: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
});
export type OutcomeFacts = z.output<typeof outcomeFacts>;

export const withdrawalFacts = z.object({ reason: z.string(), by: z.string(), at: instantSchema });

export const referralFacts = z.object({ to: z.string(), reason: z.string(), at: instantSchema });

export const contestFacts = z.object({
  partyName: z.string(),
  at: instantSchema,
  ground: contest.ground,
  statement: z.string(),
  evidence: z.string(),
  ruling: contest.ruling,
  stillOpen: z.int(),
});

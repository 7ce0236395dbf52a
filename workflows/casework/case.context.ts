/** What every administrative case remembers: what it is about, what is due of whom, what was said, and how it ended. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import type { StartInput } from '../../src/kernel/workflow.js';
import { newItemSchema } from '../plenary-meeting/index.js';
import { dutySchema } from './duty.js';
import { factsOf } from './facts.js';
import { laddersSchema } from './ladder.js';
import { personOf, personSchema } from './person.js';

/** Code of a party or organ. */
export const codeSchema = z.string().regex(/^[A-Z][A-Za-z0-9-]{1,11}$/, 'a code, such as ZWE or WGM');
/** One line of text. */
export const lineSchema = z.string().trim().min(1).max(600);
/** Text of any reasonable length. */
export const proseSchema = z.string().trim().min(1).max(10_000);
export const documentSchema = z.strictObject({ title: lineSchema, url: z.url({ protocol: /^https?$/ }) });
export const documentsSchema = z.array(documentSchema).max(50).default([]);
/** Another case, by its workflow and reference. */
export const caseRefSchema = z.strictObject({ workflow: z.string().min(1), reference: lineSchema });

/** Who may know of a case: `all`, the Participants, or only those concerned (KP Core Document VI.15-16). */
export const visibilitySchema = z.enum(['all', 'participants', 'concerned']);

/** Fields of a case's memory, to be spread into a workflow's own strict schema. */
export const caseShape = {
  caseId: z.string(),
  asOf: instantSchema,
  reference: lineSchema,
  title: lineSchema,
  /** codes of the parties it is about */
  subjects: z.array(codeSchema),
  /** what gave rise to it: a document, a decision, practice */
  source: lineSchema,
  /** the cases it follows from */
  follows: z.array(caseRefSchema),
  zone: z.string(),
  language: z.string(),
  visibility: visibilitySchema,
  /** who besides the subjects is concerned */
  concerns: z.array(codeSchema),
  openedAt: instantSchema,
  openedBy: personSchema,
  duties: z.array(dutySchema),
  ladders: laddersSchema,
  /** instant of the step that the timer of duties waits for; null when none is ahead */
  planned: instantSchema.nullable(),
  /** what was said and logged, in order */
  journal: z.array(
    z.strictObject({
      at: instantSchema,
      kind: z.enum(['note', 'reply', 'call', 'note-verbale', 'mail', 'document']),
      person: personSchema,
      text: z.string(),
      documents: z.array(documentSchema),
    }),
  ),
  /** it waits for the next Plenary, as this item of its agenda; null when it does not. With a duty, until that is closed. */
  forPlenary: z
    .strictObject({ since: instantSchema, item: newItemSchema, duty: z.string().optional() })
    .nullable(),
  ending: z
    .strictObject({ how: z.string(), reason: z.string(), at: instantSchema, person: personSchema })
    .nullable(),
} as const;
/** The part of the memory that all cases share. */
export type CaseContext = z.output<z.ZodObject<typeof caseShape>>;

/** Fields of the command that opens a case, to be spread into a workflow's own strict schema. */
export const openingShape = {
  reference: lineSchema.max(80),
  title: lineSchema,
  subjects: z.array(codeSchema).max(100).default([]),
  source: lineSchema,
  follows: z.array(caseRefSchema).max(20).default([]),
  zone: z.string().min(1).max(60).default('UTC'),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default('en'),
  visibility: visibilitySchema.default('participants'),
  concerns: z.array(codeSchema).max(100).default([]),
} as const;
const openingSchema = z.strictObject(openingShape);

/**
 * @param input of the machine
 * @param ladders names of the ladders whose rungs its duties climb; `default` is always kept
 * @returns the shared part of a case's memory as it begins, with the ladders frozen as the body's file has them now
 */
export function openedCase(input: StartInput, ladders: readonly string[] = []): CaseContext {
  const payload = openingSchema.parse(pick(input.payload));
  const known = factsOf(input).ladders;
  const kept = ['default', ...ladders].flatMap((name) => {
    const ladder = known[name];
    return ladder ? [[name, ladder] as const] : [];
  });
  return {
    ...payload,
    caseId: input.caseId,
    asOf: input.occurredAt,
    openedAt: input.occurredAt,
    openedBy: personOf(input),
    duties: [],
    ladders: Object.fromEntries(kept),
    planned: null,
    journal: [],
    forPlenary: null,
    ending: null,
  };
}

function pick(payload: StartInput['payload']): Record<string, unknown> {
  const all = payload as Record<string, unknown>; // the schema of the opening has parsed it: an object
  return Object.fromEntries(Object.keys(openingShape).map((key) => [key, all[key]]));
}

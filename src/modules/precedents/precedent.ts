/**
 * A precedent: a real history as a file, each step with its source, each outcome asserted. It is replayed through the same
 * engine, rules and registry as any live procedure, at the instants at which things happened.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { type Instant, instantSchema } from '../../kernel/instant.js';
import { parseInput } from '../../kernel/parse.js';
import { payloads } from '../../../workflows/written-procedure/index.js';
import { type CaseworkPrecedent, caseworkPrecedentSchema } from './casework/index.js';
import { type PlenaryPrecedent, plenaryPrecedentSchema } from './plenary-precedent.js';
import { source } from './precedent-source.js';

/** What is expected at an instant: what was known then, and what held. Only what is named is compared. */
const expectationSchema = z.strictObject({
  /** status word, such as `open`, `adopted`, `contested` */
  status: z.string().optional(),
  /** outcome that held; null: none */
  held: z.enum(['adopted', 'not-adopted']).nullable().optional(),
  affirmative: z.int().optional(),
  floorNeeded: z.int().optional(),
  members: z.int().optional(),
  answered: z.int().optional(),
  finding: z.string().optional(),
  /** instant of the round's deadline */
  deadline: instantSchema.optional(),
  /** a piece of the sentence that says what is needed */
  needed: z.string().optional(),
  /** declarations known, and how many of them annulled */
  declarations: z.int().optional(),
  annulled: z.int().optional(),
  openContests: z.int().optional(),
  /** positions ever received from these parties */
  receivedFrom: z.record(z.string(), z.int()).optional(),
});
export type Expectation = z.output<typeof expectationSchema>;

const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('command'),
    at: instantSchema,
    by: z.string(),
    command: z.string(),
    payload: z.record(z.string(), z.json()).default({}),
    /** code of the refusal this command must meet; left out: it must be accepted */
    refused: z.string().optional(),
    source,
  }),
  z.strictObject({
    do: z.literal('answers'),
    at: instantSchema,
    /** `all`, or codes of members; the head of each delegation answers */
    parties: z.union([z.literal('all'), z.array(z.string()).min(1)]),
    kind: payloads['record-position'].shape.kind,
    reason: z.string().optional(),
    source,
  }),
  z.strictObject({
    do: z.literal('check'),
    at: instantSchema,
    /** what the answer may know; left out: what was known at `at` */
    knownAt: instantSchema.optional(),
    expect: expectationSchema,
    source,
  }),
]);
export type PrecedentStep = z.output<typeof stepSchema>;

export const precedentSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/),
    title: z.string().min(1),
    about: z.string().min(1),
    /** made-up cases show a rule; real ones a history */
    kind: z.enum(['history', 'made-up']),
    sources: z.array(z.string()).min(1),
    draft: z.strictObject({ at: instantSchema, by: z.string(), payload: payloads.draft, source }),
    steps: z.array(stepSchema).min(1),
    outcome: expectationSchema,
  })
  .superRefine((precedent, issues) => {
    precedent.steps.forEach((step, index) => {
      const previous = precedent.steps[index - 1];
      const before = previous ? playedAt(previous) : precedent.draft.at;
      if (playedAt(step) < before)
        issues.addIssue({
          code: 'custom',
          path: ['steps', index, 'at'],
          message: `comes before the step above it (${before}): steps stand in order of time`,
        });
    });
  });
export type Precedent = z.output<typeof precedentSchema>;

/** @returns the instant at which a step is played: a check is played when its answer became known */
export function playedAt(step: PrecedentStep): Instant {
  return step.do === 'check' ? (step.knownAt ?? step.at) : step.at;
}

const FOLDER = join(import.meta.dirname, '../../../workflows/precedents');

/** A history of a written procedure, of a Plenary, or of cases of any workflows. */
export type AnyPrecedent = Precedent | PlenaryPrecedent | CaseworkPrecedent;

/**
 * Reads a precedent.
 *
 * @param file path of a YAML file
 * @throws InvalidInput naming every faulty field; DomainError `precedent.unreadable`
 */
export function readPrecedent(file: string): AnyPrecedent {
  const content = contentOf(file);
  const what = `precedent ${basename(file)}`;
  switch (kindOf(content)) {
    case 'plenary':
      return parseInput(plenaryPrecedentSchema, content, what);
    case 'casework':
      return parseInput(caseworkPrecedentSchema, content, what);
    default:
      return parseInput(precedentSchema, content, what);
  }
}

function kindOf(content: unknown): unknown {
  return typeof content === 'object' && content !== null && 'kind' in content ? content.kind : undefined;
}

function contentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DomainError(
      'precedent.unreadable',
      'invalid',
      `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      {},
      { cause },
    );
  }
}

/** @returns the precedents that come with Plenum, by name */
export function ownPrecedents(): readonly AnyPrecedent[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readPrecedent(join(FOLDER, name)));
}

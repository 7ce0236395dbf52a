/**
 * A second reading of a communiqué: a table of its statements, paragraph by paragraph, and what differs between it and the
 * register and draft that Plenum makes of the recorded facts. How the table was made stands at its head.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RegisterEntry } from '../../src/modules/plenary/index.js';
import {
  type Clause,
  type ClauseDeadline,
  type DraftedSentence,
  VERBS,
  clauseSchema,
  longDay,
} from '../../workflows/plenary-meeting/index.js';

const code = z.string().min(2);
const codes = z.array(code).default([]);

const statementSchema = z.strictObject({
  /** two or three words for the reader */
  about: z.string(),
  by: code,
  verb: clauseSchema.shape.verb,
  class: z.literal(Object.keys(VERBS)),
  source: code.nullable().default(null),
  to: codes,
  condition: z.boolean().default(false),
  until: z
    .union([
      z.strictObject({ day: z.iso.date() }),
      z.strictObject({ soft: z.string() }),
      z.strictObject({ event: z.string() }),
    ])
    .nullable()
    .default(null),
  reportTo: z.string().nullable().default(null),
  /** what must be on record: kind, and the parts of it that matter */
  fact: z.record(z.string(), z.union([z.string(), z.int()])).default({}),
  parties: codes,
  organs: codes,
  figures: z.array(z.int()).default([]),
  days: z.array(z.iso.date()).default([]),
});
export type Statement = z.output<typeof statementSchema>;

/** @returns the statements of each paragraph, in order @throws ZodError when the table says something else than a table can */
export function readTable(file: string): ReadonlyMap<number, readonly Statement[]> {
  const { paragraphs } = z
    .strictObject({ paragraphs: z.record(z.string().regex(/^\d+$/), z.array(statementSchema).min(1)) })
    .parse(parse(readFileSync(file, 'utf8')));
  return new Map(Object.entries(paragraphs).map(([number, statements]) => [Number(number), statements]));
}

/** The words that may stand for each code: of an addressee, an actor, a party. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** @returns a sentence for each thing that the register's entry says otherwise than the table, or does not say */
export function differencesOfEntry(statement: Statement, entry: RegisterEntry, names: Names): string[] {
  const { clause } = entry;
  const { about: _about, condition, until, to, fact, parties, organs, figures, days, ...plain } = statement;
  const recorded = { by: clause.by, verb: clause.verb, class: entry.class, source: clause.source };
  return [
    ...differing({ ...recorded, reportTo: clause.reportTo }, plain),
    ...differing(
      { to: clause.addressees, condition: clause.condition !== null, until: termOf(clause.deadline) },
      { to, condition, until },
    ),
    ...differing(Object.fromEntries(Object.keys(fact).map((key) => [key, factOf(clause)[key]])), fact),
    ...[...parties, ...organs]
      .filter((one) => !mentions(JSON.stringify({ ...clause, addressees: [], source: null }), one, names))
      .map((one) => `${one} is not named`),
    ...unlisted(clause, [...parties, ...organs, ...to, clause.by, clause.source ?? ''], names),
    ...differing({ figures: numbersOf(clause) }, { figures }),
    ...differing({ days: daysOf(clause) }, { days }),
  ];
}

/**
 * @param soFar the drafted sentences of the paragraph up to this one: it may go on from them («It also welcomed …»)
 * @returns a sentence for each thing that the fact says and the last of its sentences does not
 */
export function differencesOfDraft(
  clause: Clause,
  soFar: readonly DraftedSentence[],
  names: Names,
): string[] {
  const { addressees, by, verb, source, deadline } = clause;
  const text = soFar.at(-1)?.text ?? '';
  const paragraph = soFar.map((sentence) => sentence.text).join(' ');
  const actors = [...(verb === 'informed' ? [] : [by]), ...(source ? [source] : [])];
  const unnamed = [
    ...actors.filter((one) => !mentions(paragraph, one, names)),
    ...addressees.filter((one) => !mentions(text, one, names)),
  ];
  const verbWords = verb === 'informed' ? '' : verb.replaceAll('-', ' ');
  return [
    ...unnamed.map((one) => `the draft does not name ${one}: «${text}»`),
    ...(text.toLowerCase().includes(verbWords) ? [] : [`the draft does not say «${verbWords}»: «${text}»`]),
    ...(saysTerm(text, deadline) ? [] : [`the draft leaves its term out: «${text}»`]),
  ];
}

function differing(found: object, expected: object): string[] {
  const of = new Map<string, unknown>(Object.entries(found));
  return Object.entries(expected)
    .filter(([key, value]) => JSON.stringify(of.get(key)) !== JSON.stringify(value))
    .map(
      ([key, value]) =>
        `${key} is ${JSON.stringify(of.get(key))}, by the table it is ${JSON.stringify(value)}`,
    );
}

function termOf(deadline: ClauseDeadline | null): Statement['until'] {
  switch (deadline?.kind) {
    case undefined:
      return null;
    case 'day':
      return { day: deadline.on };
    case 'instant':
      return { day: deadline.at }; // no communiqué told an hour; shown as it is, so that it differs
    case 'soft':
      return { soft: deadline.words };
    case 'event':
      return { event: deadline.event };
  }
}

function saysTerm(text: string, deadline: ClauseDeadline | null): boolean {
  if (deadline === null) return true;
  if (deadline.kind === 'day') return text.includes(longDay(deadline.on)) || text.includes(deadline.on);
  return deadline.kind === 'instant' || text.toLowerCase().includes(deadline.words.toLowerCase());
}

/** @returns whether a text names a party, an organ or a collective, by its code or by one of its names */
export function mentions(text: string, one: string, names: Names): boolean {
  return [one, ...(names[one] ?? [])].some((name) =>
    new RegExp(`(?<![\\p{L}\\d])${name.replace(/[.()]/g, '\\$&')}(?![\\p{L}\\d])`, 'iu').test(text),
  );
}

function factOf(clause: Clause): Readonly<Record<string, unknown>> {
  return { ...clause.fact };
}

/** Who judges a condition is assumed: no text says it, and so no reading of one. */
const ASSUMED = 'judge';

/** Everything that stands in a fact by itself: a code, a number, a day. */
function leaves(value: unknown): readonly unknown[] {
  if (value === null || typeof value !== 'object') return [value];
  return Object.entries(value).flatMap(([key, member]) => (key === ASSUMED ? [] : leaves(member)));
}

/** @returns a sentence for each party or organ that the fact is about and the table does not name */
function unlisted(clause: Clause, listed: readonly string[], names: Names): string[] {
  return leaves(clause.fact)
    .filter((leaf): leaf is string => typeof leaf === 'string' && names[leaf] !== undefined)
    .filter((leaf) => !listed.includes(leaf))
    .map((leaf) => `the fact is about ${leaf}, the table does not name it`);
}

function numbersOf({ fact }: Clause): number[] {
  return leaves(fact).filter((leaf) => typeof leaf === 'number');
}

/** The days of an admission by written procedure come from elsewhere: no communiqué tells them. */
function daysOf({ fact }: Clause): string[] {
  if (fact.kind === 'admission' && fact.via === 'written-procedure') return [];
  return leaves(fact).filter(
    (leaf): leaf is string => typeof leaf === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(leaf),
  );
}

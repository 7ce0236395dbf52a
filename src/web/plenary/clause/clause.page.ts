/** The form of a clause: what it begins with, and how its fields are grouped. */
import type { JsonObject } from '../../../kernel/json.js';
import {
  type Clause,
  type MeetingContext,
  clauseFactSchema,
  clauseSchema,
} from '../../../../workflows/plenary-meeting/index.js';
import { type FormReading, type Typed, commandForm } from '../../cases/index.js';

export const CLAUSE_FORM = commandForm(clauseSchema);
/** Filled in by itself as a rule, and so folded. */
export const MORE = ['id', 'paragraph', 'item', 'source', 'reportTo', 'refersTo', 'language'];
/** Kinds of facts, in the order of the schema. */
export const FACT_KINDS: readonly string[] = clauseFactSchema.options.map(({ shape }) => shape.kind.value);
/** The input that says of which kind the fact is. */
export const KIND = 'fact.$';

/**
 * @param memory of the meeting
 * @param item id of the item that the clause comes out of; empty for none
 * @param kind of the fact; empty where it is still to be chosen
 * @param zone in which the person reads the clock
 * @returns the form of a new clause as it begins
 */
export function newClause(memory: MeetingContext, item: string, kind: string, zone: string): Typed {
  const paragraph = Math.max(0, ...memory.clauses.map((one) => one.paragraph)) + 1;
  const known = memory.items.find(({ id }) => id === item);
  const begins: JsonObject = {
    id: freeId(memory, paragraph),
    paragraph,
    by: 'plenary',
    language: memory.languages[0] ?? 'en',
    ...(known ? { item: known.id, source: known.source } : {}),
  };
  const typed = CLAUSE_FORM.fill(begins, zone);
  return FACT_KINDS.includes(kind) ? new Map([...typed, [KIND, [kind]]]) : typed;
}

/** @returns `12a`, or the next letter that no clause of the paragraph has */
function freeId({ clauses }: MeetingContext, paragraph: number): string {
  const taken = new Set(clauses.map(({ id }) => id));
  const letters = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `${paragraph}${letter}`);
  return letters.find((id) => !taken.has(id)) ?? `${paragraph}-${clauses.length + 1}`;
}

/** @returns the form of a clause that is amended */
export function filledClause(clause: Clause, zone: string): Typed {
  const plain = JSON.parse(JSON.stringify(clause)) as JsonObject; // a clause is plain JSON
  return CLAUSE_FORM.fill(plain, zone);
}

/** @returns the places of a clause's fields as the payload around it has them: `clauses.0.deadline` */
export function placesIn({ places }: FormReading, prefix: string): ReadonlyMap<string, string> {
  return new Map([...places].map(([path, name]) => [path === '' ? prefix : `${prefix}.${path}`, name]));
}

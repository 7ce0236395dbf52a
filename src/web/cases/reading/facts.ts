/** The view of a case, or any other JSON, as people read it: labels and values in the reader's language, lists of like things as tables. */
import type { Json, JsonObject } from '../../../kernel/json.js';
import type { Words } from '../../../platform/http/words.js';
import type { FormWording } from '../form/index.js';

/** A text, or HTML that is safe to print. */
type Printable = string | ReturnType<Words['when']>;

/** A value as a template prints it. */
export type FactNode =
  | { readonly kind: 'text'; readonly text: Printable }
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'list'; readonly items: readonly FactNode[] }
  | { readonly kind: 'rows'; readonly rows: readonly FactRow[] }
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly head: readonly string[];
      readonly body: readonly (readonly FactNode[])[];
    };

/** A value with its label. */
export interface FactRow {
  /** name of the member */
  readonly key: string;
  readonly label: string;
  readonly value: FactNode;
}

/** What values are put into words with. */
export interface FactWords {
  readonly wording: Pick<FormWording, 'label' | 'option' | 't'>;
  readonly words: Pick<Words, 'when' | 'deadline' | 'day' | 'number' | 'phrase'>;
  /** what a workflow says, as a sentence or the text of a link */
  readonly say: (english: string) => string;
  /** names of parties, organs and offices by code */
  readonly names: ReadonlyMap<string, string>;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WORD = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Members that hold a word of the workflow's own vocabulary; elsewhere a word is what somebody wrote. */
const VOCABULARY =
  /^(kind|how|status|result|outcome|visibility|channel|by|why|unit|stage|action|category|trade\w*|polarity|instrument|capacity|standing|basis|role|roles|under|type|severity|decidedBy|standing|measure|authority|recommends|effectOn|monthEnd|rollOver|escalateTo|judge|\w+As)$/;
/** Instants that end something are said as deadlines are: midnight is the end of a day. */
const ENDS = /until|due|deadline|closes|ends/i;
/** A table with more columns than this is read as a list instead. */
const COLUMNS = 6;
const MANY_WORDS = 160;
/** Parts of a memory that only the machine needs. */
const MACHINERY = new Set(['caseId', 'asOf', 'planned', 'ladders', 'hash', 'commandId', 'calendar', 'epoch']);

/**
 * @param json an object
 * @param skip members that are shown elsewhere
 * @returns its members that say something, each with its label
 */
export function factRows(
  json: JsonObject,
  words: FactWords,
  skip: readonly string[] = [],
): readonly FactRow[] {
  return Object.entries(json).flatMap(([key, value]) => {
    if (skip.includes(key) || MACHINERY.has(key)) return [];
    const node = factNode(value, key, words);
    return node ? [{ key, label: words.wording.label(key, kindOf(value)), value: node }] : [];
  });
}

/**
 * @param value any JSON
 * @param key name of the member that holds it
 * @returns how it is read; null for what says nothing: null, an empty text, an empty list
 */
export function factNode(value: Json, key: string, words: FactWords): FactNode | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return text(words.wording.t(value ? 'cases.form.yes' : 'cases.form.no'));
  if (typeof value === 'number') return text(/year/i.test(key) ? String(value) : words.words.number(value));
  if (typeof value === 'string') return textNode(value, key, words);
  if (isList(value)) return listNode(value, key, words);
  return objectNode(value, words);
}

/** As the fields of forms are called, so that `by` is labelled alike when it is a day. */
function kindOf(value: Json): string {
  return typeof value === 'string' && DAY.test(value) ? 'day' : '';
}

function text(said: Printable): FactNode {
  return { kind: 'text', text: said };
}

function textNode(value: string, key: string, { words, names, wording }: FactWords): FactNode {
  if (INSTANT.test(value)) return text(ENDS.test(key) ? words.deadline(value) : words.when(value));
  if (DAY.test(value)) return text(words.day(value));
  if (/^https?:\/\//.test(value)) return { kind: 'link', text: value, href: value };
  if (WORD.test(value) && VOCABULARY.test(key)) return text(wording.option(value));
  const name = names.get(value);
  if (name !== undefined) return text(WORD.test(value) || value === name ? name : `${name} (${value})`);
  if (value.length > MANY_WORDS || value.includes('\n')) return { kind: 'prose', text: value };
  return text(words.phrase(value));
}

function listNode(list: readonly Json[], key: string, words: FactWords): FactNode | null {
  const objects = list.filter(isObject);
  if (objects.length < list.length || list.length === 0) return itemsOf(list, key, words);
  const keys = columnsOf(objects);
  const plain = objects.every((one) => keys.every((column) => isPlain(one[column])));
  if (keys.length === 0 || keys.length > COLUMNS || !plain || objects.length < 2)
    return itemsOf(list, key, words);
  return {
    kind: 'table',
    label: words.wording.label(key),
    head: keys.map(words.wording.label),
    body: objects.map((one) =>
      keys.map((column) => factNode(one[column] ?? null, column, words) ?? text('–')),
    ),
  };
}

function itemsOf(list: readonly Json[], key: string, words: FactWords): FactNode | null {
  const items = list.flatMap((item) => {
    const node = factNode(item, key, words);
    return node ? [node] : [];
  });
  const [only, ...others] = items;
  if (!only) return null;
  return others.length === 0 ? only : { kind: 'list', items };
}

/** Columns in which any of them says something. */
function columnsOf(objects: readonly JsonObject[]): readonly string[] {
  const keys = new Set(objects.flatMap((one) => Object.keys(one)));
  const says = (value: Json | undefined): boolean =>
    value !== undefined && value !== null && value !== '' && !(isList(value) && value.length === 0);
  return [...keys].filter((key) => !MACHINERY.has(key) && objects.some((one) => says(one[key])));
}

function isPlain(value: Json | undefined): boolean {
  if (value === undefined || typeof value !== 'object' || value === null) return true;
  if (isList(value)) return value.every((one) => typeof one !== 'object');
  return isPerson(value) || isDocument(value) || isDeadline(value) || isPeriod(value);
}

function objectNode(value: JsonObject, words: FactWords): FactNode | null {
  if (isPerson(value)) {
    const party = typeof value['party'] === 'string' ? value['party'] : null;
    const name = String(value['name']);
    return text(party ? `${name} (${words.names.get(party) ?? party})` : name);
  }
  if (isDocument(value)) return { kind: 'link', text: String(value['title']), href: String(value['url']) };
  if (isDeadline(value)) return text(words.words.deadline(String(value['at'])));
  if (isPeriod(value))
    return text(
      `${words.words.number(Number(value['value']))} ${words.wording.option(String(value['unit'])).toLowerCase()}`,
    );
  const rows = factRows(value, words);
  return rows.length === 0 ? null : { kind: 'rows', rows };
}

function isPerson(value: JsonObject): boolean {
  return (
    'id' in value &&
    'name' in value &&
    ('party' in value || 'kind' in value) &&
    Object.keys(value).length <= 4
  );
}

function isDocument(value: JsonObject): boolean {
  return (
    typeof value['url'] === 'string' && typeof value['title'] === 'string' && /^https?:/.test(value['url'])
  );
}

/** A deadline is kept with the wall time and rule it was counted by. */
function isDeadline(value: JsonObject): boolean {
  return typeof value['at'] === 'string' && 'zone' in value && 'wallTime' in value;
}

function isPeriod(value: JsonObject): boolean {
  return (
    typeof value['value'] === 'number' && typeof value['unit'] === 'string' && Object.keys(value).length === 2
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

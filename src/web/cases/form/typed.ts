/** What somebody typed into a form: texts by the names of inputs. */
import type { Json, JsonObject } from '../../../kernel/json.js';
import type { Field, ListField } from './field.js';

/** Texts by the name of an input; several of one name are ticked boxes. */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** The most entries a list of groups may have in a form. */
export const MOST_ENTRIES = 200;

/**
 * @param body of a form, as the urlencoded parser gives it
 * @returns what was typed
 */
export function typedOf(body: unknown): Typed {
  const entries = Object.entries(typeof body === 'object' && body !== null ? body : {});
  return new Map(
    entries.map(([name, value]: [string, unknown]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string'),
    ]),
  );
}

/** @returns what was typed into an input, in one line ends; empty where nothing was */
export function one(typed: Typed, name: string): string {
  return (typed.get(name)?.at(-1) ?? '').replaceAll('\r\n', '\n').trim();
}

/** @returns every text under a name, each line by itself */
export function all(typed: Typed, name: string): readonly string[] {
  return (typed.get(name) ?? [])
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Names of the inputs beside those of a field's own parts. */
export const named = {
  part: (name: string, key: string | number): string => (name === '' ? String(key) : `${name}.${key}`),
  /** which alternative was chosen */
  choice: (name: string): string => `${name}.$`,
  alternative: (name: string, alternative: string): string => `${name}.$${alternative}`,
  /** how many entries of a list are shown */
  count: (name: string): string => `${name}.#`,
  /** that something is given although all of it looks blank */
  given: (name: string): string => `${name}.?`,
};

/** @returns how many entries of a list the form has shown */
export function countOf(typed: Typed, name: string): number {
  const count = Number(one(typed, named.count(name)));
  return Number.isInteger(count) ? Math.min(Math.max(count, 0), MOST_ENTRIES) : 0;
}

/** @returns whether a field may be blank and yet what it is part of be given */
export function looksBlank(field: Field): boolean {
  if (field.optional || field.preset !== undefined) return true;
  if (field.kind === 'group') return field.fields.every(looksBlank);
  return isList(field) && field.least === 0;
}

/** @returns whether the form asks of something that may be left out whether it is given, since all of it may be blank */
export function asksWhetherGiven(field: Field): boolean {
  if (field.kind === 'group')
    return field.optional && isNothing(field.preset) && field.fields.every(looksBlank);
  return isList(field) && field.optional && field.least === 0 && isNothing(field.preset);
}

/** @returns whether an entry of a list counts even where nothing was typed into it */
export function countsBlank(list: ListField): boolean {
  return looksBlank(list.item);
}

/** @returns whether the field is a list of whatever kind */
export function isList(field: Field): field is ListField {
  return ['lines', 'choices', 'codes', 'numbers', 'many'].includes(field.kind);
}

/** @returns whether a value is none */
export function isNothing(value: Json | undefined): value is null | undefined {
  return value === null || value === undefined;
}

/** @returns whether a value is an object with members */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

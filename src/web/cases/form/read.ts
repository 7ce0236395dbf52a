/** What was typed into a form as a payload, with every fault at its input. */
import type { Json, JsonObject } from '../../../kernel/json.js';
import type { EitherField, Field, GroupField, ListField } from './field.js';
import { written } from './fill.js';
import { type Words, inputsOf, leafRead } from './leaves.js';
import {
  type Typed,
  all,
  asksWhetherGiven,
  countOf,
  countsBlank,
  isList,
  isNothing,
  isObject,
  named,
  one,
} from './typed.js';

/** A fault at an input; the name is that of a field, which may have several inputs. */
export interface FormFault {
  readonly name: string;
  readonly words: Words;
}

/** The payload as it was typed, where each of its members was typed, and what could not be read. */
export interface RawReading {
  readonly payload: JsonObject;
  /** names of fields by their path in the payload, such as `texts.0.body` */
  readonly places: ReadonlyMap<string, string>;
  readonly faults: readonly FormFault[];
}

interface Reader {
  readonly typed: Typed;
  readonly zone: string;
  readonly places: Map<string, string>;
  readonly faults: FormFault[];
}
/** Where a field is: name of its input, and path of its value in the payload. */
interface Place {
  readonly name: string;
  readonly path: string;
}

/**
 * @param form fields of a command
 * @param typed into it
 * @param zone in which the person reads the clock
 * @returns the payload, not yet checked by its schema
 */
export function readForm(form: GroupField, typed: Typed, zone: string): RawReading {
  const reader: Reader = { typed, zone, places: new Map(), faults: [] };
  const payload = membersRead(reader, form, { name: '', path: '' });
  return { payload, places: reader.places, faults: reader.faults };
}

function membersRead(reader: Reader, { fields, fixed }: GroupField, at: Place): JsonObject {
  const members = fields.flatMap((field): [string, Json][] => {
    const value = fieldRead(reader, field, {
      name: named.part(at.name, field.key),
      path: named.part(at.path, field.key),
    });
    return value === undefined ? [] : [[field.key, value]];
  });
  return Object.fromEntries([...Object.entries(fixed), ...members]);
}

/** @returns the value; undefined where it is left out, or faulty */
function fieldRead(reader: Reader, field: Field, at: Place): Json | undefined {
  reader.places.set(at.path, at.name);
  if (field.optional && !isGiven(reader, field, at.name)) return blankOf(field);
  switch (field.kind) {
    case 'group':
      return membersRead(reader, field, at);
    case 'either':
      return eitherRead(reader, field, at);
    case 'many':
      return manyRead(reader, field, at);
    case 'lines':
    case 'choices':
    case 'codes':
      return [...all(reader.typed, at.name)];
    case 'numbers':
      return numbersRead(reader, at.name);
    default: {
      const leaf = leafRead(field.kind, reader.typed, at.name, reader.zone);
      if (leaf && 'value' in leaf) return leaf.value;
      reader.faults.push({ name: at.name, words: leaf?.fault ?? { key: missing(field) } });
      return undefined;
    }
  }
}

function missing({ kind }: Field): string {
  return ['choice', 'code', 'yes-no', 'either'].includes(kind) ? 'cases.fault.choose' : 'cases.fault.missing';
}

/** A list that may be left out and whose boxes are all cleared is empty, not what the schema takes where it is left out. */
function blankOf(field: Field): Json | undefined {
  if (field.blank === 'null') return null;
  return isList(field) && field.preset !== undefined ? [] : undefined;
}

function isGiven({ typed, zone }: Reader, field: Field, name: string): boolean {
  if (asksWhetherGiven(field) && one(typed, named.given(name)) === 'yes') return true;
  if (field.kind === 'either') return one(typed, named.choice(name)) !== '';
  if (field.kind === 'group') return !isNothing(field.preset) || !isFresh(field, typed, name, zone);
  if (isList(field)) return !isFresh({ ...field, preset: undefined }, typed, name, zone);
  return inputsOf(field.kind, name).some((input) => one(typed, input) !== '');
}

/**
 * @param given what the field began with, where what it is part of had a value; undefined: what the schema takes
 * @returns whether nothing was typed into a field that was not there from the beginning
 */
export function isFresh(field: Field, typed: Typed, name: string, zone: string, given?: Json): boolean {
  const fresh: Typed = new Map(written(field, given, name, zone));
  const same = (input: string): boolean => all(typed, input).join('\n') === all(fresh, input).join('\n');
  switch (field.kind) {
    case 'group':
      return one(typed, named.given(name)) === '' && partsAreFresh(field, typed, name, zone, given);
    case 'either':
      return same(named.choice(name)) && chosenIsFresh(field, typed, name, zone, given);
    case 'many':
      return [...fresh.keys()].some((input) => input.startsWith(`${name}.0`))
        ? [...fresh.keys()].every(same)
        : filledEntries(field, typed, name, zone).length === 0;
    case 'lines':
    case 'choices':
    case 'codes':
    case 'numbers':
      return same(name);
    default:
      return inputsOf(field.kind, name).every(same);
  }
}

function partsAreFresh(field: GroupField, typed: Typed, name: string, zone: string, given?: Json): boolean {
  const value = given ?? field.preset;
  const parts = isObject(value) ? value : {};
  return field.fields.every((part) =>
    isFresh(part, typed, named.part(name, part.key), zone, parts[part.key]),
  );
}

function chosenIsFresh(field: EitherField, typed: Typed, name: string, zone: string, given?: Json): boolean {
  const choice = one(typed, named.choice(name));
  const chosen = field.alternatives.find((alternative) => alternative.name === choice);
  const value = given ?? field.preset;
  return (
    !chosen || isFresh(chosen.field, typed, named.alternative(name, chosen.name), zone, value ?? undefined)
  );
}

function eitherRead(reader: Reader, { alternatives }: EitherField, { name, path }: Place): Json | undefined {
  const chosen = alternatives.find(
    (alternative) => alternative.name === one(reader.typed, named.choice(name)),
  );
  if (chosen) return fieldRead(reader, chosen.field, { name: named.alternative(name, chosen.name), path });
  reader.faults.push({ name, words: { key: 'cases.fault.choose' } });
  return undefined;
}

function manyRead(reader: Reader, field: ListField, { name, path }: Place): Json {
  return filledEntries(field, reader.typed, name, reader.zone).map(
    (index, position) =>
      fieldRead(reader, field.item, { name: named.part(name, index), path: named.part(path, position) }) ??
      null,
  );
}

function numbersRead(reader: Reader, name: string): Json {
  const texts = all(reader.typed, name).flatMap((line) => line.split(/[\s,;]+/));
  if (texts.some((text) => !/^-?\d{1,15}$/.test(text)))
    reader.faults.push({ name, words: { key: 'cases.fault.wholeNumber' } });
  return texts.map(Number);
}

/** @returns positions of the entries that something was typed into; all that are shown, where a blank one counts */
function filledEntries(field: ListField, typed: Typed, name: string, zone: string): readonly number[] {
  return indexes(typed, name).filter(
    (index) => countsBlank(field) || !isFresh(field.item, typed, named.part(name, index), zone),
  );
}

/** @returns positions of the entries of a list that the form has shown */
export function indexes(typed: Typed, name: string): readonly number[] {
  return Array.from({ length: countOf(typed, name) }, (_, index) => index);
}

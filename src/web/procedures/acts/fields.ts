/** The fields of an act's form, as data: what they ask, what was entered, and the payload that comes of it. */
import { fixedDeadline } from '../../../kernel/business-calendar.js';
import { DomainError, type FieldFault } from '../../../kernel/domain-error.js';
import type { Json, JsonObject } from '../../../kernel/json.js';

/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

/** What a form holds, by the names of its inputs. */
export type Entered = Readonly<Record<string, string>>;

/**
 * One question of a form. `name` is the path in the payload, such as `contact.name`. `moment` is a date, an hour and a zone: a wall
 * time in the payload, or with `asInstant` the instant it stands for. `day` is a calendar day. `length` is a number and a unit. `texts` is one text for each
 * language. `yes-no` is true or false. `list` is words with spaces between. `hidden` is asked of nobody.
 */
export interface Field {
  readonly kind:
    | 'line'
    | 'prose'
    | 'choice'
    | 'select'
    | 'yes-no'
    | 'moment'
    | 'day'
    | 'length'
    | 'number'
    | 'texts'
    | 'list'
    | 'hidden';
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly optional: boolean;
  readonly options: readonly Option[];
  readonly asInstant: boolean;
  /** languages of `texts`; zones of `moment` are among `options` */
  readonly languages: readonly string[];
  /** what the inputs hold before anybody types */
  readonly initial: Entered;
}

/** The inputs that a field consists of. */
export function inputsOf(field: Field): readonly string[] {
  const { kind, name, languages } = field;
  if (kind === 'moment') return ['day', 'month', 'year', 'time', 'zone'].map((part) => `${name}-${part}`);
  if (kind === 'length') return [`${name}-value`, `${name}-unit`];
  if (kind === 'texts') return languages.map((language) => `${name}-${language}`);
  return [name];
}

/** @returns what the inputs hold: what was typed, else what they began with */
export function enteredIn(fields: readonly Field[], body: Entered): Entered {
  const inputs = fields.flatMap((field) =>
    inputsOf(field).map((input): [string, string] => [input, body[input] ?? field.initial[input] ?? '']),
  );
  return Object.fromEntries(inputs);
}

/** The kinds of fault that a form finds by itself; each has a sentence. */
export type FaultName = 'empty' | 'moment' | 'length';
export type Say = (fault: FaultName, label: string) => string;

/**
 * @param fields of the form
 * @param entered what the inputs hold
 * @param say a fault in the reader's language
 * @returns the payload as far as it can be made, and what is missing or unreadable, each at the input it is about
 */
export function payloadFrom(fields: readonly Field[], entered: Entered, say: Say) {
  const payload: Record<string, Json> = {};
  const faults: FieldFault[] = [];
  for (const field of fields) {
    const read = valueOf(field, entered);
    if (read === 'empty' && !field.optional)
      faults.push({ field: firstInput(field), message: endedOnce(say('empty', field.label)) });
    else if (read === 'faulty')
      faults.push({
        field: firstInput(field),
        message: say(field.kind === 'length' ? 'length' : 'moment', field.label),
      });
    else if (typeof read === 'object') put(payload, field.name.split('.'), read.value);
  }
  return { payload, faults };
}

/** @returns the input that a fault of a payload's member is shown at; null where no field of the form made it */
export function inputFor(fields: readonly Field[], path: string): string | null {
  const field = fields.find(({ name }) => path === name || path.startsWith(`${name}.`));
  return field ? firstInput(field) : null;
}

function firstInput(field: Field): string {
  return inputsOf(field)[0] ?? field.name;
}

/** A label that asks has its own mark: no stop comes after it. */
function endedOnce(sentence: string): string {
  return sentence.replace(/([?？؟])\s*[.。]$/u, '$1');
}

type Read = 'empty' | 'faulty' | { readonly value: Json };

function valueOf(field: Field, entered: Entered): Read {
  const held = inputsOf(field).map((input) => (entered[input] ?? '').trim());
  const [text = ''] = held;
  if (field.kind === 'moment') return momentOf(field, held);
  if (field.kind === 'length') return lengthOf(held);
  if (field.kind === 'texts') return textsOf(field, held);
  if (text === '') return 'empty';
  if (field.kind === 'yes-no') return { value: text === 'yes' };
  if (field.kind === 'list') return { value: text.split(/[\s,]+/) };
  if (field.kind === 'number') return /^\d{1,4}$/.test(text) ? { value: Number(text) } : 'faulty';
  return { value: text };
}

function momentOf({ asInstant, name }: Field, held: readonly string[]): Read {
  const [day = '', month = '', year = '', time = '', zone = ''] = held;
  if ([day, month, year].every((part) => part === '')) return 'empty';
  const date = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const wallTime = `${date}T${time.padStart(5, '0')}`;
  try {
    const { at } = fixedDeadline({ wallTime, zone, rule: name });
    return { value: asInstant ? at : { wallTime, zone } };
  } catch (error) {
    if (error instanceof DomainError) return 'faulty';
    throw error;
  }
}

function lengthOf([value = '', unit = '']: readonly string[]): Read {
  if (value === '') return 'empty';
  return /^[1-9]\d{0,3}$/.test(value) ? { value: { value: Number(value), unit } } : 'faulty';
}

function textsOf({ languages }: Field, held: readonly string[]): Read {
  const texts = languages.map((language, index) => ({ language, body: unified(held[index] ?? '') }));
  const given = texts.filter(({ body }) => body !== '');
  return given.length === 0 ? 'empty' : { value: given };
}

/** Browsers send line ends of two signs; the text that was put has one. Else an untouched text would count as changed. */
function unified(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function put(payload: Record<string, Json>, path: readonly string[], value: Json): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    payload[name] = value;
    return;
  }
  const inner = { ...(payload[name] as JsonObject | undefined) }; // made here, of the same form
  put(inner, rest, value);
  payload[name] = inner;
}

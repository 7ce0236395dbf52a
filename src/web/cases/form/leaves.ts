/** How a single value is written into inputs and read out of them. */
import { DomainError } from '../../../kernel/domain-error.js';
import { type Instant, addMs, instantSchema } from '../../../kernel/instant.js';
import type { Json } from '../../../kernel/json.js';
import { offsetIfAmbiguous, parseWallTime, zoned } from '../../../kernel/wall-time.js';
import type { Field } from './field.js';
import { type Typed, named, one } from './typed.js';

/** A fault in words: a message of the catalogue, or what a schema or an engine says in English. */
export type Words =
  { readonly key: string; readonly values?: Record<string, string | number> } | { readonly text: string };

/** What was read out of an input: a value, nothing, or why neither. */
export type Leaf = { readonly value: Json } | { readonly fault: Words } | null;

type LeafKind = Exclude<
  Field['kind'],
  'group' | 'either' | 'lines' | 'choices' | 'codes' | 'numbers' | 'many'
>;

/** Inputs of a date, in the order in which they are shown. */
export const DATE_PARTS = ['day', 'month', 'year'] as const;
/** Inputs of a field that decide whether anything was typed into it. */
const PARTS: Readonly<Record<LeafKind, readonly string[]>> = {
  text: [],
  integer: [],
  'yes-no': [],
  choice: [],
  code: [],
  json: [],
  day: DATE_PARTS,
  instant: [...DATE_PARTS, 'time'],
  'wall-time': [...DATE_PARTS, 'time'],
};
const CLOCK = /^([01]?\d|2[0-4])[:.h]([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?$/i;

/** @returns names of the inputs that decide whether anything was typed */
export function inputsOf(kind: LeafKind, name: string): readonly string[] {
  const parts = PARTS[kind];
  return parts.length === 0 ? [name] : parts.map((part) => named.part(name, part));
}

/**
 * @param kind of the field
 * @param value of the payload; of the kind
 * @param zone in which the person reads the clock
 * @returns texts of its inputs
 */
export function leafWritten(kind: LeafKind, value: Json, name: string, zone: string): [string, string[]][] {
  switch (kind) {
    case 'yes-no':
      return [[name, [value === true ? 'yes' : 'no']]];
    case 'json':
      return [[name, [JSON.stringify(value, null, 2)]]];
    case 'day':
      return dateWritten(String(value), name);
    case 'wall-time': {
      const [day = '', time = ''] = String(value).split('T');
      return [...dateWritten(day, name), [named.part(name, 'time'), [time]]];
    }
    case 'instant':
      return instantWritten(instantSchema.parse(value), name, zone);
    default:
      return [[name, [String(value)]]];
  }
}

function dateWritten(date: string, name: string): [string, string[]][] {
  const [year = '', month = '', day = ''] = date.split('-');
  const parts = { day: String(Number(day)), month: String(Number(month)), year };
  return DATE_PARTS.map((part) => [named.part(name, part), [parts[part]]]);
}

/** An instant that the clock of the zone shows twice is written in UTC. */
function instantWritten(at: Instant, name: string, zone: string): [string, string[]][] {
  const inUtc = offsetIfAmbiguous(zoned(at, zone)) !== null;
  const local = zoned(at, inUtc ? 'UTC' : zone);
  const ms = local.millisecond;
  const unit = ms > 0 ? 'millisecond' : local.second > 0 ? 'second' : 'minute';
  return [
    ...dateWritten(local.toPlainDate().toString(), name),
    [named.part(name, 'time'), [local.toPlainTime().toString({ smallestUnit: unit })]],
    [named.part(name, 'zone'), [inUtc ? 'utc' : 'own']],
  ];
}

/**
 * @param kind of the field
 * @param typed into the form
 * @param zone in which the person reads the clock
 * @returns the value, null where nothing was typed, or the fault
 */
export function leafRead(kind: LeafKind, typed: Typed, name: string, zone: string): Leaf {
  if (inputsOf(kind, name).every((input) => one(typed, input) === '')) return null;
  const text = one(typed, name);
  switch (kind) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text)
        ? { value: Number(text) }
        : { fault: { key: 'cases.fault.wholeNumber' } };
    case 'yes-no':
      return { value: text === 'yes' };
    case 'json':
      return jsonRead(text);
    case 'day':
      return dateRead(typed, name);
    case 'wall-time':
      return wallTimeRead(typed, name);
    case 'instant':
      return instantRead(typed, name, zone);
    default:
      return { value: text };
  }
}

function jsonRead(text: string): Leaf {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { fault: { key: 'cases.fault.json' } };
  }
}

/** A day that the calendar has, or the fault. */
function dateRead(typed: Typed, name: string): { readonly value: string } | { readonly fault: Words } {
  const [day, month, year] = DATE_PARTS.map((part) => one(typed, named.part(name, part)));
  if (!/^\d{1,2}$/.test(day ?? '') || !/^\d{1,2}$/.test(month ?? '') || !/^\d{4}$/.test(year ?? ''))
    return { fault: { key: 'cases.fault.date' } };
  const value = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const at = wallTime({ wallTime: `${value}T12:00`, zone: 'UTC' });
  return typeof at === 'string' ? { value } : { fault: { key: 'cases.fault.noSuchDate' } };
}

function wallTimeRead(typed: Typed, name: string): { readonly value: string } | { readonly fault: Words } {
  const date = dateRead(typed, name);
  if ('fault' in date) return date;
  const clock = CLOCK.exec(one(typed, named.part(name, 'time')));
  if (!clock?.[1]) return { fault: { key: 'cases.fault.time' } };
  return { value: `${date.value}T${clock[1].padStart(2, '0')}:${clock[2]}` };
}

function instantRead(typed: Typed, name: string, own: string): Leaf {
  const wall = wallTimeRead(typed, name);
  if ('fault' in wall) return wall;
  const zone = one(typed, named.part(name, 'zone')) === 'utc' ? 'UTC' : own;
  const at = wallTime({ wallTime: wall.value, zone });
  if (typeof at !== 'string') return at;
  const [, , , seconds = '0', fraction = ''] = CLOCK.exec(one(typed, named.part(name, 'time'))) ?? [];
  return { value: addMs(at, Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'))) };
}

function wallTime(given: {
  readonly wallTime: string;
  readonly zone: string;
}): Instant | { readonly fault: Words } {
  try {
    return parseWallTime(given);
  } catch (error) {
    if (error instanceof DomainError) return { fault: { text: error.message } };
    throw error;
  }
}

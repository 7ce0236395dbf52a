/** A payload as texts of a form's inputs. */
import type { Json, JsonObject } from '../../../kernel/json.js';
import type { Alternative, EitherField, Field, GroupField, ListField } from './field.js';
import { leafWritten } from './leaves.js';
import { type Typed, asksWhetherGiven, isNothing, isObject, named } from './typed.js';

type Inputs = [string, string[]][];

/**
 * @param form fields of a command
 * @param payload what it is filled with; `{}` for a form as it begins
 * @param zone in which the person reads the clock
 * @returns texts by name of input
 */
export function filled(form: GroupField, payload: JsonObject, zone: string): Typed {
  return new Map(form.fields.flatMap((field) => written(field, payload[field.key], field.key, zone)));
}

/** @returns the inputs of a field; a value that is not given is what the schema takes then */
export function written(field: Field, given: Json | undefined, name: string, zone: string): Inputs {
  const value = given === undefined ? field.preset : given;
  switch (field.kind) {
    case 'group':
      return groupWritten(field, given, name, zone);
    case 'either':
      return isNothing(value) ? [] : eitherWritten(field, value, name, zone);
    case 'many':
    case 'lines':
    case 'choices':
    case 'codes':
    case 'numbers':
      return listWritten(field, value, given, { name, zone });
    default:
      return isNothing(value) ? [] : leafWritten(field.kind, value, name, zone);
  }
}

function groupWritten(field: GroupField, given: Json | undefined, name: string, zone: string): Inputs {
  const value = given === undefined ? field.preset : given;
  const parts = isObject(value) ? value : {};
  const flag: Inputs = asksWhetherGiven(field) && isObject(given) ? [[named.given(name), ['yes']]] : [];
  return [
    ...flag,
    ...field.fields.flatMap((part) => written(part, parts[part.key], named.part(name, part.key), zone)),
  ];
}

function eitherWritten({ alternatives }: EitherField, value: Json, name: string, zone: string): Inputs {
  const chosen = alternatives.find(({ field }) => fits(field, value));
  if (!chosen) return [];
  return [
    [named.choice(name), [chosen.name]],
    ...written(chosen.field, value, named.alternative(name, chosen.name), zone),
  ];
}

function listWritten(
  field: ListField,
  value: Json | undefined,
  given: Json | undefined,
  { name, zone }: { readonly name: string; readonly zone: string },
): Inputs {
  const entries: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : []; // Array.isArray forgets the type
  const flag: Inputs = asksWhetherGiven(field) && !isNothing(given) ? [[named.given(name), ['yes']]] : [];
  if (field.kind === 'many')
    return [
      ...flag,
      [named.count(name), [String(entries.length)]],
      ...entries.flatMap((entry, index) => written(field.item, entry, named.part(name, index), zone)),
    ];
  const texts = entries.map(String);
  if (texts.length === 0) return flag;
  return [...flag, [name, field.kind === 'lines' || field.kind === 'numbers' ? [texts.join('\n')] : texts]];
}

/** @returns whether a value has the shape of the field, as far as alternatives are told apart by it */
function fits(field: Alternative['field'], value: Json): boolean {
  if (field.kind !== 'group') return Array.isArray(value) === (field.kind === 'many') && !isObject(value);
  if (!isObject(value)) return false;
  const fixed = Object.entries(field.fixed);
  if (fixed.length > 0) return fixed.every(([key, constant]) => value[key] === constant);
  return Object.keys(value).every((key) => field.fields.some((part) => part.key === key));
}

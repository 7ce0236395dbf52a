/** Reads a command's schema into the fields of a form. Whatever a schema can say is asked for in parts; the rest falls back on JSON. */
import { z } from 'zod';
import type { Json } from '../../../kernel/json.js';
import { inputSchema } from '../../../platform/openapi/index.js';
import type { Alternative, ChoiceField, Field, GroupField, ListField, TextField } from './field.js';

/** The parts of a JSON schema that forms are made of. */
interface Shape {
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Shape | undefined;
  readonly anyOf?: readonly Shape[] | undefined;
  readonly oneOf?: readonly Shape[] | undefined;
}

/** A text longer than this is written in several lines. */
const ONE_LINE = 600;
/** Reasons and texts of up to 600 characters are a sentence or two: too long for one line, whatever their limit. */
const SENTENCES = new Set(['text', 'reason', 'words', 'note', 'statement', 'summary', 'body', 'background']);
/** Patterns of codes of parties and organs, as workflows write them. */
const CODE = /\[A-Z\](\[A-Za-z0-9-\]\{1,11\})|\^\[A-Za-z\]\[A-Za-z0-9-\]|\^\[A-Z0-9-\]\{2,12\}/;
const WALL_TIME = '^\\d{4}-\\d{2}-\\d{2}T';

type Base = Pick<Field, 'key' | 'optional' | 'blank' | 'preset'>;

/**
 * @param schema of a payload
 * @returns its fields as one group
 */
export function fieldsOf(schema: z.ZodType): GroupField {
  const found = fieldOf(inputSchema(schema) as Shape, {
    // made by zod out of a schema of ours
    key: '',
    optional: false,
    blank: 'left-out',
    preset: undefined,
  });
  if (found.kind === 'group') return found;
  throw new TypeError('A payload is an object; this schema takes something else.');
}

function fieldOf(shape: Shape, base: Base): Field {
  const { inner, nullable } = withoutNull(shape);
  const own: Base = {
    ...base,
    optional: base.optional || nullable,
    blank: nullable ? 'null' : base.blank,
    preset: (shape.default ?? inner.default ?? base.preset) as Json | undefined, // JSON out of a JSON schema
  };
  const union = inner.anyOf ?? inner.oneOf;
  if (union) return unionOf(union, own);
  if (inner.enum || inner.const !== undefined) return choiceOf(inner, own);
  switch (inner.type) {
    case 'string':
      return textOf(inner, own);
    case 'integer':
      return { kind: 'integer', ...own };
    case 'boolean':
      return { kind: 'yes-no', ...own };
    case 'array':
      return listOf(inner, own);
    case 'object':
      return inner.properties ? groupOf(inner, own) : { kind: 'json', ...own };
    default:
      return { kind: 'json', ...own };
  }
}

function withoutNull(shape: Shape): { readonly inner: Shape; readonly nullable: boolean } {
  if (Array.isArray(shape.type)) {
    const types = (shape.type as readonly string[]).filter((type) => type !== 'null'); // an array, as just asked
    return { inner: { ...shape, type: types[0] }, nullable: types.length < shape.type.length };
  }
  const rest = shape.anyOf?.filter(({ type }) => type !== 'null');
  if (!shape.anyOf || !rest || rest.length === shape.anyOf.length) return { inner: shape, nullable: false };
  const [only] = rest;
  return { inner: rest.length === 1 && only ? only : { ...shape, anyOf: rest }, nullable: true };
}

function choiceOf(shape: Shape, base: Base): Field {
  const values = shape.enum ?? [shape.const];
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length < values.length) return { kind: 'json', ...base };
  return { kind: 'choice', options: texts, ...base } satisfies ChoiceField;
}

function textOf(shape: Shape, base: Base): Field {
  const { format, pattern = null, maxLength = null } = shape;
  if (format === 'date') return { kind: 'day', ...base };
  if (format === 'date-time') return { kind: 'instant', ...base };
  if (pattern?.startsWith(WALL_TIME)) return { kind: 'wall-time', ...base };
  if (isCode(shape)) return { kind: 'code', options: wordsBeside(pattern), ...base };
  return {
    kind: 'text',
    long: isLong(base.key, maxLength),
    maxLength,
    pattern,
    address: format === 'uri',
    ...base,
  } satisfies TextField;
}

function isLong(key: string, maxLength: number | null): boolean {
  const roomy = maxLength === null || maxLength >= ONE_LINE;
  return (maxLength !== null && maxLength > ONE_LINE) || (roomy && SENTENCES.has(key));
}

function isCode({ pattern, minLength, maxLength }: Shape): boolean {
  return pattern === undefined ? minLength === 2 && maxLength === 12 : CODE.test(pattern);
}

/** `^(participants|[A-Z]…)$` takes a word beside the codes. */
function wordsBeside(pattern: string | null): readonly string[] {
  return [...(pattern ?? '').matchAll(/[(|]([a-z-]+)(?=\|)/g)].map(([, word]) => word ?? '');
}

function listOf(shape: Shape, base: Base): ListField {
  const entry: Base = { key: '', optional: false, blank: 'left-out', preset: undefined };
  const item = fieldOf(shape.items ?? {}, entry);
  return { kind: listKind(item), item, least: shape.minItems ?? 0, ...base };
}

function listKind(item: Field): ListField['kind'] {
  switch (item.kind) {
    case 'text':
      return item.long ? 'many' : 'lines';
    case 'integer':
      return 'numbers';
    case 'choice':
      return 'choices';
    case 'code':
      return 'codes';
    default:
      return 'many';
  }
}

function groupOf({ properties = {}, required = [] }: Shape, base: Base): GroupField {
  const entries = Object.entries(properties);
  const fixed = entries.filter(([, { const: value }]) => value !== undefined);
  return {
    kind: 'group',
    ...base,
    fixed: Object.fromEntries(fixed.map(([key, { const: value }]) => [key, value as Json])), // JSON out of a JSON schema
    fields: entries
      .filter(([, { const: value }]) => value === undefined)
      .map(([key, shape]) =>
        fieldOf(shape, {
          key,
          optional: !required.includes(key),
          blank: 'left-out',
          preset: undefined,
        }),
      ),
  };
}

/** A union of words and codes is one choice of both; any other is a choice of shapes. */
function unionOf(union: readonly Shape[], base: Base): Field {
  const entry: Base = { ...base, optional: false, blank: 'left-out', preset: undefined };
  const parts = flat(union).map((shape) => fieldOf(shape, entry));
  const words = parts.flatMap((part) => (part.kind === 'choice' || part.kind === 'code' ? part.options : []));
  if (parts.every(({ kind }) => kind === 'choice')) return { kind: 'choice', options: words, ...base };
  if (parts.every(({ kind }) => kind === 'choice' || kind === 'code'))
    return { kind: 'code', options: words, ...base };
  return {
    kind: 'either',
    alternatives: parts.map((field): Alternative => ({ name: nameOf(field), field: { ...field, key: '' } })),
    ...base,
  };
}

function flat(union: readonly Shape[]): readonly Shape[] {
  return union.flatMap((shape) => shape.oneOf ?? (shape.anyOf ? flat(shape.anyOf) : [shape]));
}

function nameOf(field: Field): string {
  if (field.kind !== 'group') return field.kind;
  const fixed = Object.values(field.fixed).join('-');
  return fixed || field.fields.map(({ key }) => key).join('-');
}

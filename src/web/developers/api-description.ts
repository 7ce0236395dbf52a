/** The description of the API as pages show it: groups of operations, each with its parameters and bodies as plain rows. Pure. */
import { z } from 'zod';

const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: z.unknown(),
});
const contentSchema = z.record(z.string(), z.object({ schema: z.unknown() }));
const operationSchema = z.object({
  operationId: z.string(),
  tags: z.array(z.string()).min(1),
  summary: z.string(),
  description: z.string().default(''),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(
    z.string(),
    z.object({ description: z.string().optional(), $ref: z.string().optional() }),
  ),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
  'x-roles': z.array(z.string()).optional(),
});
const documentSchema = z.object({
  info: z.object({ title: z.string(), description: z.string().default('') }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});
type SourceOperation = z.output<typeof operationSchema>;

/** One value that a request holds: `period.unit`, one of some words, required. */
export interface FieldRow {
  readonly name: string;
  /** in words: `text`, `whole number`, `one of hours, weeks`, `list of text` */
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

/** One operation of the API. */
export interface Operation {
  /** anchor on its page */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly roles: readonly string[];
  /** that a token needs; empty: no token will do, or none is needed */
  readonly scopes: readonly string[];
  readonly parameters: readonly (FieldRow & { readonly in: string })[];
  readonly bodyType: string | null;
  readonly body: readonly FieldRow[];
  readonly answers: readonly { readonly status: string; readonly description: string }[];
  readonly example: string;
}

/** Operations about one thing. */
export interface OperationGroup {
  /** in addresses: `written-procedures` */
  readonly slug: string;
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** Deeper than this a body is said to be an object and no more: the JSON description has all of it. */
const DEEPEST = 3;

/**
 * @param document OpenAPI 3.1, as `/api/openapi.json` answers it
 * @param base address of the site, for the examples
 * @returns the groups in the document's order
 */
export function describeGroups(document: object, base: string): OperationGroup[] {
  const { paths } = documentSchema.parse(document);
  const groups = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const name = operation.tags[0] ?? '';
      groups.set(name, [...(groups.get(name) ?? []), operationOf(method, path, operation, base)]);
    }
  return [...groups].map(([name, operations]) => ({ slug: slugOf(name), name, operations }));
}

function operationOf(method: string, path: string, source: SourceOperation, base: string): Operation {
  const [bodyType, content] = Object.entries(source.requestBody?.content ?? {})[0] ?? [null, null];
  const body = content ? fieldsOf(content.schema, '', 0) : [];
  return {
    id: source.operationId,
    method: method.toUpperCase(),
    path,
    summary: source.summary,
    description: source.description,
    roles: source['x-roles'] ?? [],
    scopes: source.security.flatMap((one) => one['token'] ?? []),
    parameters: source.parameters.map(({ name, in: place, required, description, schema }) => ({
      name,
      in: place,
      required,
      type: typeOf(schema),
      description: description ?? textOf(schema),
    })),
    bodyType,
    body,
    answers: Object.entries(source.responses).map(([status, { description, $ref }]) => ({
      status,
      description: description ?? (status === 'default' ? 'a problem' : ($ref?.split('/').at(-1) ?? '')),
    })),
    example: exampleOf(method, path, bodyType, base),
  };
}

function exampleOf(method: string, path: string, bodyType: string | null, base: string): string {
  const url = `${base}${path}`;
  const lines = [
    `curl -H 'Authorization: Bearer TOKEN'`,
    ...(method === 'get' ? [] : [`-X ${method.toUpperCase()}`, `-H 'Idempotency-Key: MY-OWN-ID'`]),
    ...(bodyType ? [`-H 'Content-Type: ${bodyType}'`, `-d '…'`] : []),
    `'${url}'`,
  ];
  return lines.join(' \\\n  ');
}

const schemaSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  format: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  $ref: z.string().optional(),
});
type Schema = z.output<typeof schemaSchema>;
const EMPTY: Schema = { required: [] };

function readSchema(schema: unknown): Schema {
  const read = schemaSchema.safeParse(schema);
  return read.success ? read.data : EMPTY;
}

/** The fields of an object, those of objects in it too; of alternatives those of each. */
function fieldsOf(schema: unknown, prefix: string, depth: number): FieldRow[] {
  const { properties, required, items, anyOf, oneOf } = readSchema(schema);
  const alternatives = anyOf ?? oneOf;
  if (!properties && alternatives) {
    const rows = alternatives.flatMap((one) => fieldsOf(one, prefix, depth));
    return rows.filter((row, index) => rows.findIndex(({ name }) => name === row.name) === index);
  }
  if (!properties && items) return fieldsOf(items, `${prefix}[]`, depth);
  return Object.entries(properties ?? {}).flatMap(([name, inner]) => {
    const full = prefix ? `${prefix}.${name}` : name;
    const row = {
      name: full,
      type: typeOf(inner),
      required: required.includes(name),
      description: textOf(inner),
    };
    return [row, ...(depth < DEEPEST ? fieldsOf(inner, full, depth + 1) : [])];
  });
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  null: 'none',
};

function typeOf(schema: unknown): string {
  const { type, enum: values, const: only, format, items, anyOf, oneOf, $ref } = readSchema(schema);
  if (values) return `one of ${values.map(String).join(', ')}`;
  if (only !== undefined) return String(only);
  if ($ref) return $ref.split('/').at(-1) ?? 'object';
  const alternatives = anyOf ?? oneOf;
  if (alternatives) return [...new Set(alternatives.map(typeOf))].join(' or ');
  if (type === 'array') return items ? `list of ${typeOf(items)}` : 'list';
  if (format) return format === 'date-time' ? 'instant' : format;
  return (Array.isArray(type) ? type : [type ?? 'anything']).map((one) => TYPES[one] ?? one).join(' or ');
}

function textOf(schema: unknown): string {
  return readSchema(schema).description ?? '';
}

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

import { z } from 'zod';

/** A JSON schema as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * @param schema of an input; rules across fields have no counterpart and are left to the route's description
 * @returns what may be sent, as JSON schema 2020-12: before defaults are filled in and texts are transformed
 */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const { $schema: _dialect, $defs: _recursive, ...rest } = anyForRecursive(made);
  return rest;
}

/** Only a JSON value of any form refers to itself (`z.json`); a reference into this schema would lead nowhere in a larger document. */
function anyForRecursive(schema: object): JsonSchema {
  const isReference = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    '$ref' in value &&
    String(value.$ref).startsWith('#/$defs/');
  return JSON.parse(
    JSON.stringify(schema, (_key, value: unknown) => (isReference(value) ? {} : value)),
  ) as JsonSchema; // what was an object of JSON still is
}

/** A query parameter or path parameter, ready for OpenAPI. */
export interface ApiParameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string;
}

/** @returns one parameter for each field of a query's schema */
export function queryParameters(query: z.ZodObject): readonly ApiParameter[] {
  const required = new Set(namesIn(inputSchema(query)['required']));
  return Object.entries(query.shape).map(([name, field]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema: inputSchema(field as z.ZodType), // the core type of a shape's field hides that it is a schema
  }));
}

function namesIn(value: unknown): readonly string[] {
  return z.array(z.string()).catch([]).parse(value);
}

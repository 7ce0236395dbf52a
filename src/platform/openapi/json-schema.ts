import { z } from 'zod';

/** A JSON schema as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * @param schema of an input; rules across fields have no counterpart and are left to the route's description
 * @returns what may be sent, as JSON schema 2020-12: before defaults are filled in and texts are transformed
 */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
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

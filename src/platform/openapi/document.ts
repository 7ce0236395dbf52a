import { z } from 'zod';
import { commandIdSchema } from '../../kernel/ids.js';
import { type ApiParameter, type JsonSchema, inputSchema, queryParameters } from './json-schema.js';
import type { ApiAnswer, ApiRoute } from './route.js';

/** What the document says of the whole API. */
export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** How an error is told (RFC 9457); the shape of `Problem` in src/platform/http/problem.ts. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: 'what is wrong and what to do about it' }),
  code: z.string().meta({ description: 'stable and dotted, such as input.invalid' }),
  details: z.record(z.string(), z.unknown()).optional(),
  incident: z.string().optional().meta({ description: 'also in the log; only for errors nobody foresaw' }),
});

const PROBLEMS: Readonly<Record<string, string>> = {
  400: 'The input does not fit its schema; `details.faults` names every faulty field.',
  401: 'Nobody is signed in.',
  403: 'The signed-in person has none of the roles that may do this, or the token lacks the scope.',
  404: 'There is no such thing, or the person may not see it.',
  409: 'The command was refused: `details` hold what was asked, the current state and what would be allowed.',
  503: 'A part that is needed does not answer just now; `Retry-After` says when to try again.',
};

const KEY: ApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: inputSchema(commandIdSchema),
  description: 'Your own id for the command. Sent again with the same content, it returns the first outcome.',
};

/**
 * Describes an API.
 *
 * @param info title, version and description
 * @param routes every route; a path may stand several times with different methods
 * @returns an OpenAPI 3.1 document as plain JSON; the same routes give the same document
 * @throws TypeError when two routes have one method and path, or one operation id
 */
export function describeApi(info: ApiInfo, routes: readonly ApiRoute[]): JsonSchema {
  requireDistinct(routes.map(({ method, path }) => `${method} ${path}`));
  requireDistinct(routes.map(({ operationId }) => operationId));
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: components(routes),
  };
}

function components(routes: readonly ApiRoute[]): JsonSchema {
  const responses = Object.entries(PROBLEMS).map(([status, description]) => [
    `problem${status}`,
    problem(description),
  ]);
  return {
    schemas: { Problem: inputSchema(problemSchema), ...namedSchemas(routes) },
    responses: Object.fromEntries([...responses, ['problem', problem('Any other error.')]]) as JsonSchema,
    securitySchemes: {
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: 'plenum',
        description:
          'Set by signing in with a mailed link at /sign-in; over HTTPS it is named __Host-plenum.',
      },
      bearer: { type: 'http', scheme: 'bearer', description: 'The same session’s token, for programs.' },
      token: {
        type: 'http',
        scheme: 'bearer',
        description:
          'A token `plenum_…` that a signed-in person made at /api/v1/tokens. Each operation names the scope it takes; what the person may not do, the token may not either.',
      },
      mailServer: { type: 'http', scheme: 'bearer', description: 'The token of MAIL_WEBHOOK_TOKEN.' },
    },
  };
}

function namedSchemas(routes: readonly ApiRoute[]): JsonSchema {
  const named = routes.flatMap(({ answers }) =>
    answers.flatMap(({ name, schema }) =>
      name !== undefined && schema ? [[name, inputSchema(schema)]] : [],
    ),
  );
  return Object.fromEntries(named) as JsonSchema;
}

function problem(description: string): JsonSchema {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function operation(route: ApiRoute): JsonSchema {
  const { operationId, tag, summary, query, idempotent, description } = route;
  const parameters = [
    ...pathParameters(route),
    ...(query ? queryParameters(query) : []),
    ...(idempotent ? [KEY] : []),
  ];
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(route),
    responses: {
      ...Object.fromEntries(route.answers.map((answer) => [String(answer.status), success(answer)])),
      ...problems(route),
    },
    ...security(route),
  };
}

function pathParameters({ path, pathSchemas = {} }: ApiRoute): readonly ApiParameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: pathSchemas[name] ? inputSchema(pathSchemas[name]) : { type: 'string' },
  }));
}

function requestBody({ body, bodyType }: ApiRoute): JsonSchema {
  if (!body && bodyType === undefined) return {};
  const content =
    bodyType === undefined && body ? { schema: inputSchema(body) } : { schema: { type: 'string' } };
  return { requestBody: { required: true, content: { [bodyType ?? 'application/json']: content } } };
}

function success({ description, schema, name, type }: ApiAnswer): JsonSchema {
  if (type !== undefined) return { description, content: { [type]: { schema: { type: 'string' } } } };
  if (!schema) return { description };
  const told = name === undefined ? inputSchema(schema) : { $ref: `#/components/schemas/${name}` };
  return { description, content: { 'application/json': { schema: told } } };
}

function problems({ path, query, body, bodyType, open, scope, idempotent, method }: ApiRoute): JsonSchema {
  const takesInput = query !== undefined || body !== undefined || bodyType !== undefined;
  const applies: readonly (readonly [number, boolean])[] = [
    [400, takesInput || path.includes('{')],
    [401, open === 'signed-in' || Array.isArray(open)],
    [403, open === 'mail-server' || Array.isArray(open) || typeof scope === 'string'],
    [404, path.includes('{')],
    [409, idempotent === true || method !== 'get'],
    [503, true],
  ];
  const listed = applies
    .filter(([, does]) => does)
    .map(([status]) => [String(status), { $ref: `#/components/responses/problem${status}` }]);
  return Object.fromEntries([
    ...listed,
    ['default', { $ref: '#/components/responses/problem' }],
  ]) as JsonSchema;
}

function security({ open, scope }: ApiRoute): JsonSchema {
  if (open === 'public' || open === 'feed') return { security: [] }; // a feed's token is among its parameters
  const token = typeof scope === 'string' ? [{ token: [scope] }] : []; // what OpenAPI 3.1 calls roles of a scheme
  const session = [{ session: [] }, { bearer: [] }, ...token];
  if (open === 'mail-server') return { security: [{ mailServer: [] }, ...session] };
  return Array.isArray(open) ? { security: session, 'x-roles': open } : { security: session };
}

function requireDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new TypeError(`«${twice}» is described twice: describe each route once`);
}

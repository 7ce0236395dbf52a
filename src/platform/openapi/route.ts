import type { z } from 'zod';

/** A success answer of a route. `schema` left out: the answer has no body, or one that the description puts in words. */
export interface ApiAnswer {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  readonly schema?: z.ZodType;
  /** name under which the schema is described once and referred to; the same name always has the same schema */
  readonly name?: string;
  /** answer that is no JSON: its media type */
  readonly type?: string;
}

/** One route of the API as the description tells it. Its schemas are the very ones that parse the input. */
export interface ApiRoute {
  readonly method: 'get' | 'post' | 'put';
  /** with parameters in braces: `/api/v1/contacts/{id}` */
  readonly path: string;
  /** the route that serves it, where that one is more general: `/api/v1/written-procedures/{id}/{command}` */
  readonly servedBy?: string;
  /** unique among all routes, camelCase */
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  /** what a schema cannot say: rules across fields, the rule or source behind it */
  readonly description?: string;
  /** `public`; `signed-in`; `mail-server`: the token of the mail webhook, or a session; `feed`: a token in the address; else the roles that may */
  readonly open: 'public' | 'signed-in' | 'mail-server' | 'feed' | readonly string[];
  /** scope that a token needs; null or left out: no token opens it */
  readonly scope?: string | null;
  /** schemas of path parameters, by name; those not named are plain text */
  readonly pathSchemas?: Readonly<Record<string, z.ZodType>>;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** body that is no JSON: its media type */
  readonly bodyType?: string;
  /** takes the header `Idempotency-Key` */
  readonly idempotent?: boolean;
  readonly answers: readonly ApiAnswer[];
}

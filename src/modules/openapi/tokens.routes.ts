import { z } from 'zod';
import { instantSchema } from '../../kernel/instant.js';
import { SCOPES, type Scope } from '../../platform/http/scope.js';
import type { ApiRoute } from '../../platform/openapi/index.js';
import { type NewToken, TOKEN_STATUSES, type TokenRow, tokenSchema } from '../sign-in/index.js';

const tag = 'tokens';
const ofToken = {
  id: z.string(),
  contactId: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(Object.keys(SCOPES) as [Scope, ...Scope[]])), // the keys of the constant itself
  status: z.enum(TOKEN_STATUSES),
  madeAt: instantSchema,
  expiresAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
};
const tokenAnswer = z.object(ofToken) satisfies z.ZodType<TokenRow>;
const newTokenAnswer = z.object({ ...ofToken, token: z.string() }) satisfies z.ZodType<NewToken>;
const words = Object.entries(SCOPES).map(([scope, what]) => `\`${scope}\`: ${what}`);

/** Tokens of programs. No token opens these routes. */
export const tokensRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/tokens',
    operationId: 'listTokens',
    tag,
    summary: 'Your tokens, those of no use any more too',
    open: 'signed-in',
    answers: [{ status: 200, description: 'The newest first.', schema: z.array(tokenAnswer) }],
  },
  {
    method: 'post',
    path: '/api/v1/tokens',
    operationId: 'makeToken',
    tag,
    summary: 'Make a token for a program',
    description: `Needs a session: no token makes a token. Scopes: ${words.join('; ')}. There is no limit yet to how often a token may be used.`,
    open: 'signed-in',
    body: tokenSchema,
    answers: [
      { status: 201, description: 'With the token, which is told this once.', schema: newTokenAnswer },
    ],
  },
  {
    method: 'post',
    path: '/api/v1/tokens/{id}/revoke',
    operationId: 'revokeToken',
    tag,
    summary: 'Revoke a token: it opens nothing any more',
    open: 'signed-in',
    pathSchemas: { id: z.uuid() },
    answers: [{ status: 204, description: 'It is revoked.' }],
  },
];

import { type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { DomainError } from '../../kernel/domain-error.js';

/** What a token may be good for, in words. */
export const SCOPES = {
  'cases:read': 'read cases of every kind, their histories and what was decided',
  'cases:act': 'open cases and give commands to them',
  'registry:read': 'read parties, contacts, offices, organs and lists',
  'registry:write': 'change the registry and the organs, and bring tables in',
  'compendium:read': 'read the Compendium',
  'compendium:write': 'change the Compendium',
  'board:read': 'read the deadline board',
  'board:feeds': 'make and revoke feeds of the board',
  'mails:read': 'read the mail log',
  'mails:send': 'send mails again, and reminders to many',
  'operations:read': 'read health, and what was parked',
  'operations:act': 'retry what was parked, and move a simulated clock',
  'webhooks:manage': 'see and change webhooks, and read their log',
} as const;
export type Scope = keyof typeof SCOPES;

/** Groups of routes: what reading one takes, and what anything else takes. `none`: no token will do. */
const GROUPS = {
  cases: ['cases:read', 'cases:act'],
  registry: ['registry:read', 'registry:write'],
  compendium: ['compendium:read', 'compendium:write'],
  board: ['board:read', 'board:feeds'],
  mails: ['mails:read', 'mails:send'],
  operations: ['operations:read', 'operations:act'],
  webhooks: ['webhooks:manage', 'webhooks:manage'],
  none: [null, null],
} as const satisfies Record<string, readonly [Scope | null, Scope | null]>;
export type ScopeGroup = keyof typeof GROUPS;

const GROUP = Symbol('scope');

/**
 * Says which group a route or controller belongs to, and so which scope a token needs for it. It stands beside `@SignedIn`; without it
 * no token opens the route.
 */
export const Scoped = (group: ScopeGroup) => SetMetadata(GROUP, group);

/** @returns the scope that a request of this method takes in the group; null: no token will do */
export function scopeFor(group: ScopeGroup, method: string): Scope | null {
  const [read, act] = GROUPS[group];
  return /^(get|head)$/i.test(method) ? read : act;
}

/** @returns the scope that the route of a request takes; null: no token will do */
export function scopeOfRoute(reflector: Reflector, context: ExecutionContext): Scope | null {
  const group = reflector.getAllAndOverride<ScopeGroup | undefined>(GROUP, [
    context.getHandler(),
    context.getClass(),
  ]);
  return scopeFor(group ?? 'none', context.switchToHttp().getRequest<{ method: string }>().method);
}

/**
 * Lets through a session, which has no scopes, and a token that has the scope.
 *
 * @param scopes of the token; undefined of a session
 * @param needed null: no token will do
 * @throws DomainError `tokens.closed` where no token will do, `tokens.missing-scope` naming the scope and where to get it
 */
export function requireScope(scopes: readonly string[] | undefined, needed: Scope | null): void {
  if (scopes === undefined) return;
  if (needed === null)
    throw new DomainError(
      'tokens.closed',
      'forbidden',
      'No token opens this: sign in by a mailed link at /sign-in and use that session.',
    );
  if (scopes.includes(needed)) return;
  throw new DomainError(
    'tokens.missing-scope',
    'forbidden',
    `This takes a token with the scope «${needed}» (${SCOPES[needed]}); yours has ${scopes.join(', ')}. Sign in and make one that has it, by POST /api/v1/tokens or «npm run plenum -- tokens make».`,
    { needed, has: [...scopes] },
  );
}

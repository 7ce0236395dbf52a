import {
  type ExecutionContext,
  Inject,
  Injectable,
  type CanActivate,
  SetMetadata,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { DomainError } from '../../kernel/domain-error.js';
import type { Actor } from '../../kernel/workflow.js';
import { requireScope, scopeOfRoute } from './scope.js';

/** Somebody who signed in by a mailed link or an identity provider, or whose program came with a token, with the roles and seats of this moment. */
export interface SignedInPerson {
  readonly contactId: string;
  readonly name: string;
  readonly party: string;
  readonly zone: string;
  /** tags in order of preference */
  readonly languages: readonly string[];
  readonly roles: readonly string[];
  /** codes of the organs whose drafts and meetings this person reads */
  readonly organs: readonly string[];
  /** what the token of the request is good for; left out of a session, which has no such limit */
  readonly scopes?: readonly string[];
}

/** Tells who a request comes from. Provided by the sign-in module. */
export interface SessionReader {
  /** @returns the person, or null when the request carries no valid session */
  personOf(request: Request): Promise<SignedInPerson | null>;
}
export const SESSION_READER = Symbol('SessionReader');

const ROLES = Symbol('roles');

/** Opens a route or controller to signed-in persons; with roles, to those who have one of them. */
export const SignedIn = (...roles: readonly string[]) => SetMetadata(ROLES, roles);

type PersonalRequest = Request & { person?: SignedInPerson };

/** Lets a request through only if its person may: 401 when nobody signed in, 403 with the roles that may. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const roles = this.reflector.getAllAndOverride<readonly string[] | undefined>(ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!roles) return true;
    const request = context.switchToHttp().getRequest<PersonalRequest>();
    const person = await this.sessions.personOf(request);
    if (!person)
      throw new DomainError(
        'session.missing',
        'unauthenticated',
        'Sign in first: ask for a link at /sign-in.',
      );
    requireScope(person.scopes, scopeOfRoute(this.reflector, context));
    if (roles.length > 0 && !roles.some((role) => person.roles.includes(role))) {
      throw new DomainError(
        'session.forbidden',
        'forbidden',
        `Only ${roles.map(inWords).join(' or ')} may do this. You are signed in as ${person.name} (${person.roles.join(', ') || 'no role'}).`,
        { needed: [...roles] },
      );
    }
    request.person = person;
    return true;
  }
}

/** Roles that are offices, as a sentence names them; the others are words already. */
const OFFICES: Readonly<Record<string, string>> = {
  chair: 'the Chair',
  'vice-chair': 'the Vice-Chair',
  secretariat: 'the Secretariat',
};

function inWords(role: string): string {
  return OFFICES[role] ?? role;
}

/** The signed-in person of a route that the guard let through. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): SignedInPerson => {
  const { person } = context.switchToHttp().getRequest<PersonalRequest>();
  if (!person)
    throw new DomainError('session.missing', 'unauthenticated', 'Sign in first: ask for a link at /sign-in.');
  return person;
});

/** @returns the person as the engine records who acted */
export function actorOf(person: SignedInPerson): Actor {
  return { kind: 'person', id: person.contactId, name: person.name, party: person.party };
}

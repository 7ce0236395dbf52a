import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import { newId } from '../../../kernel/ids.js';
import { newToken, tokenHash } from '../../../platform/auth/index.js';
import type { TokenInput } from './api-token.dto.js';
import {
  type TokenRow,
  findToken,
  insertToken,
  listTokens,
  noteUse,
  revokeToken,
  tokenByHash,
} from './api-token.store.js';

/** By this a token is known from a session, and found by those who look for leaked secrets. */
export const TOKEN_FORM = /^plenum_[A-Za-z0-9_-]{43}$/;

/** A token just made: it is told this once, since only its hash is kept. */
export interface NewToken extends TokenRow {
  readonly token: string;
}

/** Tokens by which a person's programs use the API. A token has never more than its person has at that moment. */
@Injectable()
export class ApiTokens {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param input name, scopes, and for how many days
   * @param contactId whose it is: whoever asks, by a session and never by a token
   */
  async make({ name, scopes, days }: TokenInput, contactId: string): Promise<NewToken> {
    const token = `plenum_${newToken()}`;
    const id = newId<string>();
    const kept = { id, tokenHash: tokenHash(token), contactId, name, scopes, days };
    return { ...(await insertToken(this.dataSource.manager, kept)), token };
  }

  /** @returns the tokens of a contact, or of everybody for the operator (null), those of no use any more too, the newest first */
  async list(contactId: string | null): Promise<TokenRow[]> {
    return listTokens(this.dataSource.manager, contactId);
  }

  /**
   * Revokes a token: it opens nothing any more. Twice is as good as once.
   *
   * @param contactId whose it must be; null: the operator, who revokes anybody's
   * @throws DomainError `tokens.unknown` also when it is somebody else's
   */
  async revoke(id: string, contactId: string | null): Promise<void> {
    const { manager } = this.dataSource;
    const token = await findToken(manager, id);
    if (!token || (contactId !== null && token.contactId !== contactId))
      throw new DomainError(
        'tokens.unknown',
        'not-found',
        `There is no token ${id} of yours. List the tokens to find its id.`,
        { id },
      );
    await revokeToken(manager, id, contactId ?? 'operator');
  }

  /**
   * Uses a token.
   *
   * @returns whose it is, and its scopes
   * @throws DomainError `tokens.not-known`, `tokens.revoked` or `tokens.expired`: whoever holds a token may know what became of it
   */
  async use(token: string): Promise<Pick<TokenRow, 'contactId' | 'scopes'>> {
    const { manager } = this.dataSource;
    const found = await tokenByHash(manager, tokenHash(token));
    if (!found)
      throw refused('not-known', 'There is no such token. Copy it whole, or sign in and make a new one.');
    if (found.status === 'revoked')
      throw refused(
        'revoked',
        `The token «${found.name}» was revoked ${found.revokedAt ?? ''}. Sign in and make a new one.`,
      );
    if (found.status === 'expired')
      throw refused(
        'expired',
        `The token «${found.name}» was good until ${found.expiresAt}. Sign in and make a new one.`,
      );
    await noteUse(manager, found.id);
    return found;
  }
}

function refused(what: string, message: string): DomainError {
  return new DomainError(`tokens.${what}`, 'unauthenticated', message);
}

import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { Scope } from '../../../platform/http/scope.js';

/* Tokens live on the database's real clock, as sessions do, also where the law's clock is simulated. */

/** `live` tokens open the API, the others nothing. */
export const TOKEN_STATUSES = ['live', 'expired', 'revoked'] as const;

/** A token, without what it is: only its hash is kept. */
export interface TokenRow {
  readonly id: string;
  /** whose it is: id of the contact */
  readonly contactId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly status: (typeof TOKEN_STATUSES)[number];
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  /** within a minute; null: never */
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

const TOKEN = `id, contact_id as "contactId", name, scopes, iso(made_at) as "madeAt", iso(expires_at) as "expiresAt",
  iso(last_used_at) as "lastUsedAt", iso(revoked_at) as "revokedAt",
  case when revoked_at is not null then 'revoked' when expires_at <= clock_timestamp() then 'expired' else 'live' end as status`;

/** Keeps a new token. */
export async function insertToken(
  tx: EntityManager,
  token: {
    readonly id: string;
    readonly tokenHash: string;
    readonly contactId: string;
    readonly name: string;
    readonly scopes: readonly Scope[];
    readonly days: number;
  },
): Promise<TokenRow> {
  const { id, tokenHash, contactId, name, scopes, days } = token;
  const [row] = await tx.query<TokenRow[]>(
    `insert into api_token (id, token_hash, contact_id, name, scopes, expires_at)
     values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(days => $6)) returning ${TOKEN}`,
    [id, tokenHash, contactId, name, scopes, days],
  );
  if (!row) throw new Error('the token was not kept');
  return row;
}

/** @returns the tokens of a contact, or of everybody for null, the newest first */
export async function listTokens(tx: EntityManager, contactId: string | null): Promise<TokenRow[]> {
  return tx.query<TokenRow[]>(
    `select ${TOKEN} from api_token where $1::text is null or contact_id = $1 order by id desc`,
    [contactId],
  );
}

/** @returns the token of an id, or null */
export async function findToken(tx: EntityManager, id: string): Promise<TokenRow | null> {
  const [row] = await tx.query<TokenRow[]>(`select ${TOKEN} from api_token where id::text = $1`, [id]);
  return row ?? null;
}

/** @returns the token that has this hash, whatever became of it, or null */
export async function tokenByHash(tx: EntityManager, tokenHash: string): Promise<TokenRow | null> {
  const [row] = await tx.query<TokenRow[]>(`select ${TOKEN} from api_token where token_hash = $1`, [
    tokenHash,
  ]);
  return row ?? null;
}

/** Notes that a token is used, at most once a minute. */
export async function noteUse(tx: EntityManager, id: string): Promise<void> {
  await tx.query(
    `update api_token set last_used_at = clock_timestamp()
     where id = $1 and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')`,
    [id],
  );
}

/** Revokes a token; one that is revoked stays as it is. */
export async function revokeToken(tx: EntityManager, id: string, by: string): Promise<void> {
  await tx.query(
    'update api_token set revoked_at = clock_timestamp(), revoked_by = $2 where id = $1 and revoked_at is null',
    [id, by],
  );
}

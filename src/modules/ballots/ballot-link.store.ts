import type { EntityManager } from 'typeorm';
import { DISOWNED } from '../../../workflows/written-procedure/index.js';
import type { Instant } from '../../kernel/instant.js';

/** A link as stored: whom it speaks for, about which text, in which round. */
export interface BallotLink {
  readonly id: string;
  readonly caseId: string;
  readonly round: number;
  readonly party: string;
  readonly contactId: string;
  readonly textHash: string;
  readonly codeHash: string;
  readonly issuedAt: Instant;
  readonly revokedAt: Instant | null;
  readonly revokedReason: string | null;
}

/** What was done with a link. */
export type LinkDeed =
  | 'looked'
  | 'chose'
  | 'cast'
  | 'acknowledged'
  | 'withdrew'
  | 'disowned'
  | 'code-refused'
  | 'superseded'
  | 'refused';

/** Where a request came from, for the log of uses. */
export interface Visitor {
  readonly method: string;
  readonly ip: string;
  readonly userAgent: string;
}

/** A link about to be stored. */
export interface NewLink extends Omit<BallotLink, 'issuedAt' | 'revokedAt' | 'revokedReason'> {
  readonly tokenHash: string;
  readonly mailId: string | null;
}

/** Which links to revoke. `party` and `contactId` narrow it; null means all. */
export interface Revocation {
  readonly caseId: string;
  readonly round: number;
  readonly party: string | null;
  readonly contactId: string | null;
  readonly reason: string;
}

/** Stores a link. The database refuses a second link for one mail. */
export async function insertLink(tx: EntityManager, link: NewLink): Promise<void> {
  await tx.query(
    `insert into ballot_link (id, token_hash, code_hash, case_id, round, party, contact_id, text_hash, mail_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      link.id,
      link.tokenHash,
      link.codeHash,
      link.caseId,
      link.round,
      link.party,
      link.contactId,
      link.textHash,
      link.mailId,
    ],
  );
}

/** @returns the link of that token hash, revoked or not; null when there is none */
export async function findLink(tx: EntityManager, tokenHash: string): Promise<BallotLink | null> {
  const rows = await tx.query<BallotLink[]>(
    `select id, case_id as "caseId", round, party, contact_id as "contactId", text_hash as "textHash", code_hash as "codeHash",
       iso(issued_at) as "issuedAt", iso(revoked_at) as "revokedAt", revoked_reason as "revokedReason"
     from ballot_link where token_hash = $1`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

/** @returns true when a link was made for that mail already */
export async function hasLinkForMail(tx: EntityManager, mailId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>('select 1 from ballot_link where mail_id = $1', [mailId]);
  return rows.length > 0;
}

/** @returns whether a delegation said that an answer through this contact's links was not its own */
export async function isReported(
  tx: EntityManager,
  which: { readonly caseId: string; readonly round: number; readonly contactId: string },
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'select 1 from ballot_link where case_id = $1 and round = $2 and contact_id = $3 and revoked_reason = $4 limit 1',
    [which.caseId, which.round, which.contactId, DISOWNED],
  );
  return rows.length > 0;
}

/** Revokes what is not revoked yet. @returns how many links */
export async function revokeLinks(tx: EntityManager, which: Revocation): Promise<number> {
  const [, revoked] = await tx.query<[unknown, number]>(
    `update ballot_link set revoked_at = legal_now(), revoked_reason = $5
     where case_id = $1 and round = $2 and ($3::text is null or party = $3) and ($4::text is null or contact_id = $4) and revoked_at is null`,
    [which.caseId, which.round, which.party, which.contactId, which.reason],
  );
  return revoked;
}

/** Holds the link's row until the transaction ends, so that guesses at its code come one after the other. */
export async function lockLink(tx: EntityManager, linkId: string): Promise<void> {
  await tx.query('select 1 from ballot_link where id = $1 for update', [linkId]);
}

/** @returns how often a wrong code was typed at this link within the last `minutes` */
export async function countWrongCodes(tx: EntityManager, linkId: string, minutes: number): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    `select count(*)::int as count from ballot_link_use
     where link_id = $1 and what = 'code-refused' and at > legal_now() - make_interval(mins => $2)`,
    [linkId, minutes],
  );
  return row?.count ?? 0;
}

/** Notes a use. Never a sign that somebody read or answered: mail scanners come here too. */
export async function noteUse(
  tx: EntityManager,
  linkId: string,
  what: LinkDeed,
  visitor: Visitor,
): Promise<void> {
  await tx.query(
    'insert into ballot_link_use (link_id, what, method, ip, user_agent) values ($1, $2, $3, $4, $5)',
    [linkId, what, visitor.method, visitor.ip.slice(0, 60), visitor.userAgent.slice(0, 300)],
  );
}

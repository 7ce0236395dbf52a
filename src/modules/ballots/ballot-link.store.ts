import type { EntityManager } from 'typeorm';
import { DISOWNED, NOT_ME } from '../../../workflows/written-procedure/index.js';
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

/** Reasons that say that a mailbox is in other hands: it gets no new link in the round. */
export const REPORTED: readonly string[] = [DISOWNED, NOT_ME];

/** @returns whether a delegation said that an answer through this contact's links was not its own, or their reader that they were not for them */
export async function isReported(
  tx: EntityManager,
  which: { readonly caseId: string; readonly round: number; readonly contactId: string },
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'select 1 from ballot_link where case_id = $1 and round = $2 and contact_id = $3 and revoked_reason = any($4) limit 1',
    [which.caseId, which.round, which.contactId, REPORTED],
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

/** Whose link: one contact of a party in one round. */
export interface LinkHolder {
  readonly caseId: string;
  readonly round: number;
  readonly party: string;
  readonly contactId: string;
}

/**
 * Holds the rows of a contact's valid links in a round until the transaction ends, so that guesses at their codes come one after the
 * other. @returns them
 */
export async function lockLinks(
  tx: EntityManager,
  holder: LinkHolder,
): Promise<Pick<BallotLink, 'id' | 'codeHash'>[]> {
  return tx.query<Pick<BallotLink, 'id' | 'codeHash'>[]>(
    `select id, code_hash as "codeHash" from ballot_link
     where case_id = $1 and round = $2 and party = $3 and contact_id = $4 and revoked_at is null order by id for update`,
    [holder.caseId, holder.round, holder.party, holder.contactId],
  );
}

/** @returns the rounds in which a contact has a valid link, each as `case id round` */
export async function roundsWithLink(
  tx: EntityManager,
  party: string,
  contactId: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ name: string }[]>(
    `select distinct case_id || ' ' || round as name from ballot_link
     where party = $1 and contact_id = $2 and revoked_at is null`,
    [party, contactId],
  );
  return new Set(rows.map(({ name }) => name));
}

/** @returns how often a wrong code was typed at any of a contact's links in a round within the last `minutes` */
export async function countWrongCodes(
  tx: EntityManager,
  holder: LinkHolder,
  minutes: number,
): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    `select count(*)::int as count from ballot_link_use join ballot_link link on link.id = link_id
     where link.case_id = $1 and link.round = $2 and link.party = $3 and link.contact_id = $4
       and what = 'code-refused' and at > legal_now() - make_interval(mins => $5)`,
    [holder.caseId, holder.round, holder.party, holder.contactId, minutes],
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

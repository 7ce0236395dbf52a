import type { EntityManager } from 'typeorm';
import { newToken, tokenHash } from '../../platform/auth/index.js';
import type { SessionLife } from '../../platform/config/index.js';

/*
 * Links and sessions live on the database's real clock, also where the law's clock is simulated: a reader's hours
 * must not end because a test jumped a year.
 */

/** How long a link can be followed. */
export const LINK_MINUTES = 15;
/** A session is prolonged when so much of its idle time has passed: not every request writes. */
const PROLONG_MINUTES = 10;
/** More links than this are not mailed to one address within {@link LINK_MINUTES}. */
const LINKS_PER_ADDRESS = 5;

/** Whom a session of an identity provider was opened for there. */
export interface Voucher {
  readonly issuer: string;
  readonly subject: string;
}

/**
 * Makes a link that will be mailed.
 *
 * @param address where it goes; requests for one address are counted one after the other
 * @param returnTo local path where the person goes after signing in; null for the front page
 * @returns the token; null when too many were mailed to the address lately
 */
export async function issueMailedLink(
  tx: EntityManager,
  contactId: string,
  address: string,
  returnTo: string | null,
): Promise<string | null> {
  const mailedTo = address.toLowerCase();
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [mailedTo]);
  const [row] = await tx.query<{ count: number }[]>(
    `select count(*)::int as count from sign_in_link where mailed_to = $1 and issued_at > clock_timestamp() - make_interval(mins => $2)`,
    [mailedTo, LINK_MINUTES],
  );
  if ((row?.count ?? 0) >= LINKS_PER_ADDRESS) return null;
  return issueLink(tx, contactId, mailedTo, returnTo);
}

/**
 * Makes a link.
 *
 * @param mailedTo address it is mailed to; null for one that is printed on the operator's own screen and not limited
 * @param returnTo local path where the person goes after signing in; null for the front page
 * @returns its token, of which only the hash is kept
 */
export async function issueLink(
  tx: EntityManager,
  contactId: string,
  mailedTo: string | null = null,
  returnTo: string | null = null,
): Promise<string> {
  const token = newToken();
  await tx.query(
    `insert into sign_in_link (token_hash, contact_id, mailed_to, expires_at, return_to) values ($1, $2, $3, clock_timestamp() + make_interval(mins => $4), $5)`,
    [tokenHash(token), contactId, mailedTo, LINK_MINUTES, returnTo],
  );
  return token;
}

/** @returns the contact a link would sign in, or null when it is unknown, used or expired. Changes nothing. */
export async function peekLink(tx: EntityManager, token: string): Promise<string | null> {
  const [row] = await tx.query<{ contactId: string }[]>(
    `select contact_id as "contactId" from sign_in_link where token_hash = $1 and redeemed_at is null and expires_at > clock_timestamp()`,
    [tokenHash(token)],
  );
  return row?.contactId ?? null;
}

/** A session that a link opened, and where its person goes. */
export interface Redeemed {
  /** the session's token */
  readonly session: string;
  /** local path; null for the front page */
  readonly returnTo: string | null;
}

/** Uses up a link and opens a session. @returns null when the link is of no use */
export async function redeemLink(
  tx: EntityManager,
  token: string,
  life: SessionLife,
): Promise<Redeemed | null> {
  const [rows] = await tx.query<[{ contactId: string; returnTo: string | null }[], number]>(
    `update sign_in_link set redeemed_at = clock_timestamp() where token_hash = $1 and redeemed_at is null and expires_at > clock_timestamp() returning contact_id as "contactId", return_to as "returnTo"`,
    [tokenHash(token)],
  );
  const [link] = rows;
  return link ? { session: await openSession(tx, link.contactId, life), returnTo: link.returnTo } : null;
}

/**
 * @param life how long it lasts
 * @param voucher whom the identity provider vouched for; null where a link or an operator did
 * @returns the token of a new session
 */
export async function openSession(
  tx: EntityManager,
  contactId: string,
  { idleHours, longestHours }: SessionLife,
  voucher: Voucher | null = null,
): Promise<string> {
  const token = newToken();
  await tx.query(
    `insert into session (token_hash, contact_id, expires_at, issuer, subject) values ($1, $2, clock_timestamp() + make_interval(hours => $3), $4, $5)`,
    [
      tokenHash(token),
      contactId,
      Math.min(idleHours, longestHours),
      voucher?.issuer ?? null,
      voucher?.subject ?? null,
    ],
  );
  return token;
}

/**
 * Who is behind a session that is used now: it lasts the idle hours from here on, and never longer than the longest hours since it was opened.
 *
 * @returns the contact of a live session, or null
 */
export async function useSession(
  tx: EntityManager,
  token: string,
  { idleHours, longestHours }: SessionLife,
): Promise<string | null> {
  const hash = tokenHash(token);
  const [row] = await tx.query<{ contactId: string; mayLast: boolean }[]>(
    `select contact_id as "contactId", expires_at < least(clock_timestamp() + make_interval(hours => $2, mins => $4), created_at + make_interval(hours => $3)) as "mayLast"
     from session where token_hash = $1 and ended_at is null and expires_at > clock_timestamp()`,
    [hash, idleHours, longestHours, -PROLONG_MINUTES],
  );
  if (row?.mayLast)
    await tx.query(
      `update session set expires_at = least(clock_timestamp() + make_interval(hours => $2), created_at + make_interval(hours => $3)) where token_hash = $1 and ended_at is null`,
      [hash, idleHours, longestHours],
    );
  return row?.contactId ?? null;
}

/** Ends a session. @returns the issuer that vouched for it; null where none did, or there was no session */
export async function endSession(tx: EntityManager, token: string): Promise<string | null> {
  const [rows] = await tx.query<[{ issuer: string | null }[], number]>(
    `update session set ended_at = clock_timestamp() where token_hash = $1 and ended_at is null returning issuer`,
    [tokenHash(token)],
  );
  return rows[0]?.issuer ?? null;
}

import type { EntityManager } from 'typeorm';
import { newToken, tokenHash } from '../../platform/auth/index.js';

/*
 * Links and sessions live on the database's real clock, also where the law's clock is simulated: a reader's twelve hours
 * must not end because a test jumped a year.
 */

/** How long a link can be followed. */
export const LINK_MINUTES = 15;
/** How long a session lasts. */
export const SESSION_HOURS = 12;
/** More links than this are not mailed to one address within {@link LINK_MINUTES}. */
const LINKS_PER_ADDRESS = 5;

/**
 * Makes a link that will be mailed.
 *
 * @param address where it goes; requests for one address are counted one after the other
 * @returns the token; null when too many were mailed to the address lately
 */
export async function issueMailedLink(
  tx: EntityManager,
  contactId: string,
  address: string,
): Promise<string | null> {
  const mailedTo = address.toLowerCase();
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [mailedTo]);
  const [row] = await tx.query<{ count: number }[]>(
    `select count(*)::int as count from sign_in_link where mailed_to = $1 and issued_at > clock_timestamp() - make_interval(mins => $2)`,
    [mailedTo, LINK_MINUTES],
  );
  if ((row?.count ?? 0) >= LINKS_PER_ADDRESS) return null;
  return issueLink(tx, contactId, mailedTo);
}

/**
 * Makes a link.
 *
 * @param mailedTo address it is mailed to; null for one that is printed on the operator's own screen and not limited
 * @returns its token, of which only the hash is kept
 */
export async function issueLink(
  tx: EntityManager,
  contactId: string,
  mailedTo: string | null = null,
): Promise<string> {
  const token = newToken();
  await tx.query(
    `insert into sign_in_link (token_hash, contact_id, mailed_to, expires_at) values ($1, $2, $3, clock_timestamp() + make_interval(mins => $4))`,
    [tokenHash(token), contactId, mailedTo, LINK_MINUTES],
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

/** Uses up a link and opens a session. @returns the session's token, or null when the link is of no use */
export async function redeemLink(tx: EntityManager, token: string): Promise<string | null> {
  const [rows] = await tx.query<[{ contactId: string }[], number]>(
    `update sign_in_link set redeemed_at = clock_timestamp() where token_hash = $1 and redeemed_at is null and expires_at > clock_timestamp() returning contact_id as "contactId"`,
    [tokenHash(token)],
  );
  const contactId = rows[0]?.contactId;
  return contactId ? openSession(tx, contactId) : null;
}

/** @returns the token of a new session */
export async function openSession(tx: EntityManager, contactId: string): Promise<string> {
  const token = newToken();
  await tx.query(
    `insert into session (token_hash, contact_id, expires_at) values ($1, $2, clock_timestamp() + make_interval(hours => $3))`,
    [tokenHash(token), contactId, SESSION_HOURS],
  );
  return token;
}

/** @returns the contact of a live session, or null */
export async function contactOfSession(tx: EntityManager, token: string): Promise<string | null> {
  const [row] = await tx.query<{ contactId: string }[]>(
    `select contact_id as "contactId" from session where token_hash = $1 and ended_at is null and expires_at > clock_timestamp()`,
    [tokenHash(token)],
  );
  return row?.contactId ?? null;
}

/** Ends a session. */
export async function endSession(tx: EntityManager, token: string): Promise<void> {
  await tx.query(
    `update session set ended_at = clock_timestamp() where token_hash = $1 and ended_at is null`,
    [tokenHash(token)],
  );
}

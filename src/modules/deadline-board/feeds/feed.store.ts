import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { FeedKind } from '../board.dto.js';

/** The Secretariat, as the operator too, or a delegate. */
export const FEED_MAKERS = ['secretariat', 'delegate'] as const;
export type FeedMaker = (typeof FEED_MAKERS)[number];

/** A feed, without what opens it: only the hash of its token is kept. */
export interface FeedRow {
  readonly id: string;
  readonly kind: FeedKind;
  readonly code: string;
  /** id of the contact, or name of the operator, who made it */
  readonly madeBy: string;
  /** in whose name: the organisation's, or the party's */
  readonly madeAs: FeedMaker;
  readonly madeAt: Instant;
  readonly lastReadAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** tag of the language it is written in, and zone of its wording: those of whoever made it */
  readonly language: string;
  readonly zone: string;
}

const FEED = `id, kind, code, made_by as "madeBy", made_as as "madeAs", iso(made_at) as "madeAt", iso(last_read_at) as "lastReadAt", iso(revoked_at) as "revokedAt", language, zone`;

/** Keeps a new feed. */
export async function insertFeed(
  tx: EntityManager,
  feed: {
    readonly id: string;
    readonly kind: FeedKind;
    readonly code: string;
    readonly tokenHash: string;
    readonly madeBy: string;
    readonly madeAs: FeedMaker;
    readonly language: string;
    readonly zone: string;
  },
): Promise<void> {
  await tx.query(
    `insert into board_feed (id, kind, code, token_hash, made_by, made_as, language, zone)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [feed.id, feed.kind, feed.code, feed.tokenHash, feed.madeBy, feed.madeAs, feed.language, feed.zone],
  );
}

/** @returns the feeds of a party, or of everybody for null, the newest first */
export async function listFeeds(tx: EntityManager, party: string | null): Promise<FeedRow[]> {
  return tx.query<FeedRow[]>(
    `select ${FEED} from board_feed where $1::text is null or (kind = 'party' and code = $1) order by id desc`,
    [party],
  );
}

/** @returns the feed of an id, or null */
export async function findFeed(tx: EntityManager, id: string): Promise<FeedRow | null> {
  const [row] = await tx.query<FeedRow[]>(`select ${FEED} from board_feed where id::text = $1`, [id]);
  return row ?? null;
}

/** @returns the feed that a token opens, or null when it opens no such feed, or none any more */
export async function findByToken(
  tx: EntityManager,
  feed: { readonly kind: FeedKind; readonly code: string; readonly tokenHash: string },
): Promise<FeedRow | null> {
  const [row] = await tx.query<FeedRow[]>(
    `select ${FEED} from board_feed where token_hash = $1 and kind = $2 and code = $3 and revoked_at is null`,
    [feed.tokenHash, feed.kind, feed.code],
  );
  return row ?? null;
}

/** Notes that a feed is read. */
export async function noteRead(tx: EntityManager, id: string): Promise<void> {
  await tx.query('update board_feed set last_read_at = legal_now() where id = $1', [id]);
}

/** Revokes a feed; one that is revoked stays as it is. */
export async function revokeFeed(tx: EntityManager, id: string, by: string): Promise<void> {
  await tx.query(
    'update board_feed set revoked_at = legal_now(), revoked_by = $2 where id = $1 and revoked_at is null',
    [id, by],
  );
}

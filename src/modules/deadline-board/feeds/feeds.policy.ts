/** Who may make, see and revoke a feed. Pure. */
import type { Asker } from '../../cases/index.js';
import type { FeedKind } from '../board.dto.js';

/** What a feed is of. */
export interface FeedOf {
  readonly kind: FeedKind;
  readonly code: string;
}

/** @returns whether this person keeps the feeds of everybody */
export function keepsFeeds({ roles }: Asker): boolean {
  return roles.includes('secretariat') || roles.includes('operator');
}

/** @returns whether this person may make or revoke this feed: the Secretariat any, a delegate those of the own party */
export function mayKeep(asker: Asker, { kind, code }: FeedOf): boolean {
  if (keepsFeeds(asker)) return true;
  const isDelegate = asker.roles.includes('participant') || asker.roles.includes('observer');
  return isDelegate && kind === 'party' && code === asker.party;
}

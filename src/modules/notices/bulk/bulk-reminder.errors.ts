/** Why a list that was shown cannot be sent. */
import { DomainError } from '../../../kernel/domain-error.js';
import type { BulkLine } from './bulk-reminder.dto.js';
import type { StoredBulk } from './bulk-reminder.store.js';

/** @throws DomainError `bulk.unknown` */
export function requireKnown(shown: StoredBulk | null, id: string): StoredBulk {
  if (shown) return shown;
  throw new DomainError('bulk.unknown', 'not-found', `There is no list ${id}. Ask for one first (preview).`, {
    id,
  });
}

/** @throws DomainError `bulk.other-list` when a hash is given that is not the list's */
export function requireSameList({ hash, id }: StoredBulk, given: string | null): void {
  if (given === null || given === hash) return;
  throw new DomainError(
    'bulk.other-list',
    'conflict',
    `hash: the list ${id} has another hash. Ask for a list again, and send that one.`,
    { field: 'hash', id },
  );
}

/** @throws DomainError `bulk.not-decided` when cases have not decided about their reminders yet, naming them */
export function requireDecided(id: string, undecided: readonly BulkLine[]): void {
  if (undecided.length === 0) return;
  const references = [...new Set(undecided.map(({ reference }) => reference))];
  throw new DomainError(
    'bulk.not-decided',
    'conflict',
    `${references.join(', ')}: not decided yet. The reminders of the list ${id} are with their cases; send the same list again to learn what became of each, nothing is sent twice.`,
    { id, undecided: references },
  );
}

/** @throws DomainError `bulk.expired` */
export function requireFresh({ expired, expiresAt, id }: StoredBulk): void {
  if (!expired) return;
  throw new DomainError(
    'bulk.expired',
    'conflict',
    `The list ${id} could be sent until ${expiresAt}. Ask for a list again, and send that one.`,
    { id, expiresAt },
  );
}

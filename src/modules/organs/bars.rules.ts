/** What must hold of whom a bar keeps out. Each rule reads what is believed in this transaction. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { findContact, requireParty } from '../registry/index.js';
import { covers, overlap } from './composition/span.js';
import type { NewBarred } from './organ.dto.js';
import type { Bar, Barred } from './organ.types.js';
import { allBars } from './organs.queries.js';
import { allSeats } from './organs.store.js';

/** @returns the bar of a code at an instant @throws DomainError `organs.unknown-bar` naming those that there are */
export async function requireBar(tx: EntityManager, code: string, at: Instant): Promise<Bar> {
  const bars = await allBars(tx);
  const bar = bars.find((one) => one.code === code && covers(one, at));
  if (bar) return bar;
  const known = [...new Set(bars.map((one) => one.code))];
  throw new DomainError(
    'organs.unknown-bar',
    'invalid',
    `bar: there is no bar «${code}» at ${at}. Known: ${known.join(', ') || 'none yet'}.`,
    { field: 'bar', bar: code },
  );
}

/** @throws DomainError `registry.unknown-party`, `registry.unknown-contact` when there is nobody to be barred */
export async function requireKnown(
  tx: EntityManager,
  { party, contactId, validFrom }: NewBarred,
): Promise<void> {
  if (party !== null) {
    await requireParty(tx, party, validFrom);
    return;
  }
  if (contactId !== null && (await findContact(tx, contactId, validFrom))) return;
  throw new DomainError(
    'registry.unknown-contact',
    'invalid',
    `contactId: there is no contact ${contactId ?? ''} at ${validFrom}. List the contacts to find the id.`,
    { field: 'contactId', id: contactId },
  );
}

/** Whoever has a seat that a bar closes gives it up first. @throws DomainError `organs.seated` naming the organs */
export async function requireNotSeated(
  tx: EntityManager,
  bar: Omit<Bar, 'barred'>,
  entry: Barred,
): Promise<void> {
  const seats = (await allSeats(tx))
    .filter(({ organ }) => bar.organs === null || bar.organs.includes(organ))
    .filter((seat) => overlap(seat, entry) && overlap(seat, bar))
    .filter(({ party, contactId }) =>
      entry.contactId === null ? party === entry.party : contactId === entry.contactId,
    );
  if (seats.length === 0) return;
  const organs = seats.map(({ organ }) => organ);
  throw new DomainError(
    'organs.seated',
    'conflict',
    `${entry.contactId ?? entry.party ?? ''} has a seat that «${bar.name}» (${bar.source}) closes: ${organs.join(', ')}. End it, or give it to somebody else, first.`,
    { field: entry.contactId === null ? 'party' : 'contactId', bar: bar.code, organs },
  );
}

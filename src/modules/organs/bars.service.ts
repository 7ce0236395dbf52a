import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LegalClock } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { canonicalJson } from '../../kernel/json.js';
import { endFact, findContact, insertFact, replaceFact, requireParty } from '../registry/index.js';
import { covers, overlap } from './composition/span.js';
import type { NewBar, NewBarred, Unbar } from './organ.dto.js';
import type { Asked, Bar, Changed } from './organ.types.js';
import { nothingToEnd } from './organs.errors.js';
import { allBars, requireOrgan } from './organs.queries.js';
import { allSeats, barRow, barredKey, barredRow, inTurn } from './organs.store.js';

/** Bars: who may not sit in any organ, or not in some. A contact under a bar neither sits for its party nor gets the organ's mail. */
@Injectable()
export class Bars {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns the bars that hold at an instant (default: now), with who is under them then */
  async list({ at }: Asked = {}): Promise<Bar[]> {
    const { manager } = this.dataSource;
    const instant = at ?? (await this.clock.now(manager));
    return (await allBars(manager))
      .filter((bar) => covers(bar, instant))
      .map((bar) => ({ ...bar, barred: bar.barred.filter((one) => covers(one, instant)) }));
  }

  /**
   * Puts up a bar, or replaces it from an instant on; whom it keeps out is entered one by one.
   *
   * @returns whether anything changed; not when a bar of this code for these organs holds at that instant
   * @throws DomainError `organs.unknown-organ`, `organs.not-at-that-time` for an organ it names
   */
  async bar(bar: NewBar, tx?: EntityManager): Promise<Changed> {
    return inTurn(this.dataSource, tx, async (inner) => {
      for (const organ of bar.organs ?? []) await requireOrgan(inner, organ, bar.validFrom);
      const before = (await allBars(inner)).find(
        (one) => one.code === bar.code && covers(one, bar.validFrom),
      );
      if (before && canonicalJson(before.organs) === canonicalJson(bar.organs)) return { changed: false };
      await replaceFact(inner, 'bar', barRow(bar));
      return { changed: true };
    });
  }

  /**
   * Enters a contact or a party under a bar.
   *
   * @returns whether anything changed; not when it is under that bar at that instant already
   * @throws DomainError `organs.unknown-bar`, `registry.unknown-party`, `registry.unknown-contact`, `registry.overlap`;
   *   `organs.seated` while it has a seat that the bar closes, naming the seats
   */
  async barPerson(entry: NewBarred, tx?: EntityManager): Promise<Changed> {
    return inTurn(this.dataSource, tx, async (inner) => {
      const bar = await requireBar(inner, entry.bar, entry.validFrom);
      await requireKnown(inner, entry);
      if (
        bar.barred.some(
          (one) => barredKey({ ...one, bar: bar.code }) === barredKey(entry) && covers(one, entry.validFrom),
        )
      )
        return { changed: false };
      await requireNotSeated(inner, bar, entry);
      await insertFact(inner, 'barred', barredRow(entry));
      return { changed: true };
    });
  }

  /** Ends somebody's entry under a bar. @throws DomainError `organs.nothing-to-end` */
  async unbar({ at, ...who }: Unbar, tx?: EntityManager): Promise<void> {
    await inTurn(this.dataSource, tx, async (inner) => {
      if (await endFact(inner, 'barred', barredKey(who), at)) return;
      throw nothingToEnd(
        `The entry of ${who.contactId ?? who.party ?? 'nobody'} under the bar ${who.bar}`,
        at,
      );
    });
  }
}

async function requireBar(tx: EntityManager, code: string, at: Instant): Promise<Bar> {
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

async function requireKnown(tx: EntityManager, { party, contactId, validFrom }: NewBarred): Promise<void> {
  if (party !== null) return requireParty(tx, party, validFrom);
  if (contactId !== null && (await findContact(tx, contactId, validFrom))) return;
  throw new DomainError(
    'registry.unknown-contact',
    'invalid',
    `contactId: there is no contact ${contactId ?? ''} at ${validFrom}. List the contacts to find the id.`,
    { field: 'contactId', id: contactId },
  );
}

async function requireNotSeated(tx: EntityManager, bar: Bar, entry: NewBarred): Promise<void> {
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
    { bar: bar.code, organs },
  );
}

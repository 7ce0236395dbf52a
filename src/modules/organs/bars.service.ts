import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LegalClock } from '../../engine/index.js';
import { canonicalJson } from '../../kernel/json.js';
import { endFact, insertFact, replaceFact } from '../registry/index.js';
import { requireBar, requireKnown, requireNotSeated } from './bars.rules.js';
import { covers } from './composition/span.js';
import type { NewBar, NewBarred, Unbar } from './organ.dto.js';
import type { Asked, Bar, Changed } from './organ.types.js';
import { nothingToEnd } from './organs.errors.js';
import { allBars, requireOrgan } from './organs.queries.js';
import { barRow, barredKey, barredRow, inTurn } from './organs.store.js';

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

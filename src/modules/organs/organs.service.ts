import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LegalClock } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import { endFact, insertFact, replaceFact, requireParty } from '../registry/index.js';
import { type OrganRule, holdsFor } from './composition/organ-rule.js';
import { covers } from './composition/span.js';
import type { NewOrgan, NewSeat, Unseat } from './organ.dto.js';
import type { Asked, Changed, Organ, Seat, SeatRecord } from './organ.types.js';
import { nothingToEnd } from './organs.errors.js';
import { allRules, organsAt, requireOrgan, seatHistory, seatsAt, successorOf } from './organs.queries.js';
import { allSeats, clearSeats, inTurn, organRow, ruleRow, seatKey } from './organs.store.js';
import { takeSeat } from './composition/seating.js';

/**
 * The organs of the body and who sits in them: reads as of any instant, and changes under the rules of composition. A change
 * joins the caller's transaction where one is given, else it has its own.
 */
@Injectable()
export class Organs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns the organs at an instant */
  async list({ at, knownAt }: Asked = {}): Promise<Organ[]> {
    return organsAt(this.dataSource.manager, at ?? (await this.now()), knownAt ?? null);
  }

  /** @returns the organ that a code means at an instant, through every merger; null when its line has ended @throws DomainError `organs.unknown-organ` */
  async successor(code: string, { at }: Asked = {}): Promise<{ readonly organ: Organ | null }> {
    return { organ: await successorOf(this.dataSource.manager, code, at ?? (await this.now())) };
  }

  /** @returns who sits in an organ at an instant, or in the one it was merged into @throws DomainError `organs.unknown-organ` */
  async seats(code: string, { at, knownAt }: Asked = {}): Promise<Seat[]> {
    const { manager } = this.dataSource;
    const instant = at ?? (await this.now());
    const organ = await successorOf(manager, code, instant, knownAt);
    return organ ? seatsAt(manager, instant, { organ: organ.code }, knownAt ?? null) : [];
  }

  /** @returns who sits in whatever organ there is at an instant, by organ */
  async allSeats({ at, knownAt }: Asked = {}): Promise<Seat[]> {
    return seatsAt(this.dataSource.manager, at ?? (await this.now()), {}, knownAt ?? null);
  }

  /** @returns the seats of a party at an instant @throws DomainError `registry.unknown-party` */
  async seatsOf(party: string, { at, knownAt }: Asked = {}): Promise<Seat[]> {
    const { manager } = this.dataSource;
    const instant = at ?? (await this.now());
    await requireParty(manager, party, instant);
    return seatsAt(manager, instant, { party }, knownAt ?? null);
  }

  /**
   * @returns every seat of an organ that was ever recorded, also what is no longer believed, by beginning; none for an organ of the
   *   whole roll, whose seats follow from the roll
   */
  async seatHistory(code: string): Promise<SeatRecord[]> {
    return seatHistory(this.dataSource.manager, code);
  }

  /** @returns the rules of an organ that hold at an instant @throws DomainError `organs.unknown-organ` */
  async rules(code: string, { at }: Asked = {}): Promise<OrganRule[]> {
    const { manager } = this.dataSource;
    const instant = at ?? (await this.now());
    await successorOf(manager, code, instant);
    return (await allRules(manager)).filter((rule) => holdsFor(rule, code) && covers(rule, instant));
  }

  /**
   * Founds an organ.
   *
   * @returns whether it was founded; not when an organ of this code exists at that instant already
   * @throws DomainError `organs.unknown-organ` for its parent; `registry.overlap` when the code is in use later
   */
  async found(organ: NewOrgan, tx?: EntityManager): Promise<Changed> {
    return inTurn(this.dataSource, tx, async (inner) => {
      const existing = await organsAt(inner, organ.validFrom);
      if (existing.some(({ code }) => code === organ.code)) return { changed: false };
      if (organ.parent !== null) await requireOrgan(inner, organ.parent, organ.validFrom);
      await insertFact(inner, 'organ', organRow(organ));
      return { changed: true };
    });
  }

  /** Ends an organ and every seat in it. @throws DomainError `organs.unknown-organ`, `organs.not-at-that-time`, `organs.nothing-to-end` */
  async end(code: string, at: Instant, tx?: EntityManager): Promise<void> {
    await inTurn(this.dataSource, tx, async (inner) => {
      await requireOrgan(inner, code, at);
      await clearSeats(inner, [code], at);
      if (!(await endFact(inner, 'organ', code, at))) throw nothingToEnd(`The organ ${code}`, at);
    });
  }

  /** Enters a rule of composition, or replaces it from an instant on. Seats taken before are not judged again. */
  async putRule(rule: OrganRule, tx?: EntityManager): Promise<void> {
    await inTurn(this.dataSource, tx, (inner) => replaceFact(inner, 'organ_rule', ruleRow(rule)));
  }

  /**
   * Seats a party in an organ. If it sits there in another capacity, that seat ends when this one begins.
   *
   * @returns whether anything changed; not when it sits there in that capacity at the beginning, and until the end if one is given
   * @throws DomainError `organs.unknown-organ`, `organs.not-at-that-time`, `organs.of-the-roll`, `registry.unknown-party`,
   *   `registry.unknown-contact`, `registry.overlap` with a seat that begins later; for a broken rule its own code, such as
   *   `organs.full` or `organs.barred`, naming rule, source and remedy
   */
  async seat(seat: NewSeat, tx?: EntityManager): Promise<Changed> {
    return inTurn(this.dataSource, tx, (inner) => takeSeat(inner, seat));
  }

  /** Ends the seat of a party. @throws DomainError `organs.unknown-organ`, `organs.not-at-that-time`, `organs.nothing-to-end` */
  async unseat({ organ, party, at }: Unseat, tx?: EntityManager): Promise<void> {
    await inTurn(this.dataSource, tx, async (inner) => {
      await requireOrgan(inner, organ, at);
      if (await endFact(inner, 'seat', seatKey(organ, party), at)) return;
      const begins = (await allSeats(inner))
        .filter((seat) => seat.organ === organ && seat.party === party)
        .map(({ validFrom }) => validFrom);
      throw nothingToEnd(`The seat of ${party} in ${organ}`, at, begins);
    });
  }

  /** @returns the law's instant now */
  async now(): Promise<Instant> {
    return this.clock.now(this.dataSource.manager);
  }
}

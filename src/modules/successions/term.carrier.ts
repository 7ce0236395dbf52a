import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  EffectRegistry,
  type EffectResult,
  type OutboxMessage,
  PermanentFailure,
} from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { Organs } from '../organs/index.js';
import { type OfficeTerm, Registry, officeAt } from '../registry/index.js';
import {
  type BeginTerm,
  type SeatPastChair,
  beginTermSchema,
  endTermSchema,
  seatPastChairSchema,
} from '../../../workflows/succession/index.js';
import { sourceOfTerm, standingOfTerm } from './term-standing.js';

/** Code under which the committee was founded; what it became answers for it. */
const PARTICIPATION_COMMITTEE = 'PC';

/** Carries a succession out in the registry: terms begin, and end where nobody follows. Doing it twice changes nothing. */
@Injectable()
export class TermCarrier implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly effects: EffectRegistry,
    private readonly registry: Registry,
    private readonly organs: Organs,
  ) {}

  onModuleInit(): void {
    this.effects.register('begin-term', (message) => this.beginTerm(message));
    this.effects.register('end-term', (message) => this.endTerm(message));
    this.effects.register('seat-past-chair', ({ payload }) =>
      this.seatPastChair(seatPastChairSchema.parse(payload)),
    );
  }

  private async beginTerm(message: OutboxMessage): Promise<EffectResult> {
    const order = beginTermSchema.parse(message.payload);
    if ((await this.registry.offices()).some((term) => covers(term, order)))
      return { skipped: 'the registry has that term already' };
    const { office, party, from, to } = order;
    try {
      await this.registry.beginTerm({
        office,
        party,
        contactId: null,
        validFrom: from as Instant, // the schema checks the form of instants
        validTo: to as Instant,
        source: sourceOfTerm(order),
      });
    } catch (error) {
      if (error instanceof DomainError) throw new PermanentFailure(error.message, { cause: error });
      throw error;
    }
    return 'done';
  }

  /** Last year's Chair chairs the Participation Committee, or the committee that it became (Washington communiqué 2012, paragraph 59). */
  private async seatPastChair({ party, from, to, source }: SeatPastChair): Promise<EffectResult> {
    try {
      const { organ } = await this.organs.successor(PARTICIPATION_COMMITTEE, { at: from });
      if (!organ) return { skipped: `there is no ${PARTICIPATION_COMMITTEE} at ${from}, nor a successor` };
      const seat = {
        organ: organ.code,
        party,
        capacity: 'chair' as const,
        validFrom: from,
        validTo: to,
        source,
      };
      const { changed } = await this.organs.seat(seat);
      return changed ? 'done' : { skipped: `${party} chairs ${organ.code} already` };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'organs.unknown-organ')
        return { skipped: `there is no ${PARTICIPATION_COMMITTEE} in this body` };
      if (error instanceof DomainError) throw new PermanentFailure(error.message, { cause: error });
      throw error;
    }
  }

  /** Whoever held the office until the next begins, holds it no longer; a term with an end of its own is left alone. */
  private async endTerm(message: OutboxMessage): Promise<EffectResult> {
    const { office, at } = endTermSchema.parse(message.payload);
    const instant = at as Instant; // the schema checks the form of instants
    const holder = await officeAt(this.dataSource.manager, office, instant);
    if (!holder) return { skipped: 'nobody held it any more' };
    if (holder.validFrom >= instant)
      return { skipped: `${holder.party} holds it from then, by the registry` };
    if (holder.validTo !== null) return { skipped: `${holder.party} holds it until ${holder.validTo}` };
    await this.registry.endTerm(office, instant);
    return 'done';
  }
}

function covers(term: OfficeTerm, { office, party, from, to, standing }: BeginTerm): boolean {
  return (
    term.office === office &&
    term.party === party &&
    standingOfTerm(term) === standing &&
    term.validFrom <= from &&
    (term.validTo === null || term.validTo >= to)
  );
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import type { AsOf, NewNation, NewTradeStatus } from '../registry.dto.js';
import { nationRow, tradeStatusRow } from '../registry.rows.js';
import { endSubject, replaceFact } from '../registry.store.js';
import type { NationEntry, PartyHistory, Roll, TradeStatusEntry } from '../registry.types.js';
import { countedRoll, nationsAt, partyHistory, tradeStatusesAt } from './roll.queries.js';
import { requireNotCountedTwice, requireParticipant } from './standing.rules.js';

/** How parties stand at any date: the roll with its counts, trade statuses, nations, and the history of each party. */
@Injectable()
export class Standing {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns the roll, counted, at an instant (default: now), as known at an instant (default: with every later correction) */
  async roll({ at, knownAt }: AsOf = {}): Promise<Roll> {
    return countedRoll(this.dataSource.manager, at ?? (await this.now()), knownAt ?? null);
  }

  /** @returns the trade statuses on record at an instant (default: now), as known at an instant */
  async tradeStatuses({ at, knownAt }: AsOf = {}): Promise<TradeStatusEntry[]> {
    return tradeStatusesAt(this.dataSource.manager, at ?? (await this.now()), knownAt ?? null);
  }

  /** @returns the nations listed for Participants at an instant (default: now), as known at an instant */
  async nations({ at, knownAt }: AsOf = {}): Promise<NationEntry[]> {
    return nationsAt(this.dataSource.manager, at ?? (await this.now()), knownAt ?? null);
  }

  /**
   * @returns everything ever recorded about a party, also what is no longer believed
   * @throws DomainError `registry.unknown-party` when nothing was
   */
  async history(code: string): Promise<PartyHistory> {
    const history = await partyHistory(this.dataSource.manager, code);
    const { memberships, tradeStatuses, nations, offices } = history;
    if ([memberships, tradeStatuses, nations, offices].some((list) => list.length > 0)) return history;
    const message = `Nothing was ever recorded about a party «${code}». The roll lists the codes, such as AGO.`;
    throw new DomainError('registry.unknown-party', 'not-found', message, { code });
  }

  /**
   * Says whether a Participant may trade from an instant on; what held before ends there, one that began at that very instant
   * is corrected. Its membership and its vote stay as they are.
   *
   * @throws DomainError `registry.unknown-party`, `registry.not-a-participant`, `registry.overlap` with an entry that begins later
   */
  async setTradeStatus(status: NewTradeStatus): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await requireParticipant(tx, status.party, status.validFrom);
      await replaceFact(tx, 'trade_status', tradeStatusRow(status));
    });
  }

  /** Ends a trade status; without one a Participant is taken to be eligible. @throws DomainError `registry.nothing-to-end` */
  async endTradeStatus(party: string, at: Instant): Promise<void> {
    await this.dataSource.transaction((tx) => endSubject(tx, 'trade_status', party, at));
  }

  /**
   * Lists a nation under a Participant from an instant on; under another it ends there.
   *
   * @throws DomainError `registry.unknown-party`, `registry.not-a-participant`, `registry.counted-twice`, `registry.overlap` with an
   *   entry that begins later
   */
  async setNation(nation: NewNation): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await requireParticipant(tx, nation.party, nation.validFrom);
      await requireNotCountedTwice(tx, nation);
      await replaceFact(tx, 'party_nation', nationRow(nation));
    });
  }

  /** Ends the listing of a nation. @throws DomainError `registry.nothing-to-end` */
  async endNation(nation: string, at: Instant): Promise<void> {
    await this.dataSource.transaction((tx) => endSubject(tx, 'party_nation', nation, at));
  }

  private async now(): Promise<Instant> {
    return this.clock.now(this.dataSource.manager);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock } from '../../../engine/index.js';
import { fixedDeadline, localDate } from '../../../kernel/business-calendar.js';
import type { Instant } from '../../../kernel/instant.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { type Asker, holdsOffice } from '../../cases/index.js';
import { codesMeaning, requireOrgan, successorOf } from '../../organs/index.js';
import { requireParty } from '../../registry/index.js';
import type { Reading } from '../board.lines.js';
import { outlookAt } from '../board.rules.js';
import { askerTokens } from '../projection/board.projection.js';
import { reachFor } from '../reach.policy.js';
import { type Directory, readDirectory } from '../reach.queries.js';
import { type Asking, codesOf } from './board.conditions.js';
import { audiencesOf } from './board.queries.js';

/** What every question to the board begins with: the instant, who asks and may know what, and whom a code means. */
@Injectable()
export class BoardAsking {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'board'>,
  ) {}

  /**
   * @param zone IANA zone in which the asker's day ends
   * @returns what is judged by, who is behind the codes, and how lines are read
   * @throws DomainError `calendar.unknown-zone`
   */
  async ask(
    zone: string,
    asker: Asker,
  ): Promise<{ readonly asking: Asking; readonly directory: Directory; readonly reading: Reading }> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const directory = await readDirectory(manager, now);
    const tomorrow = endOfDay(localDate(now, zone), zone);
    const isOffice = holdsOffice(asker);
    const outlook = outlookAt(now, this.configuration.board, reachFor(asker, directory.reach));
    return {
      asking: { outlook, tomorrow, mine: codesOf(isOffice, asker.party) },
      directory,
      reading: { outlook, names: directory.names, isOffice },
    };
  }

  /** @returns the audiences whose rows the asker sees; null: the offices see everything */
  async audiencesFor(asker: Asker): Promise<readonly number[] | null> {
    return holdsOffice(asker) ? null : audiencesOf(this.dataSource.manager, askerTokens(asker));
  }

  /** @returns the codes a party is waited on by: its own, and as one of its kind @throws DomainError `registry.unknown-party` */
  async partyCodes(party: string, now: Instant): Promise<readonly string[]> {
    const { kind } = await requireParty(this.dataSource.manager, party, now);
    if (kind === 'participant') return [party, 'participants', 'all'];
    return kind === 'observer' ? [party, 'observers', 'all'] : [party];
  }

  /**
   * @returns the organ that a code means now: its own, or the one that it was merged into
   * @throws DomainError `organs.unknown-organ`; `organs.not-at-that-time` where nothing has taken its place
   */
  async organMeant(organ: string, now: Instant): Promise<string> {
    const { manager } = this.dataSource;
    const meant = (await successorOf(manager, organ, now)) ?? (await requireOrgan(manager, organ, now));
    return meant.code;
  }

  /** @returns the codes that such an organ is waited on by: those of the organs it was merged from, too @throws as {@link organMeant} */
  async organCodes(organ: string, now: Instant): Promise<readonly string[]> {
    return codesMeaning(this.dataSource.manager, await this.organMeant(organ, now), now);
  }
}

/** @returns the first instant of a day such as `2013-03-31` in a zone */
export function startOfDay(day: string, zone: string): Instant {
  return fixedDeadline({ wallTime: `${day}T00:00`, zone, rule: 'a day asked for' }).at;
}

/** @returns the first instant after a day */
export function endOfDay(day: string, zone: string): Instant {
  return fixedDeadline({ wallTime: `${day}T24:00`, zone, rule: 'a day asked for' }).at;
}

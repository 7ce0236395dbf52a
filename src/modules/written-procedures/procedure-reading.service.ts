import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, LegalClock } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import { type Asker, CaseDesk, holdsOffice, maySee } from '../cases/index.js';
import type { Instant } from '../../kernel/instant.js';
import {
  type FrozenContact,
  type FrozenParty,
  type LoggedContact,
  contactsLogged,
  remindedByHand,
} from '../../../workflows/written-procedure/index.js';
import { type ProcedureCard, type Stage, cardOf } from './procedure-card.js';
import { PROCEDURES } from './procedure.kind.js';
import { contextOf } from './written-procedure.view.js';

/** A delegation as frozen at launch, for the offices: with the people and addresses that are written to, and how it was pressed by hand. */
export interface Delegation {
  readonly code: string;
  readonly name: string;
  readonly observer: boolean;
  readonly contacts: readonly FrozenContact[];
  /** when it was last reminded by hand; null when never */
  readonly remindedAt: Instant | null;
  /** calls and notes verbales to it, as they were logged */
  readonly calls: readonly LoggedContact[];
}

/** Which procedures to list: of one stage, with all of these words in reference, title or subject, and from where on. */
export interface CardFilter {
  readonly stage?: Stage | undefined;
  readonly words: string;
  /** the last one of the page before */
  readonly before?: CaseId | undefined;
}

/** Beyond this many procedures that go on at once, the list shows the newest ones. */
const MOST_OPEN = 500;

/** Written procedures as the pages read them. */
@Injectable()
export class ProcedureReading {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CaseReader,
    private readonly desk: CaseDesk,
    private readonly clock: LegalClock,
  ) {}

  /**
   * @param filter which
   * @param asker who reads
   * @returns procedures that go on, all of them, newest first
   */
  async underWay(filter: CardFilter, asker: Asker): Promise<ProcedureCard[]> {
    const now = await this.clock.now(this.dataSource.manager);
    const workflow = PROCEDURES.workflow.name;
    const words = wordsOf(filter);
    const files = await this.cases.list({ workflow, words, open: true, limit: MOST_OPEN }, (file) =>
      maySee(PROCEDURES, asker, file),
    );
    const cards = files.map((file) => cardOf(file, asker, now));
    return cards.filter(({ stage }) => filter.stage === undefined || filter.stage === stage);
  }

  /**
   * @param filter which; `before` is the last one of the page before
   * @param asker who reads
   * @param size of a page
   * @returns a page of procedures that have ended, newest first, and where the next page begins
   */
  async ended(
    filter: CardFilter,
    asker: Asker,
    size: number,
  ): Promise<{ readonly cards: ProcedureCard[]; readonly next: string | null }> {
    const now = await this.clock.now(this.dataSource.manager);
    const { before } = filter;
    const workflow = PROCEDURES.workflow.name;
    const files = await this.cases.list(
      { workflow, words: wordsOf(filter), ended: true, limit: size + 1, ...(before ? { before } : {}) },
      (file) => maySee(PROCEDURES, asker, file),
    );
    const cards = files.slice(0, size).map((file) => cardOf(file, asker, now));
    return { cards, next: files.length > size ? (cards.at(-1)?.id ?? null) : null };
  }

  /**
   * @param procedure id or reference
   * @returns the delegations with their contacts, for the offices; nothing for anybody else, and none of a draft
   * @throws DomainError `procedure.unknown` also when the person may not see it
   */
  async delegations(procedure: string, asker: Asker): Promise<readonly Delegation[]> {
    const file = await this.desk.visible(PROCEDURES, procedure, asker);
    const context = contextOf(file);
    const { frozen } = context;
    if (!frozen || !holdsOffice(asker)) return [];
    const delegation = (party: FrozenParty, observer: boolean): Delegation => ({
      ...party,
      observer,
      remindedAt: remindedByHand(context, party.code),
      calls: contactsLogged(context, party.code),
    });
    return [
      ...frozen.electorate.map((party) => delegation(party, false)),
      ...frozen.observers.map((party) => delegation(party, true)),
    ];
  }
}

function wordsOf({ words }: CardFilter): readonly string[] {
  return words.split(/\s+/).filter((word) => word !== '');
}

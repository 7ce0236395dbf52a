import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock, WorkflowRegistry } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import type { Asker } from '../cases/index.js';
import { requireParty } from '../registry/index.js';
import { BoardAsking, endOfDay, startOfDay } from './reading/board.asking.js';
import type { BoardFilter } from './board.dto.js';
import { nounOf } from '../case-kinds/index.js';
import { lineOf } from './board.lines.js';
import type { BoardEntry, BoardLine } from './board.types.js';
import { BoardObserver } from './projection/board.observer.js';
import { mayKnowContacts } from './reach.policy.js';
import type { Asking } from './reading/board.conditions.js';
import { type GroupCounts, readLoad, readSummary } from './reading/board.numbers.js';
import { type BoardQuestion, readPage } from './reading/board.queries.js';
import { type FoundCase, searchCases } from './reading/case-search.queries.js';
import { type Cursor, readCursor, writeCursor } from './reading/cursor.js';
import { type Load, loadOf } from './reading/load.rules.js';

/** A page of the board. */
export interface BoardPage {
  /** the legal instant at which everything was judged */
  readonly asOf: Instant;
  readonly lines: readonly BoardLine[];
  /** where the next page begins; null: this is the last one */
  readonly next: string | null;
}

/** The questions of a day in numbers. */
export interface BoardSummary {
  readonly asOf: Instant;
  readonly counts: GroupCounts;
  /** cases that have changed and the board could not follow yet */
  readonly behind: number;
}

/** Rows read at once for a file. */
const FILE_PAGE = 1000;
/** Entries of one calendar: more than any calendar program shows. */
const LONGEST_FEED = 20_000;

/** What a calendar shows. */
export interface DatedEntries {
  /** the soonest first */
  readonly entries: readonly BoardEntry[];
  /** there is more than one calendar holds */
  readonly isCut: boolean;
}

/** The deadline board as people ask it. Nobody sees more than the desk of each kind of case shows; the offices see all of it. */
@Injectable()
export class Board {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly workflows: WorkflowRegistry,
    private readonly observer: BoardObserver,
    private readonly askings: BoardAsking,
  ) {}

  /**
   * @param filter every part narrows
   * @param asker sees what may be known of each case
   * @returns a page, what presses first first
   * @throws DomainError `registry.unknown-party`, `organs.unknown-organ`, `organs.not-at-that-time`, `board.unknown-workflow`,
   *   `board.bad-cursor`, `calendar.unknown-zone`
   */
  async page(filter: BoardFilter, asker: Asker): Promise<BoardPage> {
    const { asking, reading } = await this.askings.ask(filter.zone, asker);
    const question = await this.questionOf(filter, asker, asking.outlook.now);
    const { entries, next } = await this.readOn(question, asking);
    return {
      asOf: asking.outlook.now,
      lines: entries.map((entry) => lineOf(entry, reading)),
      next: next ? writeCursor(next) : null,
    };
  }

  /**
   * Every line of the filter, whatever its limit, all judged at one instant. Nothing is held but one page; a case that changes
   * meanwhile is as its page finds it.
   *
   * @param size lines of a page
   * @returns page after page; what is wrong with the filter is thrown before the first
   * @throws as {@link page}
   */
  async pages(
    filter: BoardFilter,
    asker: Asker,
    size = FILE_PAGE,
  ): Promise<AsyncIterable<readonly BoardLine[]>> {
    const { asking, reading } = await this.askings.ask(filter.zone, asker);
    const question = await this.questionOf({ ...filter, limit: size }, asker, asking.outlook.now);
    const readOn = (after: Cursor | null) => this.readOn({ ...question, after }, asking);
    return (async function* () {
      for (let after = question.after; ;) {
        const { entries, next } = await readOn(after);
        yield entries.map((entry) => lineOf(entry, reading));
        if (!next) return;
        after = next;
      }
    })();
  }

  /** @returns how many lines answer each question of the day @throws DomainError `calendar.unknown-zone` */
  async summary(zone: string, asker: Asker): Promise<BoardSummary> {
    const { asking } = await this.askings.ask(zone, asker);
    const counts = await readSummary(this.dataSource.manager, await this.askings.audiencesFor(asker), asking);
    return { asOf: asking.outlook.now, counts, behind: (await this.observer.left()).cases };
  }

  /**
   * @param words part of a reference, a title or of what is awaited; at least two characters
   * @param limit at most so many
   * @returns cases of any kind and age that the asker may know of, open ones first
   */
  async find(words: string, asker: Asker, limit: number): Promise<FoundCase[]> {
    return searchCases(this.dataSource.manager, words, await this.askings.audiencesFor(asker), limit);
  }

  /** @returns how much a delegation owes, as far as the asker may know @throws DomainError `registry.unknown-party` */
  async load(party: string, asker: Asker): Promise<Load> {
    const { manager } = this.dataSource;
    const { asking, directory } = await this.askings.ask('UTC', asker);
    const { now } = asking.outlook;
    const codes = await this.askings.partyCodes(party, now);
    const cells = await readLoad(manager, codes, await this.askings.audiencesFor(asker), now);
    const people = mayKnowContacts(asker, party) ? (directory.people.get(party) ?? 0) : null;
    return loadOf(party, people, cells, nounOf);
  }

  /**
   * What a subscribed calendar shows: everything dated that waits on a party or an organ and that it may itself know of. The calendar of
   * an organ that was merged is that of the organ that has its members now.
   *
   * @param limit at most so many entries
   * @throws DomainError when the party or organ is none any more
   */
  async datedFor(kind: 'organ' | 'party', code: string, limit = LONGEST_FEED): Promise<DatedEntries> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const codes =
      kind === 'party' ? await this.askings.partyCodes(code, now) : await this.askings.organCodes(code, now);
    const asker = kind === 'party' ? await this.partyAsAsker(code) : { roles: [], party: '', organs: codes };
    const { asking } = await this.askings.ask('UTC', asker);
    const question = {
      ...NOTHING_ASKED,
      audiences: await this.askings.audiencesFor(asker),
      limit: limit + 1,
    };
    const entries = await readPage(manager, { ...question, waitsOn: [codes] }, asking);
    const dated = entries.filter(({ pressesAt }) => pressesAt !== null);
    return { entries: dated.slice(0, limit), isCut: dated.length > limit };
  }

  /** @returns the page of a question, and where the next one begins */
  private async readOn(
    question: BoardQuestion,
    asking: Asking,
  ): Promise<{ readonly entries: readonly BoardEntry[]; readonly next: Cursor | null }> {
    const { limit } = question;
    const found = await readPage(this.dataSource.manager, { ...question, limit: limit + 1 }, asking);
    const entries = found.slice(0, limit);
    const last = found.length > limit ? entries.at(-1) : undefined;
    return { entries, next: last ? [last.endedAt ?? last.pressesAt, last.caseId, last.key] : null };
  }

  private async questionOf(filter: BoardFilter, asker: Asker, now: Instant): Promise<BoardQuestion> {
    const { organ, party, office, workflow, level, group, from, to, zone, q, historical, after } = filter;
    if (workflow) this.requireWorkflow(workflow);
    return {
      audiences: await this.askings.audiencesFor(asker),
      waitsOn: [
        ...(organ ? [await this.askings.organCodes(organ, now)] : []),
        ...(party ? [await this.askings.partyCodes(party, now)] : []),
        ...(office ? [[office]] : []),
      ],
      workflow: workflow ?? null,
      level: level ?? null,
      group: group ?? null,
      from: from ? startOfDay(from, zone) : null,
      to: to ? endOfDay(to, zone) : null,
      words: q ?? null,
      historical,
      after: after ? readCursor(after) : null,
      limit: filter.limit,
    };
  }

  private async partyAsAsker(code: string): Promise<Asker> {
    const { manager } = this.dataSource;
    const { kind } = await requireParty(manager, code, await this.clock.now(manager));
    return { roles: kind === 'participant' || kind === 'observer' ? [kind] : [], party: code };
  }

  private requireWorkflow(name: string): void {
    const known = [...new Set(this.workflows.all().map(({ definition }) => definition.name))];
    if (known.includes(name)) return;
    throw new DomainError(
      'board.unknown-workflow',
      'invalid',
      `workflow: there is no procedure «${name}». Known: ${known.join(', ')}.`,
      { field: 'workflow', workflow: name },
    );
  }
}

const NOTHING_ASKED: Omit<BoardQuestion, 'audiences' | 'waitsOn' | 'limit'> = {
  workflow: null,
  level: null,
  group: null,
  from: null,
  to: null,
  words: null,
  historical: false,
  after: null,
};

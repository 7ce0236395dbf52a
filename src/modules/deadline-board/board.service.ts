import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock, WorkflowRegistry } from '../../engine/index.js';
import { fixedDeadline, localDate } from '../../kernel/business-calendar.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { type Asker, holdsOffice } from '../cases/index.js';
import { requireOrgan } from '../organs/index.js';
import { requireParty } from '../registry/index.js';
import type { BoardFilter } from './board.dto.js';
import { lineOf } from './board.lines.js';
import { outlookAt } from './board.rules.js';
import type { BoardEntry, BoardLine } from './board.types.js';
import { BoardObserver } from './projection/board.observer.js';
import { askerTokens } from './projection/board.projection.js';
import { type Directory, readDirectory } from './reach.queries.js';
import { type Asking, codesOf } from './reading/board.conditions.js';
import {
  type BoardQuestion,
  type GroupCounts,
  audiencesOf,
  readLoad,
  readPage,
  readSummary,
} from './reading/board.queries.js';
import { readCursor, writeCursor } from './reading/cursor.js';
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

/** Rows of one file: a spreadsheet takes them, and one answer does not hold everything. */
const LONGEST_FILE = 20_000;

/** The deadline board as people ask it. Nobody sees more than the desk of each kind of case shows; the offices see all of it. */
@Injectable()
export class Board {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly workflows: WorkflowRegistry,
    private readonly observer: BoardObserver,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'board'>,
  ) {}

  /**
   * @param filter every part narrows
   * @param asker sees what may be known of each case
   * @returns a page, what presses first first
   * @throws DomainError `registry.unknown-party`, `organs.unknown-organ`, `organs.not-at-that-time`, `board.unknown-workflow`,
   *   `board.bad-cursor`, `calendar.unknown-zone`
   */
  async page(filter: BoardFilter, asker: Asker): Promise<BoardPage> {
    const { asking, directory } = await this.ask(filter.zone, asker);
    const question = await this.questionOf(filter, asker, asking.outlook.now);
    const entries = await readPage(this.dataSource.manager, { ...question, limit: filter.limit + 1 }, asking);
    const shown = entries.slice(0, filter.limit);
    const last = entries.length > filter.limit ? shown.at(-1) : undefined;
    return {
      asOf: asking.outlook.now,
      lines: shown.map((entry) => lineOf(entry, asking.outlook, directory.names)),
      next: last ? writeCursor([last.endedAt ?? last.pressesAt, last.caseId, last.key]) : null,
    };
  }

  /** @returns every line of the filter, whatever its limit, up to as many as one file holds @throws as {@link page} */
  async lines(filter: BoardFilter, asker: Asker): Promise<readonly BoardLine[]> {
    return (await this.page({ ...filter, limit: LONGEST_FILE }, asker)).lines;
  }

  /** @returns how many lines answer each question of the day @throws DomainError `calendar.unknown-zone` */
  async summary(zone: string, asker: Asker): Promise<BoardSummary> {
    const { asking } = await this.ask(zone, asker);
    const counts = await readSummary(this.dataSource.manager, await this.audiencesFor(asker), asking);
    return { asOf: asking.outlook.now, counts, behind: (await this.observer.left()).cases };
  }

  /** @returns how much a delegation owes, as far as the asker may know @throws DomainError `registry.unknown-party` */
  async load(party: string, asker: Asker): Promise<Load> {
    const { manager } = this.dataSource;
    const { asking, directory } = await this.ask('UTC', asker);
    const { now } = asking.outlook;
    const codes = await this.partyCodes(party, now);
    const cells = await readLoad(manager, codes, await this.audiencesFor(asker), now);
    return loadOf(party, directory.people.get(party) ?? 0, cells, (name) => this.titleOf(name));
  }

  /**
   * What a subscribed calendar shows: everything dated that waits on a party or an organ and that it may itself know of.
   *
   * @throws DomainError when the party or organ is none any more
   */
  async datedFor(kind: 'organ' | 'party', code: string): Promise<readonly BoardEntry[]> {
    const asker = kind === 'party' ? await this.partyAsAsker(code) : { roles: [], party: '', organs: [code] };
    const { asking } = await this.ask('UTC', asker);
    const question = { ...NOTHING_ASKED, audiences: await this.audiencesFor(asker), limit: LONGEST_FILE };
    const codes = kind === 'party' ? await this.partyCodes(code, asking.outlook.now) : [code];
    const entries = await readPage(this.dataSource.manager, { ...question, waitsOn: [codes] }, asking);
    return entries.filter(({ pressesAt }) => pressesAt !== null);
  }

  private async ask(zone: string, asker: Asker): Promise<{ asking: Asking; directory: Directory }> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const directory = await readDirectory(manager, now);
    const tomorrow = endOfDay(localDate(now, zone), zone);
    const mine = codesOf(holdsOffice(asker), asker.party);
    return {
      asking: { outlook: outlookAt(now, this.configuration.board, directory.reach), tomorrow, mine },
      directory,
    };
  }

  private async questionOf(filter: BoardFilter, asker: Asker, now: Instant): Promise<BoardQuestion> {
    const { organ, party, office, workflow, level, group, from, to, zone, q, historical, after } = filter;
    if (organ) await requireOrgan(this.dataSource.manager, organ, now);
    if (workflow) this.requireWorkflow(workflow);
    return {
      audiences: await this.audiencesFor(asker),
      waitsOn: [
        ...(organ ? [[organ]] : []),
        ...(party ? [await this.partyCodes(party, now)] : []),
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

  /** A party is waited on by its own code, and as one of its kind. */
  private async partyCodes(party: string, now: Instant): Promise<readonly string[]> {
    const { kind } = await requireParty(this.dataSource.manager, party, now);
    if (kind === 'participant') return [party, 'participants', 'all'];
    return kind === 'observer' ? [party, 'observers', 'all'] : [party];
  }

  private async partyAsAsker(code: string): Promise<Asker> {
    const { manager } = this.dataSource;
    const { kind } = await requireParty(manager, code, await this.clock.now(manager));
    return { roles: kind === 'participant' || kind === 'observer' ? [kind] : [], party: code };
  }

  /** The offices see everything: null. */
  private async audiencesFor(asker: Asker): Promise<readonly number[] | null> {
    return holdsOffice(asker) ? null : audiencesOf(this.dataSource.manager, askerTokens(asker));
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

  private titleOf(workflow: string): string {
    const { definition } = this.workflows.get(workflow);
    return `${definition.title}s`;
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

function startOfDay(day: string, zone: string): Instant {
  return fixedDeadline({ wallTime: `${day}T00:00`, zone, rule: 'a day asked for' }).at;
}

function endOfDay(day: string, zone: string): Instant {
  return fixedDeadline({ wallTime: `${day}T24:00`, zone, rule: 'a day asked for' }).at;
}

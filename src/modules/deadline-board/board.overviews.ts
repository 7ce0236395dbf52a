import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { localDate } from '../../kernel/business-calendar.js';
import type { Instant } from '../../kernel/instant.js';
import type { Asker } from '../cases/index.js';
import { seatsAt } from '../organs/index.js';
import { rollAt } from '../registry/index.js';
import type { GridFilter, MonthsFilter } from './board.dto.js';
import { boardWorkflows } from './board.kinds.js';
import type { Level, Named, WhyOutOfReach } from './board.types.js';
import { codeWords } from './board.words.js';
import { BoardAsking, endOfDay, startOfDay } from './reading/board.asking.js';
import { type GridCount, type SpanCount, readGrid, readSpans, worstOf } from './reading/overviews.queries.js';
import { type Span, spansFrom } from './reading/spans.rules.js';

/** What waits on one party in one kind of case. */
export interface GridCell {
  readonly workflow: string;
  readonly things: number;
  /** of the most urgent of them, and how many are of that level */
  readonly level: Level;
  readonly count: number;
  /** when the first of them presses; null: never */
  readonly presses: Instant | null;
}

/** One party of the grid, or all of them at once. */
export interface GridRow extends Named {
  /** waited on as one of all: what they owe together */
  readonly together: boolean;
  /** why nobody there can be reached; null when somebody can, or the asker may not know */
  readonly unreached: WhyOutOfReach | null;
  /** by the order of the columns; kinds of which nothing waits are left out */
  readonly cells: readonly GridCell[];
}

/** Participants by kinds of case. */
export interface BoardGrid {
  readonly asOf: Instant;
  /** names of workflows, in the board's order */
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
}

/** What presses when. */
export interface BoardMonths {
  readonly asOf: Instant;
  readonly spans: readonly Span[];
  readonly counts: readonly SpanCount[];
}

const TOGETHER: readonly string[] = ['participants', 'all'];

/** The board from afar, for the same askers as {@link Board}: who owes what kind of thing, and when most of it falls due. */
@Injectable()
export class BoardOverviews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly askings: BoardAsking,
  ) {}

  /**
   * @returns every Participant with what waits on it, by kind of case, as far as the asker may know; what they owe together comes first
   * @throws DomainError `organs.unknown-organ`, `organs.not-at-that-time`
   */
  async grid(filter: GridFilter, asker: Asker): Promise<BoardGrid> {
    const { asking } = await this.askings.ask('UTC', asker);
    const parties = await this.participants(filter, asking.outlook.now);
    const codes = [...TOGETHER, ...parties.map(({ code }) => code)];
    const audiences = await this.askings.audiencesFor(asker);
    const counts = await readGrid(this.dataSource.manager, codes, audiences, asking);
    const columns = boardWorkflows().filter((name) => counts.some(({ workflow }) => workflow === name));
    const row = ({ code, name }: Named, together: boolean): GridRow => ({
      code,
      name,
      together,
      unreached: asking.outlook.reach.get(code)?.because ?? null,
      cells: cellsOf(counts, code, columns),
    });
    const together = TOGETHER.map((code) => row({ code, name: codeWords(code) }, true));
    return {
      asOf: asking.outlook.now,
      columns,
      rows: [...together.filter(({ cells }) => cells.length > 0), ...parties.map((one) => row(one, false))],
    };
  }

  /**
   * @returns how many things press in each of the months ahead, by kind of case, as far as the asker may know
   * @throws DomainError `registry.unknown-party`, `organs.unknown-organ`, `organs.not-at-that-time`, `calendar.unknown-zone`
   */
  async months(filter: MonthsFilter, asker: Asker): Promise<BoardMonths> {
    const { manager } = this.dataSource;
    const { organ, party, zone, months } = filter;
    const { asking } = await this.askings.ask(zone, asker);
    const { now } = asking.outlook;
    const codes = [
      ...(organ ? [await this.askings.organCodes(organ, now)] : []),
      ...(party ? [await this.askings.partyCodes(party, now)] : []),
    ];
    const today = localDate(now, zone);
    const spans = spansFrom(today, months);
    const bounds = [startOfDay(today, zone), ...spans.flatMap((span) => endsOf(span, zone))];
    const audiences = await this.askings.audiencesFor(asker);
    return { asOf: now, spans, counts: await readSpans(manager, bounds, codes, audiences) };
  }

  private async participants({ organ, q }: GridFilter, now: Instant): Promise<readonly Named[]> {
    const { manager } = this.dataSource;
    const seats = organ
      ? await seatsAt(manager, now, { organ: await this.askings.organMeant(organ, now) })
      : null;
    const words = q?.toLowerCase() ?? '';
    const roll = await rollAt(manager, now);
    return roll
      .filter(({ code }) => seats === null || seats.some(({ party }) => party === code))
      .filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(words))
      .map(({ code, name }) => ({ code, name }));
  }
}

function endsOf({ kind, to }: Span, zone: string): Instant[] {
  return kind === 'month' && to !== null ? [endOfDay(to, zone)] : [];
}

function cellsOf(counts: readonly GridCount[], code: string, columns: readonly string[]): GridCell[] {
  return columns.flatMap((workflow) => {
    const found = counts.find((one) => one.code === code && one.workflow === workflow);
    if (!found) return [];
    return [{ workflow, things: found.things, ...worstOf(found), presses: found.presses }];
  });
}

import type { DataSource, EntityManager } from 'typeorm';
import type { CaseId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { JsonObject } from '../kernel/json.js';
import type { CommandEvent, StartInput, WorkflowDefinition } from '../kernel/workflow.js';
import { presentCase } from './case-file.js';
import { MachineFault } from './engine.errors.js';
import type { CaseEvent, CaseFile } from './engine.types.js';
import { inspect, startStep, step } from './step.js';
import { type CaseFilter, type CaseRow, listCases, readCase, revisionsOf } from './stores/case.store.js';
import { readEvents } from './stores/event.store.js';
import { type InboxRow, START, allCommands } from './stores/inbox.store.js';
import { type TimerRow, allTimers, armedTimers, armedTimersOf } from './stores/timer.store.js';
import type { WorkflowRegistry } from './workflow.registry.js';

/** How many cases are read at once, and returned when no limit is given. */
const PAGE = 100;

/** Reads cases: as they stand, as they were known at an instant, and their histories. Writes nothing. */
export class CaseReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly workflows: WorkflowRegistry,
  ) {}

  /** @throws UnknownCase */
  async view(caseId: CaseId, tx: EntityManager = this.dataSource.manager): Promise<CaseFile> {
    const row = await readCase(tx, caseId);
    return this.present(row, await armedTimers(tx, caseId));
  }

  /** @returns how often each of the cases has changed, by id; a case there is not is left out */
  async revisions(ids: readonly CaseId[]): Promise<ReadonlyMap<CaseId, number>> {
    return revisionsOf(this.dataSource.manager, ids);
  }

  /**
   * @param filter `limit` (default 100) counts what is returned
   * @param keep whether a case is wanted; what is not wanted takes no place of the limit
   * @returns started cases, newest first
   */
  async list(filter: CaseFilter = {}, keep: (file: CaseFile) => boolean = () => true): Promise<CaseFile[]> {
    const wanted = filter.limit ?? PAGE;
    const size = Math.min(wanted, PAGE);
    const found: CaseFile[] = [];
    let before = filter.before;
    for (;;) {
      const page = await this.page({ ...filter, limit: size, ...(before ? { before } : {}) });
      found.push(...page.filter(keep));
      before = page.at(-1)?.caseId;
      if (page.length < size || found.length >= wanted) return found.slice(0, wanted);
    }
  }

  private async page(filter: CaseFilter): Promise<CaseFile[]> {
    const { manager } = this.dataSource;
    const rows = await listCases(manager, filter);
    const timers = await armedTimersOf(
      manager,
      rows.map((row) => row.id),
    );
    return rows.map((row) =>
      this.present(
        row,
        timers.filter((timer) => timer.caseId === row.id),
      ),
    );
  }

  /**
   * @param known only what was recorded at or before this instant
   * @param tx where what is not committed yet is to be read too
   * @returns the history in order
   * @throws UnknownCase
   */
  async history(
    caseId: CaseId,
    known: Instant | null = null,
    tx: EntityManager = this.dataSource.manager,
  ): Promise<CaseEvent[]> {
    await readCase(tx, caseId);
    return readEvents(tx, caseId, known);
  }

  /** @returns every command the case ever received, the refused ones with their refusals */
  async commands(caseId: CaseId): Promise<InboxRow[]> {
    return allCommands(this.dataSource.manager, caseId);
  }

  /** @returns every timer the case ever had */
  async timers(caseId: CaseId): Promise<TimerRow[]> {
    return allTimers(this.dataSource.manager, caseId);
  }

  /**
   * The case as it was known at an instant: rebuilt from its history, or as it stands where nothing was recorded since. Null when it
   * was not yet recorded then.
   *
   * @throws UnknownCase; MachineFault when the history does not replay
   */
  async asKnownAt(caseId: CaseId, known: Instant): Promise<CaseFile | null> {
    const row = await readCase(this.dataSource.manager, caseId);
    const { definition } = this.workflows.get(row.workflow, row.version);
    const events = await readEvents(this.dataSource.manager, caseId, known);
    const snapshot = events.length === row.eventCount ? row.snapshot : replay(definition, events);
    if (!snapshot) return null;
    const timers = (await allTimers(this.dataSource.manager, caseId)).filter(
      (timer) => timer.armedAt <= known && (timer.endedAt === null || timer.endedAt > known),
    );
    return this.present(
      { ...row, snapshot, ended: inspect(definition, snapshot).ended, eventCount: events.length },
      timers,
    );
  }

  /**
   * Rebuilds the state from the history and compares it with the stored one.
   *
   * @returns null when they are equal, else a sentence naming the first difference
   */
  async verifyState(caseId: CaseId): Promise<string | null> {
    const row = await readCase(this.dataSource.manager, caseId);
    const { definition } = this.workflows.get(row.workflow, row.version);
    const rebuilt = replay(definition, await readEvents(this.dataSource.manager, caseId));
    const [a, b] = [rebuilt, row.snapshot].map((snapshot) => JSON.stringify(comparable(snapshot)));
    return a === b
      ? null
      : `case ${caseId}: the history gives ${String(a).slice(0, 400)}, stored is ${String(b).slice(0, 400)}`;
  }

  private present(row: CaseRow, timers: readonly TimerRow[]): CaseFile {
    return presentCase(this.workflows.get(row.workflow, row.version).definition, row, timers);
  }
}

/**
 * Folds a history through the machine: the state is nothing but its events.
 *
 * @param definition the version the case is pinned to
 * @param events the history, or its beginning, in order
 * @returns the snapshot, or null when there is no event
 * @throws MachineFault when an event that was accepted once is refused now
 */
export function replay(definition: WorkflowDefinition, events: readonly CaseEvent[]): JsonObject | null {
  let snapshot: JsonObject | null = null;
  for (const event of events) {
    if (!event.cause) continue;
    const cause = event.cause as unknown as CommandEvent & StartInput; // written by the engine in CaseRun; the hash chain guards it
    if (cause.type === START) {
      snapshot = startStep(definition, cause).snapshot;
      continue;
    }
    if (!snapshot) throw new MachineFault('replay', `event ${event.seq} comes before the start`);
    const result = step(definition, snapshot, cause);
    if ('refusal' in result)
      throw new MachineFault(
        'replay',
        `event ${event.seq} (${event.type}) is refused on replay: ${result.refusal.message}`,
      );
    snapshot = result.snapshot;
  }
  return snapshot;
}

/** `jsonb` orders members its own way: compare by sorted members. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, comparable(member)]),
  );
}

/**
 * The heart: `submit` stores a command with the law's time stamp, `advance` brings a case up to date. Whoever calls
 * `advance`, however often and in whatever order, the case ends in the same state (docs/architecture.md).
 */
import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { DomainError, InvalidInput } from '../kernel/domain-error.js';
import { type CaseId, newId } from '../kernel/ids.js';
import { type Instant, msBetween } from '../kernel/instant.js';
import { type Json, type JsonObject, canonicalJson, isJsonSafe } from '../kernel/json.js';
import { parseInput } from '../kernel/parse.js';
import type { CommandSpec } from '../kernel/workflow.js';
import type { CaseObservers } from './case-observers.js';
import type { CaseRun, HandOver } from './case-run.js';
import type { LegalClock } from './legal-clock.js';
import { CommandIdReused, MachineFault, UnknownCommand } from './engine.errors.js';
import type { Command, CommandOutcome, StartCommand } from './engine.types.js';
import type { FactsRegistry } from './facts.registry.js';
import type { FaultPoints } from './fault-points.js';
import { insertCase, lockCase, lockCases, markSound, markStuck, readCase } from './stores/case.store.js';
import { type InboxRow, START, findCommand, pendingCommands, storeCommand } from './stores/inbox.store.js';
import { loadRuns, saveRuns } from './stores/run.store.js';
import { armedTimers, noteTimerFailure } from './stores/timer.store.js';
import { type TimersBefore, soonestOf } from './timers-in-order.js';
import { inTransaction } from './transaction.js';
import type { WorkflowRegistry } from './workflow.registry.js';

/** Told after each commit what may be handed to the queue. Losing the call loses nothing: the sweeper finds the rest. */
export type AfterCommit = (handOver: HandOver) => void;

/** Numbers of the engine, from the configuration. */
export interface EngineSettings {
  /** how long a timer waits after its instant for earlier receipts to surface, milliseconds */
  readonly settleMs: number;
  readonly maxAttempts: number;
  /** how long `submit` waits for an outcome before it answers `pending`, milliseconds */
  readonly patienceMs: number;
}

interface Advanced {
  readonly runs: readonly CaseRun[];
  /** when to look again because a timer is settling; null when all is done */
  readonly waitUntil: Instant | null;
}

/** After so many timers a transaction over several cases is committed. */
const TIMERS_AT_ONCE = 500;

export class Engine {
  private readonly listeners: AfterCommit[] = [];

  constructor(
    private readonly dataSource: DataSource,
    readonly workflows: WorkflowRegistry,
    private readonly facts: FactsRegistry,
    private readonly clock: LegalClock,
    private readonly faults: FaultPoints,
    private readonly observers: CaseObservers,
    private readonly settings: EngineSettings,
  ) {}

  /** @param listener called after each commit; must not throw and must not wait */
  afterCommit(listener: AfterCommit): void {
    this.listeners.push(listener);
  }

  /**
   * Opens a case.
   *
   * @param command the workflow, who acts, and the payload of the workflow's start command
   * @returns its outcome, with the new case's id; a repeat under the same command id returns the first outcome
   * @throws InvalidInput, UnknownWorkflow, CommandIdReused
   */
  async start(command: StartCommand): Promise<CommandOutcome> {
    const loaded = this.workflows.get(command.workflow);
    const payload = parsePayload(loaded.definition.start, command.payload);
    const caseId = newId<CaseId>();
    const asOf = command.asOf ?? null;
    const stored = await inTransaction(this.dataSource, async (tx) => {
      const { name, version } = loaded.definition;
      await insertCase(tx, {
        id: caseId,
        workflow: name,
        version,
        hash: loaded.hash,
        historical: command.historical ?? false,
        createdAt: asOf,
      });
      const fingerprint = fingerprintOf([name, payload, command.actor.id]);
      const row = await storeCommand(tx, {
        commandId: command.commandId,
        caseId,
        type: START,
        fingerprint,
        actor: command.actor,
        payload,
        asOf,
      });
      if (!row) await tx.query('delete from case_file where id = $1', [caseId]);
      return row ?? (await this.requireSame(tx, command, fingerprint));
    });
    return this.decide(stored, asOf);
  }

  /**
   * Gives a command to a case.
   *
   * @param command the case, the command's type and payload, who acts, and the sender's id for it
   * @returns accepted, or refused with what was asked, the current state and what would be allowed; `pending` when it is
   *   received and stamped but not decided within the engine's patience
   * @throws UnknownCase, UnknownCommand, InvalidInput, CommandIdReused
   */
  async submit(command: Command): Promise<CommandOutcome> {
    const { manager } = this.dataSource;
    const row = await readCase(manager, command.caseId);
    const { definition } = this.workflows.get(row.workflow, row.version);
    const spec = Object.hasOwn(definition.commands, command.type)
      ? definition.commands[command.type]
      : undefined;
    if (!spec) throw new UnknownCommand(definition.name, command.type, Object.keys(definition.commands));
    const payload = parsePayload(spec, command.payload);
    const fingerprint = fingerprintOf([command.caseId, command.type, payload, command.actor.id]);
    const asOf = command.asOf ?? null;
    const { caseId, type, commandId, actor } = command;
    const received = { commandId, caseId, type, fingerprint, actor, payload, asOf };
    const stored = await (asOf === null
      ? this.storeWithinSettleTime(received)
      : storeCommand(manager, received));
    return this.decide(stored ?? (await this.requireSame(manager, command, fingerprint)), asOf);
  }

  /**
   * Brings a case up to date: applies what is pending and due. Safe to call at any time, by anyone.
   *
   * @param caseId the case
   * @param asOf for imported histories: the instant up to which timers fire
   * @returns when to call again because a timer is settling, or null
   * @throws UnknownCase
   */
  async advance(caseId: CaseId, asOf: Instant | null = null): Promise<Instant | null> {
    return (await this.bringUpToDate(caseId, asOf)).waitUntil;
  }

  /**
   * Fires due timers of several imported cases in one transaction, each at its own instant and in order across the cases, until one asks
   * for something to be carried out: that has to come before the next timer. Some are left also when one failed, and after some hundreds.
   *
   * @param caseIds imported cases that no command waits for; one that is set aside meanwhile is left alone
   * @param before which timers are due
   */
  async passTime(caseIds: readonly CaseId[], before: TimersBefore): Promise<void> {
    const passed = await inTransaction(this.dataSource, async (tx) => {
      const rows = (await lockCases(tx, caseIds)).filter(({ health }) => health === 'sound');
      const runs = await loadRuns(tx, this.workflows, rows, before.at);
      await this.fireInOrder(tx, runs, before);
      await this.keep(tx, runs);
      return runs;
    });
    this.committed(passed);
  }

  /**
   * Puts a case back to work that was set aside, after its trouble was mended: timers and parked commands are tried again.
   *
   * @throws UnknownCase
   */
  async resume(caseId: CaseId): Promise<void> {
    await inTransaction(this.dataSource, async (tx) => {
      const row = await lockCase(tx, caseId);
      await markSound(tx, caseId);
      const sound = { ...row, health: 'sound', trouble: null } as const;
      if (row.snapshot)
        await this.observers.show(tx, [{ row: sound, timers: await armedTimers(tx, caseId) }]);
    });
    await this.advance(caseId);
  }

  private async bringUpToDate(caseId: CaseId, asOf: Instant | null): Promise<Advanced> {
    const advanced = await inTransaction(this.dataSource, (tx) => this.advanceLocked(tx, caseId, asOf));
    this.committed(advanced.runs);
    return advanced;
  }

  private async decide(stored: InboxRow, asOf: Instant | null): Promise<CommandOutcome> {
    this.faults.reach('inbox-stored');
    const { manager } = this.dataSource;
    const startedAt = process.hrtime.bigint();
    for (
      let current: InboxRow | null = stored;
      current;
      current = await findCommand(manager, stored.commandId)
    ) {
      const waitedMs = Number(process.hrtime.bigint() - startedAt) / 1e6;
      if (current.status !== 'pending' || (current !== stored && waitedMs > this.settings.patienceMs))
        return outcomeOf(current);
      const { runs, waitUntil } = await this.bringUpToDate(current.caseId, asOf);
      const decided = runs.flatMap(({ settlements }) => settlements).find(({ seq }) => seq === stored.seq);
      if (decided?.outcome) return outcomeOf({ ...stored, ...decided });
      if (waitUntil) await pause(Math.max(10, msBetween(await this.clock.now(manager), waitUntil) + 1));
      else if (waitedMs > 50) await pause(50);
    }
    return outcomeOf(stored);
  }

  /** What is stamped by the clock must be seen before a timer of that instant has waited long enough. */
  private async storeWithinSettleTime(
    received: Parameters<typeof storeCommand>[1],
  ): Promise<InboxRow | null> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(
        `set local statement_timeout = ${Math.max(200, Math.floor(this.settings.settleMs * 0.8))}`,
      );
      return storeCommand(tx, received);
    });
  }

  private async requireSame(
    tx: EntityManager,
    command: Pick<Command, 'commandId'>,
    fingerprint: string,
  ): Promise<InboxRow> {
    const first = await findCommand(tx, command.commandId);
    if (!first || first.fingerprint !== fingerprint) throw new CommandIdReused(command.commandId);
    return first;
  }

  private async advanceLocked(tx: EntityManager, caseId: CaseId, asOf: Instant | null): Promise<Advanced> {
    const row = await lockCase(tx, caseId);
    const now = asOf ?? (await this.clock.now(tx));
    const runs = await loadRuns(tx, this.workflows, row.health === 'sound' ? [row] : [], now);
    let waitUntil: Instant | null = null;
    for (const run of runs) waitUntil = await this.drain(tx, run, asOf);
    await this.keep(tx, runs);
    return { runs, waitUntil };
  }

  /** Writes what runs have left, and shows the cases that are others now. */
  private async keep(tx: EntityManager, runs: readonly CaseRun[]): Promise<void> {
    await saveRuns(
      tx,
      runs.filter(({ changed }) => changed),
    );
    const moved = runs.filter((run) => run.moved);
    await this.observers.show(
      tx,
      moved.map((run) => ({ row: run.after, timers: run.armedTimers() })),
    );
    this.faults.reach('before-commit');
  }

  private committed(runs: readonly CaseRun[]): void {
    this.faults.reach('committed');
    for (const { handOver } of runs) for (const listener of this.listeners) listener(handOver);
  }

  private async drain(tx: EntityManager, run: CaseRun, asOf: Instant | null): Promise<Instant | null> {
    const pending = await pendingCommands(tx, run.caseId);
    const settleMs = asOf !== null || this.clock.simulated ? 0 : this.settings.settleMs;
    for (;;) {
      const next = run.next(pending, settleMs);
      if (next.kind === 'nothing') return null;
      if (next.kind === 'wait') return next.until;
      if (next.kind === 'command') await this.applyCommand(tx, run, next.command);
      else if (!(await this.fireTimer(tx, run, next.timer))) return null;
    }
  }

  /** A case has all its timers of one instant behind it before another has its turn. */
  private async fireInOrder(
    tx: EntityManager,
    runs: readonly CaseRun[],
    before: TimersBefore,
  ): Promise<void> {
    let count = 0;
    for (let next = soonestOf(runs, before); next; next = soonestOf(runs, before)) {
      const { run, timer: first } = next;
      for (
        let [timer] = run.armedTimers();
        timer && timer.dueAt <= first.dueAt;
        [timer] = run.armedTimers()
      ) {
        if (!timer.ripe || !(await this.fireTimer(tx, run, timer))) return;
        count += 1;
      }
      if (run.asksForWork || count >= TIMERS_AT_ONCE) return;
    }
  }

  private async applyCommand(tx: EntityManager, run: CaseRun, command: InboxRow): Promise<void> {
    try {
      const facts = await this.gather(tx, run.definition.name, command);
      if (command.type === START) run.start(command, facts);
      else run.apply(command, facts);
    } catch (error) {
      if (error instanceof DomainError && !(error instanceof MachineFault)) {
        run.refuse(command, { code: error.code, message: error.message });
        if (command.type === START) run.ended = true;
      } else
        run.fail(
          command,
          error instanceof Error ? (error.stack ?? error.message) : String(error),
          this.settings.maxAttempts,
        );
    }
  }

  /** Facts are read in a savepoint, so that a failing query spoils one command and not the whole run. */
  private async gather(tx: EntityManager, workflow: string, command: InboxRow): Promise<JsonObject> {
    return tx.transaction((inner) =>
      this.facts.gather(inner, workflow, {
        caseId: command.caseId,
        type: command.type,
        actor: command.actor,
        payload: command.payload,
        receivedAt: command.receivedAt,
      }),
    );
  }

  /** @returns false when the timer failed: nothing behind it may be applied, so the run ends here */
  private async fireTimer(
    tx: EntityManager,
    run: CaseRun,
    timer: Parameters<CaseRun['fire']>[0],
  ): Promise<boolean> {
    try {
      run.fire(timer);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const attempts = await noteTimerFailure(tx, timer.id, message);
      if (attempts >= this.settings.maxAttempts) {
        run.trouble = `The timer «${timer.name}» failed ${attempts} times: ${message}`;
        await markStuck(tx, run.caseId, run.trouble);
      }
      return false;
    }
  }
}

function parsePayload(spec: CommandSpec, payload: unknown): Json {
  const parsed: unknown = parseInput(spec.payload, payload ?? {}, spec.title);
  const text = JSON.stringify(parsed ?? {});
  if (/\\u0000|\\ud[89a-f][0-9a-f]{2}/i.test(text)) {
    throw new InvalidInput(spec.title, [
      { field: '', message: 'contains a NUL or half a character: remove it and send again' },
    ]);
  }
  const plain = JSON.parse(text) as Json; // drops members that are undefined; the schema has checked the rest
  if (!isJsonSafe(plain))
    throw new InvalidInput(spec.title, [{ field: '', message: 'holds a value that JSON cannot keep' }]);
  return plain;
}

function fingerprintOf(parts: Json): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

function outcomeOf(row: InboxRow): CommandOutcome {
  const { status, caseId, commandId, receivedAt, outcome } = row;
  return { status, caseId, commandId, receivedAt, ...(outcome ?? {}) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

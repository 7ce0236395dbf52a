/**
 * One run over one locked case: due timers and pending commands, merged in order of their instants and applied to the
 * snapshot in memory. Pure but for the facts it is handed; the engine loads before and saves after.
 */
import { type CaseId, type OutboxId, type TimerId, newId } from '../kernel/ids.js';
import { type Instant, addMs, msBetween } from '../kernel/instant.js';
import type { JsonObject } from '../kernel/json.js';
import type { CommandEvent, WorkflowDefinition } from '../kernel/workflow.js';
import type { CaseEvent, RefusalReport } from './engine.types.js';
import { type Stepped, type TimerChange, inspect, startStep, stateName, step } from './step.js';
import type { CaseRow, CaseUpdate } from './stores/case.store.js';
import { eventHash } from './stores/event.store.js';
import { type InboxRow, type InboxSettlement, START } from './stores/inbox.store.js';
import type { OutboxMessage } from './stores/outbox.store.js';
import type { TimerRow } from './stores/timer.store.js';

/** Work done later than this after its instant is marked late. */
export const LATE_AFTER_MS = 60_000;

/** What the engine loaded under the lock. */
export interface RunInput {
  readonly definition: WorkflowDefinition;
  readonly row: CaseRow;
  readonly timers: readonly TimerRow[];
  readonly epochs: ReadonlyMap<string, number>;
  readonly lastFired: Instant | null;
  /** the law's clock after the lock was taken */
  readonly now: Instant;
}

/** What may come next. */
export type Next =
  | { readonly kind: 'timer'; readonly timer: TimerRow }
  | { readonly kind: 'command'; readonly command: InboxRow }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'nothing' };

/** The case while it is being advanced. */
export class CaseRun {
  snapshot: JsonObject | null;
  ended: boolean;
  lastHash: string;
  lastInstant: Instant | null;
  lastFired: Instant | null;
  readonly events: CaseEvent[] = [];
  readonly effects: OutboxMessage[] = [];
  readonly settlements: InboxSettlement[] = [];
  /** why the case was set aside in this run; null while it was not */
  trouble: string | null = null;
  private readonly timers: TimerRow[];
  private readonly known: ReadonlySet<TimerId>;
  private readonly epochs: Map<string, number>;

  constructor(private readonly input: RunInput) {
    this.snapshot = input.row.snapshot;
    this.ended = input.row.ended;
    this.lastHash = input.row.lastHash;
    this.lastInstant = input.row.lastInstant;
    this.lastFired = input.lastFired;
    this.timers = [...input.timers];
    this.known = new Set(input.timers.map((timer) => timer.id));
    this.epochs = new Map(input.epochs);
  }

  /** @returns whether anything is to be saved */
  get changed(): boolean {
    return this.events.length > 0 || this.settlements.length > 0 || this.endedTimers().length > 0;
  }

  /** @returns whether the case itself is another now: not where a command was refused, and no more */
  get moved(): boolean {
    return this.events.length > 0 || this.endedTimers().length > 0 || this.trouble !== null;
  }

  /** @returns id of the case */
  get caseId(): CaseId {
    return this.input.row.id;
  }

  /** @returns the version of the workflow that the case is pinned to */
  get definition(): WorkflowDefinition {
    return this.input.definition;
  }

  /** @returns what is to be written back to the case's row */
  get update(): CaseUpdate {
    const { snapshot, ended, eventCount, lastHash, lastInstant, caseId: id } = this;
    return { id, revision: this.input.row.revision, snapshot, ended, eventCount, lastHash, lastInstant };
  }

  /** @returns whether something was asked for that is really to be carried out, and not only kept */
  get asksForWork(): boolean {
    return this.effects.some(({ historical }) => !historical);
  }

  /** @returns what the queue is to be handed after the commit */
  get handOver(): HandOver {
    const near = this.input.row.historical ? [] : this.addedTimers();
    return {
      caseId: this.caseId,
      effects: this.effects.filter(({ historical }) => !historical).map(({ id }) => id),
      timers: near
        .filter(({ status }) => status === 'armed')
        .map(({ id, epoch, dueAt }) => ({ id, epoch, dueAt })),
    };
  }

  /** @returns the case's row as this run leaves it */
  get after(): CaseRow {
    const { row } = this.input;
    const { snapshot, ended, eventCount, lastHash, lastInstant, trouble } = this;
    const left = { ...row, snapshot, ended, eventCount, lastHash, lastInstant };
    const saved = this.changed ? { ...left, revision: row.revision + 1 } : left;
    return trouble === null ? saved : { ...saved, health: 'stuck', trouble };
  }

  /** @returns the timers that are armed now, soonest first */
  armedTimers(): TimerRow[] {
    return this.timers
      .filter((timer) => timer.status === 'armed')
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.id < b.id ? -1 : 1));
  }

  /** @returns timers that were there before and have ended in this run */
  endedTimers(): TimerRow[] {
    return this.timers.filter((timer) => this.known.has(timer.id) && timer.status !== 'armed');
  }

  /** @returns timers armed in this run, those that also ended in it included */
  addedTimers(): TimerRow[] {
    return this.timers.filter((timer) => !this.known.has(timer.id));
  }

  /** @returns number of events the case will have */
  get eventCount(): number {
    return this.input.row.eventCount + this.events.length;
  }

  /**
   * Law 1: timers and commands in order of their instant; a timer goes before a command received at the same instant, since
   * a receipt at the deadline is too late. A timer waits for `settleMs` after its instant, so that a receipt stamped
   * before it but not yet visible is not overtaken; commands behind that timer wait with it.
   *
   * @param pending undecided commands, in order of receipt
   * @param settleMs milliseconds
   */
  next(pending: readonly InboxRow[], settleMs: number): Next {
    const [timer] = this.armedTimers();
    const command = pending.find(
      (one) => one.ripe && !this.settlements.some((settled) => settled.seq === one.seq),
    );
    // A command may have been received after the clock was read: what counts is whether the timer's instant has come by then.
    const timerFirst = timer !== undefined && timer.dueAt <= (command?.receivedAt ?? this.input.now);
    if (timerFirst) {
      const settledAt = addMs(timer.dueAt, settleMs);
      if (settledAt > this.input.now) return { kind: 'wait', until: settledAt };
      return timer.ripe ? { kind: 'timer', timer } : { kind: 'nothing' };
    }
    return command ? { kind: 'command', command } : { kind: 'nothing' };
  }

  /** Applies the case's first command. A refused start ends the case before it began. */
  start(command: InboxRow, facts: JsonObject): void {
    const { definition, row } = this.input;
    const input = {
      caseId: row.id,
      occurredAt: command.receivedAt,
      actor: command.actor,
      payload: command.payload,
      facts,
    };
    const refusal = definition.start.refusal(
      null as never,
      { type: START, commandId: command.commandId, ...input } as never,
    );
    if (refusal) {
      this.ended = true;
      this.settle(command, 'refused', {
        refusal: { ...refusal, asked: definition.start.title, current: 'not started', allowed: [] },
      });
      return;
    }
    const stepped = startStep(definition, input);
    this.accept(command, stepped, definition.start.recordedAs, {
      type: START,
      ...input,
    } as unknown as JsonObject); // built above from JSON parts
  }

  /** Applies a command, or settles it as refused with what was asked, where the case stands and what would be allowed. */
  apply(command: InboxRow, facts: JsonObject): void {
    const { definition } = this.input;
    const snapshot = this.requireSnapshot();
    const { type, receivedAt, commandId, actor, payload } = command;
    const overtaken =
      this.lastFired !== null && this.lastFired > receivedAt ? { surfacedAfter: this.lastFired } : {};
    const event: CommandEvent = {
      type,
      occurredAt: receivedAt,
      commandId,
      actor,
      payload,
      facts,
      ...overtaken,
    };
    const result = step(definition, snapshot, event);
    if ('refusal' in result) {
      this.refuse(command, result.refusal);
      return;
    }
    const spec = definition.commands[type];
    this.accept(command, result, spec?.recordedAs ?? type, event as unknown as JsonObject); // built above from JSON parts
  }

  /** Settles a command as refused without asking the machine, for a reason found outside it. */
  refuse(command: InboxRow, refusal: { code: string; message: string; field?: string }): void {
    this.settle(command, 'refused', { refusal: this.report(command.type, refusal) });
  }

  /** Notes that applying a command failed for a reason of ours: it waits and is tried again, or is parked. */
  fail(command: InboxRow, error: string, maxAttempts: number): void {
    const status = command.attempts + 1 >= maxAttempts ? 'parked' : 'pending';
    this.settlements.push({ seq: command.seq, status, outcome: null, error: error.slice(0, 2000) });
  }

  /**
   * Fires a timer at its own due instant. A timer nobody listens to any more is spent without effect.
   *
   * @throws MachineFault when the machine is unsound, or listens to the timer and permits none of its transitions
   */
  fire(timer: TimerRow): void {
    const { definition, now, row } = this.input;
    const event = { type: timer.event.type, occurredAt: timer.dueAt };
    const snapshot = this.requireSnapshot();
    this.lastFired = this.lastFired && this.lastFired > timer.dueAt ? this.lastFired : timer.dueAt;
    const result = step(definition, snapshot, event);
    if ('refusal' in result) {
      this.end(timer, 'cancelled', timer.dueAt);
      return;
    }
    this.end(timer, 'fired', timer.dueAt);
    const spec = definition.timers[timer.name];
    const lateMs = row.historical ? 0 : Math.max(0, msBetween(timer.dueAt, now));
    this.commit(result, {
      type: spec?.recordedAs ?? timer.name,
      occurredAt: timer.dueAt,
      lateMs,
      actor: { kind: 'system', id: 'timer', name: spec?.title ?? timer.name },
      data: { timer: timer.name, dueAt: timer.dueAt, epoch: timer.epoch },
      cause: event,
      commandId: null,
      timerId: timer.id,
    });
  }

  private accept(command: InboxRow, stepped: Stepped, recordedAs: string, cause: JsonObject): void {
    const seq = this.commit(stepped, {
      type: recordedAs,
      occurredAt: command.receivedAt,
      lateMs: 0,
      actor: command.actor,
      data: command.payload,
      cause,
      commandId: command.commandId,
      timerId: null,
    });
    this.settle(command, 'accepted', { eventSeq: seq });
  }

  private commit(stepped: Stepped, event: Omit<CaseEvent, 'seq' | 'recordedAt' | 'hash'>): number {
    const { row, now } = this.input;
    const seq = this.append(event);
    for (const fact of stepped.records) {
      this.append({
        ...event,
        type: fact.type,
        data: fact.data,
        cause: null,
        commandId: null,
        timerId: null,
      });
    }
    const late =
      event.lateMs > LATE_AFTER_MS || (!row.historical && msBetween(event.occurredAt, now) > LATE_AFTER_MS);
    for (const { topic, payload } of stepped.effects) {
      this.effects.push({
        id: newId<OutboxId>(),
        caseId: row.id,
        eventSeq: seq,
        topic,
        payload,
        occurredAt: event.occurredAt,
        late,
        historical: row.historical && !(this.input.definition.inward ?? []).includes(topic),
        attempts: 0,
        failures: 0,
      });
    }
    for (const change of stepped.timers) this.changeTimer(change, stepped.context, event.occurredAt);
    this.snapshot = stepped.snapshot;
    this.ended = stepped.ended;
    this.lastInstant =
      this.lastInstant && this.lastInstant > event.occurredAt ? this.lastInstant : event.occurredAt;
    if (stepped.ended)
      for (const timer of this.timers)
        if (timer.status === 'armed') this.end(timer, 'cancelled', event.occurredAt);
    return seq;
  }

  /** History is monotone in `recordedAt` even if the clock stepped back; an imported history was recorded as it happened. */
  private append(event: Omit<CaseEvent, 'seq' | 'recordedAt' | 'hash'>): number {
    const { row, now } = this.input;
    const previous = this.events.at(-1)?.recordedAt ?? (row.historical ? null : row.lastInstant);
    const known = row.historical || event.occurredAt > now ? event.occurredAt : now;
    const recordedAt = previous && previous > known ? previous : known;
    const draft = { ...event, seq: this.eventCount + 1, recordedAt };
    const hash = eventHash(row.id, draft, this.lastHash);
    this.events.push({ ...draft, hash });
    this.lastHash = hash;
    return draft.seq;
  }

  private changeTimer(change: TimerChange, context: JsonObject, at: Instant): void {
    for (const timer of this.timers)
      if (timer.xstateId === change.id && timer.status === 'armed') this.end(timer, 'cancelled', at);
    if (change.kind === 'cancel') return;
    const epoch = (this.epochs.get(change.id) ?? 0) + 1;
    this.epochs.set(change.id, epoch);
    this.timers.push({
      id: newId<TimerId>(),
      caseId: this.input.row.id,
      name: change.name,
      xstateId: change.id,
      epoch,
      event: change.event,
      basis: this.input.definition.timers[change.name]?.basis(context as never) ?? null,
      armedAt: at,
      dueAt: change.dueAt,
      status: 'armed',
      endedAt: null,
      attempts: 0,
      ripe: true,
      handedOver: false,
    });
  }

  private end(timer: TimerRow, status: 'fired' | 'cancelled', at: Instant): void {
    this.timers[this.timers.indexOf(timer)] = { ...timer, status, endedAt: at };
  }

  private settle(command: InboxRow, status: 'accepted' | 'refused', outcome: InboxRow['outcome']): void {
    this.settlements.push({ seq: command.seq, status, outcome, error: null });
  }

  private report(type: string, refusal: { code: string; message: string; field?: string }): RefusalReport {
    const { definition } = this.input;
    const restored = this.snapshot ? inspect(definition, this.snapshot) : null;
    const asked = definition.commands[type]?.title ?? type;
    return {
      ...refusal,
      asked,
      current: restored ? stateName(restored.state) : 'not started',
      allowed: restored && !restored.ended ? restored.heard : [],
    };
  }

  private requireSnapshot(): JsonObject {
    if (!this.snapshot) throw new Error(`case ${this.input.row.id} was not started`);
    return this.snapshot;
  }
}

/** What a run hands to the queue after its commit: effects, and timers that are due within the horizon. */
export interface HandOver {
  readonly caseId: CaseId;
  readonly effects: readonly OutboxId[];
  readonly timers: readonly { readonly id: TimerId; readonly epoch: number; readonly dueAt: Instant }[];
}

/**
 * A procedure played through in memory: the same steps, timers in order, nothing stored and nobody told. It answers what
 * would be sent when, and what would become of the case if certain commands came at certain instants.
 */
import { type Instant } from '../kernel/instant.js';
import type { Json, JsonObject } from '../kernel/json.js';
import type {
  Actor,
  CaseDescription,
  CaseView,
  CommandEvent,
  Refusal,
  StartInput,
  WorkflowDefinition,
} from '../kernel/workflow.js';
import {
  type Effect,
  type RecordedFact,
  type Stepped,
  type TimerChange,
  inspect,
  startStep,
  stateName,
  step,
} from './step.js';

/** One thing that would happen. */
export interface RehearsedEvent {
  readonly at: Instant;
  /** recorded name: `window-closed`, `position-recorded` */
  readonly type: string;
  readonly by: Actor;
  /** state after it */
  readonly state: string;
  readonly records: readonly RecordedFact[];
  readonly effects: readonly Effect[];
  readonly refusal: Refusal | null;
}

/** A case to go on from. */
export interface StandingCase {
  readonly snapshot: JsonObject;
  /** the armed timers, by XState's ids */
  readonly timers: readonly Waiting[];
}

interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly dueAt: Instant;
  readonly event: { readonly type: string };
}

/** One run in memory. Commands must come in order of time; timers due before or at a command's instant fire first. */
export class Rehearsal {
  readonly events: RehearsedEvent[] = [];
  private snapshot: JsonObject;
  private timers: Waiting[] = [];

  /**
   * @param definition the workflow
   * @param from what a new case would start with, as the engine would hand it to the machine; or a case as it stands
   */
  constructor(
    private readonly definition: WorkflowDefinition,
    from: StartInput | StandingCase,
  ) {
    if ('snapshot' in from) {
      this.snapshot = from.snapshot;
      this.timers = [...from.timers];
      return;
    }
    const input = from;
    const stepped = startStep(definition, input);
    this.snapshot = stepped.snapshot;
    this.note(stepped, input.occurredAt, definition.start.recordedAs, input.actor);
  }

  /** Applies a command at its instant. @returns null, or why it would be refused */
  command(event: CommandEvent): Refusal | null {
    this.timePassesTo(event.occurredAt);
    const result = step(this.definition, this.snapshot, event);
    const recordedAs = this.definition.commands[event.type]?.recordedAs ?? event.type;
    if ('refusal' in result) {
      this.events.push({
        at: event.occurredAt,
        type: recordedAs,
        by: event.actor,
        state: this.state,
        records: [],
        effects: [],
        refusal: result.refusal,
      });
      return result.refusal;
    }
    this.note(result, event.occurredAt, recordedAs, event.actor);
    return null;
  }

  /** Fires every timer due at or before the instant, in order. */
  timePassesTo(instant: Instant): void {
    for (let timer = this.next; timer && timer.dueAt <= instant; timer = this.next) this.fire(timer);
  }

  /** Lets time pass until nothing is armed any more. @param limit at most so many timers */
  toTheEnd(limit = 1000): void {
    for (let count = 0; this.next && count < limit; count += 1) this.fire(this.next);
  }

  /** @returns the soonest armed timer */
  get next(): Waiting | undefined {
    return [...this.timers].sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))[0];
  }

  /** @returns the state in words */
  get state(): string {
    return stateName(inspect(this.definition, this.snapshot).state);
  }

  /** @returns the machine's context */
  get context(): JsonObject {
    return inspect(this.definition, this.snapshot).context;
  }

  /** @returns whether the case has ended */
  get ended(): boolean {
    return inspect(this.definition, this.snapshot).ended;
  }

  /** @returns the commands that the state listens to */
  get heard(): readonly string[] {
    const { ended, heard } = inspect(this.definition, this.snapshot);
    return ended ? [] : heard;
  }

  /** @returns the case in words */
  describe(): CaseDescription {
    return this.definition.describe(this.view());
  }

  /** @returns the case as `describe` and `waiting` see it */
  view(): CaseView {
    const { state, context } = inspect(this.definition, this.snapshot);
    const timers = [...this.timers]
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .map(({ name, dueAt }) => ({ name, dueAt }));
    return { state, context, timers };
  }

  private fire(timer: Waiting): void {
    this.timers = this.timers.filter((other) => other !== timer);
    const event = { type: timer.event.type, occurredAt: timer.dueAt };
    const result = step(this.definition, this.snapshot, event);
    if ('refusal' in result) return;
    const spec = this.definition.timers[timer.name];
    this.note(result, timer.dueAt, spec?.recordedAs ?? timer.name, {
      kind: 'system',
      id: 'timer',
      name: spec?.title ?? timer.name,
    });
  }

  private note(stepped: Stepped, at: Instant, type: string, by: Actor): void {
    this.snapshot = stepped.snapshot;
    for (const change of stepped.timers) this.change(change);
    if (stepped.ended) this.timers = [];
    this.events.push({
      at,
      type,
      by,
      state: stateName(stepped.state as Json),
      records: stepped.records,
      effects: stepped.effects,
      refusal: null,
    });
  }

  private change(change: TimerChange): void {
    this.timers = this.timers.filter((timer) => timer.id !== change.id);
    if (change.kind === 'arm')
      this.timers.push({ id: change.id, name: change.name, dueAt: change.dueAt, event: change.event });
  }
}

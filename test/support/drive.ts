/**
 * Drives a workflow's machine through its pure steps, with legal time and timers in memory: given, when, then in one line each.
 * It is the engine's own rehearsal with a present instant and people who hold roles.
 */
import { expect } from '@jest/globals';
import { Rehearsal } from '../../src/engine/rehearsal.js';
import type { Effect, RecordedFact } from '../../src/engine/step.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type {
  Actor,
  CaseDescription,
  CommandEvent,
  Refusal,
  WaitingFor,
  WorkflowDefinition,
} from '../../src/kernel/workflow.js';

/** Someone who acts, and what the records say of him at every instant. */
export interface Persona {
  readonly actor: Actor;
  readonly roles: readonly string[];
}

/** What may be given with a command beyond who, what and now. */
export interface With {
  /** legal instant of receipt; now, if left out. An earlier one is a receipt that surfaces late. */
  readonly at?: Instant | string;
  readonly id?: string;
  /** what the records say besides the roles */
  readonly facts?: JsonObject;
  /** keeps the actor's own id, even where the payload names another contact */
  readonly asHimself?: boolean;
}

/** Whoever answers does so under the contact id that the answer names, as the application makes sure of. */
function asContact(actor: Actor, payload: JsonObject): Actor {
  const { contactId } = payload;
  return typeof contactId === 'string' && actor.kind === 'person' ? { ...actor, id: contactId } : actor;
}

/** One case under way. Each verb returns the same drive, so that they chain. */
export class Drive {
  private readonly rehearsal: Rehearsal;
  private count = 0;
  private lastTimerAt: Instant | null = null;

  constructor(
    private readonly workflow: WorkflowDefinition,
    start: { readonly payload: JsonObject; readonly by: Persona; readonly facts?: JsonObject },
    public now: Instant,
    /** what the records say on every command; may be changed while the case runs */
    public standing: JsonObject = {},
  ) {
    this.rehearsal = new Rehearsal(workflow, {
      caseId: '00000000-0000-7000-8000-000000000001',
      occurredAt: now,
      actor: start.by.actor,
      payload: workflow.start.payload.parse(start.payload) as JsonObject,
      facts: { ...standing, roles: [...start.by.roles], ...start.facts },
    });
  }

  /** Gives a command that must be permitted. @throws when it is refused */
  then(type: string, payload: JsonObject, by: Persona, given: With = {}): this {
    const refusal = this.give(type, payload, by, given);
    if (refusal)
      throw new Error(`${type} was refused in «${this.state}»: ${refusal.code}: ${refusal.message}`);
    return this;
  }

  /** Gives a command that must be refused, and returns why. */
  refusal(type: string, payload: JsonObject, by: Persona, given: With = {}): Refusal {
    const before = { state: this.state, context: this.context };
    const refusal = this.give(type, payload, by, given);
    if (!refusal) throw new Error(`${type} was permitted in «${before.state}»`);
    expect({ ...this.context, asOf: null }).toEqual({ ...before.context, asOf: null });
    return refusal;
  }

  /** Lets legal time pass; timers due at or before the instant fire, each at its own. */
  timePasses(to: Instant | string): this {
    const target = toInstant(to);
    const before = this.rehearsal.events.length;
    this.rehearsal.timePassesTo(target);
    const fired = this.rehearsal.events.slice(before).at(-1);
    if (fired) this.lastTimerAt = fired.at;
    if (target > this.now) this.now = target;
    return this;
  }

  get state(): string {
    return this.rehearsal.state;
  }
  get context(): JsonObject {
    return this.rehearsal.context;
  }
  get ended(): boolean {
    return this.rehearsal.ended;
  }
  /** @returns the soonest armed timer */
  get next(): { readonly name: string; readonly dueAt: Instant } | null {
    const { next } = this.rehearsal;
    return next ? { name: next.name, dueAt: next.dueAt } : null;
  }
  get described(): CaseDescription {
    return this.rehearsal.describe();
  }
  /** @returns what the case waits for now */
  get waiting(): readonly WaitingFor[] {
    return this.workflow.waiting?.(this.rehearsal.view()) ?? [];
  }
  /** @returns every recorded fact so far, in order */
  get records(): readonly RecordedFact[] {
    return this.rehearsal.events.flatMap((event) => event.records);
  }
  /** @returns every effect so far, in order, with its instant */
  get effects(): readonly (Effect & { readonly at: Instant })[] {
    return this.rehearsal.events.flatMap((event) =>
      event.effects.map((effect) => ({ ...effect, at: event.at })),
    );
  }
  /** @returns the effects of the last event alone */
  get lastEffects(): readonly Effect[] {
    return this.rehearsal.events.at(-1)?.effects ?? [];
  }
  /** @returns the recorded names of what happened, in order */
  get history(): readonly string[] {
    return this.rehearsal.events.filter((event) => event.refusal === null).map((event) => event.type);
  }

  private give(type: string, payload: JsonObject, by: Persona, given: With): Refusal | null {
    const at = given.at ? toInstant(given.at) : this.now;
    this.timePasses(at);
    this.count += 1;
    const parsed = this.workflow.commands[type]?.payload.parse(payload) as JsonObject; // as the engine parses before it stores
    const surfaced =
      this.lastTimerAt !== null && this.lastTimerAt > at ? { surfacedAfter: this.lastTimerAt } : {};
    const event: CommandEvent = {
      type,
      occurredAt: at,
      commandId: given.id ?? `command-${this.count}`,
      actor: given.asHimself ? by.actor : asContact(by.actor, parsed),
      payload: parsed,
      facts: { ...this.standing, roles: [...by.roles], ...given.facts },
      ...surfaced,
    };
    return this.rehearsal.command(event);
  }
}

/** @returns a way to start a case of the workflow at an instant */
export function given(workflow: WorkflowDefinition) {
  return {
    start: (
      start: { readonly payload: JsonObject; readonly by: Persona; readonly facts?: JsonObject },
      at: Instant | string,
      standing: JsonObject = {},
    ): Drive => new Drive(workflow, start, toInstant(at), standing),
  };
}

/** @returns what went out about a duty: kind, to whom, and whether it may wait for the one mail of the day */
export function pressedFor(drive: Drive, duty: string) {
  return drive.effects
    .filter(({ payload }) => payload['duty'] === duty && payload['kind'] !== 'request')
    .map(({ payload: { kind, to, digest } }) => [
      kind,
      (to as { code: string }[]).map(({ code }) => code).join(),
      digest,
    ]);
}

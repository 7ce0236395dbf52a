import type { AnyStateMachine } from 'xstate';
import type { z } from 'zod';
import type { Instant } from './instant.js';
import type { Json, JsonObject } from './json.js';

/**
 * What a procedure is, to the engine: one pure XState machine, the commands that move it, the timers that wait for it,
 * and the effects it may ask for. A workflow has no I/O, no clock, no chance.
 *
 * The contract between engine and machine:
 * - Before each transition the engine sets `context.asOf` to the legal instant of the event. Named delays are
 *   `({ context }) => msBetween(context.asOf, deadline)`: the due instant is then exactly `deadline`.
 * - Every transition on a command carries the guard `permitted` (see {@link defineWorkflow}'s `refusal`).
 * - Custom actions are data. `record` appends a case event (`params: { type, data }`); every other custom action is an
 *   effect, kept as an outbox row under its type, its params checked against `effects[type]`.
 */
export interface WorkflowDefinition {
  /** kebab-case, unique, never reused: `written-procedure` */
  readonly name: string;
  /** positive integer; a released version's states never change, a new version is a new definition */
  readonly version: number;
  readonly title: string;
  /** where the procedure comes from: document and article, or `assumed` */
  readonly source: string;
  readonly machine: AnyStateMachine;
  /** payload of the command that starts a case; the machine's input is {@link StartInput} */
  readonly start: CommandSpec;
  readonly commands: Readonly<Record<string, CommandSpec>>;
  /** one per named delay of the machine */
  readonly timers: Readonly<Record<string, TimerSpec>>;
  /** the outbox vocabulary: effect type to the schema of its params */
  readonly effects: Readonly<Record<string, z.ZodType>>;
  /** effects that write in the application's own records; carried out for imported histories too, since nobody is told anything */
  readonly inward?: readonly string[];
  /** the whole context; strict, JSON-safe */
  readonly context: z.ZodType;
  /** in words, at any moment: status, what is still needed, what happens next if nobody does anything */
  readonly describe: (view: CaseView) => CaseDescription;
  /** what the case waits for now, one entry for each; left out: a board shows the case by its description alone */
  readonly waiting?: (view: CaseView) => readonly WaitingFor[];
  /** how people name its cases; left out where a module presents them itself */
  readonly presented?: Presentation;
  /** start inputs that the boot check runs through the machine */
  readonly examples: readonly StartInput[];
}

/** Who acts. `person` signed in or followed a personal link; `operator` works at the command line; `system` is a timer or a delivery report. */
export interface Actor {
  readonly kind: 'person' | 'operator' | 'system';
  /** registry id of the person, or a name for operator and system */
  readonly id: string;
  readonly name: string;
  /** code of the Participant or Observer the person speaks for */
  readonly party?: string;
}

/** One command: its schema, who may give it, the rule behind it, and how history names it afterwards. */
export interface CommandSpec {
  readonly title: string;
  readonly payload: z.ZodType;
  /** roles that may give it, in the workflow's own words (`chair`, `secretariat`, `participant`, `observer`, `system`) */
  readonly by: readonly string[];
  /** roles and codes of parties or organs, one of which whoever gives it holds or speaks for, besides `by`; left out: `by` alone decides */
  readonly who?: (context: never) => readonly string[];
  /** codes of parties that do not give it, whatever they hold: nobody judges the own case; left out: nobody is kept from it */
  readonly never?: (context: never) => readonly string[];
  /** rule or source: `KP Core Document VI.5`, or `assumed` */
  readonly article: string;
  /** past tense, as history records it: `window-extended` */
  readonly recordedAs: string;
  /** why the command is not permitted now, or null. The machine's guard `permitted` is exactly `refusal(...) === null`. */
  readonly refusal: (context: never, event: never) => Refusal | null;
}

/** Why a command is refused: a stable code, a sentence with the remedy, and the field it is about, if one. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
}

/** A named delay: what ends or happens when it comes due. */
export interface TimerSpec {
  /** a sentence for people: «the window for replies closes» */
  readonly title: string;
  /** past tense, as history records the firing: `window-closed` */
  readonly recordedAs: string;
  /** the rule, zone and calendar version that gave the due instant; kept with the timer row. Null when the instant is given, not counted. */
  readonly basis: (context: never) => Json | null;
}

/** What every machine receives as `input` when a case starts. */
export interface StartInput {
  readonly caseId: string;
  readonly occurredAt: Instant;
  readonly actor: Actor;
  readonly payload: Json;
  /** what the application's records said at that instant (offices, roll, rules), gathered by the engine in the same transaction */
  readonly facts: JsonObject;
}

/** A command as the machine sees it. */
export interface CommandEvent<Payload = Json, Facts = JsonObject> {
  readonly type: string;
  readonly occurredAt: Instant;
  readonly commandId: string;
  readonly actor: Actor;
  readonly payload: Payload;
  readonly facts: Facts;
  /** set when this receipt surfaced after a timer of a later instant had already been applied */
  readonly surfacedAfter?: Instant;
}

/** A case as `describe` sees it. `state` is XState's state value; `timers` are the armed ones, soonest first. */
export interface CaseView {
  readonly state: Json;
  readonly context: JsonObject;
  readonly timers: readonly { readonly name: string; readonly dueAt: Instant }[];
}

/** A case in words. */
export interface CaseDescription {
  /** short, as shown in lists: `open`, `adopted`, `contested` */
  readonly status: string;
  /** one sentence: what is still needed */
  readonly needed: string;
  /** one sentence and its instant: what happens next if nobody does anything; null when nothing does */
  readonly next: { readonly sentence: string; readonly at: Instant } | null;
}

/** Something a case waits for: who is to do what, by when, and how far it was pressed. */
export interface WaitingFor {
  /** unique in the case, and the same as long as it waits for the same thing */
  readonly key: string;
  /** a noun phrase: `annual report for 2011` */
  readonly what: string;
  /** codes of parties, organs or offices that are to act */
  readonly on: readonly string[];
  readonly since: Instant;
  /** the first instant that is too late; null where nothing is ever late */
  readonly due: Instant | null;
  /** until when nothing presses it, by a lawful postponement; null without one */
  readonly postponedUntil: Instant | null;
  /** steps of the ladder (reminders and rungs) taken since the last answer, of those there are, and the last rung in words; null before the first */
  readonly rung: { readonly reached: number; readonly of: number; readonly last: string | null };
  /** those of `on` whom no mail reaches, or who are away */
  readonly unreachable: readonly string[];
}

/** How people name the cases of a workflow. */
export interface Presentation {
  /** plural, in addresses and on the command line: `admissions` */
  readonly collection: string;
  /** singular, in sentences: `admission` */
  readonly noun: string;
}

/** The parts every context has. `asOf` is the legal instant of the event being applied; the engine sets it. */
export interface BaseContext {
  readonly caseId: string;
  readonly asOf: Instant;
}

/**
 * Declares a workflow. The function only types its argument; the engine's registry checks it at boot.
 *
 * @param definition the whole definition
 * @returns the same object
 */
export function defineWorkflow(definition: WorkflowDefinition): WorkflowDefinition {
  return definition;
}

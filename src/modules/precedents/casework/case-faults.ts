/** Compares a case, as it stood at an instant, with what a history expects of it. Pure. */
import type { CaseFile } from '../../../engine/index.js';
import type { Instant } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import type { WaitingFor, WorkflowDefinition } from '../../../kernel/workflow.js';
import type { CaseExpectation, ExpectedWaiting } from './casework-expectation.js';
import { isSame, valueAt } from './dotted-path.js';

/** A case as it was known at an instant. */
export interface CaseThen {
  readonly at: Instant;
  readonly file: CaseFile;
  /** types of the events that its history had by then */
  readonly events: readonly string[];
  readonly definition: WorkflowDefinition;
}

/** @returns a sentence for each thing that is otherwise than expected; none when all is as expected */
export function caseFaults(then: CaseThen, expected: CaseExpectation): string[] {
  const { file, events } = then;
  const { status, needed, next } = file.description;
  const { context = {}, happened = [], notHappened = [], waiting } = expected;
  return [
    ...fault('status', expected.status, status),
    ...(expected.state === undefined || isInState(file.state, expected.state)
      ? []
      : [differs('state', expected.state, file.state)]),
    ...fault('ended', expected.ended, file.ended),
    ...(expected.needed === undefined || needed.includes(expected.needed)
      ? []
      : [`needed: expected «…${expected.needed}…», found «${needed}»`]),
    ...fault('next', expected.next, next?.at ?? null),
    ...(waiting ? waitingFaults(then, waiting) : []),
    ...Object.entries(context).flatMap(([path, value]) => {
      const found = valueAt(file.context, path);
      return isSame(found, value) ? [] : [differs(`context ${path}`, value, found)];
    }),
    ...happened.filter((type) => !events.includes(type)).map((type) => missing(type, events)),
    ...notHappened.filter((type) => events.includes(type)).map((type) => `«${type}» has happened by then`),
  ];
}

/** Every source has words of its own for these. */
const WORDING = ['title', 'source', 'text', 'byWords'];

/**
 * @param said what a history says as it opens a case
 * @param expected the same with what it leaves out filled in
 * @param found with what the case was opened, filled in likewise
 * @returns a sentence for each member that the history says and that is otherwise; none when the case is as it says
 */
export function openingFaults(said: JsonObject, expected: JsonObject, found: JsonObject): string[] {
  return Object.keys(said)
    .filter((key) => !WORDING.includes(key))
    .flatMap((key) => fault(`opened with ${key}`, expected[key], found[key]));
}

function fault(what: string, expected: unknown, found: unknown): string[] {
  return expected === undefined || isSame(expected, found) ? [] : [differs(what, expected, found)];
}

function differs(what: string, expected: unknown, found: unknown): string {
  return `${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found) ?? 'nothing there'}`;
}

function missing(type: string, events: readonly string[]): string {
  return `«${type}» has not happened by then; happened have ${[...new Set(events)].join(', ')}`;
}

/** `open` and `open.window` are both true of `open.window.running + open.reminders.waiting`. */
function isInState(state: string, expected: string): boolean {
  return state.split(' + ').some((region) => region === expected || region.startsWith(`${expected}.`));
}

function waitingFaults({ at, file, definition }: CaseThen, expected: readonly ExpectedWaiting[]): string[] {
  if (!definition.waiting) return [`waiting: a ${file.workflow} does not say what it waits for`];
  const { stateValue: state, context, timers } = file;
  const found = definition.waiting({ state, context, timers });
  if (expected.length === 0)
    return found.length === 0 ? [] : [`waiting: expected nothing, found ${inWords(found)}`];
  return expected
    .filter((one) => !found.some((entry) => isAsExpected(entry, one, at)))
    .map((one) => `waiting: expected ${JSON.stringify(one)}, found ${inWords(found)}`);
}

function isAsExpected(entry: WaitingFor, expected: ExpectedWaiting, at: Instant): boolean {
  const { what, on, late, rung, ...same } = expected;
  const isLate =
    entry.due !== null && entry.due <= at && (entry.postponedUntil === null || entry.postponedUntil <= at);
  return (
    Object.entries(same).every(([key, value]) => isSame(entry[key as keyof typeof same], value)) && // its own keys
    (what === undefined || entry.what.includes(what)) &&
    (on === undefined || isSame(on.toSorted(), entry.on.toSorted())) &&
    (late === undefined || late === isLate) &&
    (rung === undefined || rung === entry.rung.reached)
  );
}

function inWords(found: readonly WaitingFor[]): string {
  if (found.length === 0) return 'nothing';
  return found
    .map(
      ({ key, what, on, due, postponedUntil, rung }) =>
        `${key} (${what}; on ${on.join(', ') || 'nobody'}; due ${due ?? 'never'}${postponedUntil ? `, postponed until ${postponedUntil}` : ''}; rung ${rung.reached} of ${rung.of})`,
    )
    .join('; ');
}

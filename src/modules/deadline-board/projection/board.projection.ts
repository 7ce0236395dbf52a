/** What the board keeps of a case. Pure: the same case always gives the same rows. */
import { isDeepStrictEqual } from 'node:util';
import type { CaseFile } from '../../../engine/index.js';
import { type Instant, instantSchema } from '../../../kernel/instant.js';
import { waitsFor } from '../../../kernel/waiting.js';
import type { CaseView, WaitingFor, WorkflowDefinition } from '../../../kernel/workflow.js';
import { type Asker, type CaseKind, type Readers, namedSchema } from '../../cases/index.js';
import type { BoardRow } from '../board.types.js';

/** Somebody to whom everything is hidden that is hidden from anybody. */
const ANYBODY: Asker = { roles: [], party: '' };

/**
 * @param file the case
 * @param definition the version it is pinned to
 * @param kind who may know of it and read what; null: the offices alone
 * @returns a row for each thing it waits for; one for the case as a whole where it waits for nothing, its workflow does not say, or it
 *   has ended
 * @throws Error when two things have the same key
 */
export function boardRows(file: CaseFile, definition: WorkflowDefinition, kind: CaseKind | null): BoardRow[] {
  const view = { state: file.stateValue, context: file.context, timers: file.timers };
  const things = thingsOf(file, definition, view);
  requireDistinctKeys(definition, things);
  const open = openThings(file, definition, kind, view);
  const common = commonParts(file);
  const readers = kind?.readers ? readerTokens(kind.readers(file)) : [];
  return things.map((thing) => ({
    ...common,
    key: thing.key,
    what: thing.what,
    waitsOn: [...new Set(thing.on)],
    unreachable: thing.unreachable.filter((code) => thing.on.includes(code)),
    since: thing.since,
    dueAt: thing.due,
    postponedUntil: thing.postponedUntil,
    rung: thing.rung,
    // what counts or names something hidden from some readers is for the offices
    readers: open === null || open.some((one) => isDeepStrictEqual(one, thing)) ? readers : [],
  }));
}

function thingsOf(file: CaseFile, definition: WorkflowDefinition, view: CaseView): readonly WaitingFor[] {
  const things = file.ended ? [] : (definition.waiting?.(view) ?? []);
  if (things.length > 0) return things;
  return [waitsFor({ key: '', what: definition.describe(view).needed, on: [], since: lastInstant(file) })];
}

/** @returns the things as anybody may read them; null where every reader of the case reads all of it */
function openThings(
  file: CaseFile,
  definition: WorkflowDefinition,
  kind: CaseKind | null,
  view: CaseView,
): readonly WaitingFor[] | null {
  if (!kind?.memoryFor) return null;
  return thingsOf(file, definition, { ...view, context: kind.memoryFor(ANYBODY, file) });
}

function commonParts(file: CaseFile) {
  const { workflow, description, health, trouble, historical, ended } = file;
  const [timer] = file.timers;
  return {
    workflow,
    ...namedSchema.parse(file.context),
    status: description.status,
    timer: timer ? { name: timer.name, title: timer.title, at: timer.dueAt } : null,
    stuck: health === 'stuck',
    trouble,
    historical,
    endedAt: ended ? lastInstant(file) : null,
  };
}

/** @returns readers as the board keeps them */
function readerTokens({ roles, parties, organs }: Readers): string[] {
  return [
    ...new Set([...tokens('role', roles), ...tokens('party', parties), ...tokens('organ', organs)]),
  ].sort();
}

/** @returns what a person is known by among the readers of cases */
export function askerTokens({ roles, party, organs = [] }: Asker): string[] {
  return [
    ...tokens('role', roles),
    ...tokens('party', party === '' ? [] : [party]),
    ...tokens('organ', organs),
  ];
}

function tokens(kind: 'role' | 'party' | 'organ', codes: readonly string[]): string[] {
  return codes.map((code) => `${kind}:${code}`);
}

/** The legal instant of the last event of the case, which every memory holds. */
function lastInstant({ context }: CaseFile): Instant {
  return instantSchema.parse(context['asOf']);
}

function requireDistinctKeys({ name }: WorkflowDefinition, things: readonly WaitingFor[]): void {
  const keys = things.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined)
    throw new Error(`the workflow ${name} waits twice under the key «${twice}»: keys are unique in a case`);
}

import type { CaseFile } from '../../engine/index.js';
import { type Asker, type CaseKind, holdsOffice, readBy } from '../cases/index.js';
import {
  type Clause,
  type Item,
  type MeetingContext,
  mayKnowOf,
  meetingContextSchema,
  plenaryMeeting,
} from '../../../workflows/plenary-meeting/index.js';
import { meetingEventReading } from './meeting.history.js';

/** @returns the meeting's memory, typed @throws ZodError when the case is of another workflow */
export function meetingOf(file: CaseFile): MeetingContext {
  return meetingContextSchema.parse(file.context);
}

/** Meetings, for the desk. */
export const MEETINGS: CaseKind = {
  workflow: plenaryMeeting,
  collection: 'meetings',
  noun: 'meeting',
  ...readBy((file) => {
    const { type, organs, attendance } = meetingOf(file);
    if (type !== 'organ') return { roles: ['participant', 'observer'], parties: [], organs: [] };
    // an organ's meeting stays with those who sit in it, and those it let in
    return { roles: [], parties: attendance.map(({ party }) => party), organs };
  }),
  view: (file, asker) => meetingView(meetingOf(file), asker),
  memoryFor: (asker, file) => {
    const context = meetingOf(file);
    return {
      ...file.context,
      items: [...readableItems(context, asker)],
      clauses: [...openClauses(context, asker)],
    };
  },
  eventReading: (asker, file, events) => {
    const context = meetingOf(file);
    return meetingEventReading(events, hiddenItems(context, asker), mayReadCommunique(asker, context));
  },
};

/** @returns the items this person may know of */
export function readableItems(context: MeetingContext, asker: Asker): readonly Item[] {
  return context.items.filter((item) => mayKnowOf(item, asker));
}

function hiddenItems(context: MeetingContext, asker: Asker): ReadonlySet<string> {
  return new Set(context.items.filter((item) => !mayKnowOf(item, asker)).map(({ id }) => id));
}

/** A draft is read by governments while it is a draft, and by Observers once it is adopted, or the Chair has stated the outcome. */
export function mayReadCommunique(asker: Asker, context: MeetingContext): boolean {
  const { adoptedAt, statedAt } = context.communique;
  return holdsOffice(asker) || asker.roles.includes('participant') || (adoptedAt ?? statedAt) !== null;
}

/** @returns ids of the clauses this person may read: none of a draft that is not theirs, none of an item that is hidden from them */
export function readableClauses(context: MeetingContext, asker: Asker): ReadonlySet<string> {
  if (!mayReadCommunique(asker, context)) return new Set();
  return new Set(openClauses(context, asker).map(({ id }) => id));
}

/** @returns the clauses of no hidden item */
function openClauses(context: MeetingContext, asker: Asker): readonly Clause[] {
  const hidden = hiddenItems(context, asker);
  return context.clauses.filter(({ item }) => item === null || !hidden.has(item));
}

/** @returns the meeting's memory without what this person may not read */
export function readableMemory(context: MeetingContext, asker: Asker): MeetingContext {
  const { clauses, edits, items: _all, ...rest } = context;
  const readable = readableClauses(context, asker);
  return {
    ...rest,
    items: [...readableItems(context, asker)],
    clauses: clauses.filter(({ id }) => readable.has(id)),
    edits: holdsOffice(asker) ? edits : [],
  };
}

/** @returns the meeting as this person may read it */
function meetingView(context: MeetingContext, asker: Asker): object {
  const { caseId: _id, asOf: _asOf, ...rest } = readableMemory(context, asker);
  return rest;
}

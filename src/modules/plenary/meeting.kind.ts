import type { CaseFile } from '../../engine/index.js';
import { type Asker, type CaseKind, holdsOffice } from '../cases/index.js';
import {
  type Clause,
  type Item,
  type MeetingContext,
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
  maySee: (asker, file) => {
    const { type, organs, attendance } = meetingOf(file);
    if (type !== 'organ') return isMemberOrObserver(asker);
    // an organ's meeting stays with those who sit in it
    return organs.length > 0 && attendance.some(({ party }) => party === asker.party);
  },
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

function isMemberOrObserver(asker: Asker): boolean {
  return asker.roles.includes('participant') || asker.roles.includes('observer');
}

/**
 * Who may read an item: all who are invited; governments alone; or, in matters of compliance, the offices and those it
 * concerns (KP Core Document VI.15-16: confidential, for Participants and Observers alike).
 */
function mayReadItem(asker: Asker, item: Item): boolean {
  if (holdsOffice(asker) || item.visibility === 'all') return true;
  if (item.visibility === 'participants') return asker.roles.includes('participant');
  return item.concerns.includes(asker.party);
}

/** @returns the items this person may read */
export function readableItems(context: MeetingContext, asker: Asker): readonly Item[] {
  return context.items.filter((item) => mayReadItem(asker, item));
}

function hiddenItems(context: MeetingContext, asker: Asker): ReadonlySet<string> {
  return new Set(context.items.filter((item) => !mayReadItem(asker, item)).map(({ id }) => id));
}

/** A draft is read by governments while it is a draft, and by Observers once it is adopted. */
export function mayReadCommunique(asker: Asker, context: MeetingContext): boolean {
  return holdsOffice(asker) || asker.roles.includes('participant') || context.communique.adoptedAt !== null;
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

/** @returns the meeting as this person may read it */
function meetingView(context: MeetingContext, asker: Asker): object {
  const { caseId: _id, asOf: _asOf, clauses, edits, ...rest } = context;
  const readable = readableClauses(context, asker);
  return {
    ...rest,
    items: readableItems(context, asker),
    clauses: clauses.filter(({ id }) => readable.has(id)),
    edits: holdsOffice(asker) ? edits : [],
  };
}

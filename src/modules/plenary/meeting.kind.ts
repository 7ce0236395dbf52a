import type { CaseFile } from '../../engine/index.js';
import { type Asker, type CaseKind, holdsOffice } from '../cases/index.js';
import { sitsIn } from '../organs/index.js';
import {
  type MeetingContext,
  mayKnowOf,
  meetingContextSchema,
  plenaryMeeting,
} from '../../../workflows/plenary-meeting/index.js';

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
    // an organ's meeting stays with those who sit in it, and those it let in
    return sitsIn(asker, ...organs) || attendance.some(({ party }) => party === asker.party);
  },
  view: (file, asker) => meetingView(meetingOf(file), asker),
};

function isMemberOrObserver(asker: Asker): boolean {
  return asker.roles.includes('participant') || asker.roles.includes('observer');
}

/** A draft is read by governments while it is a draft, and by Observers once it is adopted, or the Chair has stated the outcome. */
export function mayReadCommunique(asker: Asker, context: MeetingContext): boolean {
  const { adoptedAt, statedAt } = context.communique;
  return holdsOffice(asker) || asker.roles.includes('participant') || (adoptedAt ?? statedAt) !== null;
}

/** @returns ids of the clauses this person may read: none of a draft that is not theirs, none of an item that is hidden from them */
export function readableClauses(context: MeetingContext, asker: Asker): ReadonlySet<string> {
  if (!mayReadCommunique(asker, context)) return new Set();
  const hidden = new Set(context.items.filter((item) => !mayKnowOf(item, asker)).map(({ id }) => id));
  return new Set(
    context.clauses.filter(({ item }) => item === null || !hidden.has(item)).map(({ id }) => id),
  );
}

/** @returns the meeting as this person may read it */
function meetingView(context: MeetingContext, asker: Asker): object {
  const { caseId: _id, asOf: _asOf, clauses, edits, items, ...rest } = context;
  const readable = readableClauses(context, asker);
  return {
    ...rest,
    items: items.filter((item) => mayKnowOf(item, asker)),
    clauses: clauses.filter(({ id }) => readable.has(id)),
    edits: holdsOffice(asker) ? edits : [],
  };
}

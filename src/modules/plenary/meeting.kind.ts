import type { CaseFile } from '../../engine/index.js';
import { type Asker, type CaseKind, holdsOffice } from '../cases/index.js';
import {
  type Item,
  type MeetingContext,
  draftCommunique,
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
    // an organ's meeting stays with those who sit in it
    return organs.length > 0 && attendance.some(({ party }) => party === asker.party);
  },
  view: (file, asker) => meetingView(meetingOf(file), asker),
};

function isMemberOrObserver(asker: Asker): boolean {
  return asker.roles.includes('participant') || asker.roles.includes('observer');
}

/**
 * Who may read an item: all who are invited; governments alone; or, in matters of compliance, the offices and those it
 * concerns (KP Core Document VI.15-16: confidential, for Participants and Observers alike).
 */
export function mayReadItem(asker: Asker, item: Item): boolean {
  if (holdsOffice(asker) || item.visibility === 'all') return true;
  if (item.visibility === 'participants') return asker.roles.includes('participant');
  return item.concerns.includes(asker.party);
}

/** A draft is read by governments while it is a draft, and by Observers once it is adopted. */
export function mayReadCommunique(asker: Asker, context: MeetingContext): boolean {
  return holdsOffice(asker) || asker.roles.includes('participant') || context.communique.adoptedAt !== null;
}

/** @returns the meeting as this person may read it */
export function meetingView(context: MeetingContext, asker: Asker): object {
  const { caseId: _id, asOf: _asOf, clauses, edits, items, ...rest } = context;
  const readable = items.filter((item) => mayReadItem(asker, item));
  const hidden = new Set(items.filter((item) => !readable.includes(item)).map((item) => item.id));
  const seen = mayReadCommunique(asker, context)
    ? clauses.filter((clause) => clause.item === null || !hidden.has(clause.item))
    : [];
  return {
    ...rest,
    items: readable,
    clauses: seen,
    edits: holdsOffice(asker) ? edits : [],
    sentences: draftCommunique(context, {}).filter((one) => seen.some(({ id }) => id === one.clauseId))
      .length,
  };
}

/** What of meetings waits for an organ, and so passes to its successor when organs merge. */
import type { CaseFile } from '../../engine/index.js';
import type { PendingItem } from '../organs/index.js';
import { meetingOf } from './meeting.kind.js';

/** @returns whether the meeting is one of the organ, or has an item before it that the organ brought or that concerns it */
export function waitsFor(file: CaseFile, organ: string): boolean {
  const { organs, items } = meetingOf(file);
  const isItsItem = items.some(({ source, concerns }) => source === organ || concerns.includes(organ));
  return !file.historical && (organs.includes(organ) || isItsItem);
}

/** @returns whether something of the meeting passes to the successor: not what the organ only brought, which stays on record as its */
export function passesOn(file: CaseFile, organ: string): boolean {
  const { organs, items } = meetingOf(file);
  return (
    !file.historical && (organs.includes(organ) || items.some(({ concerns }) => concerns.includes(organ)))
  );
}

/** @returns the meeting as a merger lists it */
export function pendingMeeting(file: CaseFile): PendingItem {
  const { reference, title } = meetingOf(file);
  return { id: file.caseId, reference, title };
}

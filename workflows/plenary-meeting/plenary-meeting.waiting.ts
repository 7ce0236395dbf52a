/**
 * What a meeting waits for. Nothing here counts or names items: some are hidden from most who may know of the meeting (KP Core
 * Document VI.15-16).
 */
import { waitsFor } from '../../src/kernel/waiting.js';
import type { CaseView, WaitingFor } from '../../src/kernel/workflow.js';
import { type MeetingContext, meetingContextSchema } from './plenary-meeting.context.js';
import { stateOf } from './plenary-meeting.describe.js';

/** @returns what the meeting waits for now @throws ZodError for another workflow's memory */
export function waiting(view: CaseView): WaitingFor[] {
  const context = meetingContextSchema.parse(view.context);
  return (WAITING[stateOf(view.state)] ?? (() => []))(context);
}

const WAITING: Readonly<Record<string, (context: MeetingContext) => WaitingFor[]>> = {
  convened: (context) => [...itemsFor(context), ...agendaOf(context)],
  opening: ({ openedAt, asOf }) => [
    waitsFor({ key: 'agenda', what: 'adoption of the agenda', on: ['chair'], since: openedAt ?? asOf }),
  ],
  'in-session': ({ openedAt, asOf, endsAt }) => [
    waitsFor({
      key: 'close',
      what: 'findings on every item, and the close of the meeting',
      on: ['chair'],
      since: openedAt ?? asOf,
      due: endsAt.at,
    }),
  ],
  closed: ({ closedAt, asOf }) => [
    waitsFor({
      key: 'communique',
      what: 'adoption of the communiqué, or the Chair’s statement',
      on: ['chair'],
      since: closedAt ?? asOf,
    }),
  ],
  'communique-adopted': ({ communique: { adoptedAt }, asOf }) => [
    waitsFor({
      key: 'publication',
      what: 'publication of the communiqué',
      on: ['chair', 'secretariat'],
      since: adoptedAt ?? asOf,
    }),
  ],
};

/** Items are asked of the organs that meet; in a Plenary, of every Participant. The memory keeps no instant of convening. */
function itemsFor({ limits, organs, asOf }: MeetingContext): WaitingFor[] {
  if (limits.agenda.at <= asOf) return [];
  return [
    waitsFor({
      key: 'items',
      what: 'items for the agenda',
      on: organs.length > 0 ? organs : ['participants'],
      since: asOf,
      due: limits.agenda.at,
    }),
  ];
}

/** That it is to be circulated before the opening is assumed. */
function agendaOf({ agenda, opensAt, asOf }: MeetingContext): WaitingFor[] {
  if (agenda.circulatedAt !== null) return [];
  return [
    waitsFor({
      key: 'circulation',
      what: 'circulation of the agenda',
      on: ['chair', 'secretariat'],
      since: asOf,
      due: opensAt.at,
    }),
  ];
}

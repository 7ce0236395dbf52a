/** A meeting in words: its status, what is still needed, what comes next. */
import type { CaseDescription, CaseView } from '../../src/kernel/workflow.js';
import { type MeetingContext, meetingContextSchema, standing } from './plenary-meeting.context.js';

/** @returns status, what is needed in a sentence with its numbers, and what the next timer does @throws ZodError for another workflow's memory */
export function describe(view: CaseView): CaseDescription {
  const context = meetingContextSchema.parse(view.context);
  const state = stateOf(view.state);
  const [soonest] = view.timers;
  return {
    status: state === 'in-session' && context.overran ? 'in overrun' : state.replaceAll('-', ' '),
    needed: (NEEDED[state] ?? (() => ''))(context),
    next: soonest ? { sentence: NEXT[soonest.name] ?? '', at: soonest.dueAt } : null,
  };
}

/** @returns the outermost state: `in-session`, whether it overruns or not */
export function stateOf(state: CaseView['state']): string {
  return typeof state === 'string' ? state : (Object.keys(state as object)[0] ?? ''); // a state value is a name or an object of names
}

const NEXT: Readonly<Record<string, string>> = {
  'agenda-limit': 'The time for bringing items ends.',
  opening: 'The meeting opens.',
  'planned-end': 'The planned end comes; the meeting goes on until it is closed.',
};

const NEEDED: Readonly<Record<string, (context: MeetingContext) => string>> = {
  convened: ({ items, agenda, limits }) =>
    `${counted(items.filter((item) => item.agenda === 'proposed').length, 'item')} proposed; items may be brought until ${limits.agenda.at}. ${agenda.circulatedAt ? 'The agenda was circulated.' : 'The agenda is to be circulated.'}`,
  opening: ({ items, attendance }) =>
    `The agenda of ${counted(items.filter((item) => item.agenda === 'proposed').length, 'item')} is to be adopted; ${counted(attendance.length, 'delegation')} registered.`,
  'in-session': ({ items }) => {
    const admitted = items.filter((item) => item.agenda === 'admitted');
    const open = admitted.filter((item) => standing(item) === null);
    return open.length > 0
      ? `${open.length} of ${counted(admitted.length, 'item')} still without a finding.`
      : 'Every item has its finding; the Chair may close the meeting.';
  },
  closed: ({ clauses }) =>
    `The communiqué (${counted(clauses.length, 'clause')}) is to be adopted, or the Chair states the outcome.`,
  'communique-adopted': () => 'The communiqué is adopted and is to be published.',
  published: () => 'Nothing: the communiqué is published.',
  'ended-with-statement': () => 'Nothing: no communiqué was agreed, the Chair stated the outcome.',
  cancelled: ({ cancellation }) => `Nothing: the meeting was cancelled (${cancellation?.reason ?? ''}).`,
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

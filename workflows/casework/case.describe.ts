/** A case in words, and what a board shows of it. */
import type { z } from 'zod';
import type { CaseDescription, CaseView, WaitingFor } from '../../src/kernel/workflow.js';
import type { CaseContext } from './case.context.js';
import { timeIn } from './deadline.js';
import { type Duty, isLate, isPostponed, openDuties } from './duty.js';
import type { Ladder } from './ladder.js';
import { nextStep } from './next-step.js';

/** What a workflow says of its states and timers. */
export interface Saying<Context> {
  /** by the innermost state of the region `progress`: what is needed, in a sentence; a state left out says what is due */
  readonly needed: Readonly<Record<string, (context: Context) => string>>;
  /** by timer: what comes then, in a sentence; `duty-step` is known */
  readonly next?: Readonly<Record<string, string>>;
  /** by innermost state, where the status is another word than the state's own name */
  readonly status?: Readonly<Record<string, (context: Context) => string>>;
}

/**
 * @param schema of the memory
 * @param saying of the workflow
 * @returns `describe` and `waiting` of its definition
 */
export function describer<Context extends CaseContext>(schema: z.ZodType<Context>, saying: Saying<Context>) {
  return {
    describe: (view: CaseView): CaseDescription => {
      const context = schema.parse(view.context);
      const state = progressOf(view.state);
      const [soonest] = view.timers;
      const ended = context.ending !== null;
      return {
        status: saying.status?.[state]?.(context) ?? state.replaceAll('-', ' '),
        needed:
          saying.needed[state]?.(context) ??
          (ended ? `Nothing: ${context.ending?.reason ?? ''}` : dueWords(context)),
        next:
          soonest && !ended
            ? {
                sentence:
                  soonest.name === 'duty-step' ? stepWords(context) : (saying.next?.[soonest.name] ?? ''),
                at: soonest.dueAt,
              }
            : null,
      };
    },
    waiting: (view: CaseView): readonly WaitingFor[] => waitingOf(schema.parse(view.context)),
  };
}

/** @returns innermost state of the region `progress` */
export function progressOf(state: CaseView['state']): string {
  let inner: unknown = (state as { readonly progress?: unknown }).progress ?? state; // XState's own value of a parallel machine
  while (typeof inner === 'object' && inner !== null)
    inner = Object.entries(inner)[0]?.[1] ?? Object.keys(inner)[0];
  return String(inner);
}

/** @returns all that is due and open, as a board shows it */
export function waitingOf(context: CaseContext): readonly WaitingFor[] {
  if (context.ending !== null) return [];
  return openDuties(context).map((duty): WaitingFor => {
    const last = duty.climbs.findLast(({ passedOver }) => !passedOver);
    return {
      key: duty.id,
      what: duty.what,
      on: duty.from,
      since: duty.since,
      due: duty.due?.at ?? null,
      postponedUntil: isPostponed(duty, context.asOf) ? (duty.postponed?.until.at ?? null) : null,
      rung: {
        reached: stepsSinceAnswer(duty),
        of: stepsOf(duty.ladder === null ? undefined : context.ladders[duty.ladder]),
        last: last
          ? `${last.rung.to} by ${last.rung.channel}${last.logged ? '' : ', not logged yet'}`
          : duty.reminded.length > 0
            ? 'a reminder'
            : null,
      },
      unreachable: duty.unreachable,
    };
  });
}

/** Reminders and rungs since the last answer: whoever answered is not silent. */
function stepsSinceAnswer({ reminded, climbs, answered }: Duty): number {
  const after = answered?.at ?? '';
  return [...reminded, ...climbs.map(({ at }) => at)].filter((at) => at > after).length;
}

function stepsOf(ladder: Ladder | undefined): number {
  return ladder ? ladder.remindDaysBefore.length + ladder.rungs.length : 0;
}

/** @returns what is due, in a sentence: `Awaited: annual report for 2011 of IDN by Saturday 31 March 2012, 24:00 (UTC, end of the day), late.` */
export function dueWords(context: CaseContext): string {
  const open = openDuties(context);
  if (open.length === 0) return 'Nothing is due of anybody now.';
  return `Awaited: ${open.map((duty) => oneDue(duty, context)).join('; ')}.`;
}

function oneDue(duty: Duty, { asOf, zone }: CaseContext): string {
  const { what, from, due, postponed } = duty;
  const by = due ? ` by ${timeIn(due.at, zone)}` : '';
  const note = isPostponed(duty, asOf)
    ? `, postponed until ${postponed ? timeIn(postponed.until.at, zone) : ''}`
    : isLate(duty, asOf)
      ? ', late'
      : '';
  return `${what.replace(/\.$/, '')} of ${from.join(', ')}${by}${note}`;
}

function stepWords(context: CaseContext): string {
  const step = nextStep(context);
  if (!step) return '';
  const { duty, kind } = step;
  const what = duty.what.replace(/\.$/, ''); // somebody may have written it as a sentence
  if (kind === 'reminder') return `A reminder goes to ${duty.from.join(', ')}: ${what}.`;
  if (kind === 'late') return `It becomes late: ${what}.`;
  return `The next rung is climbed (${step.rung.to}, ${step.rung.channel}): ${what}.`;
}

/** The counting of objections to going on, and what follows when there are enough or the time is over; pure. */
import { refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  type Duty,
  type KeptDeadline,
  type Outgoing,
  changeDuty,
  close,
  isAwaited,
  notify,
  owe,
  personOf,
} from '../casework/index.js';
import type { MeasureContext, Version, Window } from './measure.context.js';
import type { Term } from './provisions.js';
import { hearers } from './telling.js';
import { ended, tradeLeft, versionAt } from './versions.rules.js';

/** @returns whether members may still stop it */
export function isOpen({ outcome }: Window): boolean {
  return outcome === null;
}

/** @returns whether a member objects now */
export function counting({ windows }: Pick<MeasureContext, 'windows'>, id: string, member: string): boolean {
  return windows.some(
    (one) =>
      one.id === id && one.objections.some((given) => given.member === member && given.withdrawnAt === null),
  );
}

/** @returns what a time in which members may stop something asks of those that have not objected; nothing once it is over */
export function awaitMembers(context: MeasureContext, id: string): Pick<MeasureContext, 'duties'> {
  const window = context.windows.find((one) => one.id === id);
  const duty = dutyOfWindow(id);
  if (!window || !isOpen(window)) return close(context, duty, 'done', window?.outcome ?? '');
  const from = window.members.filter((member) => !counting(context, id, member));
  if (isAwaited(context, duty)) return changeDuty(context, duty, () => ({ from }));
  return owe(context, {
    id: duty,
    what: `objection, if any, to ${window.subject}`.slice(0, 600),
    basis: 'the decision on the measure: it goes on unless members stop it',
    from,
    due: window.due,
    lapses: true,
    ladder: 'windows',
  });
}

/** @returns the id of the duty of members to say so if they want to stop it */
export function dutyOfWindow(id: string): string {
  return `${WINDOW_DUTY}${id}`;
}
const WINDOW_DUTY = 'window-';

/** @returns why such a time is neither excused nor postponed, for the policies of workflows in which one may run; null of every other duty */
export function refusalOfMovingWindow(_context: MeasureContext, { id }: Pick<Duty, 'id'>): Refusal | null {
  if (!id.startsWith(WINDOW_DUTY)) return null;
  return refuse(
    'measure.window-runs',
    `«${id}» is a time that runs to its end and is not moved. Whoever does not want to stop it need do nothing.`,
    'duty',
  );
}

/** @returns how many objections count now */
export function objecting({ objections }: Window): number {
  return objections.filter(({ counted, withdrawnAt }) => counted && withdrawnAt === null).length;
}

/** @returns the end of the time that is over first; null when none runs */
export function nextWindowEnd({ windows }: Pick<MeasureContext, 'windows'>): KeptDeadline | null {
  return windows
    .filter(isOpen)
    .reduce<KeptDeadline | null>(
      (soonest, { due }) => (soonest && soonest.at <= due.at ? soonest : due),
      null,
    );
}

/** @returns the memory, what runs in the window stopped when enough members object: at once, since nothing is left to wait for */
export function stoppedIfEnough(
  context: MeasureContext,
  event: CommandEvent,
  id: string,
): Partial<MeasureContext> {
  const window = context.windows.find((one) => one.id === id);
  if (!window || objecting(window) < window.stopAt)
    return { windows: context.windows, ...awaitMembers(context, id) };
  const windows = context.windows.map((one) =>
    one.id === id ? { ...one, outcome: 'stopped' as const, endedAt: event.occurredAt } : one,
  );
  const reason = `${objecting(window)} members of ${window.organ} stopped it: ${window.subject}`.slice(
    0,
    600,
  );
  if (window.what === 'exports')
    return {
      windows,
      versions: [...context.versions, stopping(context, window, reason)],
      ...awaitMembers({ ...context, windows }, id),
    };
  return ended(
    { ...context, windows },
    {
      how: 'lifted',
      at: event.occurredAt,
      reason,
      under: null,
      decision: null,
      objections: [],
      tradeAfter: tradeLeft(context),
      commitment: null,
      successor: null,
      person: personOf(event),
    },
  );
}

/** The same decision, under which members may stop exports, with exports stopped where the window was about. */
function stopping(context: MeasureContext, { id, zones }: Window, reason: string): Version {
  const { asOf } = context;
  const before = versionAt(context);
  if (!before) throw new Error('exports were stopped under no decision'); // a window opens only where one holds
  const term: Term = {
    id: `stopped-${id}`,
    measure: 'temporary-suspension',
    text: reason,
    zones,
    except: [],
    since: asOf,
    trade: 'suspended',
    source: before.provisions.polarity.kind === 'stop' ? before.provisions.polarity.source : 'assumed',
    refersTo: null,
  };
  return {
    ...before,
    kind: 'stopped-by-members',
    at: asOf,
    effectiveAt: asOf,
    provisions: { ...before.provisions, terms: [...before.provisions.terms, term] },
    note: reason,
  };
}

/** @returns the memory as the time of windows is over: what was not stopped goes on */
export function windowsOver(context: MeasureContext): Partial<MeasureContext> {
  const { asOf } = context;
  const windows = context.windows.map((one) =>
    isOpen(one) && one.due.at <= asOf ? { ...one, outcome: 'continues' as const, endedAt: asOf } : one,
  );
  const over = { ...context, windows };
  return windows
    .filter(({ outcome, endedAt }) => outcome === 'continues' && endedAt === asOf)
    .reduce<Pick<MeasureContext, 'windows' | 'duties'>>(
      (so, { id }) => ({ ...so, ...awaitMembers({ ...over, ...so }, id) }),
      { windows, duties: over.duties },
    );
}

/** @returns the notice of what goes on, told from the memory after {@link windowsOver} */
export function tellWindowsOver(context: MeasureContext): readonly Outgoing[] {
  const over = context.windows.filter(
    ({ outcome, endedAt }) => outcome === 'continues' && endedAt === context.asOf,
  );
  return over.flatMap((one) =>
    notify(context, hearers(context), {
      kind: 'decision',
      lead: `It goes on: ${one.subject}`,
      paragraphs: [`${objecting(one)} of the ${one.stopAt} members that it takes objected.`],
    }),
  );
}

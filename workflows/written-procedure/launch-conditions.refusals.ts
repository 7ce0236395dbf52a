/** Why a launch is refused that lacks what the body asks for beside rule and window, or that is not the one that was confirmed. */
import type { Instant } from '../../src/kernel/instant.js';
import { canonicalJson } from '../../src/kernel/json.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { windowDeadline } from './deadlines.rules.js';
import { launchConditions } from './launch-conditions.js';
import { type Asked, type LaunchFacts, firstRefusal, refuse } from './refusal.rules.js';
import type { RuleSet } from './rule-set.js';
import type { FrozenParty, ProcedureContext } from './written-procedure.context.js';
import type { ConfirmedDraft, Payload } from './written-procedure.payloads.js';

type Launch = Asked<Payload<'launch'>>;
/** In what a launch departs from the rule set it is launched under. */
export type Departure = 'window' | 'reminders';

/**
 * @param asked the launch
 * @param facts what the records say of it
 * @param opensAt when its window would open
 * @returns why it is refused for want of a confirmed text, a reason or a second person; null when nothing is wanting
 */
export function refusalOfConditions(asked: Launch, facts: LaunchFacts, opensAt: Instant): Refusal | null {
  return firstRefusal(
    () => changedSince(asked),
    () => remindersOutOfBounds(asked, facts.rules),
    () => departureWithoutReason(asked, facts.rules, opensAt),
    () => unreachedWithoutReason(asked, facts),
    () => notCountersigned(asked, facts),
  );
}

/** @returns the draft as a confirmation names it */
export function confirmedDraft(context: ProcedureContext): ConfirmedDraft {
  const { reference, title, subject, background, memberConcerned, about, documents, textHash } = context;
  const draft = { reference, title, subject, background, memberConcerned, documents, textHash };
  return about ? { ...draft, about } : draft;
}

/**
 * @param rules the rule set chosen
 * @param opensAt when the window opens
 * @param launch what was chosen beside it
 * @returns where the choices make a difference to what the rules would do by themselves
 * @throws DomainError when a wall time does not exist or the calendar does not know the year
 */
export function departuresOf(
  rules: RuleSet,
  opensAt: Instant,
  launch: Pick<Payload<'launch'>, 'deadline' | 'period' | 'reminderDays'>,
): readonly Departure[] {
  const { reminderDays } = launch;
  const isOtherWindow = windowDeadline(rules, opensAt, launch).at !== windowDeadline(rules, opensAt, {}).at;
  const isOtherDays =
    reminderDays !== undefined &&
    canonicalJson(inOrder(reminderDays)) !== canonicalJson(inOrder(rules.reminders.daysBefore));
  return [...(isOtherWindow ? (['window'] as const) : []), ...(isOtherDays ? (['reminders'] as const) : [])];
}

/** @returns the rules with the days of reminders that were chosen, the earliest first */
export function withReminderDays(rules: RuleSet, reminderDays: readonly number[] | undefined): RuleSet {
  if (reminderDays === undefined) return rules;
  const source = `${rules.reminders.source}; the days were chosen at the launch`;
  return { ...rules, reminders: { ...rules.reminders, daysBefore: inOrder(reminderDays), source } };
}

/** @returns the members of a roll whom no mail reaches, without the one that does not count */
export function unreached(
  electorate: readonly FrozenParty[],
  excluded: string | null,
): readonly FrozenParty[] {
  return electorate.filter(
    ({ code, contacts }) =>
      code !== excluded && contacts.every(({ unreachableSince }) => unreachableSince !== null),
  );
}

function inOrder(days: readonly number[]): number[] {
  return [...new Set(days)].sort((a, b) => b - a);
}

/** What was confirmed is launched, or nothing. */
function changedSince({ context, payload }: Launch): Refusal | null {
  if (!payload.confirmed || canonicalJson(payload.confirmed) === canonicalJson(confirmedDraft(context)))
    return null;
  return refuse(
    'launch.changed',
    'The draft was changed after the launch was confirmed, so it was not launched. Read it again, then confirm.',
  );
}

function remindersOutOfBounds({ payload }: Launch, rules: RuleSet): Refusal | null {
  const { reminderDays } = payload;
  if (reminderDays === undefined) return null;
  const { reminderDays: bounds, source } = launchConditions(rules);
  if (!bounds)
    return refuse(
      'launch.reminders-fixed',
      'The rules name the days of reminders and let nobody choose others. Leave them out.',
      'reminderDays',
    );
  const days = inOrder(reminderDays);
  if (days.length >= bounds.least && days.length <= bounds.most && (days[0] ?? 0) <= bounds.earliest)
    return null;
  return refuse(
    'launch.reminders-out-of-bounds',
    `The rules let ${bounds.least} to ${bounds.most} days be chosen for reminders, none earlier than ${bounds.earliest} days before the deadline (${source}); chosen were ${days.join(', ') || 'none'}.`,
    'reminderDays',
  );
}

function departureWithoutReason({ payload }: Launch, rules: RuleSet, opensAt: Instant): Refusal | null {
  if (launchConditions(rules).departure === 'free' || payload.departure !== undefined) return null;
  if (departuresOf(rules, opensAt, payload).length === 0) return null;
  return refuse(
    'launch.departure-without-reason',
    'The window or the reminders are others than the rules have them. Say why: it is kept with the procedure.',
    'departure',
  );
}

function unreachedWithoutReason({ context, payload }: Launch, facts: LaunchFacts): Refusal | null {
  const { rules, electorate } = facts;
  const condition = launchConditions(rules).unreached;
  const excluded = rules.electorate.memberConcerned === 'excluded' ? context.memberConcerned : null;
  const names = unreached(electorate, excluded).map(({ name }) => name);
  if (condition === 'allowed' || names.length === 0) return null;
  if (condition === 'asks-reason' && payload.unreachedReason !== undefined) return null;
  return condition === 'blocked'
    ? refuse(
        'launch.unreached',
        `No mail reaches ${names.join(', ')}, and the rules let nothing be launched until it does. Mend the contacts in the registry.`,
        'unreachedReason',
      )
    : refuse(
        'launch.unreached-without-reason',
        `No mail reaches ${names.join(', ')}. Mend the contacts in the registry, or say why it is launched all the same: it is kept with the procedure.`,
        'unreachedReason',
      );
}

function notCountersigned({ event }: Launch, { rules, countersignedBy }: LaunchFacts): Refusal | null {
  if (!launchConditions(rules).countersign) return null;
  if (countersignedBy && countersignedBy.id !== event.actor.id) return null;
  return refuse(
    'launch.not-countersigned',
    'The rules ask that a second person, of the Secretariat, countersigns the launch. Confirm it on its page and have it countersigned there.',
  );
}

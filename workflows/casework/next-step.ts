/** What comes next of all that is due if nobody acts: a reminder, lateness, a rung of the ladder; and how answers and postponements move it. */
import { type Instant, addMs, msBetween } from '../../src/kernel/instant.js';
import { type KeptDeadline, exactly } from './deadline.js';
import { type Duty, type Owing, holdsOf, openDuties } from './duty.js';
import { type Ladder, type Rung, climbsOf, isTask, remindersOf } from './ladder.js';

/** What comes next for a duty if nobody acts. */
export type DutyStep =
  | { readonly kind: 'reminder'; readonly duty: Duty; readonly at: Instant }
  | { readonly kind: 'late'; readonly duty: Duty; readonly at: Instant }
  | {
      readonly kind: 'rung';
      readonly duty: Duty;
      readonly at: Instant;
      readonly rung: Rung;
      readonly passedOver: boolean;
    };

/**
 * What comes next of all that is due.
 *
 * @returns the soonest step; of two at one instant lateness before a rung, and the duty taken on first; null when nothing is ahead
 */
export function nextStep(owing: Owing): DutyStep | null {
  const known = KNOWN_STEPS.get(owing);
  if (known !== undefined) return known;
  const step = soonestStep(owing);
  KNOWN_STEPS.set(owing, step);
  return step;
}

/** A memory is asked for its next step by guards, delays and actions in turn, and never changes: the dates are counted once. */
const KNOWN_STEPS = new WeakMap<Owing, DutyStep | null>();

function soonestStep(owing: Owing): DutyStep | null {
  const steps = openDuties(owing).flatMap((duty) => {
    const step = stepOf(duty, duty.ladder === null ? null : (owing.ladders[duty.ladder] ?? null), owing.asOf);
    return step ? [step] : [];
  });
  return steps.reduce<DutyStep | null>(
    (soonest, step) => (soonest && soonest.at <= step.at ? soonest : step),
    null,
  );
}

function stepOf(duty: Duty, ladder: Ladder | null, asOf: Instant): DutyStep | null {
  const { due, lateSince, lapses } = duty;
  if (due === null) return null;
  if (lateSince !== null) return ladder && rungStep(duty, due, ladder);
  const reminder = ladder ? nextReminder(duty, due, ladder, asOf) : undefined;
  if (reminder !== undefined) return { kind: 'reminder', duty, at: reminder };
  return lapses ? null : { kind: 'late', duty, at: pressedFrom(duty, due).at };
}

/**
 * From when on a duty is pressed: its due instant; the end of its postponement where that is later; and never before it was taken on, so
 * that what is asked for late, or taken up again, does not meet the whole ladder at once.
 */
function pressedFrom({ postponed, since }: Duty, due: KeptDeadline): KeptDeadline {
  const later = postponed && postponed.until.at > due.at ? postponed.until : due;
  return since > later.at ? exactly(since, due.zone, 'since it is asked for') : later;
}

/**
 * A reminder whose hour passed before anybody could be reminded is left out, and so is one that an answer holds: the next one comes. After
 * a postponement there is none: nothing presses before its end.
 */
function nextReminder(
  { reminded, since, answered, postponed }: Duty,
  due: KeptDeadline,
  ladder: Ladder,
  asOf: Instant,
): Instant | undefined {
  if (postponed) return undefined;
  const last = [reminded.at(-1) ?? since, answered?.holdsUntil ?? since].reduce((a, b) => (a > b ? a : b));
  return remindersOf(due, ladder).find((at) => at > last && at >= asOf);
}

function rungStep(duty: Duty, due: KeptDeadline, ladder: Ladder): DutyStep | null {
  const { climbs, from, unreachable } = duty;
  const nobodyReached = from.every((code) => unreachable.includes(code));
  const base = pressedFrom(duty, due);
  const rungs = (start: KeptDeadline) => climbsOf(start, ladder, nobodyReached)[climbs.length];
  const unheld = rungs(base);
  const next = unheld?.rung.stops.includes('answer') ? rungs(held(duty, base)) : unheld;
  if (!next) return null;
  const last = climbs.at(-1)?.at ?? next.at;
  return { kind: 'rung', duty, ...next, at: last > next.at ? last : next.at };
}

/**
 * From when on the rungs still ahead are counted: later by as long as answers held the ladder after it began to press, so that an answer
 * moves them all, each by as much, and they never come at once when it holds no longer.
 */
function held(duty: Duty, base: KeptDeadline): KeptDeadline {
  const heldMs = holdsOf(duty).reduce((sum, { from, until }) => {
    const start = from > base.at ? from : base.at;
    return until > start ? sum + msBetween(start, until) : sum;
  }, 0);
  return heldMs === 0 ? base : { ...base, at: addMs(base.at, heldMs) };
}

/** @returns the duties after a step was taken */
export function stepTaken({ duties }: Owing, step: DutyStep): { duties: Duty[] } {
  const changed = ((): Partial<Duty> => {
    switch (step.kind) {
      case 'reminder':
        return { reminded: [...step.duty.reminded, step.at] };
      case 'late':
        return { lateSince: step.at };
      case 'rung': {
        const { rung, at, passedOver } = step;
        const logged = !isTask(rung) || passedOver;
        return { climbs: [...step.duty.climbs, { rung, at, passedOver, logged }] };
      }
    }
  })();
  return { duties: duties.map((duty) => (duty === step.duty ? { ...duty, ...changed } : duty)) };
}

/**
 * Something that is due of somebody: what, of whom, by when, and how far it was pressed. A case keeps a list of them; the ladder is
 * climbed for each by itself. Lateness is a state and never an end: only what is done, an excuse or a decision closes a duty.
 */
import { z } from 'zod';
import { type Instant, instantSchema } from '../../src/kernel/instant.js';
import { type KeptDeadline, exactly, keptDeadlineSchema } from './deadline.js';
import {
  type Ladder,
  type Rung,
  type Stop,
  climbsOf,
  laddersSchema,
  remindersOf,
  rungSchema,
} from './ladder.js';
import { personSchema } from './person.js';

const line = z.string().min(1).max(600);

export const dutySchema = z.strictObject({
  /** unique in the case: `report`, `recommendation-3` */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  /** a noun phrase: `annual report for 2011` */
  what: line,
  /** the rule it rests on, or `assumed` */
  basis: line,
  /** codes of those of whom it is due: parties, organs, `chair`, `secretariat` */
  from: z.array(z.string()).min(1),
  since: instantSchema,
  /** the first instant that is too late; null: nothing is late, and nothing climbs */
  due: keptDeadlineSchema.nullable(),
  /** name of the ladder that presses it; null: none does */
  ladder: z.string().nullable(),
  /** reminders and rungs taken on the present due instant */
  reminded: z.array(instantSchema),
  climbs: z.array(
    z.strictObject({ at: instantSchema, rung: rungSchema, passedOver: z.boolean(), logged: z.boolean() }),
  ),
  /** when it was noticed to be late; null while it is not */
  lateSince: instantSchema.nullable(),
  /** those of whom it is due and whom nothing reaches now */
  unreachable: z.array(z.string()),
  answered: z
    .strictObject({ at: instantSchema, by: z.string(), text: line, holdsUntil: instantSchema })
    .nullable(),
  postponed: z
    .strictObject({
      at: instantSchema,
      until: keptDeadlineSchema,
      reason: line,
      decision: line.nullable(),
      person: personSchema,
    })
    .nullable(),
  closed: z
    .strictObject({
      how: z.enum(['done', 'excused', 'decided', 'dropped']),
      at: instantSchema,
      late: z.boolean(),
      note: z.string(),
    })
    .nullable(),
});
export type Duty = z.output<typeof dutySchema>;

/** The part of a case's memory that duties live in. */
export interface Owing {
  readonly asOf: Instant;
  readonly duties: readonly Duty[];
  readonly ladders: z.output<typeof laddersSchema>;
}

/** A duty as it is taken on. */
export type NewDuty = Pick<Duty, 'id' | 'what' | 'basis' | 'from' | 'due'> & {
  /** left out: `default` */
  readonly ladder?: string | null;
};

/**
 * @param duty its ladder falls back on the body's `default` one where the body's file has none of that name; without any, nothing presses it
 * @returns the duties with one more; one of the same id that is still open is replaced, since it is asked for anew
 */
export function owe({ duties, ladders, asOf }: Owing, duty: NewDuty): { duties: Duty[] } {
  const { ladder: wanted = 'default', ...asked } = duty;
  const ladder = [wanted, 'default'].find((name) => name !== null && Object.hasOwn(ladders, name)) ?? null;
  const taken: Duty = {
    ...asked,
    from: [...asked.from],
    ladder: wanted === null ? null : ladder,
    since: asOf,
    reminded: [],
    climbs: [],
    lateSince: null,
    unreachable: [],
    answered: null,
    postponed: null,
    closed: null,
  };
  return { duties: [...duties.filter(({ id, closed }) => id !== duty.id || closed !== null), taken] };
}

/** @returns the duties, the one of this id closed; one that is closed or unknown is left as it is */
export function close(
  { duties, asOf }: Owing,
  id: string,
  how: NonNullable<Duty['closed']>['how'] = 'done',
  note = '',
): { duties: Duty[] } {
  const closed = (duty: Duty) => ({
    how,
    at: asOf,
    late: isPast(duty, asOf) && !isPostponed(duty, asOf),
    note,
  });
  return {
    duties: duties.map((duty) => (duty.id === id && !duty.closed ? { ...duty, closed: closed(duty) } : duty)),
  };
}

/** @returns the duties, all of them closed that are open: the case ends, or what they served is gone */
export function closeAll(
  owing: Owing,
  how: 'decided' | 'dropped' | 'done' | 'excused',
  note = '',
): { duties: Duty[] } {
  return openDuties(owing).reduce<{ duties: Duty[] }>(
    (so, { id }) => close({ ...owing, ...so }, id, how, note),
    { duties: [...owing.duties] },
  );
}

/** @returns the duties, the open one of this id with another due instant; with it the ladder begins again */
export function redate({ duties }: Owing, id: string, due: Duty['due']): { duties: Duty[] } {
  const fresh = { due, reminded: [], climbs: [], lateSince: null, answered: null, postponed: null };
  return { duties: duties.map((duty) => (duty.id === id && !duty.closed ? { ...duty, ...fresh } : duty)) };
}

/** @returns what is due and not closed, in the order in which it was taken on */
export function openDuties({ duties }: Pick<Owing, 'duties'>): readonly Duty[] {
  return duties.filter(({ closed }) => closed === null);
}

/** @returns the duty of this id, the open one if there is one; undefined when there never was any */
export function dutyOf({ duties }: Pick<Owing, 'duties'>, id: string): Duty | undefined {
  const all = duties.filter((duty) => duty.id === id);
  return all.find(({ closed }) => closed === null) ?? all.at(-1);
}

/** @returns whether it is open and its due instant has come; a lawful postponement that runs makes nothing late */
export function isLate(duty: Duty, asOf: Instant): boolean {
  return duty.closed === null && isPast(duty, asOf) && !isPostponed(duty, asOf);
}

function isPast({ due }: Duty, asOf: Instant): boolean {
  return due !== null && due.at <= asOf;
}

/** @returns whether it is lawfully postponed at an instant */
export function isPostponed({ postponed }: Duty, asOf: Instant): boolean {
  return postponed !== null && asOf < postponed.until.at;
}

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
  const { due, lateSince } = duty;
  if (due === null) return null;
  if (lateSince !== null) return ladder && rungStep(duty, due, ladder);
  const late: DutyStep = { kind: 'late', duty, at: pressedFrom(duty, due).at };
  const reminder = ladder ? nextReminder(duty, due, ladder, asOf) : undefined;
  return reminder === undefined ? late : { kind: 'reminder', duty, at: reminder };
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
  const { climbs, answered, from, unreachable, postponed } = duty;
  const base = pressedFrom(duty, due);
  const next = climbsOf(
    base,
    ladder,
    from.every((code) => unreachable.includes(code)),
  )[climbs.length];
  if (!next) return null;
  const halts: readonly (readonly [Stop, Instant | undefined])[] = [
    ['answer', answered?.holdsUntil],
    ['decision', postponed?.until.at],
  ];
  const held = halts.flatMap(([stop, until]) =>
    until !== undefined && next.rung.stops.includes(stop) ? [until] : [],
  );
  const last = climbs.at(-1)?.at;
  const at = [...held, ...(last === undefined ? [] : [last])].reduce(
    (late, one) => (one > late ? one : late),
    next.at,
  );
  return { kind: 'rung', duty, rung: next.rung, passedOver: next.passedOver, at };
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
        const logged = rung.channel === 'mail' || rung.channel === 'agenda' || passedOver;
        return { climbs: [...step.duty.climbs, { rung, at, passedOver, logged }] };
      }
    }
  })();
  return { duties: duties.map((duty) => (duty === step.duty ? { ...duty, ...changed } : duty)) };
}

/** @returns whether a call or note verbale that a rung asked for is not logged yet */
export function awaitsLog({ climbs, closed }: Duty): boolean {
  return closed === null && climbs.some(({ logged }) => !logged);
}

/** @returns the duty's person-made parts, changed: the one way in which commands touch a duty */
export function changeDuty(
  { duties }: Owing,
  id: string,
  change: (duty: Duty) => Partial<Duty>,
): { duties: Duty[] } {
  return {
    duties: duties.map((duty) => (duty.id === id && !duty.closed ? { ...duty, ...change(duty) } : duty)),
  };
}

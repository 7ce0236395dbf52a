/**
 * Something that is due of somebody: what, of whom, by when, and how far it was pressed. A case keeps a list of them; the ladder is
 * climbed for each by itself. Lateness is a state and never an end: only what is done, an excuse or a decision closes a duty.
 */
import { z } from 'zod';
import { type Instant, instantSchema } from '../../src/kernel/instant.js';
import { keptDeadlineSchema } from './deadline.js';
import { laddersSchema, rungSchema } from './ladder.js';
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
  /** silence is an answer: at its due instant its time is over, and nothing is ever late; left out: it becomes late */
  lapses: z.boolean().optional(),
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
  /** times in which answers hold the ladder, in order, none inside another; left out: none beyond that of `answered` */
  holds: z.array(z.strictObject({ from: instantSchema, until: instantSchema })).optional(),
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
export type NewDuty = Pick<Duty, 'id' | 'what' | 'basis' | 'from' | 'due' | 'lapses'> & {
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
    holds: [],
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
  const fresh = {
    due,
    reminded: [],
    climbs: [],
    lateSince: null,
    answered: null,
    holds: [],
    postponed: null,
  };
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

/** @returns whether something of this id is due and not closed */
export function isAwaited(owing: Pick<Owing, 'duties'>, id: string): boolean {
  return openDuties(owing).some((duty) => duty.id === id);
}

/** @returns whether it is open and its due instant has come; a lawful postponement that runs makes nothing late */
export function isLate(duty: Duty, asOf: Instant): boolean {
  return duty.closed === null && isPast(duty, asOf) && !isPostponed(duty, asOf);
}

function isPast({ due, lapses }: Duty, asOf: Instant): boolean {
  return due !== null && lapses !== true && due.at <= asOf;
}

/** @returns whether it is lawfully postponed at an instant */
export function isPostponed({ postponed }: Duty, asOf: Instant): boolean {
  return postponed !== null && asOf < postponed.until.at;
}

type Answered = NonNullable<Duty['answered']>;

/** @returns the times in which its answers hold the ladder */
export function holdsOf({ holds, answered }: Duty): NonNullable<Duty['holds']> {
  if (holds && holds.length > 0) return holds;
  return answered ? [{ from: answered.at, until: answered.holdsUntil }] : [];
}

/** @returns the parts of a duty that an answer changes: it holds the ladder on, from where the answer before it no longer does */
export function answeredWith(duty: Duty, answered: Answered): Pick<Duty, 'answered' | 'holds'> {
  const holds = holdsOf(duty);
  const last = holds.at(-1)?.until ?? answered.at;
  const from = last > answered.at ? last : answered.at;
  const more = answered.holdsUntil > from ? [{ from, until: answered.holdsUntil }] : [];
  return { answered, holds: [...holds, ...more] };
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

/**
 * A ladder of escalation, as data: what is done, one rung after the other, when somebody does not do what is due of him.
 *
 * Source: no rule of the KP on it was found; every ladder says what it rests on, or `assumed`. Nothing is ever ended by a ladder:
 * the last rung brings a matter before a body, which decides (practice: Venezuela's deadlines of 2011 and 2013).
 */
import { z } from 'zod';
import { countBackward, countForward } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { type Instant, addMs, msBetween } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import type { KeptDeadline } from './deadline.js';

/** Whom a rung turns to on behalf of those awaited: persons of their own side, then offices, an organ by its code, the next Plenary. */
export const OWN_SIDE = ['contacts', 'alternates', 'head-of-delegation', 'authority'] as const;
const toSchema = z.union([
  z.enum([...OWN_SIDE, 'chair', 'secretariat', 'plenary']),
  z.string().regex(/^[A-Z][A-Za-z0-9-]{1,11}$/, 'one of the steps, or the code of an organ such as PC'),
]);
export type RungTarget = z.output<typeof toSchema>;

/** What halts a rung if the ladder says so. An excuse, a decision and a postponement halt every rung. */
export const STOPS = ['answer'] as const;

export const rungSchema = z.strictObject({
  /** so long after the due instant */
  after: periodSchema,
  to: toSchema,
  /** `agenda` is an item for the next Plenary */
  channel: z.enum(['mail', 'call', 'note-verbale', 'agenda']),
  /** who acts: `system` by itself; for the others it is a task, and they log what came of it */
  by: z.enum(['system', 'secretariat', 'chair']),
  words: z.string().min(1).max(600),
  /** what halts it at this rung; the two others, which cases begun earlier may have kept, halt every rung anyway */
  stops: z.array(z.enum([...STOPS, 'excuse', 'decision'])).default([...STOPS]),
});
export type Rung = z.output<typeof rungSchema>;

/** @returns whether a person is asked to act, and to log what came of it */
export function isTask({ channel, by }: Pick<Rung, 'channel' | 'by'>): boolean {
  return channel === 'call' || channel === 'note-verbale' || (channel === 'mail' && by !== 'system');
}

/** A rung as a body's file may have it: fields that would do nothing, or something else, are refused. */
const rungInFileSchema = rungSchema
  .refine(({ to, channel }) => (to === 'plenary') === (channel === 'agenda'), {
    path: ['channel'],
    error: 'the Plenary is reached by «agenda», and nobody else is',
  })
  .refine(({ channel, by }) => by !== 'system' || channel === 'mail' || channel === 'agenda', {
    path: ['by'],
    error: 'a call or a note verbale takes a person: «secretariat» or «chair»',
  })
  .refine(({ channel, by }) => by === 'system' || channel !== 'agenda', {
    path: ['by'],
    error: 'an item comes onto the agenda by itself: «system»',
  })
  .refine(({ stops }) => stops.every((stop) => stop === 'answer'), {
    path: ['stops'],
    error:
      'an excuse and a decision halt every rung: name «answer», or nothing where not even an answer halts it',
  });

export const ladderSchema = z.strictObject({
  title: z.string().min(1),
  source: z.string().min(3, 'name the source, or write «assumed: …»'),
  /** reminders go out so many days before the last day */
  remindDaysBefore: z.array(z.int().min(1).max(365)).max(10),
  /** local hour of reminders, in the zone of the case */
  remindAt: z.string().regex(/^\d{2}:\d{2}$/, 'an hour such as 09:00'),
  /** an answer that does not yet do what is due halts the climbing for so long */
  holdAfterAnswer: periodSchema,
  /** rungs that write to persons whom nothing reaches are passed over, and those after them come earlier by as much */
  rungs: z.array(rungSchema).max(12),
});
export type Ladder = z.output<typeof ladderSchema>;

/** A ladder as a body's file may have it. */
export const ladderInFileSchema = ladderSchema.extend({ rungs: z.array(rungInFileSchema).max(12) });

/** Ladders by name, as a case keeps those it uses. */
export const laddersSchema = z.record(z.string(), ladderSchema);

const calendar = () => holidayCalendar('weekdays');

/** The day a term ends on is the day that is counted from, and not the one after it. */
const lastMoment = ({ at }: Pick<KeptDeadline, 'at'>): Instant => addMs(at, -1);

/**
 * The reminders of a due instant.
 *
 * @param due the due instant, with the zone in which its days end
 * @returns the local hour so many days before the last day, soonest first
 */
export function remindersOf(
  due: KeptDeadline,
  ladder: Pick<Ladder, 'remindDaysBefore' | 'remindAt'>,
): Instant[] {
  return ladder.remindDaysBefore
    .map(
      (value) =>
        countBackward({
          from: lastMoment(due),
          period: { value, unit: 'calendar-days' },
          zone: due.zone,
          cutoff: ladder.remindAt,
          calendar: calendar(),
        }).at,
    )
    .filter((at) => at < due.at)
    .sort();
}

/** @returns when a rung is climbed: the end of the day so long after the last day; hours are exact */
export function rungAt(due: KeptDeadline, { after: period }: Pick<Rung, 'after'>): Instant {
  const from = period.unit === 'hours' ? due.at : lastMoment(due);
  return countForward({ from, period, zone: due.zone, cutoff: '24:00', calendar: calendar() }).at;
}

/**
 * When each rung is climbed.
 *
 * @param due the due instant; after a lawful postponement, its end
 * @param nobodyReached whether those awaited can be reached by nothing: rungs that would write to their own contacts and alternates are
 *   then passed over, and the others come earlier by the time these would have taken
 * @returns each rung with its instant, in the order of the ladder
 */
export function climbsOf(
  due: KeptDeadline,
  ladder: Ladder,
  nobodyReached: boolean,
): readonly { readonly rung: Rung; readonly at: Instant; readonly passedOver: boolean }[] {
  let savedMs = 0;
  return ladder.rungs.map((rung) => {
    const at = rungAt(due, rung);
    const passedOver = nobodyReached && (rung.to === 'contacts' || rung.to === 'alternates');
    if (passedOver) savedMs = msBetween(due.at, at);
    const earlier = addMs(at, -savedMs);
    return { rung, at: earlier < due.at ? due.at : earlier, passedOver };
  });
}

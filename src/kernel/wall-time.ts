/**
 * Wall time in a zone and the instants it stands for, changes of clocks included. One rule each, nowhere else:
 * - The end of a day, 24:00, is the first instant after which the clock shows that day no more.
 * - A closing hour that the clock shows twice is the second of the two; one that it skips is as long after the skip as it
 *   would have been without. Both are the later reading, to the benefit of the member, and are said in words.
 */
import { Temporal } from 'temporal-polyfill';
import { DomainError } from './domain-error.js';
import { type Instant, addMs, toInstant } from './instant.js';

/** The end of a period: its instant, and what a change of clocks did to it, in words; null when nothing. */
export interface Closing {
  readonly at: Instant;
  readonly note: string | null;
}

const CLOSING_HOUR = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
/** Zones that were found to be known: names written as the machine writes them, so that there is an end to them. */
const KNOWN_ZONES = new Set<string>();
/** Its clock never changes: nothing comes twice, nothing is skipped. */
const UTC = 'UTC';
const WALL_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/;

/**
 * @param zone any text
 * @returns whether it is an IANA zone this machine knows (`Europe/Brussels`, `UTC`); an offset such as `+02:00` is none,
 *   because it says nothing about summer time
 */
export function isZone(zone: string): boolean {
  if (KNOWN_ZONES.has(zone)) return true;
  if (!/^[a-z]/i.test(zone)) return false;
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    if (timeZoneId === zone) KNOWN_ZONES.add(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param at an instant
 * @param zone IANA zone
 * @returns date and clock in the zone at that instant
 * @throws DomainError `calendar.unknown-zone`
 */
export function zoned(at: Instant, zone: string): Temporal.ZonedDateTime {
  requireZone(zone);
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone);
}

/**
 * @param at an instant
 * @param zone IANA zone
 * @returns the calendar day there, `YYYY-MM-DD`
 * @throws DomainError `calendar.unknown-zone`
 */
export function localDate(at: Instant, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/**
 * Reads a date and hour in a zone.
 *
 * @param given `wallTime` as `YYYY-MM-DDTHH:MM`, with `24:00` for the end of a day, and an IANA zone
 * @returns the instant; where clocks change, the later one (see {@link closing})
 * @throws DomainError `calendar.bad-wall-time` for a date or hour that does not exist (30 February is not moved to the 28th),
 *   `calendar.unknown-zone`, `calendar.out-of-range`
 */
export function parseWallTime(given: { readonly wallTime: string; readonly zone: string }): Instant {
  return readWallTime(given).at;
}

/**
 * Reads a date and hour in a zone, as {@link parseWallTime}, and tells what a change of clocks did to it.
 *
 * @returns the instant and the note
 * @throws as {@link parseWallTime}
 */
export function readWallTime(given: { readonly wallTime: string; readonly zone: string }): Closing {
  const [, date, hour] = WALL_TIME.exec(given.wallTime) ?? [];
  const day = date && plainDate(date);
  if (!day || !hour || !CLOSING_HOUR.test(hour)) {
    throw new DomainError(
      'calendar.bad-wall-time',
      'invalid',
      `«${given.wallTime}» is no date and hour: write it as 2012-08-14T17:00, or T24:00 for the end of the day.`,
      { field: 'wallTime', wallTime: given.wallTime },
    );
  }
  return closing(day, hour, given.zone);
}

/**
 * The instant at which a day closes.
 *
 * @param day a calendar day
 * @param hour closing hour, `HH:MM`; `24:00` is the end of the day
 * @param zone IANA zone
 * @returns the first instant that is too late, and what a change of clocks did to it
 * @throws DomainError `calendar.bad-cutoff`, `calendar.unknown-zone`, `calendar.out-of-range`
 */
export function closing(day: Temporal.PlainDate, hour: string, zone: string): Closing {
  requireZone(zone);
  requireClosingHour(hour);
  if (hour === '24:00') return endOfDay(day, zone);
  const wall = day.toPlainDateTime(hour);
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const at = instantAt(later.epochMilliseconds);
  if (zone === UTC) return { at, note: null };
  if (later.equals(wall.toZonedDateTime(zone, { disambiguation: 'earlier' }))) return { at, note: null };
  const shown = later.toPlainDateTime();
  if (shown.equals(wall)) return { at, note: `${hour} comes twice that day, the second counts` };
  return { at, note: `${hour} is skipped that day, ${shown.toString({ smallestUnit: 'minute' })} counts` };
}

/**
 * How people in a zone read the end of a period: `24:00` of the day that ends, never 00:00 of the next.
 *
 * @param at first instant that is too late
 * @param zone IANA zone
 * @returns the local day and time (`24:00`, `17:00`, `17:00:05`, cut to seconds), and the offset, `+01:00`, where the
 *   clock shows that time twice; null where it is plain without
 * @throws DomainError `calendar.unknown-zone`
 */
export function readEnd(
  at: Instant,
  zone: string,
): { readonly day: Temporal.PlainDate; readonly time: string; readonly offset: string | null } {
  const lastDay = zoned(addMs(at, -1), zone).toPlainDate();
  if (endOfDay(lastDay, zone).at === at) return { day: lastDay, time: '24:00', offset: null };
  const local = zoned(at, zone);
  const unit = local.second === 0 ? 'minute' : 'second';
  const time = local.toPlainTime().toString({ smallestUnit: unit, roundingMode: 'trunc' });
  return { day: local.toPlainDate(), time, offset: offsetIfAmbiguous(local) };
}

/**
 * @param local an instant on the clock of a zone
 * @returns its offset, `+01:00`, where the clock shows that time twice; null where it shows it once
 */
export function offsetIfAmbiguous(local: Temporal.ZonedDateTime): string | null {
  const wall = local.toPlainDateTime();
  const zone = local.timeZoneId;
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return first.equals(wall.toZonedDateTime(zone, { disambiguation: 'later' })) ? null : local.offset;
}

/**
 * @param hour any text
 * @throws DomainError `calendar.bad-cutoff` unless it is a closing hour, `HH:MM` or `24:00`
 */
export function requireClosingHour(hour: string): void {
  if (CLOSING_HOUR.test(hour)) return;
  throw new DomainError(
    'calendar.bad-cutoff',
    'invalid',
    `«${hour}» is no closing hour: write HH:MM, or 24:00 for the end of the day.`,
    { field: 'cutoff', cutoff: hour },
  );
}

/**
 * @param epochMilliseconds milliseconds since 1970
 * @returns the instant
 * @throws DomainError `calendar.out-of-range` outside the years 0000 to 9999
 */
export function instantAt(epochMilliseconds: number): Instant {
  try {
    return toInstant(epochMilliseconds);
  } catch (cause) {
    throw new DomainError(
      'calendar.out-of-range',
      'invalid',
      'That date lies outside the years 0000 to 9999: choose a nearer date or a shorter period.',
      {},
      { cause },
    );
  }
}

function endOfDay(day: Temporal.PlainDate, zone: string): Closing {
  const next = day.add({ days: 1 });
  const start = next.toZonedDateTime(zone);
  if (zone === UTC) return { at: instantAt(start.epochMilliseconds), note: null };
  const midnight = next.toPlainDateTime('00:00').toZonedDateTime(zone, { disambiguation: 'later' });
  // Some clocks pass midnight and are then set back into the old day, so that its midnight comes twice: the second ends it.
  const setBack = Temporal.PlainDate.compare(midnight.subtract({ milliseconds: 1 }).toPlainDate(), day) <= 0;
  const end = setBack ? midnight : start;
  const exists = end.subtract({ milliseconds: 1 }).toPlainDate().equals(day);
  return {
    at: instantAt(end.epochMilliseconds),
    note: exists ? null : `${day.toString()} is skipped there, it ends with the day before`,
  };
}

function plainDate(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function requireZone(zone: string): void {
  if (isZone(zone)) return;
  throw new DomainError(
    'calendar.unknown-zone',
    'invalid',
    `«${zone}» is no time zone: use a name such as Europe/Brussels or UTC.`,
    { field: 'zone', zone },
  );
}

/**
 * The business calendar against a second implementation that shares nothing with it: days are counted as numbers, and the end
 * of a day is found by watching the clock of another library minute by minute.
 */
import { describe, expect, it } from '@jest/globals';
import { Temporal as OtherTemporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import {
  type CountingRule,
  type Period,
  countBackward,
  countForward,
  localDate,
} from './business-calendar.js';
import { WEEKDAYS } from './calendars/index.js';
import { type Instant, epochMs, toInstant } from './instant.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

const ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Etc/GMT+12', 'Etc/GMT-14'];
const zones = fc.constantFrom(...ZONES);
/** Zones whose clocks change at or across midnight, by half an hour, or by a whole day. */
const AWKWARD = [
  'America/Santiago',
  'America/Havana',
  'America/St_Johns',
  'America/Nuuk',
  'Atlantic/Azores',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Gaza',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
];
const instants = fc
  .integer({ min: Date.UTC(1977, 0, 1), max: Date.UTC(2027, 0, 1) })
  .map((ms) => toInstant(ms));
const units = fc.constantFrom<Period['unit']>('calendar-days', 'working-days', 'weeks', 'months', 'hours');
const cutoffs = fc.constantFrom('24:00', '00:00', '00:30', '02:30', '17:00', '23:30', '23:59');
const rules = fc.record({
  from: instants,
  period: fc.record({ value: fc.integer({ min: 1, max: 120 }), unit: units }),
  zone: fc.oneof(zones, fc.constantFrom(...AWKWARD)),
  cutoff: cutoffs,
  rollOver: fc.boolean(),
  calendar: fc.constant(WEEKDAYS),
});

describe('counting, for any instant, zone and period of fifty years', () => {
  it('forward agrees with a naive implementation on another library', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(countForward(rule).at).toBe(naiveEnd(rule, 1));
      }),
      { numRuns: 400 },
    );
  });

  it('backward agrees with it, and never rolls', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(countBackward(rule).at).toBe(naiveEnd({ ...rule, rollOver: false }, -1));
      }),
      { numRuns: 200 },
    );
  });

  it('agrees on the days on which clocks change', () => {
    const aroundChange = fc
      .tuple(fc.constantFrom(...AWKWARD), instants, cutoffs, fc.integer({ min: 1, max: 3 }))
      .map(([zone, at, cutoff, value]) => ({ zone, cutoff, value, from: beforeChange(zone, at, value) }));
    fc.assert(
      fc.property(aroundChange, ({ zone, cutoff, value, from }) => {
        const period = { value, unit: 'calendar-days' } as const;
        const rule = { from, zone, cutoff, period, calendar: WEEKDAYS };
        expect(countForward(rule).at).toBe(naiveEnd(rule, 1));
      }),
      { numRuns: 400 },
    );
  });

  it('never ends before it begins, and a longer period never ends sooner', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const shorter = countForward(rule).at;
        const longer = countForward({
          ...rule,
          period: { ...rule.period, value: rule.period.value + 1 },
        }).at;
        expect(shorter >= rule.from).toBe(true);
        expect(longer >= shorter).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('backward ends before the event, and on an earlier local day', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const { at } = countBackward({ ...rule, cutoff: '17:00', period: { ...rule.period, unit: 'weeks' } });
        expect(at < rule.from).toBe(true);
        expect(localDate(at, rule.zone) < localDate(rule.from, rule.zone)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('no switch shortens a period', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const plain = countForward({ ...rule, rollOver: false }).at;
        for (const policy of [
          { rollOver: true },
          { fullHours: true },
          { twoWorkingDays: true },
          { monthEnd: 'month-end' },
        ] as const) {
          expect(countForward({ ...rule, rollOver: false, ...policy }).at >= plain).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** The end by counting day numbers since 1970; weekends are days 2 and 3 of a week that began on a Thursday. */
function naiveEnd(rule: CountingRule, direction: 1 | -1): Instant {
  const { period, zone, cutoff } = rule;
  if (period.unit === 'hours') return toInstant(epochMs(rule.from) + direction * period.value * 60 * MINUTE);
  const day = Math.floor(localMs(epochMs(rule.from), zone) / DAY);
  const last = naiveLastDay(day, period, direction);
  return naiveClosing(rule.rollOver ? workingDayFrom(last, 1) : last, cutoff, zone);
}

function naiveLastDay(day: number, { value, unit }: Period, direction: 1 | -1): number {
  if (unit === 'weeks') return day + direction * value * 7;
  if (unit === 'months') return naiveMonths(day, direction * value);
  if (unit === 'calendar-days') return day + direction * value;
  let last = day;
  for (let n = 0; n < value; n += 1) last = workingDayFrom(last + direction, direction);
  return last;
}

function workingDayFrom(day: number, direction: 1 | -1): number {
  const weekday = ((day % 7) + 7) % 7;
  return weekday === 2 || weekday === 3 ? workingDayFrom(day + direction, direction) : day;
}

function naiveMonths(day: number, months: number): number {
  const date = new Date(day * DAY);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  const matching = Math.min(date.getUTCDate(), length);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, matching) / DAY;
}

/**
 * Watches the clock: the closing is as long after the last minute at which the clock shows the wanted time or earlier as it
 * falls short of it. For the end of a day, the minute after the last one that shows that day or an earlier.
 */
function naiveClosing(day: number, cutoff: string, zone: string): Instant {
  const [hours = 0, minutes = 0] = cutoff.split(':').map(Number);
  const wanted = day * DAY + (hours * 60 + minutes) * MINUTE;
  const target = cutoff === '24:00' ? wanted - MINUTE : wanted;
  let last = wanted - 16 * 60 * MINUTE;
  for (let at = last; at <= wanted + 16 * 60 * MINUTE; at += 15 * MINUTE)
    if (localMs(at, zone) <= target) last = at;
  for (let at = last; at < last + 15 * MINUTE; at += MINUTE) if (localMs(at, zone) <= target) last = at;
  return toInstant(cutoff === '24:00' ? last + MINUTE : last + target - localMs(last, zone));
}

/** The local clock, read as if it were UTC. */
function localMs(at: number, zone: string): number {
  const local = OtherTemporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return at + Math.round(local.offsetNanoseconds / 1e6);
}

/** The instant so many days before the next change of clocks, or the given instant where clocks change no more. */
function beforeChange(zone: string, at: Instant, days: number): Instant {
  const change = OtherTemporal.Instant.from(at).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  return change ? toInstant(change.epochMilliseconds - days * DAY) : at;
}

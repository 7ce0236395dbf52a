import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { canonicalJson } from '../json.js';
import { dayOff, isWorkingDay } from './holiday-calendar.js';
import { CALENDARS, type HolidayCalendar, holidayCalendar } from './index.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

/** Every day of a year on which an institution does not work, weekends aside. */
function holidaysOf(calendar: HolidayCalendar, year: number): string[] {
  const found: string[] = [];
  for (let date = day(`${year}-01-01`); date.year === year; date = date.add({ days: 1 })) {
    if (date.dayOfWeek < 6 && !isWorkingDay(calendar, date)) found.push(date.toString().slice(5));
  }
  return found;
}

/** Easter Sunday by the anonymous Gregorian computus, as the check of what the generator of the data used. */
function easter(year: number): Temporal.PlainDate {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const month = Math.floor((epact + weekday - 7 * late + 114) / 31);
  return new Temporal.PlainDate(year, month, ((epact + weekday - 7 * late + 114) % 31) + 1);
}

const YEARS = Array.from({ length: 19 }, (_, index) => 2010 + index);

describe('holiday calendars', () => {
  it.each([
    [
      'eu-institutions',
      2014,
      '01-01 01-02 04-17 04-18 04-21 05-01 05-09 05-29 05-30 06-09 07-21 08-15 12-24 12-25 12-26 12-29 12-30 12-31',
    ],
    [
      'eu-institutions',
      2017,
      '01-02 04-13 04-14 04-17 05-01 05-09 05-25 05-26 06-05 07-21 08-15 11-01 11-02 12-25 12-26 12-27 12-28 12-29',
    ],
    [
      'eu-institutions',
      2020,
      '01-01 01-02 04-09 04-10 04-13 05-01 05-21 05-22 06-01 07-21 11-02 12-24 12-25 12-28 12-29 12-30 12-31',
    ],
    [
      'eu-institutions',
      2023,
      '01-02 04-06 04-07 04-10 05-01 05-09 05-18 05-19 05-29 07-21 08-15 11-01 11-02 12-25 12-26 12-27 12-28 12-29',
    ],
    ['un-new-york', 2017, '01-02 04-14 05-29 06-26 07-04 09-01 09-04 11-23 12-25'],
    ['un-new-york', 2020, '01-01 04-10 05-25 05-26 07-03 07-31 09-07 11-26 12-25'],
    ['un-new-york', 2024, '01-01 03-29 04-10 05-27 06-17 07-04 09-02 11-28 12-25'],
  ])('%s of %i is the list published for that year', (id, year, published) => {
    expect(holidaysOf(holidayCalendar(id), year).join(' ')).toBe(published);
  });

  it.each(YEARS)('the feasts of %i hang on Easter', (year) => {
    const sunday = easter(year);
    const eu = holidayCalendar('eu-institutions');
    expect(dayOff(eu, sunday.subtract({ days: 3 }))).toBe('Maundy Thursday');
    expect(dayOff(eu, sunday.add({ days: 1 }))).toBe('Easter Monday');
    expect(dayOff(eu, sunday.add({ days: 50 }))).toBe('Whit Monday');
    expect(dayOff(eu, sunday.add({ days: 39 }))).not.toBeNull();
    expect(dayOff(holidayCalendar('un-new-york'), sunday.subtract({ days: 2 }))).toBe('Good Friday');
  });

  it.each(YEARS)('every entry of %i is a weekday, with its source', (year) => {
    for (const { years } of CALENDARS) {
      if (years === 'every') continue;
      expect(years[year]?.source).toMatch(/^assumed: |OJ|list|ST\/IC|circular/);
      for (const date of Object.keys(years[year]?.days ?? {}))
        expect(day(`${year}-${date}`).dayOfWeek).toBeLessThan(6);
    }
  });

  it('the United Nations keep ten holidays to 2015, and nine and a floating one from then on', () => {
    const counts = YEARS.map((year) => holidaysOf(holidayCalendar('un-new-york'), year).length);
    expect(counts).toEqual(YEARS.map((year) => (year <= 2015 ? 10 : 9)));
  });

  it.each([
    ['un-new-york', 2009],
    ['eu-institutions', 2029],
  ])('%s refuses the unknown year %i, even on a Sunday', (id, year) => {
    const refusal = expect.objectContaining({ code: 'calendar.unknown-year' });
    let date = day(`${year}-06-01`);
    while (date.dayOfWeek !== 7) date = date.add({ days: 1 });
    expect(() => isWorkingDay(holidayCalendar(id), date)).toThrow(refusal);
  });

  it('weekdays and the Kimberley Process know weekends only, in every year', () => {
    for (const id of ['weekdays', 'kp']) {
      expect(dayOff(holidayCalendar(id), day('2199-12-25'))).toBeNull();
      expect(dayOff(holidayCalendar(id), day('2026-11-28'))).toBe('weekend');
    }
  });

  it('refuses a calendar nobody keeps and names those there are', () => {
    expect(() => holidayCalendar('atlantis')).toThrow(
      /no holiday calendar «atlantis».*weekdays, kp, un-new-york, eu-institutions/,
    );
  });

  /** Whoever changes a day changes the version too: deadlines already counted name the version that gave them. */
  it('a version stands for one set of days', () => {
    expect(
      CALENDARS.map(
        ({ id, version, weekend, years }) => `${id} ${version} ${fingerprint({ weekend, years })}`,
      ),
    ).toEqual([
      'weekdays 1 47cf9d021ea11532',
      'kp 1 47cf9d021ea11532',
      'un-new-york 2026-11-23.2 7acbe4eabc3cb3d4',
      'eu-institutions 2026-11-23.2 68db41aa2f27f84e',
    ]);
  });
});

function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
}

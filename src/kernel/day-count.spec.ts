import { describe, expect, it } from '@jest/globals';
import { KP, holidayCalendar } from './calendars/index.js';
import { daysBetween } from './day-count.js';
import { toInstant } from './instant.js';

const count = (from: string, to: string, zone = 'UTC', calendar = KP) =>
  daysBetween(toInstant(from), toInstant(to), zone, calendar);

describe('days between two instants', () => {
  it('leave out the first day, and give midnight to the day that ends', () => {
    expect(count('2013-02-01T09:00:00Z', '2013-02-23T00:00:00Z')).toEqual({
      calendarDays: 21,
      workingDays: 15,
      lastDayOff: null,
    });
  });
  it('are none within a day, nor backwards', () => {
    expect(count('2013-02-01T09:00:00Z', '2013-02-01T18:00:00Z').calendarDays).toBe(0);
    expect(count('2013-02-05T09:00:00Z', '2013-02-01T18:00:00Z')).toMatchObject({
      calendarDays: 0,
      workingDays: 0,
    });
  });
  it('end on a weekend that is named', () => {
    expect(count('2013-02-01T09:00:00Z', '2013-02-23T12:00:00Z').lastDayOff).toBe('weekend');
  });
  it('are those of the zone', () => {
    expect(count('2013-02-01T20:00:00Z', '2013-02-02T20:00:00Z', 'Asia/Tokyo').calendarDays).toBe(1);
    expect(count('2013-02-01T12:00:00Z', '2013-02-01T20:00:00Z', 'Asia/Tokyo').calendarDays).toBe(1);
  });
  it('name a holiday, and say nothing of years that the calendar does not know', () => {
    const brussels = holidayCalendar('eu-institutions');
    expect(count('2013-04-20T09:00:00Z', '2013-05-01T12:00:00Z', 'UTC', brussels)).toEqual({
      calendarDays: 11,
      workingDays: 7,
      lastDayOff: 'Labour Day',
    });
    expect(count('1990-04-20T09:00:00Z', '1990-05-01T12:00:00Z', 'UTC', brussels)).toEqual({
      calendarDays: 11,
      workingDays: null,
      lastDayOff: null,
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { holidayCalendar } from './calendars/index.js';
import { toInstant } from './instant.js';
import { isNight, windowDays } from './window-days.js';

const kp = holidayCalendar('kp');

describe('a window in days', () => {
  it('counts the last day and not the first, and tells working days apart', () => {
    const opens = toInstant('2013-02-01T09:00:00Z'); // a Friday
    expect(windowDays(opens, toInstant('2013-02-23T00:00:00Z'), 'UTC', kp)).toEqual({
      calendarDays: 21,
      workingDays: 15,
      opensOn: null,
      endsOn: null,
    });
  });

  it('names a weekend at either end', () => {
    const opens = toInstant('2013-02-02T09:00:00Z');
    expect(windowDays(opens, toInstant('2013-02-24T00:00:00Z'), 'UTC', kp)).toMatchObject({
      opensOn: 'weekend',
      endsOn: 'weekend',
    });
  });

  it('does not guess in years that a calendar does not know', () => {
    const days = windowDays(
      toInstant('1950-02-01T09:00:00Z'),
      toInstant('1950-02-08T09:00:00Z'),
      'UTC',
      holidayCalendar('un-new-york'),
    );
    expect(days).toEqual({ calendarDays: 7, workingDays: null, opensOn: null, endsOn: null });
  });

  it('knows where it is night', () => {
    expect(isNight(toInstant('2013-02-23T00:00:00Z'), 'Africa/Luanda')).toBe(true);
    expect(isNight(toInstant('2013-02-23T00:00:00Z'), 'America/New_York')).toBe(false);
  });
});

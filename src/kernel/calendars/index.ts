import { DomainError } from '../domain-error.js';
import { EU_INSTITUTIONS } from './eu-institutions.js';
import type { HolidayCalendar } from './holiday-calendar.js';
import { UN_NEW_YORK } from './un-new-york.js';

export type { CalendarYear, HolidayCalendar } from './holiday-calendar.js';

/** Monday to Friday, no holidays, every year. */
export const WEEKDAYS: HolidayCalendar = {
  id: 'weekdays',
  version: '1',
  title: 'Monday to Friday without holidays',
  source: 'definition',
  weekend: [6, 7],
  years: 'every',
};

/** No holidays of the Kimberley Process are known; weekends only. */
export const KP: HolidayCalendar = {
  ...WEEKDAYS,
  id: 'kp',
  version: '1',
  title: 'Kimberley Process',
  source:
    'assumed: no calendar of the KP was found; the Chair and the Participants each keep their own holidays',
};

/** Every calendar there is. */
export const CALENDARS: readonly HolidayCalendar[] = [WEEKDAYS, KP, UN_NEW_YORK, EU_INSTITUTIONS];

/**
 * @param id `weekdays`, `kp`, `un-new-york`, `eu-institutions`
 * @returns the calendar
 * @throws DomainError `calendar.unknown` naming those that exist
 */
export function holidayCalendar(id: string): HolidayCalendar {
  const found = CALENDARS.find((calendar) => calendar.id === id);
  if (found) return found;
  throw new DomainError(
    'calendar.unknown',
    'invalid',
    `There is no holiday calendar «${id}». Choose one of ${CALENDARS.map((c) => c.id).join(', ')}.`,
    { id },
  );
}

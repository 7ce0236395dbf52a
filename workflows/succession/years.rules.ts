/**
 * When offices begin and end: a year is a calendar year in the body's zone (practice of the KP; the Core Document, VI.4, counts from
 * Plenary to Plenary). Whoever is selected is Vice-Chair in one year and Chair in the next.
 */
import { countBackward, countForward, fixedDeadline } from '../../src/kernel/business-calendar.js';
import { WEEKDAYS } from '../../src/kernel/calendars/index.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { Period } from '../../src/kernel/period.js';
import type { Stretch, SuccessionContext, SuccessionOffice, Term } from './succession.context.js';

type Years = SuccessionContext['years'];

/**
 * @param year a calendar year
 * @param zone IANA zone
 * @returns its first instant, and the first instant of the next
 * @throws DomainError `calendar.unknown-zone`
 */
export function calendarYear(year: number, zone: string): Stretch {
  const end = (of: number): Instant =>
    fixedDeadline({ wallTime: `${of}-12-31T24:00`, zone, rule: 'end of a calendar year' }).at;
  return { from: end(year - 1), to: end(year) };
}

/** @returns the years in which whoever is selected holds the offices @throws as {@link calendarYear} */
export function yearsOf(office: SuccessionOffice, year: number, zone: string): Years {
  if (office === 'chair') return { viceChair: null, chair: calendarYear(year, zone) };
  return { viceChair: calendarYear(year, zone), chair: calendarYear(year + 1, zone) };
}

/** @returns the year of the Chair that a succession leads to */
export function chairYearOf(office: SuccessionOffice, year: number): number {
  return office === 'chair' ? year : year + 1;
}

/**
 * @param years of the succession
 * @param effectiveAt since when a selection holds
 * @returns the terms that follow from it, in order: what is left of the year as Vice-Chair, and of the year as Chair
 */
export function termsFrom(years: Years, effectiveAt: Instant): Term[] {
  const left = (office: SuccessionOffice, stretch: Stretch | null): Term[] => {
    if (!stretch || effectiveAt >= stretch.to) return [];
    return [{ office, from: effectiveAt > stretch.from ? effectiveAt : stretch.from, to: stretch.to }];
  };
  return [...left('vice-chair', years.viceChair), ...left('chair', years.chair)];
}

/**
 * @param years of the succession
 * @param days before each office falls vacant
 * @param after only warnings later than this
 * @returns the warnings in order of time
 */
export function warningsOf(
  years: Years,
  days: readonly number[],
  zone: string,
  after: Instant,
): SuccessionContext['warnings'] {
  const before = (office: SuccessionOffice, stretch: Stretch | null) =>
    stretch === null
      ? []
      : [...new Set(days)].map((value) => ({
          at: countBackward({
            from: stretch.from,
            period: { value, unit: 'calendar-days' },
            zone,
            cutoff: '00:00',
            calendar: WEEKDAYS,
          }).at,
          office,
          days: value,
          givenAt: null,
        }));
  return [...before('vice-chair', years.viceChair), ...before('chair', years.chair)]
    .filter(({ at }) => at > after)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** @returns the first instant of a day in a zone @throws DomainError for a day that does not exist */
export function startOfDay(day: string, zone: string): Instant {
  return fixedDeadline({ wallTime: `${day}T00:00`, zone, rule: 'the day named' }).at;
}

/** @returns the end of a day in a zone: the first instant that is not in it any more @throws as {@link startOfDay} */
export function endOfDay(day: string, zone: string): Instant {
  return fixedDeadline({ wallTime: `${day}T24:00`, zone, rule: 'the last day, to its end' }).at;
}

/** @returns the end of a period counted from an instant in a zone */
export function periodAfter(from: Instant, period: Period, zone: string): Instant {
  return countForward({ from, period, zone, cutoff: '24:00', calendar: WEEKDAYS }).at;
}

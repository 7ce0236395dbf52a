/** When a meeting opens and should end, until when items may be brought, and when a clause is due. */
import { countBackward, fixedDeadline } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { Period } from '../../src/kernel/period.js';
import type { ClauseDeadline } from './clause.js';
import type { MeetingContext, MeetingDeadline } from './plenary-meeting.context.js';

interface Times {
  readonly opensAt: { readonly wallTime: string; readonly zone: string };
  readonly endsAt: { readonly wallTime: string; readonly zone: string };
  readonly zone: string;
  readonly agendaNotice: Period;
  readonly amendmentNotice: Period;
}

/**
 * @param times local hours of opening and end, and the two notices
 * @returns the deadlines. Notices are counted backward from the day of the opening, which does not count, and never roll
 *   (the 90 days of KP Core Document VI.18 before 27 November 2012 end on 29 August)
 * @throws DomainError when a local hour does not exist
 */
export function meetingTimes(times: Times): Pick<MeetingContext, 'opensAt' | 'endsAt' | 'limits'> {
  const opensAt = fixedDeadline({ ...times.opensAt, rule: 'opening, as convened' });
  const endsAt = fixedDeadline({ ...times.endsAt, rule: 'end, as planned' });
  const before = (period: Period): MeetingDeadline =>
    countBackward({
      from: opensAt.at,
      period,
      zone: times.zone,
      cutoff: '24:00',
      calendar: holidayCalendar('weekdays'),
    });
  return {
    opensAt,
    endsAt,
    limits: { agenda: before(times.agendaNotice), amendments: before(times.amendmentNotice) },
  };
}

/**
 * @param deadline of a clause
 * @param zone in which its day ends
 * @returns the first instant that is too late; null for a soft term or an event without a date, which have none
 */
export function clauseDue(deadline: ClauseDeadline | null, zone: string): Instant | null {
  if (deadline?.kind === 'instant') return deadline.at as Instant; // the schema checks the form of instants, not the brand
  if (deadline?.kind !== 'day') return null;
  return fixedDeadline({ wallTime: `${deadline.on}T24:00`, zone, rule: 'the last day, to its end' }).at;
}

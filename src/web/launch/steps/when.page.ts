/** Step 4: when the window opens and closes, in every reading of it, and the timetable of every mail. */
import { isZone } from '../../../kernel/business-calendar.js';
import { holidayCalendar } from '../../../kernel/calendars/index.js';
import { deadlineText, inZone } from '../../../kernel/deadline-text.js';
import type { Instant } from '../../../kernel/instant.js';
import { isNight, windowDays } from '../../../kernel/window-days.js';
import type { Course, PlayedLaunch } from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';
import { launchConditions } from '../../../../workflows/written-procedure/index.js';
import type { DraftVisit } from '../draft-desk.js';
import { officeText, periodText } from '../rule-sentence.js';
import { UNITS, type WhenFields } from './when.form.js';

/** @returns the window of a launch that was played, in every reading, with what should be thought of; null when it is refused */
export function windowPage(
  { opened, launchAt }: PlayedLaunch,
  words: Words,
  { zone, locale }: { readonly zone: string; readonly locale: string },
) {
  const { context } = opened ?? {};
  if (!context?.round || !context.frozen) return null;
  const { rules } = context.frozen;
  const { opensAt, deadline } = context.round;
  const calendar = holidayCalendar(rules.window.calendar);
  const days = windowDays(opensAt, deadline.at, deadline.zone, calendar);
  const { t, phraseText } = words;
  const ends = deadlineText(deadline.at, { zone: deadline.zone, locale });
  return {
    atLaunch: opensAt === launchAt,
    opensAt,
    opensThere: inZone(opensAt, deadline.zone, locale),
    endsAt: deadline.at,
    endsThere: ends.local,
    otherReadings: [
      ...(deadline.zone === 'UTC' ? [] : [ends.utc]),
      ...(zone === deadline.zone || zone === 'UTC'
        ? []
        : [`${t('launch.when.yours', { zone })} ${deadlineText(deadline.at, { zone, locale }).local}`]),
    ],
    rule: deadline.rule,
    days:
      days.workingDays === null
        ? t('launch.when.calendarDays', { calendar: days.calendarDays })
        : t('launch.when.days', { working: days.workingDays, calendar: days.calendarDays }),
    calendar: phraseText(calendar.title),
    calendarSource: calendar.source,
    warnings: [
      ...(days.opensOn ? [t('launch.when.opensOn', { day: dayName(days.opensOn, words) })] : []),
      ...(days.endsOn ? [t('launch.when.endsOn', { day: dayName(days.endsOn, words) })] : []),
      ...(days.workingDays === null ? [t('launch.when.unknownYear')] : []),
      ...nightWarning(deadline.at, context.frozen.electorate, words),
    ],
    late: t(`launch.late.${rules.lateReplies.are}`, {
      offices: words.list(rules.lateReplies.ruledBy.map((office) => officeText(office, words))),
    }),
    early: t(`launch.early.${rules.earlyClose.when}`),
    shortest: rules.window.shortest && periodText(rules.window.shortest, words),
    longest: rules.window.longest && periodText(rules.window.longest, words),
  };
}

function dayName(day: string, { t, phraseText }: Words): string {
  return day === 'weekend' ? t('launch.when.weekend') : phraseText(day);
}

/** A deadline that falls into the night of many is no fault, but their last working hour is earlier than it looks. */
function nightWarning(
  at: Instant,
  electorate: readonly { readonly contacts: readonly { readonly zone: string }[] }[],
  { t }: Words,
): string[] {
  const asleep = electorate.filter(({ contacts }) =>
    contacts.some(({ zone }) => isZone(zone) && isNight(at, zone)),
  ).length;
  return asleep > 0 ? [t('launch.when.night', { count: asleep })] : [];
}

/** One line of the timetable: an instant, what happens, and how many mails go out. */
export interface TimetableLine {
  readonly at: Instant;
  readonly what: string;
  readonly mails: number;
}

/** @returns the lines of a course on which mails go out, in the reader's language */
export function timetable({ lines }: Course, { t }: Words): readonly TimetableLine[] {
  return lines
    .map(({ at, event, mails }) => ({
      at,
      what: t(`launch.event.${knownEvent(event)}`),
      mails: Object.values(mails).reduce((sum, count) => sum + count, 0),
    }))
    .filter(({ mails }) => mails > 0);
}

const EVENTS = [
  'drafted',
  'launched',
  'opening-came',
  'reminder-due',
  'deadline-passed',
  'extension-time-ended',
  'consultation-time-ended',
  'outcome-overdue',
  'contest-period-ended',
  'position-recorded',
];

/** @returns the event's name where pages have words for it, else `other` */
export function knownEvent(event: string): string {
  return EVENTS.includes(event) ? event : 'other';
}

/** @returns the fields and the choices of the form */
export function whenFieldsPage(typedNow: WhenFields, { rules }: DraftVisit, words: Words) {
  const { t } = words;
  return {
    typed: typedNow,
    rulesPeriod: rules ? periodText(rules.window.period, words) : null,
    canVary: rules ? rules.window.shortest !== null || rules.window.longest !== null : true,
    reminders: rules ? launchConditions(rules).reminderDays : null,
    usualDays: words.list((rules?.reminders.daysBefore ?? []).map(String)),
    notice: rules?.notice ? periodText(rules.notice.period, words) : null,
    units: UNITS.map((value) => ({
      value,
      text: t(`launch.unit.${value}`),
      selected: value === typedNow.periodUnit,
    })),
  };
}

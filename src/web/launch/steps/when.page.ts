/** Step 4: when the window opens and closes, in every reading of it, and the timetable of every mail. */
import { z } from 'zod';
import { isZone, parseWallTime } from '../../../kernel/business-calendar.js';
import { holidayCalendar } from '../../../kernel/calendars/index.js';
import { deadlineText, inZone } from '../../../kernel/deadline-text.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import { isNight, windowDays } from '../../../kernel/window-days.js';
import type { Course, LaunchPlan, PlayedLaunch } from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';
import { launchConditions } from '../../../../workflows/written-procedure/index.js';
import type { DraftVisit } from '../draft-desk.js';
import { type Fault, afterSaving, readVersions, typed } from '../form.js';
import { officeText, periodText } from '../rule-sentence.js';

const UNITS = ['hours', 'calendar-days', 'working-days', 'weeks', 'months'] as const;

const fields = {
  opensBy: typed,
  opensDate: typed,
  opensTime: typed,
  opensZone: typed,
  closesBy: typed,
  periodValue: typed,
  periodUnit: typed,
  closesDate: typed,
  closesTime: typed,
  closesZone: typed,
  reminderDays: typed,
  departure: typed,
};
export const whenFormSchema = z.object({ ...readVersions, ...fields, action: afterSaving });
export type WhenForm = z.output<typeof whenFormSchema>;
export type WhenFields = { readonly [Name in keyof typeof fields]: string };

/** @returns the fields as they are kept; dates that are not chosen are empty, in the zone of the rules */
export function keptFields({ kept, rules }: DraftVisit): WhenFields {
  const { opens, closes } = kept.plan;
  const zone = rules?.window.zone ?? 'UTC';
  const period = closes.by === 'period' ? closes.period : rules?.window.period;
  const deadline = closes.by === 'date' ? closes.deadline : null;
  return {
    opensBy: opens ? 'date' : 'launch',
    opensDate: opens?.wallTime.slice(0, 10) ?? '',
    opensTime: opens?.wallTime.slice(11) ?? '',
    opensZone: opens?.zone ?? zone,
    closesBy: closes.by,
    periodValue: period ? String(period.value) : '',
    periodUnit: period?.unit ?? 'calendar-days',
    closesDate: deadline?.wallTime.slice(0, 10) ?? '',
    closesTime: deadline?.wallTime.slice(11) ?? rules?.window.cutoff ?? '24:00',
    closesZone: deadline?.zone ?? zone,
    reminderDays: (kept.plan.reminderDays ?? rules?.reminders.daysBefore ?? []).join(', '),
    departure: kept.plan.departure,
  };
}

/** @returns window, reminders and reason as typed, or what is wrong with the fields */
export function windowOf(
  typedNow: WhenFields,
  { rules }: Pick<DraftVisit, 'rules'>,
  { t }: Words,
): { readonly window: WindowPlan } | { readonly faults: readonly Fault[] } {
  const opens = typedNow.opensBy === 'date' ? instantOf(typedNow, 'opens', t) : null;
  const closes = closingOf(typedNow, t);
  const days = daysOf(typedNow.reminderDays);
  const faults = [
    ...(opens && 'faults' in opens ? opens.faults : []),
    ...('faults' in closes ? closes.faults : []),
    ...(days ? [] : [{ field: 'reminderDays', text: t('launch.fault.reminderDays') }]),
  ];
  if ((opens && 'faults' in opens) || 'faults' in closes || !days) return { faults };
  const usual = rules?.reminders.daysBefore ?? [];
  const isUsual = days.length === 0 || String(days) === String(usual.toSorted((a, b) => b - a));
  return { window: { opens, closes, reminderDays: isUsual ? null : days, departure: typedNow.departure } };
}

type WindowPlan = Pick<LaunchPlan, 'opens' | 'closes' | 'reminderDays' | 'departure'>;

/** Days as people write them, `14, 7 and 1` but for the word: null where something else than a day stands among them. */
function daysOf(text: string): number[] | null {
  const parts = text.split(/[\s,;،、，]+/u).filter((part) => part !== '');
  if (parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) < 1)) return null;
  return [...new Set(parts.map(Number))].sort((a, b) => b - a);
}

type Dated = { readonly wallTime: string; readonly zone: string };

function closingOf(
  typedNow: WhenFields,
  t: Words['t'],
): LaunchPlan['closes'] | { readonly faults: readonly Fault[] } {
  if (typedNow.closesBy === 'date') {
    const deadline = instantOf(typedNow, 'closes', t);
    return 'faults' in deadline ? deadline : { by: 'date', deadline };
  }
  if (typedNow.closesBy !== 'period') return { by: 'rules' };
  const value = Number(typedNow.periodValue);
  const unit = UNITS.find((one) => one === typedNow.periodUnit);
  if (!unit || !Number.isInteger(value) || value < 1 || value > 10_000)
    return { faults: [{ field: 'periodValue', text: t('launch.fault.period') }] };
  return { by: 'period', period: { value, unit } };
}

function instantOf(
  typedNow: WhenFields,
  end: 'opens' | 'closes',
  t: Words['t'],
): Dated | { readonly faults: readonly Fault[] } {
  const [date, time, zone] = [typedNow[`${end}Date`], typedNow[`${end}Time`], typedNow[`${end}Zone`]];
  const fault = (field: string, name: string) => ({
    field: `${end}${field}`,
    text: t(`launch.fault.${name}`),
  });
  const faults = [
    ...(isDay(date) ? [] : [fault('Date', 'date')]),
    ...(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? [] : [fault('Time', 'time')]),
    ...(isZone(zone) ? [] : [fault('Zone', 'zone')]),
  ];
  return faults.length > 0 ? { faults } : { wallTime: `${date}T${time}`, zone };
}

/** A day that is in no calendar, such as 30 February, is none. */
function isDay(date: string): boolean {
  try {
    parseWallTime({ wallTime: `${date}T12:00`, zone: 'UTC' });
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** @returns the field that a refusal of the launch is about, where it is one of this step; else null */
export function fieldOfRefusal(
  refusal: NonNullable<PlayedLaunch['refusal']>,
  { opensBy, closesBy }: Pick<WhenFields, 'opensBy' | 'closesBy'>,
): string | null {
  switch (refusal.field) {
    case 'reminderDays':
    case 'departure':
      return refusal.field;
    case 'opensAt':
      return opensBy === 'date' ? 'opensDate' : 'opensBy';
    case 'deadline':
    case 'period':
      return closesBy === 'date' ? 'closesDate' : closesBy === 'period' ? 'periodValue' : 'closesBy';
    default:
      return null;
  }
}

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

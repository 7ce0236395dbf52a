/** What step 4 takes in: the window, the days of reminders and the reason, as they are typed and as they are kept. */
import { z } from 'zod';
import { isZone, parseWallTime } from '../../../kernel/business-calendar.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { LaunchPlan, PlayedLaunch } from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';
import type { DraftVisit } from '../draft-desk.js';
import { type Fault, afterSaving, readVersions, typed } from '../form.js';

export const UNITS = ['hours', 'calendar-days', 'working-days', 'weeks', 'months'] as const;

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

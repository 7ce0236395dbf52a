/** How long until something, in words: two units at most, so that it is read at a glance. */
import { type Instant, msBetween } from '../../kernel/instant.js';

const MINUTE_MS = 60_000;
/** The last unit is the smallest that is told. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', MINUTE_MS],
] as const;

/**
 * @param from one instant
 * @param to another, before or after it
 * @param locale BCP 47 language, such as `fr`
 * @returns the time between them, cut to what has wholly passed: `3 days and 4 hours`, `1 hour and 20 minutes`; under a minute, one minute
 */
export function spanText(from: Instant, to: Instant, locale: string): string {
  const ms = Math.max(MINUTE_MS, Math.abs(msBetween(from, to)));
  const largest = UNITS.findIndex(([, unit]) => ms >= unit);
  const [first, second] = UNITS.slice(largest);
  const left = first ? ms % first[1] : 0;
  const parts = [
    ...(first ? [inUnit(Math.floor(ms / first[1]), first[0], locale)] : []),
    ...(second && left >= second[1] ? [inUnit(Math.floor(left / second[1]), second[0], locale)] : []),
  ];
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
}

function inUnit(count: number, unit: string, locale: string): string {
  const form = { style: 'unit', unit, unitDisplay: 'long', numberingSystem: 'latn' } as const;
  return new Intl.NumberFormat(locale, form).format(count);
}

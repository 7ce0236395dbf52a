/** What pages of meetings say of days, names and items. */
import type { Instant } from '../../kernel/instant.js';
import { zoned } from '../../kernel/wall-time.js';
import { dayRange, momentOf } from '../../../workflows/plenary-meeting/index.js';
import type { MeetingReading } from '../../modules/plenary/index.js';
import type { Words } from '../../platform/http/words.js';
import type { FactWords, FormWording } from '../cases/index.js';

/** Words of the page with those of forms and facts. */
export interface MeetingWords extends FactWords {
  readonly words: Words;
  readonly wording: FormWording;
  readonly zone: string;
}

/** When a meeting is, for a reader who is somewhere else. */
export interface ShownDays {
  /** `27–30 November 2012`, by the calendar of the place */
  readonly range: string;
  /** `09:00 (New York)` */
  readonly there: string;
  readonly opensAt: string;
  readonly place: string;
}

/** @returns the days of a meeting in the place's own reckoning, with the instant of the opening */
export function daysOf(
  { opensAt, endsAt, zone, place }: MeetingReading['memory'],
  locale: string,
): ShownDays {
  const opening = momentOf(opensAt.at as Instant, zone, locale); // the schema checks the form of instants
  return {
    range: dayRange(opensAt.wallTime.slice(0, 10), endsAt.wallTime.slice(0, 10), locale),
    there: `${opening.time} (${opening.place})`,
    opensAt: opensAt.at,
    place,
  };
}

/** @returns whole calendar days from one instant to another in a zone; negative once it has passed */
export function daysBetween(from: Instant, to: string, zone: string): number {
  const until = zoned(to as Instant, zone).toPlainDate(); // instants of a memory have the stored form
  return zoned(from, zone).toPlainDate().until(until).days;
}

/** @returns the name that stands for a code, with the code itself where they differ */
export function nameOf({ names }: Pick<MeetingWords, 'names'>, code: string): string {
  return names.get(code) ?? code;
}

/** @returns BCP 47 tag by which days are written */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

import { describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../kernel/instant.js';
import { spanText } from './countdown.js';

const NOW = '2013-02-01T09:00:00.000Z' as Instant;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

describe('a span of time', () => {
  it.each([
    [3 * DAY + 4 * 60 * MINUTE + MINUTE, 'en', '3 days and 4 hours'],
    [DAY, 'en', '1 day'],
    [DAY + 59 * MINUTE, 'en', '1 day'],
    [80 * MINUTE, 'en', '1 hour and 20 minutes'],
    [60 * MINUTE - 1, 'en', '59 minutes'],
    [30_000, 'en', '1 minute'],
    [0, 'en', '1 minute'],
    [-2 * DAY, 'en', '2 days'],
    [3 * DAY + 60 * MINUTE, 'ru', '3 дня и 1 час'],
    [2 * DAY, 'ar', 'يومان'],
  ])('of %d ms is in %s «%s»', (ms, locale, expected) =>
    expect(spanText(NOW, addMs(NOW, ms), locale).replaceAll(/\s/g, ' ')).toBe(expected),
  );
});

/** How far away something is, in words of the reader's language. Pure. */
import { type Instant, msBetween } from '../../../kernel/instant.js';
import type { Words } from '../../../platform/http/words.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * @param at when it is due
 * @param now the legal instant of the page
 * @returns «in 3 days», «5 days late»; under two days in hours
 */
export function spanText(t: Words['t'], at: Instant, now: Instant): string {
  const ms = msBetween(now, at);
  const way = ms > 0 ? 'ahead' : 'late';
  const long = Math.abs(ms);
  if (long < HOUR_MS) return t(`board.span.${way}.soon`);
  if (long < 2 * DAY_MS) return t(`board.span.${way}.hours`, { n: Math.floor(long / HOUR_MS) });
  return t(`board.span.${way}.days`, { n: Math.floor(long / DAY_MS) });
}

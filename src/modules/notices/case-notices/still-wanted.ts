/** Whether a notice that presses for something is still wanted when it is about to go out. Pure. */
import { z } from 'zod';
import type { Instant } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { type CaseNotice, caseShape, dutyOf, isPostponed } from '../../../../workflows/casework/index.js';

const owingSchema = z.object({ duties: caseShape.duties });
/** Kinds that press for a duty; a task is somebody else's than of whom it is due. */
const PRESSING: readonly CaseNotice['kind'][] = ['reminder', 'late', 'rung', 'task'];
const CLOSED = {
  done: 'it is done meanwhile',
  excused: 'it is excused meanwhile',
  decided: 'it is decided meanwhile',
  dropped: 'it is not awaited any more',
} as const;

/**
 * @param context memory of the case now
 * @param notice what was asked to be said
 * @param askedAt when it was asked to be said
 * @param now the law's instant
 * @returns why it need not go out any more: what it presses for is closed, lawfully postponed, or was answered since; null: it goes out
 */
export function whyUnwanted(
  context: JsonObject,
  { duty, kind }: Pick<CaseNotice, 'duty' | 'kind'>,
  askedAt: Instant,
  now: Instant,
): string | null {
  if (duty === null || !PRESSING.includes(kind)) return null;
  const one = dutyOf(owingSchema.parse(context), duty);
  if (!one) return null;
  if (one.closed) return CLOSED[one.closed.how];
  if (isPostponed(one, now)) return `it is postponed until ${one.postponed?.until.at ?? ''}`;
  const { answered } = one;
  const holds = kind !== 'task' && answered !== null && answered.at > askedAt && answered.holdsUntil > now;
  return holds ? `${answered.by} has answered meanwhile` : null;
}

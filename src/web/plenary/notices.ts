/** What a page says at its top of what was just done: read out of its address. */
import { z } from 'zod';
import type { Words } from '../../platform/http/words.js';
import { MEETINGS } from '../../modules/plenary/index.js';

const noticeSchema = z.object({
  done: z.string().max(60).catch('').default(''),
  notice: z.enum(['not-now', 'pending']).optional().catch(undefined),
});

/** @returns «Recorded: «adopt the agenda»», in the reader's language; null where nothing was done */
export function doneOf(asked: unknown, { t, phraseText }: Pick<Words, 't' | 'phraseText'>): string | null {
  const { done } = noticeSchema.parse(asked);
  if (done === 'convene') return t('plenary.done.convene');
  const { commands } = MEETINGS.workflow;
  const command = Object.hasOwn(commands, done) ? commands[done] : undefined;
  return command ? t('plenary.done.act', { what: phraseText(command.title) }) : null;
}

/** @returns name of the text under `cases.notice` */
export function noticeOf(asked: unknown): 'not-now' | 'pending' | null {
  return noticeSchema.parse(asked).notice ?? null;
}

/** A form that was sent when nobody was signed in any more: what was typed is handed back, not lost. */
import type { Request } from 'express';
import { z } from 'zod';
import { NONCE_FIELD } from './form-nonce.js';
import { returnPath } from './return-path.js';
import { isFromHere } from './same-origin.js';

/** One field of a form as it was sent. */
export interface KeptField {
  readonly name: string;
  readonly value: string;
  /** whether somebody wrote it; what is a word of ours, a number, a day or an id goes along unseen */
  readonly isWords: boolean;
}

/** What was sent, to be shown and sent once more. */
export interface KeptForm {
  /** address to send it to again; null where it may only be copied: nothing shows that a page of ours sent it */
  readonly action: string | null;
  readonly fields: readonly KeptField[];
}

const bodySchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
/** Words of forms, numbers, days, hours, ids. */
const NO_WORDS = /^[\w.:-]*$/;

/**
 * The seal is left out, so that whoever signs in sees the form as «too old» with everything typed in it, and sends it knowingly; only
 * what was sealed and came from a page of ours is sent again at all, so that no other site can lay a filled form before a person.
 *
 * @param request a POST whose body was read
 * @param publicUrl the address people use, from the configuration
 * @returns null when it was no form, such as a file; of a form with files what was typed in it, where it was read before the guard
 */
export function keptForm(request: Request, publicUrl: string): KeptForm | null {
  const body = bodySchema.safeParse(request.body);
  if (!body.success || !request.is(['application/x-www-form-urlencoded', 'multipart/form-data'])) return null;
  const { [NONCE_FIELD]: seal, ...typed } = body.data;
  const fields = Object.entries(typed).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value, isWords: !NO_WORDS.test(value) })),
  );
  const isOurs = typeof seal === 'string' && isFromHere(request, publicUrl);
  return { action: isOurs ? returnPath(request.originalUrl) : null, fields };
}

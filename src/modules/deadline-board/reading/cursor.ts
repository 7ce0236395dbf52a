import { z } from 'zod';
import { DomainError } from '../../../kernel/domain-error.js';
import { instantSchema } from '../../../kernel/instant.js';

/** Where a page ended: the instant that orders the rows (null: after every instant), and the row. */
const cursorSchema = z.tuple([instantSchema.nullable(), z.uuid(), z.string()]);
export type Cursor = z.output<typeof cursorSchema>;

/** @returns the place as a text for an address */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws DomainError `board.bad-cursor` when the text is none that {@link writeCursor} wrote */
export function readCursor(text: string): Cursor {
  const parsed = cursorSchema.safeParse(decoded(text));
  if (parsed.success) return parsed.data;
  throw new DomainError(
    'board.bad-cursor',
    'invalid',
    'after: this is no place in the board. Take «next» of the page before, or leave it out to begin anew.',
    { field: 'after' },
  );
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
  } catch {
    return null; // no JSON is no cursor either
  }
}

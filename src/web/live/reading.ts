/** What a page that follows something asks for, and how it is read again. */
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Open } from '../open/index.js';
import { GONE } from './told.js';

/** `mark` names what the page shows; `after` is where its list begins. */
export const followSchema = z.object({
  mark: z.string().max(40).optional(),
  after: z.string().max(500).optional(),
});
export type FollowQuery = z.output<typeof followSchema>;

/** @returns the cases whose changes may change a page of open work; what else comes is seen at the next beat */
export function casesOf(open: Open | null): readonly (readonly [CaseId, number])[] {
  return open?.procedures.map(({ file }) => [file.caseId, file.revision] as const) ?? [];
}

/** @returns what a reading gives; {@link GONE} once it is refused, and what was read before where it failed otherwise */
export async function readAgain(last: string, read: () => Promise<string>): Promise<string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DomainError && error.kind !== 'unavailable') return GONE;
    return last; // a store that does not answer is asked again: a page loses nothing but its freshness
  }
}

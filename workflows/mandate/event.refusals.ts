/** Why the date of an event is refused; the same for everything that waits for one. */
import type { Instant } from '../../src/kernel/instant.js';
import { refusalOfComputing, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import type { Term } from './mandate.context.js';
import { type TermBasis, datedBy } from './term.rules.js';

/** What waits: in words and as the first part of its codes, its term, since when it was given, and how it counts. */
export interface Waiting {
  readonly code: 'mandate' | 'hosting';
  readonly words: string;
  readonly term: Term;
  readonly givenAt: Instant;
  readonly basis: TermBasis;
}

/**
 * @param waiting what waits for the event
 * @param dated the event, its instant (null: none any more), and who says so
 * @returns why the date is refused, or null: it is the event waited for, another date than before, and after the clause was given
 */
export function refusalOfEventDate(
  { code, words, term, givenAt, basis }: Waiting,
  { event, at, source }: { readonly event: string; readonly at: Instant | null; readonly source: string },
): Refusal | null {
  if (term.event !== event)
    return refuse(
      `${code}.other-event`,
      term.event ? `${words} waits for ${term.event}, not for ${event}.` : `${words} waits for no event.`,
      'event',
    );
  if ((term.dueAt?.at ?? null) === at)
    return refuse(
      `${code}.event-dated-so`,
      at ? `${event} is at ${at} already.` : `${event} has no date as it is.`,
      'at',
    );
  if (at !== null && at <= givenAt)
    return refuse(
      `${code}.event-before-meeting`,
      `${event} at ${at} would lie before the clause was given (${givenAt}). Check the date.`,
      'at',
    );
  return refusalOfComputing('at', () => datedBy(term, at, source, basis));
}

import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import type { BrokenRule } from './composition/composition.rules.js';

/**
 * @param broken rules that a change would break
 * @throws DomainError with the code of the first, naming each rule, its source, and the remedy; returns when there are none
 */
export function requireUnbroken(broken: readonly BrokenRule[]): void {
  const [first] = broken;
  if (!first) return;
  throw new DomainError(first.code, 'conflict', broken.map(sentenceOf).join(' '), {
    broken: broken.map(({ code, rule, source, organ, party, remedy }) => ({
      code,
      rule,
      source,
      organ,
      party,
      remedy,
    })),
  });
}

/** @returns a broken rule in words: what is wrong, which rule says so, where it is known from, and what to do */
export function sentenceOf({ message, remedy, rule, source }: BrokenRule): string {
  return `${message} Rule «${rule}» (${source}). ${remedy}`;
}

/**
 * @param what in words, such as «The seat of ZWE in PC»
 * @param begins when the entries about it begin, if there are any
 * @returns the refusal to end what does not hold
 */
export function nothingToEnd(what: string, at: Instant, begins: readonly Instant[] = []): DomainError {
  const known = begins.length > 0 ? `It begins at ${begins.join(', ')}.` : 'Nothing is known of it.';
  return new DomainError(
    'organs.nothing-to-end',
    'conflict',
    `at: ${what} has no entry that began before ${at} and still holds then. ${known} Check the name and the instant.`,
    { field: 'at', at },
  );
}

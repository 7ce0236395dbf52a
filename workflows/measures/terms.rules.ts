/** What the terms of a measure amount to: since when, where they still apply, and what they leave of trade; pure. */
import type { Instant } from '../../src/kernel/instant.js';
import { TERM_TRADE, type Provisions, type Term } from './provisions.js';

/**
 * @param given as decided
 * @param effectiveAt of the decision
 * @param before terms of the version before; a term kept by its id keeps its beginning
 * @returns the provisions, each term with since when it applies
 */
export function dated(given: Provisions, effectiveAt: Instant, before: readonly Term[] = []): Provisions {
  const since = (term: Term): Instant =>
    term.since ?? before.find(({ id }) => id === term.id)?.since ?? effectiveAt;
  return { ...given, terms: given.terms.map((term) => ({ ...term, since: since(term) })) };
}

/** @returns whether a term applies in a zone now */
export function appliesIn({ zones, except }: Term, zone: string): boolean {
  return (zones.length === 0 || zones.includes(zone)) && !except.includes(zone);
}

/**
 * @param zones that are let out
 * @returns the terms without those zones; a term of which no zone is left is gone
 */
export function withoutZones(terms: readonly Term[], zones: readonly string[]): Term[] {
  return terms.flatMap((term) => {
    if (term.zones.length === 0) return [{ ...term, except: [...new Set([...term.except, ...zones])] }];
    const left = term.zones.filter((zone) => !zones.includes(zone));
    return left.length === 0 ? [] : [{ ...term, zones: left }];
  });
}

/**
 * @param terms that apply
 * @returns what they leave of trade together: the hardest one; a suspension that spares a zone leaves part of it. Null: nothing is touched
 */
export function tradeUnder(terms: readonly Term[]): Exclude<Term['trade'], 'none'> | null {
  const hardest = terms
    .map(tradeOf)
    .reduce((a, b) => (TERM_TRADE.indexOf(a) >= TERM_TRADE.indexOf(b) ? a : b), 'none');
  return hardest === 'none' ? null : hardest;
}

function tradeOf({ trade, zones, except }: Term): Term['trade'] {
  const everywhere = zones.length === 0 && except.length === 0;
  return everywhere || trade === 'none' || trade === 'embargoed' ? trade : 'partly';
}

/** @returns a term in words: `supervised exports in Marange` */
export function termWords({ measure, zones, except }: Term): string {
  const where = zones.length > 0 ? ` in ${zones.join(', ')}` : '';
  const spared = except.length > 0 ? ` except in ${except.join(', ')}` : '';
  return `${measure.replaceAll('-', ' ')}${where}${spared}`;
}

/** What a cited decision really was, as the records found it: a claim is worth what stands behind it (KP Core Document VI.5). */
import type { Instant } from '../../src/kernel/instant.js';
import type { DecisionSource } from './succession.context.js';
import type { SuccessionFacts } from './succession.facts.js';

/** A decision that stands: when it was taken, and since when it holds. */
export interface FoundDecision {
  readonly at: Instant;
  readonly effectiveAt: Instant;
}

/**
 * @param source as the command cites it
 * @param facts what the records say of the meeting or procedure cited
 * @returns when it was taken and since when it holds, or null when nothing of the kind was decided
 */
export function decisionFound(source: DecisionSource, facts: SuccessionFacts): FoundDecision | null {
  switch (source.kind) {
    case 'elsewhere':
      return { at: source.decidedAt, effectiveAt: source.decidedAt };
    case 'plenary': {
      const finding = facts.meeting?.item?.finding;
      return finding?.result === 'consensus' ? { at: finding.at, effectiveAt: finding.at } : null;
    }
    case 'written-procedure': {
      const { procedure } = facts;
      if (procedure?.outcome !== 'adopted' || !procedure.declaredAt) return null;
      return { at: procedure.declaredAt, effectiveAt: procedure.effectiveAt ?? procedure.declaredAt };
    }
  }
}

/** @returns a decision's source in words, for the registry and for people */
export function sourceWords(source: DecisionSource): string {
  switch (source.kind) {
    case 'plenary':
      return `consensus at ${source.meeting}, item «${source.item}»`;
    case 'written-procedure':
      return `written procedure ${source.reference}`;
    case 'elsewhere':
      return source.source;
  }
}

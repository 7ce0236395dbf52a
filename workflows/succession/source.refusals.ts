/** Why a cited decision does not bear out what is claimed of it. */
import { firstRefusal, refusalOfFuture, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { decisionFound } from './decision.rules.js';
import type { DecisionSource, SuccessionContext } from './succession.context.js';
import { type SuccessionFacts, factsOfSuccession } from './succession.facts.js';
import type { SuccessionPayload } from './succession.payloads.js';

const RULE = 'KP Core Document VI.5';

/** A decision that is cited must be found, and stand. */
export function unfoundDecision(source: DecisionSource, event: CommandEvent, field: string): Refusal | null {
  const facts = factsOfSuccession(event);
  return firstRefusal(
    () => unknownSource(source, facts, field),
    () =>
      source.kind === 'elsewhere' ? refusalOfFuture(source.decidedAt, `${field}.decidedAt`, event) : null,
    () => {
      if (decisionFound(source, facts)) return null;
      const why =
        source.kind === 'plenary'
          ? `on item «${source.item}» of ${source.meeting} ${facts.meeting?.item?.finding ? `the finding is ${facts.meeting.item.finding.result}` : 'nothing was found yet'}`
          : `the written procedure ${source.kind === 'written-procedure' ? source.reference : ''} ${facts.procedure?.outcome === 'open' ? 'is still under way' : `ended without adopting anything (${facts.procedure?.outcome ?? ''})`}`;
      return refuse(
        'succession.no-consensus',
        `Nobody is selected without consensus (${RULE}): ${why}. Record that there is none, or wait.`,
        field,
      );
    },
  );
}

export function unknownSource(source: DecisionSource, facts: SuccessionFacts, field: string): Refusal | null {
  if (source.kind === 'plenary' && !facts.meeting)
    return refuse(
      'succession.unknown-meeting',
      `There is no meeting ${source.meeting} on record. Check the reference; for one held outside Plenum, say «elsewhere» and the source.`,
      `${field}.meeting`,
    );
  if (source.kind === 'plenary' && !facts.meeting?.item)
    return refuse(
      'succession.unknown-item',
      `The agenda of ${source.meeting} has no item «${source.item}».`,
      `${field}.item`,
    );
  if (source.kind === 'written-procedure' && !facts.procedure)
    return refuse(
      'succession.unknown-procedure',
      `There is no single written procedure ${source.reference} on record. Check the reference.`,
      `${field}.reference`,
    );
  return null;
}

/** Consensus was found, but on another: the clauses of that item, or the procedure, name somebody else. */
export function decisionOnAnother(
  context: SuccessionContext,
  { party, decidedBy }: SuccessionPayload<'decide'>,
  facts: SuccessionFacts,
): Refusal | null {
  const concerned = decidedBy.kind === 'written-procedure' ? facts.procedure?.memberConcerned : null;
  if (concerned && concerned !== party)
    return refuse(
      'succession.decided-on-another',
      `That written procedure is about ${concerned}, not ${party}.`,
      'party',
    );
  if (decidedBy.kind !== 'plenary') return null;
  const named = (facts.meeting?.item?.offices ?? []).filter(
    (one) => one.office === context.office && one.year === context.year,
  );
  if (named.length === 0 || named.some((one) => one.party === party)) return null;
  return refuse(
    'succession.decided-on-another',
    `The clauses of that item name ${named.map((one) => one.party).join(', ')} as ${context.office} of ${context.year}, not ${party}.`,
    'party',
  );
}

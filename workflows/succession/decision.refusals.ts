/** Why a decision, a failure to decide, or a custodian is refused: what it cites must bear it out, and nobody holds what another holds. */
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refusalOfFuture,
  refuse,
} from '../../src/kernel/refusals.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { noParticipant, noStandingCandidate } from './candidature.refusals.js';
import { decisionFound } from './decision.rules.js';
import { decisionOnAnother, unfoundDecision, unknownSource } from './source.refusals.js';
import { type SuccessionContext, type Term, procedureUnderWay } from './succession.context.js';
import { factsOfSuccession } from './succession.facts.js';
import type { SuccessionPayload } from './succession.payloads.js';
import { custodyFrom, custodyTo } from './succession.rules.js';
import { termsFrom } from './years.rules.js';

type Asked<Payload> = AskedOf<Payload, SuccessionContext>;

/** @returns why nobody can be selected so, or null: a standing candidate, a decision that was taken, terms that follow it and collide with none */
export function refusalOfDecision({
  context,
  payload,
  event,
}: Asked<SuccessionPayload<'decide'>>): Refusal | null {
  const { party, decidedBy } = payload;
  return firstRefusal(
    () => noStandingCandidate(context, party),
    () => noParticipant(event, party),
    () => unfoundDecision(decidedBy, event, 'decidedBy'),
    () => decisionOnAnother(context, payload, factsOfSuccession(event)),
    () => refusalOfEffect(context, payload, event),
  );
}

/** The decision was found: since when does it hold, and does anything stand against the terms that follow? */
function refusalOfEffect(
  { years }: SuccessionContext,
  { party, decidedBy, effectiveAt }: SuccessionPayload<'decide'>,
  event: CommandEvent,
): Refusal | null {
  const found = decisionFound(decidedBy, factsOfSuccession(event));
  if (!found) return null;
  const since: Instant = effectiveAt ?? found.effectiveAt;
  const terms = termsFrom(years, since);
  if (since < found.effectiveAt)
    return refuse(
      'succession.term-before-decision',
      `The term would begin at ${since}, before the decision holds (${found.effectiveAt}): nobody holds an office before it is given. Name that instant or a later one.`,
      'effectiveAt',
    );
  if (terms.length === 0)
    return refuse(
      'succession.year-over',
      `From ${since} on nothing is left of the years of this succession: they end at ${years.chair.to}. Name an earlier instant.`,
      'effectiveAt',
    );
  return overlap(terms, party, event, 'elected');
}

/** @returns why it cannot be recorded that no decision was found, or null: where one was found, that is what is recorded */
export function refusalOfNoConsensus({
  payload,
  event,
}: Asked<SuccessionPayload<'record-no-consensus'>>): Refusal | null {
  const { soughtBy } = payload;
  const facts = factsOfSuccession(event);
  return firstRefusal(
    () => unknownSource(soughtBy, facts, 'soughtBy'),
    () =>
      soughtBy.kind === 'elsewhere' ? refusalOfFuture(soughtBy.decidedAt, 'soughtBy.decidedAt', event) : null,
    () => {
      if (soughtBy.kind === 'elsewhere') return null;
      if (decisionFound(soughtBy, facts))
        return refuse(
          'succession.was-decided',
          'The record says that it was decided: consensus was found there. Record the decision instead.',
          'soughtBy',
        );
      const open =
        soughtBy.kind === 'plenary' ? !facts.meeting?.item?.finding : facts.procedure?.outcome === 'open';
      return open
        ? refuse(
            'succession.not-ended',
            'Nothing was found there yet, either way. Wait for the finding or the outcome.',
            'soughtBy',
          )
        : null;
    },
  );
}

/** @returns why the question cannot be put to written procedure, or null */
export function refusalOfProcedure({
  context,
  payload,
  event,
}: Asked<SuccessionPayload<'put-to-written-procedure'>>): Refusal | null {
  const underWay = procedureUnderWay(context);
  return firstRefusal(
    () =>
      underWay === null
        ? null
        : refuse(
            'succession.procedure-under-way',
            `The written procedure ${underWay} is to select somebody already. Wait for its outcome.`,
            'draft.reference',
          ),
    () => noStandingCandidate(context, payload.party),
    () =>
      factsOfSuccession(event).procedure === null
        ? null
        : refuse(
            'succession.procedure-exists',
            `There is a written procedure ${payload.draft.reference} already. Give this one another reference.`,
            'draft.reference',
          ),
  );
}

/** @returns why nobody keeps the office so, or null: a Participant, by a decision that was taken, in a stretch that nobody was elected for */
export function refusalOfCustodian({
  context,
  payload,
  event,
}: Asked<SuccessionPayload<'appoint-custodian'>>): Refusal | null {
  const { party, decidedBy, until } = payload;
  return firstRefusal(
    () => noParticipant(event, party),
    () => unfoundDecision(decidedBy, event, 'decidedBy'),
    () => refusalOfComputing('until', () => custodyTo(context, until)),
    () =>
      custodyTo(context, until) <= custodyFrom(context)
        ? refuse(
            'succession.custody-empty',
            `The custody would begin at ${custodyFrom(context)} and end before it. Name a later last day.`,
            'until',
          )
        : null,
    () =>
      overlap(
        [{ office: 'chair', from: custodyFrom(context), to: custodyTo(context, until) }],
        party,
        event,
        'custodian',
      ),
  );
}

/**
 * One holder at a time. A term without an end lasts until the next begins, and so does a custody; a term with an end of its own is
 * not cut short, nor one that begins later.
 */
function overlap(
  wanted: readonly Term[],
  party: string,
  event: CommandEvent,
  standing: 'elected' | 'custodian',
): Refusal | null {
  for (const term of wanted)
    for (const held of factsOfSuccession(event).terms) {
      const meets =
        held.office === term.office && held.from < term.to && (held.to === null || held.to > term.from);
      const sameAgain = held.party === party && held.standing === standing && held.from <= term.from;
      const givesWay =
        held.from < term.from
          ? held.to === null || held.standing === 'custodian'
          : held.from === term.from && held.standing === 'custodian';
      if (meets && !sameAgain && !givesWay)
        return refuse(
          'succession.terms-overlap',
          `${held.party} holds the office of ${held.office} from ${held.from} to ${held.to ?? 'the next term'} (${held.standing}); a term of ${party} from ${term.from} to ${term.to} would overlap it. One holds an office at a time: end that term first, or name another instant.`,
          'party',
        );
    }
  return null;
}

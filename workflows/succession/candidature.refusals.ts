/** Why a candidature or a recommendation is refused, each with the rule behind it. */
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfFuture,
  refuse,
  rolesIn,
} from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { isLate } from './candidature.rules.js';
import { type SuccessionContext, openCandidature, standingCandidates } from './succession.context.js';
import { factsOfSuccession } from './succession.facts.js';
import type { SuccessionPayload } from './succession.payloads.js';

type Asked<Payload> = AskedOf<Payload, SuccessionContext>;

/** @returns why a candidature is refused, or null: Participants stand, each once, and speak for themselves */
export function refusalOfCandidature({
  context,
  payload,
  event,
}: Asked<SuccessionPayload<'submit-candidature'>>): Refusal | null {
  const { party, offeredAt } = payload;
  return firstRefusal(
    () => speakingForAnother(event, party),
    () => noParticipant(event, party),
    () => {
      const open = openCandidature(context, party);
      return open
        ? refuse(
            'succession.candidate-twice',
            `${party} stands already, since ${open.offeredAt} (${open.status}). Withdraw that candidature first, or settle its conditional withdrawal.`,
            'party',
          )
        : null;
    },
    () =>
      offeredAt !== null && !actsForOffice(event)
        ? refuse(
            'succession.not-your-date',
            'Only Chair and Secretariat register an offer of an earlier hour. Leave «offeredAt» out.',
            'offeredAt',
          )
        : null,
    () => (offeredAt === null ? null : refusalOfFuture(offeredAt, 'offeredAt', event)),
    () =>
      context.lateCandidatures === 'refused' && isLate(context, offeredAt ?? event.occurredAt)
        ? refuse(
            'succession.candidature-late',
            `The call closed at ${context.closing?.kind === 'exact' ? context.closing.at : ''}, and its terms admit no later candidature.`,
            'party',
          )
        : null,
  );
}

/** @returns why a withdrawal is refused, or null */
export function refusalOfWithdrawal({
  context,
  payload,
  event,
}: Asked<SuccessionPayload<'withdraw-candidature'>>): Refusal | null {
  return firstRefusal(
    () => speakingForAnother(event, payload.party),
    () => (openCandidature(context, payload.party) ? null : noCandidate(context, payload.party)),
  );
}

/** @returns why nobody can say whether the condition of a withdrawal came true, or null */
export function refusalOfSettling({
  context,
  payload,
}: Asked<SuccessionPayload<'settle-withdrawal'>>): Refusal | null {
  if (openCandidature(context, payload.party)?.status === 'withdrawn-on-condition') return null;
  return refuse(
    'succession.no-condition-open',
    `${payload.party} has not withdrawn on a condition that waits for an answer.`,
    'party',
  );
}

/** @returns why a recommendation is refused, or null: the Committee recommends one of those who stand, or nobody */
export function refusalOfRecommendation({
  context,
  payload,
}: Asked<SuccessionPayload<'recommend'>>): Refusal | null {
  return payload.party === null ? null : noStandingCandidate(context, payload.party);
}

/** @returns a refusal when the party is no Participant at the instant of receipt (KP Core Document VI.1, VI.8: Participants alone hold office) */
export function noParticipant(event: CommandEvent, party: string): Refusal | null {
  if (factsOfSuccession(event).participants.includes(party)) return null;
  return refuse(
    'succession.no-participant',
    `${party} is no Participant at ${event.occurredAt}: only a Participant chairs (KP Core Document VI.4; that Observers cannot is assumed). Check the code on the roll.`,
    'party',
  );
}

/** @returns a refusal when the party does not stand: it never did, withdrew, or its withdrawal waits for a condition */
export function noStandingCandidate(context: SuccessionContext, party: string): Refusal | null {
  const open = openCandidature(context, party);
  if (open?.status === 'standing') return null;
  if (!open) return noCandidate(context, party);
  return refuse(
    'succession.candidature-rests',
    `${party} withdrew on the condition «${open.withdrawal?.condition ?? ''}». Say first whether that came true.`,
    'party',
  );
}

function noCandidate(context: SuccessionContext, party: string): Refusal {
  const standing = standingCandidates(context);
  return refuse(
    'succession.no-candidate',
    `${party} does not stand. ${standing.length > 0 ? `Standing: ${standing.join(', ')}.` : 'Nobody stands yet.'} Register its candidature first.`,
    'party',
  );
}

function speakingForAnother(event: CommandEvent, party: string): Refusal | null {
  if (actsForOffice(event) || event.actor.party === party) return null;
  return refuse(
    'succession.not-your-party',
    `You speak for ${event.actor.party ?? 'nobody'}, not for ${party}.`,
    'party',
  );
}

function actsForOffice(event: CommandEvent): boolean {
  return rolesIn(event).some((role) => role === 'chair' || role === 'secretariat' || role === 'system');
}

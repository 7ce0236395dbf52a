/** Why a step in a removal is refused; pure. */
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  type Decision,
  dutyOf,
  effectOf,
  refusalOfDecision,
  refusalOfOwnCase,
  refusalOfSpeaking,
} from '../casework/index.js';
import type { RemovalContext } from './removal.context.js';
import { called, endsMembership, isHeard, namedIn, stillOut } from './removal.rules.js';

/** @returns a refusal while those it is about may still reply, or null */
export function refusalOfUnheard(context: RemovalContext, event: CommandEvent): Refusal | null {
  if (isHeard({ ...context, asOf: event.occurredAt })) return null;
  const due = dutyOf(context, 'reply')?.due?.at ?? '';
  return refuse(
    'removal.time-runs',
    `There is time to reply until ${due}: ${called(context)}. Wait for the reply or the end of that time; nobody is removed unheard.`,
  );
}

/** @returns why a reply cannot be entered, or null */
export function refusalOfReply(context: RemovalContext, event: CommandEvent, by: string): Refusal | null {
  return firstRefusal(
    () => refusalOfStranger(context, by, 'by'),
    () => refusalOfSpeaking(event, by, 'by'),
  );
}

/** Of a list that is not known by name in full, anybody may be one. */
function refusalOfStranger(context: RemovalContext, party: string, field: string): Refusal | null {
  const { list } = context;
  const named = namedIn(context);
  if (named.includes(party) || (list !== null && list.count !== named.length)) return null;
  return refuse('removal.not-about', `It is about ${called(context)}, not about ${party}.`, field);
}

/** @returns why a decision cannot be recorded, or null */
export function refusalOfRemoving(
  context: RemovalContext,
  event: CommandEvent,
  decision: Decision,
): Refusal | null {
  return firstRefusal(
    () => refusalOfOwnCase(event, namedIn(context)),
    () => refusalOfDecision(decision, event, context.rules.decidedBy),
    () => refusalOfChairAlone(context, decision),
    () => refusalOfSilence(decision),
  );
}

/** A Chair has removed on a recommendation (2003) and after a mission (2004), never on its own word. */
function refusalOfChairAlone({ standing, grounds, rules }: RemovalContext, { by }: Decision): Refusal | null {
  if (by !== 'chair') return null;
  if (standing !== null && standing.what !== 'drop') return null;
  if (grounds.some(({ kind }) => kind === 'review-mission')) return null;
  return refuse(
    'removal.chair-alone',
    `A notice of the Chair rests on a recommendation of the ${rules.committee} or on a review mission. Record the recommendation, or bring it before the Plenary.`,
    'decision.by',
  );
}

/** Whether the Participant concerned counts for the consensus is disputed: it is said each time. */
function refusalOfSilence({ by, concernedCounts }: Decision): Refusal | null {
  if (by === 'chair' || concernedCounts !== null) return null;
  return refuse(
    'removal.who-counted',
    'Say whether those it is about counted for the consensus: true or false.',
    'decision.concernedCounts',
  );
}

/** @returns why a return cannot be recorded, or null */
export function refusalOfReturn(
  context: RemovalContext,
  event: CommandEvent,
  { party, decision }: { readonly party: string; readonly decision: Decision },
): Refusal | null {
  return firstRefusal(
    () => refusalOfOut(context, party),
    () => refusalOfDecision(decision, event, context.rules.returnedBy),
    () =>
      effectOf(decision) > event.occurredAt
        ? refuse(
            'removal.return-ahead',
            `It takes effect at ${effectOf(decision)}. Record the return then: until that instant it is out.`,
            'decision.effectiveAt',
          )
        : null,
    () =>
      endsMembership(context) && decision.concernedCounts === true
        ? refuse(
            'removal.former-counts',
            `${party} was no member and did not count for a consensus on its return. Say false, or leave it out.`,
            'decision.concernedCounts',
          )
        : null,
    () =>
      context.outcome && effectOf(decision) < context.outcome.effectiveAt
        ? refuse(
            'removal.back-before-out',
            `${effectOf(decision)} lies before ${context.outcome.effectiveAt}, when it was out. Cite the decision on the return.`,
            'decision.at',
          )
        : null,
  );
}

/** @returns a refusal when a party is not out by this case, or is back, or null */
export function refusalOfOut(context: RemovalContext, party: string): Refusal | null {
  if (context.returned.some((one) => one.party === party) || stillOut(context) === 0)
    return refuse('removal.back-already', `${party} is back already.`, 'party');
  return refusalOfStranger(context, party, 'party');
}

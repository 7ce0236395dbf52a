/** Whom a removal is about, whether they were heard, and what it sets off: pure. */
import type { Instant } from '../../src/kernel/instant.js';
import type { StartInput } from '../../src/kernel/workflow.js';
import {
  type NewDuty,
  type Outgoing,
  type RegistryAct,
  after,
  close,
  dutyOf,
  factsOf,
  kept,
  notify,
  openDuties,
  openedCase,
  owe,
} from '../casework/index.js';
import { isOwnWish, propose } from './opening.js';
import type { RemovalContext } from './removal.context.js';

/** @returns the codes that are known of those it is about */
export function namedIn({ party, list }: Pick<RemovalContext, 'party' | 'list'>): readonly string[] {
  return party === null ? (list?.named ?? []) : [party];
}

/** @returns those it is about, in words: `COG`, or `23 parties, not all known by name: COG` */
export function called(context: Pick<RemovalContext, 'party' | 'list'>): string {
  const { party, list } = context;
  if (party !== null) return party;
  const named = namedIn(context);
  if (list?.count === named.length) return named.join(', ');
  const names = named.length === 0 ? '' : `: ${named.join(', ')}`;
  const count = list?.count ?? null;
  return `${count === null ? 'parties not counted yet' : `${count} parties`}, not all known by name${names}`;
}

/** @returns how many have not come back; null: nobody counted them */
export function stillOut(context: Pick<RemovalContext, 'party' | 'list' | 'returned'>): number | null {
  const { party, list, returned } = context;
  const all = party === null ? (list?.count ?? null) : 1;
  return all === null ? null : all - returned.length;
}

/**
 * @returns whether they were heard: the one it is about has replied, or the time for it has passed; of many the time has to pass. An excuse
 *   takes nobody's time away.
 */
export function isHeard({
  list,
  replies,
  duties,
  asOf,
}: Pick<RemovalContext, 'list' | 'replies' | 'duties' | 'asOf'>): boolean {
  if (list === null && replies.length > 0) return true;
  const reply = dutyOf({ duties }, 'reply');
  if (!reply) return false;
  const { due, postponed } = reply;
  const until = [due?.at, postponed?.until.at]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  return until !== undefined && until <= asOf;
}

/** @returns when what was decided takes effect */
export function effectIn({ outcome, asOf }: Pick<RemovalContext, 'outcome' | 'asOf'>): Instant {
  return outcome?.effectiveAt ?? asOf;
}

/** @returns whether something was decided, or was their own step, that changes the lists */
export function isOut({ outcome }: Pick<RemovalContext, 'outcome'>): boolean {
  return outcome !== null && outcome.how !== 'not-removed';
}

/** @returns whether that lies ahead */
export function isAhead(context: Pick<RemovalContext, 'outcome' | 'asOf'>): boolean {
  return isOut(context) && effectIn(context) > context.asOf;
}

/** @returns whether their membership ends, and not only their trade */
export function endsMembership({ outcome }: Pick<RemovalContext, 'outcome'>): boolean {
  return outcome?.how === 'removed' || outcome?.how === 'withdrawal';
}

/** @returns the memory as a removal is proposed: the Chair is to tell those it is about */
export function proposedContext(input: StartInput): RemovalContext {
  const { party, list, grounds, rules, decision } = propose.payloadOf(input);
  const opened = openedCase(input, ['measures', 'conditions']);
  const due = after(input.occurredAt, rules.noticeWithin, opened.zone);
  const notice: NewDuty = {
    id: 'notice',
    what: 'notice to those it is about, with time to reply',
    basis: 'assumed: nobody is removed unheard',
    from: ['chair'],
    due,
  };
  const step: NewDuty = {
    id: 'own-step',
    what: 'to say whether it leaves or suspends itself, and from when',
    basis: 'practice: Venezuela 2008; no term',
    from: [...namedIn({ party, list })],
    due: null,
  };
  return {
    ...opened,
    subjects: [...new Set([...namedIn({ party, list }), ...opened.subjects])],
    ...owe(opened, isOwnWish({ party, grounds }) ? step : notice),
    rules,
    party,
    list,
    grounds: typeof grounds === 'string' ? [ground(grounds)] : grounds,
    proposal: decision && kept(decision, input),
    notice: null,
    replies: [],
    recommendations: [],
    standing: null,
    outcome: null,
    lists: [],
    transpositions: [],
    reapplications: [],
    returned: [],
  };
}

function ground(text: string): RemovalContext['grounds'][number] {
  return { kind: 'other', text, source: null, documents: [] };
}

/** @returns word to the offices that a removal is proposed */
export function atProposal(context: RemovalContext): readonly Outgoing[] {
  return notify(context, ['chair', 'secretariat'], {
    kind: 'opened',
    lead: isOwnWish(context)
      ? `${called(context)} wishes to leave or to suspend itself; it is to say which, and from when`
      : `The removal of ${called(context)} is proposed: tell those it is about, and give them time to reply`,
    paragraphs: context.grounds.map(({ text }) => text),
  });
}

/** @returns what the effect writes in the registry, for each that is known by name */
export function atEffect(context: RemovalContext): readonly Outgoing[] {
  const { outcome, source } = context;
  if (!outcome) return [];
  const from = { at: outcome.effectiveAt, source: outcome.decision?.reference ?? source };
  return namedIn(context).map((party): Outgoing => {
    const act: RegistryAct =
      outcome.status === null
        ? { act: 'end-membership', party, ...from }
        : { act: 'trade-status', party, status: outcome.status, note: outcome.reason, ...from };
    return { type: 'registry-act', params: act };
  });
}

/** @returns the duties as it takes effect: the lists of the Chair, unless they were issued on the decision */
export function oweLists(context: RemovalContext): Pick<RemovalContext, 'duties'> {
  const { asOf, lists, outcome } = context;
  const decidedAt = outcome?.decision?.at ?? outcome?.effectiveAt ?? asOf;
  if (lists.some(({ at }) => at >= decidedAt)) return { duties: context.duties };
  return owe(context, listDue(context));
}

function listDue({ asOf, rules, zone }: RemovalContext): NewDuty {
  return {
    id: 'list',
    what: 'notice to all with the revised lists',
    basis: 'practice: notices of the Chair of 2003 and 2004; the time assumed',
    from: ['chair'],
    due: after(asOf, rules.listWithin, zone),
  };
}

/** @returns the duties as somebody is back by the short path: the lists of the Chair, which name it again. An admission gives its own notice. */
export function oweListsOfReturn(context: RemovalContext): Pick<RemovalContext, 'duties'> {
  return owe(context, listDue(context));
}

/** @returns whether somebody is back by the short path, and the lists do not say so yet */
export function isReturnUnlisted(context: RemovalContext): boolean {
  return firstShort(context) !== undefined && dutyOf(context, 'list')?.closed === null;
}

function firstShort({ returned }: RemovalContext) {
  return returned.find(({ through }) => through === null);
}

/** @returns the duties as everybody is back: what was due while they were out is dropped, what their return asks for stays */
export function dutiesOfReturn(context: RemovalContext): Pick<RemovalContext, 'duties'> {
  const from = firstShort(context)?.at;
  return openDuties(context)
    .filter(({ id, since }) => from === undefined || since < from || !/^(list$|transposition-)/.test(id))
    .reduce((so, { id }) => close({ ...context, ...so }, id, 'dropped', 'everybody is back'), {
      duties: context.duties,
    });
}

/** @returns whether nothing is due any more */
export function isSettled(context: RemovalContext): boolean {
  return openDuties(context).length === 0;
}

/** @returns the roll without those who are out, as the records have it at this instant; empty where they gave none */
export function rollWithout(
  context: RemovalContext,
  facts: Parameters<typeof factsOf>[0],
): readonly string[] {
  const { roll } = factsOf(facts);
  if (!endsMembership(context)) return roll;
  const back = context.returned.map(({ party }) => party);
  const out = namedIn(context).filter((code) => !back.includes(code));
  return roll.filter((code) => !out.includes(code));
}

/** @returns whether everybody is back */
export function isEverybodyBack(context: RemovalContext): boolean {
  return stillOut(context) === 0;
}

/** @returns the end of the case, when everybody is back and the lists say so */
export function allBack(context: RemovalContext): Partial<RemovalContext> {
  const last = context.returned.at(-1);
  const { asOf: at, openedBy } = context;
  const person = context.outcome?.person ?? openedBy;
  const reason = last?.decision.reference ?? '';
  return { ending: { how: 'returned', reason, at, person } };
}

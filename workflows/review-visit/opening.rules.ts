/** How the memory of a visit begins, and who hears of it; pure. */
import type { StartInput } from '../../src/kernel/workflow.js';
import { type Outgoing, kept, notify, openedCase } from '../casework/index.js';
import type { ReviewVisitContext } from './review-visit.context.js';
import { open } from './commands/opening.command.js';
import { noun } from './review-visit.rules.js';

type Visit = ReviewVisitContext;

/** What no case has as it begins. */
const NOTHING_YET = {
  consultation: null,
  remarks: [],
  consent: null,
  measure: null,
  team: [],
  terms: null,
  moves: [],
  begunOn: null,
  cutShort: null,
  report: null,
  comments: [],
  posted: null,
  recommendationsKnown: false,
  recommendations: [],
  nextVisitAt: null,
  nextVisit: null,
} satisfies Partial<Visit>;

/** @returns the memory as the case is opened, at the stage it has reached by then */
export function openedContext(input: StartInput): Visit {
  const payload = open.payloadOf(input);
  const opened = openedCase(input, ['visits']);
  const { party, kind, basis, rules, already } = payload;
  const at = input.occurredAt;
  return {
    ...opened,
    ...NOTHING_YET,
    rules,
    party,
    kind,
    basis,
    by: payload.by,
    byWords: payload.byWords,
    subjects: [...new Set([party, ...opened.subjects])],
    already: already?.stage ?? null,
    indications: payload.indications,
    decision: payload.decision && kept(payload.decision, input),
    invitation: basis === 'invitation' ? { at, text: payload.text, documents: payload.documents } : null,
    offers: payload.offers,
    dates: already?.stage === 'planned' ? already.dates : null,
    endedOn: already?.stage === 'reported' ? already.endedOn : null,
    openTo: opened.visibility,
  };
}

/** @returns the notice that the case was opened */
export function tellOpened(context: Visit): readonly Outgoing[] {
  const { party, basis, rules } = context;
  const leads = {
    invitation: `${party} invited a ${noun(context)}`,
    commitment: `${party} committed itself to invite a ${noun(context)}`,
    'credible-indications': `A review mission to ${party} is considered`,
  } as const;
  return notify(context, [rules.organ, 'chair', 'secretariat', party], {
    kind: 'opened',
    lead: leads[basis],
  });
}

/** @returns the notice that the time for another visit has come */
export function tellNextVisit(context: Visit): readonly Outgoing[] {
  return notify(context, [context.rules.organ, context.party], {
    kind: 'news',
    lead: `The time for another review visit to ${context.party} has come; inviting one is voluntary`,
  });
}

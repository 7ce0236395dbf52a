/** The named guards, actions and delays of the machine: each joins a rule or an effect to its name and decides nothing. */
import { setup } from 'xstate';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { type Fact, machineActions } from '../machine-actions.js';
import { giveWarnings, reachReviews, setReview } from './call.rules.js';
import { settleWithdrawal, submitCandidature, withdrawCandidature } from './candidature.rules.js';
import { refusalOf } from './succession.commands.js';
import {
  type SuccessionContext,
  type SuccessionOffice,
  custodianFrom,
  standingCandidates,
} from './succession.context.js';
import {
  type BeginTerm,
  type DraftSelection,
  type EndTerm,
  type SeatPastChair,
  type SuccessionNotice,
  custodyToBegin,
  notice,
  seatOfPastChair,
  selectionToDraft,
  termToEnd,
  termsToBegin,
} from './succession.effects.js';
import { payloadOf } from './succession.payloads.js';
import {
  appointCustodian,
  cancelSuccession,
  consider,
  consult,
  custodianAhead,
  decide,
  fallVacant,
  putToWrittenProcedure,
  recommend,
  recordNoConsensus,
} from './succession.rules.js';

type Outgoing =
  | { readonly type: 'succession-notice'; readonly params: SuccessionNotice }
  | { readonly type: 'begin-term'; readonly params: BeginTerm }
  | { readonly type: 'end-term'; readonly params: EndTerm }
  | { readonly type: 'seat-past-chair'; readonly params: SeatPastChair }
  | { readonly type: 'draft-selection'; readonly params: DraftSelection }
  | { readonly type: 'record'; readonly params: Fact };

const { changing, sending, until } = machineActions<SuccessionContext, Outgoing>();

const noticing = (
  template: SuccessionNotice['template'],
  about: (context: SuccessionContext) => Parameters<typeof notice>[2] = () => ({}),
) => sending((context) => [{ type: 'succession-notice', params: notice(context, template, about(context)) }]);

/** The vacancy as the history shows it, and the end of whoever held the office until the next. */
const vacating = (office: SuccessionOffice) =>
  sending((context) =>
    termToEnd(context, office).flatMap((params) => [
      { type: 'record' as const, params: { type: 'fell-vacant', data: { office, since: params.at } } },
      { type: 'end-term' as const, params },
      {
        type: 'succession-notice' as const,
        params: notice(context, 'vacant', {
          office,
          at: params.at,
          parties: standingCandidates(context),
        }),
      },
    ]),
  );

const nextReview = ({ reviews }: SuccessionContext) => reviews.find(({ reachedAt }) => reachedAt === null);
const nextWarning = ({ warnings }: SuccessionContext) => warnings.find(({ givenAt }) => givenAt === null);

/** Everything the machine names. */
export const succession = setup({
  types: {
    context: {} as SuccessionContext, // XState reads its types from values that are never used
    events: {} as CommandEvent,
    input: {} as StartInput,
    meta: {} as { readonly title: string; readonly needed: string },
  },
  guards: {
    permitted: ({ context, event }) => refusalOf(context, event) === null,
    closesExactly: ({ context }) => context.closing?.kind === 'exact',
    toChairAlone: ({ context }) => context.years.viceChair === null,
    custodianAhead: ({ context }) => custodianAhead(context),
    chairYearBegun: ({ context }) => context.asOf >= context.years.chair.from,
    reviewAhead: ({ context }) => nextReview(context) !== undefined,
    warningAhead: ({ context }) => nextWarning(context) !== undefined,
  },
  delays: {
    'call-closes': until(({ closing }) => (closing?.kind === 'exact' ? closing.at : undefined)),
    'vice-chair-year': until(({ years }) => years.viceChair?.from),
    'chair-year': until(({ years }) => years.chair.from),
    'chair-year-end': until(({ years }) => years.chair.to),
    'custody-end': until((context) => custodianFrom(context, context.asOf)?.to),
    review: until((context) => nextReview(context)?.at),
    'vacancy-warning': until((context) => nextWarning(context)?.at),
  },
  actions: {
    'succession-notice': (_scope, _params: SuccessionNotice) => undefined,
    'begin-term': (_scope, _params: BeginTerm) => undefined,
    'end-term': (_scope, _params: EndTerm) => undefined,
    'seat-past-chair': (_scope, _params: SeatPastChair) => undefined,
    'draft-selection': (_scope, _params: DraftSelection) => undefined,
    record: (_scope, _params: Fact) => undefined,
    submitCandidature: changing(submitCandidature),
    withdrawCandidature: changing(withdrawCandidature),
    settleWithdrawal: changing(settleWithdrawal),
    consider: changing(consider),
    recommend: changing(recommend),
    setReview: changing(setReview),
    reachReviews: changing(reachReviews),
    giveWarnings: changing(giveWarnings),
    putToWrittenProcedure: changing(putToWrittenProcedure),
    recordNoConsensus: changing(recordNoConsensus),
    consult: changing(consult),
    decide: changing(decide),
    appointCustodian: changing(appointCustodian),
    viceChairFallsVacant: changing(fallVacant('vice-chair')),
    chairFallsVacant: changing(fallVacant('chair')),
    cancelSuccession: changing(cancelSuccession),
    recordLateness: sending((context) => {
      const last = context.candidatures.at(-1);
      return last?.late
        ? [
            {
              type: 'record',
              params: { type: 'candidature-late', data: { party: last.party, offeredAt: last.offeredAt } },
            },
          ]
        : [];
    }),
    recordBasis: sending(({ decision }) =>
      decision && decision.recommendation !== 'followed'
        ? [
            {
              type: 'record',
              params: {
                type: `decided-${decision.recommendation}-recommendation`,
                data: { party: decision.party },
              },
            },
          ]
        : [],
    ),
    vacateViceChair: vacating('vice-chair'),
    vacateChair: vacating('chair'),
    beginTerms: sending((context) =>
      termsToBegin(context).map((params) => ({ type: 'begin-term' as const, params })),
    ),
    beginCustody: sending((context) =>
      custodyToBegin(context).map((params) => ({ type: 'begin-term' as const, params })),
    ),
    seatPastChair: sending((context) =>
      seatOfPastChair(context).map((params) => ({ type: 'seat-past-chair' as const, params })),
    ),
    draftSelection: sending((context, event) => [
      {
        type: 'draft-selection',
        params: selectionToDraft(context, payloadOf('put-to-written-procedure', event)),
      },
    ]),
    noticeCalled: noticing('candidatures-called', ({ closing, note }) => ({
      at: closing?.kind === 'exact' ? closing.at : null,
      note: [closing?.kind === 'soft' ? closing.words : '', note].filter((text) => text !== '').join('. '),
    })),
    noticeRecommended: noticing('recommended', ({ recommendations }) => {
      const last = recommendations.at(-1);
      return { parties: last?.party ? [last.party] : [], note: last?.note ?? '' };
    }),
    noticeSelected: noticing('selected', ({ decision }) => ({
      at: decision?.terms[0]?.from ?? null,
      parties: decision ? [decision.party] : [],
      note: decision?.statement ?? '',
    })),
    noticeDeadlock: noticing('deadlock', (context) => ({
      parties: standingCandidates(context),
      note: context.deadlocks.at(-1)?.note ?? '',
    })),
    noticeReview: noticing('review', ({ reviews, asOf }) => ({
      note: reviews
        .filter(({ reachedAt }) => reachedAt === asOf)
        .map(({ about }) => about)
        .join('; '),
    })),
    noticeVacancyAhead: noticing('vacancy-ahead', (context) => {
      const last = context.warnings.findLast(({ givenAt }) => givenAt !== null);
      const { viceChair, chair } = context.years;
      const office = last?.office ?? context.office;
      return {
        office,
        at: office === 'chair' ? chair.from : (viceChair?.from ?? null),
        parties: standingCandidates(context),
      };
    }),
    noticeCustodian: noticing('custodian', ({ custodians }) => {
      const last = custodians.at(-1);
      return {
        office: 'chair',
        at: last?.to ?? null,
        parties: last ? [last.party] : [],
        note: last?.note ?? '',
      };
    }),
    noticeCancelled: noticing('cancelled', ({ cancellation }) => ({ note: cancellation?.reason ?? '' })),
  },
});

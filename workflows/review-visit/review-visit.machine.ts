/**
 * A review visit or mission: how it came about, consent, the team under its rule, terms and dates, the visit, the report within three
 * weeks, comments and posting within three more, every recommendation followed up to its closure, and the next visit.
 *
 * Source: KP Core Document VI.13 to VI.16; Peer Review decision (2003, as revised in Gaborone 2006 and Washington 2012), Washington
 * communiqué 2012, paragraphs 9, 10, 13 and 14. A visit is voluntary and invited through the working group; a mission takes credible
 * indications, a decision of the Participants and the consent of the one concerned. Teams and intervals are parameters, mostly assumed.
 * Lateness is a state: reports were eight weeks late in 2010 and years in 2017, and the procedure went on.
 */
import { and, setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { commands } from './review-visit.commands.js';
import type { ReviewVisitContext } from './review-visit.context.js';
import { awaitRecommendations } from './recommendation.rules.js';
import { allClosed, isArranged } from './review-visit.rules.js';
import {
  awaitArrangements,
  awaitInvitation,
  awaitNextVisit,
  awaitProposal,
  awaitReport,
  awaitVisit,
  setNextVisit,
} from './stage.rules.js';
import { openedContext, tellNextVisit, tellOpened } from './opening.rules.js';

type Scope = { readonly context: ReviewVisitContext };
const { types, guards, delays, actions, changing, sending, until } = caseSetup<ReviewVisitContext>(commands);

const visit = setup({
  types,
  guards: {
    ...guards,
    onCommitment: ({ context }: Scope) => context.basis === 'commitment',
    onIndications: ({ context }: Scope) => context.basis === 'credible-indications',
    arranged: ({ context }: Scope) => isArranged(context),
    reported: ({ context }: Scope) => context.already === 'reported',
    allClosed: ({ context }: Scope) => allClosed(context),
    somethingOpen: ({ context }: Scope) => !allClosed(context),
  },
  delays: { ...delays, 'next-visit': until(({ nextVisitAt }) => nextVisitAt ?? undefined) },
  actions: {
    ...actions,
    tellOpened: sending(tellOpened),
    awaitInvitation: changing(awaitInvitation),
    awaitProposal: changing(awaitProposal),
    awaitArrangements: changing(awaitArrangements),
    awaitVisit: changing(awaitVisit),
    awaitReport: changing(awaitReport),
    awaitRecommendations: changing(awaitRecommendations),
    setNextVisit: changing(setNextVisit),
    awaitNextVisit: changing(awaitNextVisit),
    tellNextVisit: sending(tellNextVisit),
  },
});

/** Arranging goes back to its beginning, and on again at once when nothing is missing. */
const arranges = {
  guard: 'permitted',
  target: 'arranging',
  reenter: true,
  actions: ['apply', 'tell'],
} as const;
const arranging = { 'compose-team': arranges, 'set-terms': arranges, 'move-dates': arranges } as const;
/** Withdrawn: a commitment stands on, a mission has no consent any more, an invitation is gone. */
const withdraw = [
  { guard: and(['permitted', 'onCommitment']), target: 'committed', actions: ['apply', 'tell'] },
  { guard: and(['permitted', 'onIndications']), target: 'refused', actions: ['apply', 'tell'] },
  leadsTo('withdrawn'),
] as const;

/** The statechart of a review visit or mission. */
export const reviewVisitMachine = visit.createMachine({
  id: 'review-visit',
  context: ({ input }) => openedContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'opened',
      states: {
        opened: {
          meta: { title: 'Opened', needed: 'Nothing: it goes where it belongs at once.' },
          entry: ['tellOpened'],
          always: [
            { guard: 'reported', target: 'following-up' },
            { guard: 'onCommitment', target: 'committed' },
            { guard: 'onIndications', target: 'indicated' },
            { target: 'arranging' },
          ],
        },
        committed: {
          meta: { title: 'Committed', needed: 'The Participant is to invite the visit it promised.' },
          entry: ['awaitInvitation'],
          on: { invite: leadsTo('arranging'), offer: stays, 'call-off': leadsTo('called-off') },
        },
        indicated: {
          meta: {
            title: 'Indicated',
            needed: 'The Chair is to consult all Participants and ask for consent.',
          },
          entry: ['awaitProposal'],
          on: { 'ask-consent': leadsTo('consent-asked'), remark: stays, 'call-off': leadsTo('called-off') },
        },
        'consent-asked': {
          meta: {
            title: 'Consent asked',
            needed: 'The Participant concerned is to say whether the mission may come.',
          },
          on: {
            remark: stays,
            offer: stays,
            consent: leadsTo('arranging'),
            'refuse-consent': leadsTo('refused'),
            'call-off': leadsTo('called-off'),
          },
        },
        refused: {
          meta: {
            title: 'Consent refused',
            needed: 'The Chair is to say what follows; without consent no mission goes.',
          },
          on: {
            'ask-consent': leadsTo('consent-asked'),
            consent: leadsTo('arranging'),
            'propose-measure': stays,
            conclude: leadsTo('concluded'),
            'call-off': leadsTo('called-off'),
          },
        },
        arranging: {
          meta: { title: 'Being arranged', needed: 'Team, terms and dates are to be settled.' },
          entry: ['awaitArrangements'],
          always: { guard: 'arranged', target: 'arranged' },
          on: { ...arranging, offer: stays, remark: stays, withdraw, 'call-off': leadsTo('called-off') },
        },
        arranged: {
          meta: { title: 'Arranged', needed: 'The visit is to be made.' },
          entry: ['awaitVisit'],
          on: {
            ...arranging,
            offer: stays,
            begin: leadsTo('under-way'),
            withdraw,
            'call-off': leadsTo('called-off'),
          },
        },
        'under-way': {
          meta: { title: 'Under way', needed: 'The visit is to be ended.' },
          on: {
            'move-dates': { guard: 'permitted', actions: ['apply', 'awaitVisit', 'tell'] },
            'end-visit': leadsTo('reporting'),
          },
        },
        reporting: {
          meta: {
            title: 'Report awaited',
            needed: 'The team is to report to the Chair and to the one visited.',
          },
          entry: ['awaitReport'],
          on: {
            'submit-report': leadsTo('commenting'),
            'correct-end': stays,
            conclude: leadsTo('concluded'),
          },
        },
        commenting: {
          meta: {
            title: 'Comments awaited',
            needed: 'The one visited may comment; the Chair posts report and comments.',
          },
          on: { comment: stays, post: leadsTo('following-up'), 'correct-end': stays, recommend: stays },
        },
        'following-up': {
          meta: {
            title: 'Followed up',
            needed: 'Every recommendation is to be carried out, or closed with a reason.',
          },
          entry: ['awaitRecommendations'],
          always: { guard: 'allClosed', target: 'next-awaited' },
          on: {
            comment: stays,
            recommend: stays,
            'follow-up': stays,
            'redate-recommendation': stays,
            'close-recommendation': stays,
            'reopen-recommendation': stays,
          },
        },
        'next-awaited': {
          meta: {
            title: 'All recommendations closed',
            needed: 'Nothing until the time for another visit comes.',
          },
          entry: ['setNextVisit'],
          always: { guard: 'somethingOpen', target: 'following-up' },
          after: { 'next-visit': 'next-due' },
          on: {
            recommend: stays,
            'reopen-recommendation': stays,
            'open-next': leadsTo('concluded'),
            conclude: leadsTo('concluded'),
          },
        },
        'next-due': {
          meta: {
            title: 'Another visit would be due',
            needed: 'The working group is to say whether another visit is invited.',
          },
          entry: ['awaitNextVisit', 'tellNextVisit'],
          on: { 'open-next': leadsTo('concluded'), conclude: leadsTo('concluded') },
        },
        withdrawn: { type: 'final', meta: { title: 'Invitation withdrawn', needed: 'Nothing.' } },
        'called-off': { type: 'final', meta: { title: 'Called off', needed: 'Nothing.' } },
        concluded: { type: 'final', meta: { title: 'Closed', needed: 'Nothing.' } },
      },
    },
    duties: dutyRegion,
  },
});

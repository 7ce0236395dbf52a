/**
 * A succession: who is Vice-Chair in one calendar year and Chair in the next. Candidatures are called for, received and considered
 * by the Selection Committee; the Plenary or a written procedure decides by consensus; where none is found the Chair consults, and
 * when the year comes the office is vacant, or kept by a custodian, until somebody is selected.
 *
 * Source: KP Core Document VI.4-5; the Administrative Decision of 2008 on the Vice-Chair, whose steps and days were not found and are
 * parameters; Washington communiqué 2012, paragraphs 59-60; practice of 2014-15 and 2025. Nothing here elects anybody by itself.
 */
import { succession } from './succession.setup.js';
import { calledContext } from './call.rules.js';

const permitted = 'permitted' as const;

const candidatures = {
  'submit-candidature': { guard: permitted, actions: ['submitCandidature', 'recordLateness'] },
  'withdraw-candidature': { guard: permitted, actions: ['withdrawCandidature'] },
  'settle-withdrawal': { guard: permitted, actions: ['settleWithdrawal'] },
} as const;

const recommending = {
  guard: permitted,
  target: 'considered',
  actions: ['recommend', 'noticeRecommended'],
} as const;

const fallingVacant = { target: 'vacant', actions: ['chairFallsVacant', 'vacateChair'] } as const;
const takingCustody = ['appointCustodian', 'beginCustody', 'noticeCustodian'] as const;

/** The statechart of a succession. */
export const successionMachine = succession.createMachine({
  id: 'succession',
  context: ({ input }) => calledContext(input),
  initial: 'open',
  states: {
    open: {
      meta: { title: 'Open', needed: 'Somebody is to be selected.' },
      type: 'parallel',
      entry: ['noticeCalled'],
      after: { 'chair-year-end': { target: 'lapsed' } },
      on: {
        decide: {
          guard: permitted,
          target: 'selected',
          actions: ['decide', 'recordBasis', 'beginTerms', 'noticeSelected'],
        },
        cancel: { guard: permitted, target: 'cancelled', actions: ['cancelSuccession', 'noticeCancelled'] },
      },
      states: {
        selection: {
          initial: 'called',
          on: {
            ...candidatures,
            'put-to-written-procedure': {
              guard: permitted,
              target: '.in-procedure',
              actions: ['putToWrittenProcedure', 'draftSelection'],
            },
            'record-no-consensus': {
              guard: permitted,
              target: '.deadlock',
              actions: ['recordNoConsensus', 'noticeDeadlock'],
            },
          },
          states: {
            called: {
              meta: { title: 'Called', needed: 'Candidatures are received.' },
              initial: 'choosing',
              on: { consider: { guard: permitted, target: 'considering', actions: ['consider'] } },
              states: {
                choosing: {
                  always: [{ guard: 'closesExactly', target: 'closing' }, { target: 'unlimited' }],
                },
                closing: {
                  after: {
                    'call-closes': {
                      target: '#succession.open.selection.considering',
                      actions: ['consider'],
                    },
                  },
                },
                unlimited: {},
              },
            },
            considering: {
              meta: { title: 'Before the Committee', needed: 'The Selection Committee is to recommend.' },
              on: { recommend: recommending },
            },
            considered: {
              meta: { title: 'Considered', needed: 'The Plenary, or a written procedure, is to decide.' },
              on: { recommend: recommending },
            },
            'in-procedure': {
              meta: { title: 'In written procedure', needed: 'The written procedure is to end.' },
            },
            deadlock: {
              meta: { title: 'Without consensus', needed: 'The Chair consults.' },
              on: {
                consult: { guard: permitted, actions: ['consult'] },
                recommend: recommending,
              },
            },
          },
        },
        office: {
          initial: 'ahead',
          states: {
            ahead: {
              meta: { title: 'Ahead', needed: 'The year has not begun.' },
              always: { guard: 'toChairAlone', target: 'chair-ahead' },
              after: {
                'vice-chair-year': {
                  target: 'chair-ahead',
                  actions: ['viceChairFallsVacant', 'vacateViceChair'],
                },
              },
              on: { 'appoint-custodian': { guard: permitted, actions: takingCustody } },
            },
            'chair-ahead': {
              meta: { title: 'Chair ahead', needed: 'The year of the Chair has not begun.' },
              after: {
                'chair-year': [{ guard: 'custodianAhead', target: 'in-custody' }, fallingVacant],
              },
              on: { 'appoint-custodian': { guard: permitted, actions: takingCustody } },
            },
            vacant: {
              meta: { title: 'Vacant', needed: 'Nobody holds the office of Chair.' },
              on: { 'appoint-custodian': { guard: permitted, target: 'in-custody', actions: takingCustody } },
            },
            'in-custody': {
              meta: { title: 'In custody', needed: 'A custodian keeps the office of Chair.' },
              after: { 'custody-end': fallingVacant },
              on: {
                'appoint-custodian': {
                  guard: permitted,
                  target: 'in-custody',
                  reenter: true,
                  actions: takingCustody,
                },
              },
            },
          },
        },
        reviews: {
          initial: 'choosing',
          on: { 'set-review': { guard: permitted, target: '.choosing', actions: ['setReview'] } },
          states: {
            choosing: { always: [{ guard: 'reviewAhead', target: 'waiting' }, { target: 'none' }] },
            waiting: { after: { review: { target: 'choosing', actions: ['reachReviews', 'noticeReview'] } } },
            none: {},
          },
        },
        warnings: {
          initial: 'choosing',
          states: {
            choosing: { always: [{ guard: 'warningAhead', target: 'waiting' }, { target: 'over' }] },
            waiting: {
              after: {
                'vacancy-warning': { target: 'choosing', actions: ['giveWarnings', 'noticeVacancyAhead'] },
              },
            },
            over: {},
          },
        },
      },
    },
    selected: {
      meta: { title: 'Selected', needed: 'Nothing: the offices follow by the calendar.' },
      always: { guard: 'chairYearBegun', target: 'presiding' },
      after: { 'chair-year': { target: 'presiding' } },
    },
    presiding: {
      meta: { title: 'In the Chair', needed: 'Nothing: the term runs to the end of the year.' },
      after: { 'chair-year-end': { target: 'served', actions: ['seatPastChair'] } },
    },
    served: { type: 'final', meta: { title: 'Served', needed: 'Nothing: the term is over.' } },
    lapsed: {
      type: 'final',
      meta: { title: 'Lapsed', needed: 'Nothing: the year ended and nobody was selected.' },
    },
    cancelled: { type: 'final', meta: { title: 'Cancelled', needed: 'Nothing: the call was taken back.' } },
  },
});

/**
 * A mandate that a meeting gave: somebody is to do something and report, by a date, within a soft term, at an event that has no
 * date yet, or without any term.
 *
 * Source: practice of the Washington communiqué 2012 (paragraphs 7, 31, 33, 37, 38, 40); reminders, reviews and rungs are
 * parameters of the case and assumed. No timer ever ends a mandate: lateness is a state, and a review date only asks.
 */
import { and } from 'xstate';
import { openedContext } from './mandate.rules.js';
import { mandate } from './mandate.setup.js';

const permitted = 'permitted' as const;

const endings = {
  withdraw: { guard: permitted, target: 'withdrawn', actions: ['withdraw', 'noticeEnded'] },
  lapse: { guard: permitted, target: 'lapsed', actions: ['lapse', 'noticeEnded'] },
} as const;

const assess = [
  {
    guard: and([permitted, 'findsFulfilled']),
    target: 'fulfilled',
    actions: ['recordAssessment', 'noticeAssessed'],
  },
  { guard: permitted, target: 'open', reenter: true, actions: ['recordAssessment', 'noticeAssessed'] },
] as const;

/** The statechart of a mandate. */
export const mandateMachine = mandate.createMachine({
  id: 'mandate',
  context: ({ input }) => openedContext(input),
  initial: 'given',
  states: {
    given: {
      meta: { title: 'Given', needed: 'The addressees are told.' },
      entry: ['noticeOpened'],
      always: 'open',
    },
    open: {
      meta: { title: 'Open', needed: 'The addressees are to report.' },
      initial: 'sorting',
      on: {
        ...endings,
        report: [
          {
            guard: and([permitted, 'completesReports']),
            target: 'reported',
            actions: ['recordReport', 'noticeReported'],
          },
          { guard: permitted, actions: ['recordReport', 'noticeReported'] },
        ],
        assess: [...assess],
        extend: {
          guard: permitted,
          target: 'open',
          reenter: true,
          actions: ['extendTerm', 'noticeExtended'],
        },
        'set-deadline': {
          guard: permitted,
          target: 'open',
          reenter: true,
          actions: ['setDeadline', 'noticeTermSet'],
        },
        review: { guard: permitted, target: 'open', reenter: true, actions: ['setReview'] },
        'date-event': {
          guard: permitted,
          target: 'open',
          reenter: true,
          actions: ['dateEvent', 'noticeDated'],
        },
        readdress: [
          {
            guard: and([permitted, 'completesByTransfer']),
            target: 'reported',
            actions: ['readdress', 'noticeReaddressed'],
          },
          { guard: permitted, actions: ['readdress', 'noticeReaddressed'] },
        ],
      },
      states: {
        sorting: {
          always: [
            { guard: 'isOverdue', target: 'overdue' },
            { guard: 'isDated', target: 'dated' },
            { guard: 'awaitsEvent', target: 'awaiting-event' },
            { target: 'undated' },
          ],
        },
        undated: { after: { review: { target: 'review-due' } } },
        'awaiting-event': { after: { review: { target: 'review-due' } } },
        'review-due': {
          entry: ['noticeReviewDue'],
          after: { 'asked-again': { target: 'review-due', reenter: true } },
        },
        dated: {
          initial: 'planning',
          after: { due: { target: 'overdue' } },
          states: {
            planning: { always: [{ guard: 'remindsAgain', target: 'waiting' }, { target: 'last-stretch' }] },
            waiting: { after: { reminder: { target: 'planning', actions: ['noticeReminder'] } } },
            'last-stretch': {},
          },
        },
        overdue: {
          entry: ['noticeOverdue', 'markOverdue'],
          initial: 'planning',
          states: {
            planning: { always: [{ guard: 'climbsOn', target: 'climbing' }, { target: 'at-the-top' }] },
            climbing: {
              after: {
                rung: { target: 'planning', actions: ['recordRung', 'noticeRung', 'escalate', 'climb'] },
              },
            },
            'at-the-top': {},
          },
        },
      },
    },
    reported: {
      meta: { title: 'Reported', needed: 'The reports are to be assessed.' },
      after: {
        assessment: { target: 'reported', reenter: true, actions: ['noticeAssessmentDue'] },
      },
      on: {
        ...endings,
        assess: [...assess],
        report: { guard: permitted, actions: ['recordReport', 'noticeReported'] },
        'date-event': { guard: permitted, actions: ['dateEvent', 'noticeDated'] },
        readdress: { guard: permitted, target: 'sifting', actions: ['readdress', 'noticeReaddressed'] },
      },
    },
    sifting: {
      meta: {
        title: 'Being sorted',
        needed: 'Whether a report is still awaited (passed through in no time).',
      },
      always: [{ guard: 'isFullyReported', target: 'reported' }, { target: 'open' }],
    },
    fulfilled: { type: 'final', meta: { title: 'Fulfilled', needed: 'Nothing: the mandate is fulfilled.' } },
    withdrawn: { type: 'final', meta: { title: 'Withdrawn', needed: 'Nothing: it was withdrawn.' } },
    lapsed: { type: 'final', meta: { title: 'Lapsed', needed: 'Nothing: it lapsed by a decision.' } },
  },
});

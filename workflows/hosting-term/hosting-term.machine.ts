/**
 * A body of the organisation hosted by a member or Observer for a term: it begins on its day, is evaluated at an event or whenever
 * the Chair so instructs, and is renewed, given to another host, or ended by a decision.
 *
 * Source: Washington communiqué 2012, paragraphs 35 to 37 (the support mechanism at the WDC for one year from 1 January 2013; extended for
 * three years in November 2013). A term that ends without a decision is neither renewed nor ended: that is a state of its own, and
 * is escalated.
 */
import { openedContext } from './hosting-term.rules.js';
import { hosting } from './hosting-term.setup.js';

const permitted = 'permitted' as const;

const decisions = {
  renew: {
    guard: permitted,
    target: 'running',
    reenter: true,
    actions: ['renew', 'prolongBar', 'noticeRenewed'],
  },
  replace: {
    guard: permitted,
    target: 'handing-over',
    reenter: true,
    actions: ['replaceHost', 'noticeReplaced'],
  },
  end: { guard: permitted, target: 'winding-up', reenter: true, actions: ['endHosting', 'noticeEndDecided'] },
} as const;

/** Evaluation outside the running term: nobody waits for it any more, but the Chair may still ask for one. */
const recording = {
  'call-evaluation': { guard: permitted, actions: ['callEvaluation', 'noticeEvaluationDue'] },
  'record-evaluation': { guard: permitted, actions: ['recordEvaluation', 'noticeEvaluated'] },
} as const;

/** The statechart of a hosting term. */
export const hostingTermMachine = hosting.createMachine({
  id: 'hosting-term',
  context: ({ input }) => openedContext(input),
  initial: 'given',
  states: {
    given: {
      meta: { title: 'Given', needed: 'Host and offices are told.' },
      entry: ['noticeOpened'],
      always: 'planned',
    },
    planned: {
      meta: { title: 'Decided', needed: 'The term is to begin.' },
      after: { start: { target: 'running', actions: ['beginBar'] } },
      on: {
        'date-event': { guard: permitted, actions: ['dateEvent', 'noticeEvaluationDated'] },
        end: { guard: permitted, target: 'called-off', actions: ['endHosting', 'noticeEndDecided'] },
      },
    },
    running: {
      meta: { title: 'Running', needed: 'It is to be evaluated, and to be decided on before the term ends.' },
      type: 'parallel',
      after: { 'term-end': { target: 'expired-undecided' } },
      on: decisions,
      states: {
        evaluation: {
          initial: 'sorting',
          on: {
            'call-evaluation': { guard: permitted, target: '.due', actions: ['callEvaluation'] },
            'date-event': {
              guard: permitted,
              target: '.sorting',
              actions: ['dateEvent', 'noticeEvaluationDated'],
            },
            review: { guard: permitted, target: '.sorting', actions: ['setReview'] },
            'record-evaluation': {
              guard: permitted,
              target: '.recorded',
              actions: ['recordEvaluation', 'noticeEvaluated'],
            },
          },
          states: {
            sorting: { always: [{ guard: 'evaluationIsDated', target: 'scheduled' }, { target: 'awaited' }] },
            awaited: { after: { 'evaluation-review': { target: 'review-due' } } },
            'review-due': {
              entry: ['noticeEvaluationReview'],
              after: { 'asked-again': { target: 'review-due', reenter: true } },
            },
            scheduled: { after: { evaluation: { target: 'due' } } },
            due: {
              entry: ['noticeEvaluationDue'],
              after: { 'asked-again': { target: 'due', reenter: true } },
            },
            // whatever date the event still gets, the evaluation is there
            recorded: { on: { 'date-event': { guard: permitted, actions: ['dateEvent'] } } },
          },
        },
        ending: {
          initial: 'planning',
          states: {
            planning: { always: [{ guard: 'remindsAgain', target: 'waiting' }, { target: 'last-stretch' }] },
            waiting: { after: { 'end-reminder': { target: 'planning', actions: ['noticeTermEnding'] } } },
            'last-stretch': {},
          },
        },
      },
    },
    'expired-undecided': {
      meta: {
        title: 'Expired undecided',
        needed: 'It is to be decided: renewed, given to another host, or ended.',
      },
      entry: ['markUndecided', 'noticeUndecided'],
      on: { ...decisions, ...recording },
      initial: 'planning',
      states: {
        planning: { always: [{ guard: 'climbsOn', target: 'climbing' }, { target: 'at-the-top' }] },
        climbing: {
          after: { rung: { target: 'planning', actions: ['recordRung', 'noticeRung', 'escalate', 'climb'] } },
        },
        'at-the-top': {},
      },
    },
    'handing-over': {
      meta: { title: 'Handing over', needed: 'The host that was chosen is to take over.' },
      after: {
        handover: { target: 'running', actions: ['liftBarAtHandover', 'handOver', 'beginBar'] },
      },
      on: { ...decisions, ...recording },
    },
    'winding-up': {
      meta: { title: 'Winding up', needed: 'The last day is to pass.' },
      after: { closing: { target: 'ended', actions: ['liftBarAtClose', 'noticeEnded'] } },
      on: { ...decisions, ...recording },
    },
    ended: {
      type: 'final',
      meta: { title: 'Ended', needed: 'Nothing: nobody hosts it any more by this decision.' },
    },
    'called-off': {
      type: 'final',
      meta: { title: 'Called off', needed: 'Nothing: it was called off before it began.' },
    },
  },
});

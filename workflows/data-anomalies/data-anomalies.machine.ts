/**
 * The analysis of one Participant's statistics of one year: a questionnaire is sent, answered and assessed, and figures are corrected.
 *
 * Source: Washington communiqué 2012, paragraphs 21 and 25. The decision itself was not found: its steps and days are assumed. It is a
 * workflow of its own, and no report, because the organ asks first and judges each question by itself.
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { wordToCycle } from '../reporting-cycle/index.js';
import { commands } from './data-anomalies.commands.js';
import type { DataAnomaliesContext } from './data-anomalies.context.js';
import { analysedContext, closing, isExcused, isOverdue } from './data-anomalies.rules.js';
import { isExplained, uncorrected, unanswered } from './question.rules.js';

const { types, guards, delays, actions, changing, sending } = caseSetup<DataAnomaliesContext>(commands);
const anomalies = setup({
  types,
  guards: {
    ...guards,
    allAnswered: ({ context }) => unanswered(context).length === 0,
    askedAgain: ({ context }) => unanswered(context).length > 0,
    allExplained: ({ context }) => isExplained(context),
    toBeCorrected: ({ context }) =>
      uncorrected(context).length > 0 && context.questions.every(({ result }) => result !== null),
    excused: ({ context }) => isExcused(context),
    overdue: ({ context }) => isOverdue(context),
    inTimeAgain: ({ context }) => !isOverdue(context),
  },
  delays,
  actions: {
    ...actions,
    tellOpened: sending((context) => wordToCycle(context, 'opened')),
    tellAnswered: sending((context) => wordToCycle(context, 'submitted')),
    tellReturned: sending((context) => wordToCycle(context, 'returned')),
    tellExcused: sending((context) => wordToCycle(context, 'excused')),
    tellLate: sending((context) => wordToCycle(context, 'late')),
    tellInTimeAgain: sending((context) => wordToCycle(context, 'in-time-again')),
    finishExplained: changing(closing('closed', 'every question is explained')),
    finishExcused: changing(closing('excused', 'the Participant was excused')),
  },
});
const excusing = { guard: 'excused', target: 'closed', actions: ['finishExcused', 'tellExcused'] } as const;
const answering = { guard: 'allAnswered', target: 'answered', actions: ['tellAnswered'] } as const;

/** The statechart of one analysis. */
export const dataAnomaliesMachine = anomalies.createMachine({
  id: 'data-anomalies',
  context: ({ input }) => analysedContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'analysed',
      states: {
        analysed: {
          meta: {
            title: 'Analysed',
            needed: 'The organ is to send its questionnaire, or to close the analysis.',
          },
          entry: ['tellOpened'],
          on: { send: leadsTo('asked'), close: leadsTo('closed') },
        },
        asked: {
          meta: { title: 'Questionnaire sent', needed: 'The Participant is to answer.' },
          always: [excusing, answering, { guard: 'overdue', target: 'overdue' }],
          on: { reply: stays, close: leadsTo('closed') },
        },
        overdue: {
          meta: {
            title: 'Answer late',
            needed: 'The answer is still awaited of the Participant, and is late.',
          },
          entry: ['tellLate'],
          always: [
            excusing,
            answering,
            { guard: 'inTimeAgain', target: 'asked', actions: ['tellInTimeAgain'] },
          ],
          on: { reply: stays, close: leadsTo('closed') },
        },
        answered: {
          meta: { title: 'Answered', needed: 'The organ is to assess the answers.' },
          always: [
            { guard: 'allExplained', target: 'closed', actions: ['finishExplained'] },
            { guard: 'askedAgain', target: 'asked', actions: ['tellReturned'] },
            { guard: 'toBeCorrected', target: 'correcting' },
          ],
          on: { assess: stays, close: leadsTo('closed') },
        },
        correcting: {
          meta: { title: 'To be corrected', needed: 'The Participant is to correct its statistics.' },
          // it has answered; that it need not correct its figures is no excuse from answering
          always: [{ guard: 'excused', target: 'closed', actions: ['finishExcused'] }],
          on: { correct: leadsTo('answered'), close: leadsTo('closed') },
        },
        closed: {
          type: 'final',
          meta: { title: 'Closed', needed: 'Nothing: it is closed.' },
        },
      },
    },
    duties: dutyRegion,
  },
});

/**
 * One report that one party owes for one period: awaited, submitted however late, returned, assessed, its findings settled.
 *
 * Source: KP Core Document VI.11 and Annex III(a), (c); decision on the KPCS Peer Review System; Washington communiqué 2012, paragraph 7
 * (the Chair and the Participation Committee engage with whoever fails again). Lateness ends nothing.
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { wordToCycle } from '../reporting-cycle/index.js';
import { openedDuty } from './opening.rules.js';
import type { ReportingDutyContext } from './reporting-duty.context.js';
import { commands } from './reporting-duty.commands.js';
import {
  afterLateness,
  endingAs,
  isExcused,
  isOverdue,
  openFindings,
  tellLate,
} from './reporting-duty.rules.js';

const { types, guards, delays, actions, changing, sending } = caseSetup<ReportingDutyContext>(commands);
const duty = setup({
  types,
  guards: {
    ...guards,
    overdue: ({ context }) => isOverdue(context),
    inTimeAgain: ({ context }) => !isOverdue(context),
    excused: ({ context }) => isExcused(context),
    assessedByNobody: ({ context }) => context.organ === null,
    settled: ({ context }) => openFindings(context).length === 0,
  },
  delays,
  actions: {
    ...actions,
    tellLate: sending(tellLate),
    askAgain: changing(afterLateness),
    tellInTimeAgain: sending((context) => wordToCycle(context, 'in-time-again')),
    tellExcused: sending((context) => wordToCycle(context, 'excused')),
    finish: changing(endingAs('closed')),
    finishExcused: changing(endingAs('excused')),
  },
});
const closing = { target: 'closed', actions: ['finish'] } as const;
const excusing = { guard: 'excused', target: 'excused', actions: ['finishExcused', 'tellExcused'] } as const;

/** The statechart of one report. */
export const reportingDutyMachine = duty.createMachine({
  id: 'reporting-duty',
  context: ({ input }) => openedDuty(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'awaited',
      states: {
        awaited: {
          meta: { title: 'Awaited', needed: 'The party is to send in the report.' },
          always: [excusing, { guard: 'overdue', target: 'overdue' }],
          on: { submit: leadsTo('submitted'), 'notify-unable': stays, drop: leadsTo('dropped') },
        },
        overdue: {
          meta: { title: 'Late', needed: 'The report is still awaited, and is late.' },
          entry: ['tellLate', 'askAgain'],
          always: [excusing, { guard: 'inTimeAgain', target: 'awaited', actions: ['tellInTimeAgain'] }],
          on: {
            submit: leadsTo('submitted'),
            'notify-unable': stays,
            'ask-to-engage': stays,
            engage: stays,
            'propose-measure': stays,
            drop: leadsTo('dropped'),
          },
        },
        submitted: {
          meta: { title: 'Submitted', needed: 'The organ is to assess the report.' },
          always: [
            { guard: 'assessedByNobody', ...closing },
            { guard: 'excused', ...closing },
          ],
          on: {
            submit: stays,
            'find-incomplete': leadsTo('awaited'),
            assess: leadsTo('findings'),
            drop: leadsTo('dropped'),
          },
        },
        findings: {
          meta: { title: 'Assessed, with findings', needed: 'The findings are to be answered and settled.' },
          always: [
            { guard: 'settled', ...closing },
            { guard: 'excused', ...closing },
          ],
          on: { 'answer-finding': stays, 'settle-finding': stays, drop: leadsTo('dropped') },
        },
        closed: { type: 'final', meta: { title: 'Closed', needed: 'Nothing: it is closed.' } },
        excused: { type: 'final', meta: { title: 'Excused', needed: 'Nothing: it was excused.' } },
        dropped: { type: 'final', meta: { title: 'Not owed', needed: 'Nothing: it is not owed.' } },
      },
    },
    duties: dutyRegion,
  },
});

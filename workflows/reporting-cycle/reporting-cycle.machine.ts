/**
 * A cycle of reports: at the end of each period of its rule one case is opened for everybody who owes the report then.
 *
 * Source: KP Core Document VI.11 and Annex III(a), (c); the form of a cycle is assumed. Periods that ended while the program was down
 * end each at its own instant, in order.
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import type { ReportingCycleContext } from './reporting-cycle.context.js';
import { commands } from './reporting-cycle.commands.js';
import { askedFor, ended, openedCycle, turned } from './reporting-cycle.rules.js';
import { isSettled, ruleFor } from './standing.rules.js';

const { types, guards, delays, actions, changing, sending, until } =
  caseSetup<ReportingCycleContext>(commands);
const cycle = setup({
  types,
  guards: {
    ...guards,
    settled: ({ context }) => isSettled(context),
  },
  delays: { ...delays, 'period-end': until(({ endsAt }) => endsAt) },
  actions: {
    ...actions,
    askForEach: sending(askedFor),
    turn: changing((context) =>
      turned(ruleFor(context, context.current).owedBy.kind === 'by-hand' ? 'opened' : 'asked')(context),
    ),
    passOver: changing(turned('passed-over')),
    finish: changing(ended),
  },
});
const heard = {
  amend: stays,
  except: stays,
  receive: stays,
  'report-counts': stays,
  'note-opened': stays,
  'note-standing': stays,
  end: leadsTo('ending'),
} as const;

/** The statechart of a cycle of reports. */
export const reportingCycleMachine = cycle.createMachine({
  id: 'reporting-cycle',
  context: ({ input }) => openedCycle(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'running',
      states: {
        running: {
          meta: { title: 'Running', needed: 'The period is to end; then reports on it are asked for.' },
          on: { ...heard, suspend: leadsTo('suspended') },
          after: {
            'period-end': { target: 'running', reenter: true, actions: ['askForEach', 'turn'] },
          },
        },
        suspended: {
          meta: {
            title: 'Suspended',
            needed: 'It is to be taken up again; periods that end meanwhile pass over.',
          },
          on: { ...heard, 'take-up-again': leadsTo('running') },
          after: { 'period-end': { target: 'suspended', reenter: true, actions: ['passOver'] } },
        },
        ending: {
          meta: { title: 'Ending', needed: 'What is still awaited is to come, or to be excused.' },
          always: { guard: 'settled', target: 'ended', actions: ['finish'] },
          on: {
            receive: stays,
            'report-counts': stays,
            'note-opened': stays,
            'note-standing': stays,
          },
        },
        ended: { type: 'final', meta: { title: 'Ended', needed: 'Nothing: it has ended.' } },
      },
    },
    duties: dutyRegion,
  },
});

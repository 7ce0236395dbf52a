/** The workflow of cycles of reports, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dutyTimers } from '../casework/index.js';
import { periodWords } from './period.rules.js';
import { commands, open } from './reporting-cycle.commands.js';
import { type ReportingCycleContext, reportingCycleContextSchema } from './reporting-cycle.context.js';
import { reportingCycleMachine } from './reporting-cycle.machine.js';
import { dueOf } from './reporting-rule.js';
import { ruleFor, standingWords } from './standing.rules.js';

const dueDay = (context: ReportingCycleContext): string => {
  const { current, zone } = context;
  return dueOf(ruleFor(context, current).due, current, zone).wallTime.slice(0, 10);
};
const withStanding = (sentence: string, context: ReportingCycleContext): string =>
  [sentence, standingWords(context)].filter((text) => text !== '').join(' ');

export const reportingCycle = defineWorkflow({
  name: 'reporting-cycle',
  version: 1,
  title: 'Cycle of reports',
  source:
    'KP Core Document VI.11, Annex III(a) and (c); decision on the KPCS Peer Review System; form assumed',
  presented: { collection: 'reporting-cycles', noun: 'cycle of reports' },
  machine: reportingCycleMachine,
  start: open,
  commands,
  timers: {
    ...dutyTimers,
    'period-end': {
      title: 'a period ends, and the reports on it are asked for',
      recordedAs: 'period-ended',
      basis: (context: ReportingCycleContext) => ({
        period: context.current,
        rule: ruleFor(context, context.current).basis,
        zone: context.zone,
      }),
    },
  },
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: reportingCycleContextSchema,
  ...describer(reportingCycleContextSchema, {
    needed: {
      running: (context) => {
        const { current, zone } = context;
        return withStanding(
          `The ${ruleFor(context, current).title} for ${periodWords(current)} is asked for when that period ends, and due by the end of ${dueDay(context)} (${zone}).`,
          context,
        );
      },
      suspended: (context) =>
        withStanding(`It is suspended (${context.suspended?.reason ?? ''}): take it up again.`, context),
      ending: (context) =>
        withStanding('Nothing new is asked for, and what is awaited stays awaited.', context),
      ended: ({ ending }) => `Nothing: it has ended (${ending?.reason ?? ''}).`,
    },
    next: { 'period-end': 'The period ends, and the reports on it are asked for.' },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000b',
      occurredAt: '2012-06-01T10:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'person', id: 'SEC-1', name: 'The Secretariat', party: 'SEC' },
      payload: {
        reference: 'KP/ANNUAL-REPORTS',
        title: 'Annual reports',
        source: 'decision on the KPCS Peer Review System',
        rule: {
          id: 'annual-report',
          title: 'annual report',
          periods: 'year',
          due: { monthDay: '03-31' },
          owedBy: { kind: 'participants' },
          assessedBy: 'WGM',
          basis: 'decision on the KPCS Peer Review System; KP Core Document VI.11',
          source: 'decision on the KPCS Peer Review System',
        },
      },
      facts: { roles: ['secretariat'], known: { WGM: 'organ' } },
    },
  ],
});

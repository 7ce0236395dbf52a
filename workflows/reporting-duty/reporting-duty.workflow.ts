/** The workflow of single reports, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dutyTimers, dueWords } from '../casework/index.js';
import { commands, open } from './reporting-duty.commands.js';
import { type ReportingDutyContext, reportingDutyContextSchema } from './reporting-duty.context.js';
import { reportingDutyMachine } from './reporting-duty.machine.js';
import { failuresWords, hasFailedAgain, openFindings } from './reporting-duty.rules.js';

export const reportingDuty = defineWorkflow({
  name: 'reporting-duty',
  version: 1,
  title: 'Report of a party for a period',
  source:
    'KP Core Document VI.11, Annex III(a) and (c); decision on the KPCS Peer Review System; Washington communiqué 2012, paragraph 7',
  presented: { collection: 'reports', noun: 'report' },
  machine: reportingDutyMachine,
  start: open,
  commands,
  timers: dutyTimers,
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: reportingDutyContextSchema,
  ...describer(reportingDutyContextSchema, {
    needed: {
      awaited: (context) => `${dueWords(context)}${missingWords(context)}`,
      overdue: (context) =>
        `${dueWords(context)}${missingWords(context)}${
          hasFailedAgain(context) ? ` It failed again: ${failuresWords(context)}.` : ''
        }`,
      submitted: ({ organ, submissions }) =>
        `It came${submissions.at(-1)?.late ? ' late' : ' in time'}: ${organ ?? 'nobody'} is to assess it.`,
      findings: (context) => findingsWords(context),
    },
    status: {
      awaited: (context) => (isReturned(context) ? 'returned as incomplete' : 'awaited'),
      overdue: () => 'late',
      findings: () => 'assessed, with findings',
      dropped: () => 'not owed',
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000c',
      occurredAt: '2012-01-01T00:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'system', id: 'system', name: 'Plenum' },
      payload: {
        reference: 'KP/ANNUAL-REPORTS/2011/CHE',
        title: 'annual report for 2011: CHE',
        source: 'decision on the KPCS Peer Review System',
        party: 'CHE',
        report: 'annual-report',
        what: 'annual report',
        period: '2011',
        due: '2012-03-31',
        basis: 'decision on the KPCS Peer Review System',
        organ: 'WGM',
      },
      facts: { roles: ['system'], known: { CHE: 'participant', WGM: 'organ' } },
    },
  ],
});

function isReturned({ returns, submissions }: ReportingDutyContext): boolean {
  const [back, sent] = [returns.at(-1)?.at, submissions.at(-1)?.at];
  return back !== undefined && (sent === undefined || back >= sent);
}

function missingWords(context: ReportingDutyContext): string {
  const { returns, unable, party } = context;
  const missing = isReturned(context) ? ` Missing is: ${returns.at(-1)?.missing.join('; ') ?? ''}.` : '';
  const says = unable.at(-1);
  return `${missing}${says ? ` ${party} says that it is unable to: postpone it, excuse it, or insist.` : ''}`;
}

function findingsWords(context: ReportingDutyContext): string {
  const open = openFindings(context);
  const unanswered = open.filter(({ answer }) => answer === null).map(({ id }) => id);
  return unanswered.length > 0
    ? `${context.party} is to answer: ${unanswered.join(', ')}.`
    : `${context.organ ?? 'The Secretariat'} is to say whether the answers are enough: ${open.map(({ id }) => id).join(', ')}.`;
}

/** The workflow of technical assistance, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dueWords, dutyTimers } from '../casework/index.js';
import { open } from './opening.command.js';
import { commands } from './technical-assistance.commands.js';
import { type AssistanceContext, assistanceContextSchema } from './technical-assistance.context.js';
import { assistanceMachine } from './technical-assistance.machine.js';
import { openEntries } from './technical-assistance.rules.js';

function neededNow(context: AssistanceContext): string {
  const open = openEntries(context);
  const requests = open.filter(({ kind }) => kind === 'request').length;
  const underWay = context.matches.filter(({ ended }) => ended === null).length;
  return `Open: ${requests} asked for, ${open.length - requests} on offer; under way: ${underWay}.`;
}

export const technicalAssistance = defineWorkflow({
  name: 'technical-assistance',
  version: 1,
  title: 'Technical assistance: requests, offers and the monthly bulletin',
  source: 'Washington communiqué 2012, paragraphs 27, 53 and 57; steps and days assumed',
  presented: { collection: 'technical-assistance', noun: 'year of technical assistance' },
  machine: assistanceMachine,
  start: open,
  commands,
  timers: {
    ...dutyTimers,
    bulletin: {
      title: 'the bulletin of the month goes out',
      recordedAs: 'bulletin-due',
      basis: ({ rules, nextBulletin, zone }: AssistanceContext) => ({
        ...rules.bulletinOn,
        number: nextBulletin.number,
        zone,
        source: rules.source,
      }),
    },
    'year-end': {
      title: 'the year ends; what is open passes on',
      recordedAs: 'year-ended',
      basis: ({ year, zone }: AssistanceContext) => ({ year, zone, source: 'assumed' }),
    },
  },
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: assistanceContextSchema,
  ...describer(assistanceContextSchema, {
    needed: { running: neededNow, 'winding-up': dueWords },
    next: {
      bulletin: 'The bulletin of the month goes out, if anything is open.',
      'year-end': 'The year ends, and what is open passes on to the next.',
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000c',
      occurredAt: '2012-01-02T09:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' },
      payload: {
        reference: 'KP/ASSISTANCE/2012',
        title: 'Technical assistance in 2012',
        source: 'Washington communiqué 2012, paragraph 53',
        year: 2012,
      },
      facts: { roles: ['chair'] },
    },
  ],
});

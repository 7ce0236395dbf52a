/** The workflow of anomalies, as the engine and the desk take it. */
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { type Instant } from '../../src/kernel/instant.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dutyTimers, isAwaited } from '../casework/index.js';
import { commands, raise } from './anomaly.commands.js';
import { anomalyContextSchema } from './anomaly.context.js';
import { anomalyMachine } from './anomaly.machine.js';

export const anomaly = defineWorkflow({
  name: 'anomaly',
  version: 1,
  title: 'Anomaly raised by a Participant',
  source: 'KP Core Document V(e), VI.16; days assumed',
  presented: { collection: 'anomalies', noun: 'anomaly' },
  machine: anomalyMachine,
  start: raise,
  commands,
  timers: dutyTimers,
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: anomalyContextSchema,
  ...describer(anomalyContextSchema, {
    needed: {
      raised: () => 'The Chair is to inform all Participants without delay.',
      dialogue: (context) =>
        isAwaited(context, 'answer')
          ? `${context.concerning} is to answer.`
          : 'The Chair is to record what came of it.',
      answered: () => 'The answer is there: the Chair is to record what came of it.',
      concluded: ({ ending }) =>
        `Nothing: ${ending?.how.replaceAll('-', ' ') ?? ''} (${ending?.reason ?? ''}).`,
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000a',
      occurredAt: '2012-09-03T10:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'person', id: 'CHE-1', name: 'A delegate', party: 'CHE' },
      payload: {
        reference: 'KP/ANOMALY/2012/1',
        title: 'Imports without a certificate',
        source: 'letter of 3 September 2012 (made up)',
        kind: 'certificates',
        raisedBy: 'CHE',
        concerning: 'GIN',
        text: 'Two parcels came without a valid certificate.',
      },
      facts: {
        roles: ['participant'],
        speaksFor: ['CHE'],
        known: { CHE: 'participant', GIN: 'participant', PC: 'organ' },
      },
    },
  ],
});

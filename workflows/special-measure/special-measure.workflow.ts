/** The workflow of special measures, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer } from '../casework/index.js';
import { lifeSaying, lifeTimers, measureContextSchema } from '../measures/index.js';
import { commands, impose } from './special-measure.commands.js';
import { specialMeasureMachine } from './special-measure.machine.js';

export const specialMeasure = defineWorkflow({
  name: 'special-measure',
  version: 1,
  title: 'Special measure on a Participant',
  source:
    'KP Core Document VI.5, VI.13; practice of Swakopmund 2009, Kinshasa 2011, Washington 2012; the rest assumed',
  presented: { collection: 'special-measures', noun: 'special measure' },
  machine: specialMeasureMachine,
  start: impose,
  commands,
  timers: lifeTimers,
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: measureContextSchema,
  ...describer(measureContextSchema, lifeSaying),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000b',
      occurredAt: '2011-11-03T18:00:00.000Z' as Instant,
      actor: { kind: 'person', id: 'COD-1', name: 'The Chair', party: 'COD' },
      payload: {
        reference: 'KP/SM/2011/1',
        title: 'Marange: special measures of Kinshasa',
        source: 'report of 15 November 2011 on the Kinshasa Plenary',
        party: 'ZWE',
        instrument: 'Administrative Decision of Kinshasa, 2011, on Marange',
        decision: {
          by: 'plenary',
          reference: 'Administrative Decision of Kinshasa, 2011, on Marange',
          at: '2011-11-03T17:00:00.000Z',
          effectiveAt: '2011-11-05T00:00:00.000Z',
          concernedCounts: true,
        },
        terms: [
          {
            id: 'monitored-exports',
            measure: 'supervised-exports',
            text: 'Exports from Marange are watched by a team of monitors.',
            zones: ['Marange'],
            trade: 'partly',
            source: 'report of 15 November 2011 on the Kinshasa Plenary',
          },
        ],
        sunset: {
          kind: 'condition',
          under: 'paragraph 6',
          condition: 'its terms are fulfilled',
        },
      },
      facts: { roles: ['chair'], known: { ZWE: 'participant' } },
    },
  ],
});

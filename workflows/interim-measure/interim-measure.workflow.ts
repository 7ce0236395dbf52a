/** The workflow of interim measures, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dueWords, isAwaited } from '../casework/index.js';
import { type MeasureContext, lifeSaying, lifeTimers, measureContextSchema } from '../measures/index.js';
import { commands, indicate } from './interim-measure.commands.js';
import { interimMeasureMachine } from './interim-measure.machine.js';

const inDialogue = (context: MeasureContext): string =>
  context.heard.length > 0
    ? `${context.party} was heard: ${context.rules.recommender} is to recommend what follows, or the Chair drops the matter.`
    : isAwaited(context, 'hearing')
      ? `${context.party} is to be heard. ${dueWords(context)}`
      : dueWords(context);
const recommended = ({ rules, attempts }: MeasureContext): string =>
  `${rules.recommender} has recommended a measure: a decision by ${rules.decidedBy.map((by) => by.replaceAll('-', ' ')).join(' or ')} is needed.${
    attempts.length > 0 ? ' No consensus so far: the Chair consults.' : ''
  }`;

export const interimMeasure = defineWorkflow({
  name: 'interim-measure',
  version: 1,
  title: 'Interim measure on a Participant',
  source:
    'Guidelines on interim measures of 2008, revised by the Plenary of Washington 2012 (paragraph 6); text not found, steps and days assumed',
  presented: { collection: 'interim-measures', noun: 'interim measure' },
  machine: interimMeasureMachine,
  start: indicate,
  commands,
  timers: lifeTimers,
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: measureContextSchema,
  ...describer(measureContextSchema, {
    ...lifeSaying,
    needed: {
      ...lifeSaying.needed,
      indicated: ({ party }) => `The Chair is to open a dialogue with ${party}.`,
      dialogue: inDialogue,
      recommended,
      dropped: ({ ending }) => `Nothing: no measure (${ending?.reason ?? ''}).`,
    },
    status: { ...lifeSaying.status, dialogue: () => 'in dialogue', dropped: () => 'no measure' },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000c',
      occurredAt: '2012-12-10T10:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' },
      payload: {
        reference: 'KP/IM/2012/1',
        title: 'Exports that production does not explain',
        source: 'review of statistics (made up)',
        party: 'GIN',
        indications: [{ text: 'More was exported than produced.', source: 'statistics of 2011 (made up)' }],
      },
      facts: { roles: ['chair'], known: { GIN: 'participant', PC: 'organ' } },
    },
  ],
});

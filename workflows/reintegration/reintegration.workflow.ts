/** The workflow of ways back, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dueWords, dutyTimers } from '../casework/index.js';
import { isLifted, openSteps } from './keys.rules.js';
import { commands, open } from './reintegration.commands.js';
import { type ReintegrationContext, reintegrationContextSchema } from './reintegration.context.js';
import { reintegrationMachine } from './reintegration.machine.js';

const stepsLeft = (context: ReintegrationContext): string => {
  const left = openSteps(context).map(({ text, by }) => `${text} (${by.join(', ')})`);
  if (left.length > 0) return `Still needed: ${left.join('; ')}.`;
  const steps = context.steps.length > 0 ? 'Every step is done' : 'No step is asked for';
  return `${steps}: the clearance of ${context.party} is to be decided.`;
};
const inForce = ({ outside }: ReintegrationContext): string =>
  outside
    .filter((track) => !isLifted(track))
    .map(({ body, measure }) => `${measure} of ${body}`)
    .join('; ');
const because = ({ ending }: ReintegrationContext): string =>
  `Nothing: ${(ending?.reason ?? '').replace(/\.$/, '')}.`;

export const reintegration = defineWorkflow({
  name: 'reintegration',
  version: 1,
  title: 'Way back of a party that may not trade',
  source:
    'practice: Côte d’Ivoire 2012 to 2014 (Washington communiqué 2012, paragraphs 12, 29 and 41), Venezuela 2013 to 2016; form assumed',
  presented: { collection: 'reintegrations', noun: 'reintegration' },
  machine: reintegrationMachine,
  start: open,
  commands,
  timers: dutyTimers,
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: reintegrationContextSchema,
  ...describer(reintegrationContextSchema, {
    needed: {
      'under-way': stepsLeft,
      'lifted-elsewhere': (context) =>
        `Lifted elsewhere, but not cleared: ${context.party} still may not trade. ${stepsLeft(context)}`,
      cleared: (context) =>
        `Cleared by the Kimberley Process; ${context.party} may trade when this is lifted: ${inForce(context)}.`,
      restored: (context) =>
        `${context.party} may trade since ${context.restored?.at ?? ''}. ${dueWords(context)}`,
      readmitted: because,
      reintegrated: because,
      'given-up': because,
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000c',
      occurredAt: '2012-12-03T10:00:00.000Z' as Instant, // the day of opening is made up
      actor: { kind: 'person', id: 'SEC-1', name: 'The Secretariat', party: 'SEC' },
      payload: {
        reference: 'KP/REINTEGRATION/2012/1',
        title: 'Way back of Côte d’Ivoire',
        source: 'Washington communiqué 2012, paragraph 12',
        party: 'CIV',
        tradeStatus: 'embargoed',
        tracks: [
          {
            kind: 'own',
            steps: [
              { id: 'visit', kind: 'visit', text: 'a visit to the diamond areas', by: ['WGM'] },
              {
                id: 'controls',
                kind: 'controls',
                text: 'controls from mine to export',
                by: ['CIV'],
                lastDay: '2013-06-30',
              },
            ],
          },
          {
            kind: 'outside',
            id: 'embargo',
            body: 'United Nations Security Council',
            measure: 'embargo on rough diamonds',
            imposed: { at: '2005-12-15T00:00:00.000Z', source: 'Security Council resolution 1643 (2005)' },
          },
        ],
      },
      facts: { roles: ['secretariat'], known: { CIV: 'participant', WGM: 'organ' }, roll: ['CIV'] },
    },
  ],
});

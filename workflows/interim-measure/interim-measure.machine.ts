/**
 * An interim measure on a Participant: credible indications, a dialogue in which it is heard, a recommendation, a decision, and the measure
 * in force.
 *
 * Source: the guidelines on interim measures of 2008 and 2012, whose text was not found: steps and days are assumed, in the order that the
 * KP's practice suggests. Nothing is decided by a timer, and a hearing whose time has passed only lets the committee go on.
 */
import { setup } from 'xstate';
import { dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { lifeListeners, lifeStates, measureSetup } from '../measures/index.js';
import { commands } from './interim-measure.commands.js';
import { indicatedContext, tellIndicated } from './interim-measure.rules.js';

const { types, guards, delays, actions, sending } = measureSetup(commands);
const interimMeasure = setup({
  types,
  guards,
  delays,
  actions: { ...actions, tellIndicated: sending(tellIndicated) },
});

/** The statechart of an interim measure. */
export const interimMeasureMachine = interimMeasure.createMachine({
  id: 'interim-measure',
  context: ({ input }) => indicatedContext(input),
  type: 'parallel',
  on: { ...dutyListeners, ...lifeListeners },
  states: {
    progress: {
      initial: 'indicated',
      states: {
        indicated: {
          meta: { title: 'Indicated', needed: 'The Chair is to open a dialogue.' },
          entry: ['tellIndicated'],
          on: { 'add-indications': stays, 'open-dialogue': leadsTo('dialogue'), drop: leadsTo('dropped') },
        },
        dialogue: {
          meta: {
            title: 'In dialogue',
            needed: 'The Participant is to be heard, then the committee recommends.',
          },
          on: { 'add-indications': stays, recommend: leadsTo('recommended'), drop: leadsTo('dropped') },
        },
        recommended: {
          meta: { title: 'Recommended', needed: 'A decision by consensus.' },
          on: {
            recommend: stays,
            'record-no-consensus': stays,
            decide: leadsTo('settling'),
            drop: leadsTo('dropped'),
          },
        },
        dropped: {
          type: 'final',
          meta: { title: 'No measure', needed: 'Nothing: it ended without a measure.' },
        },
        ...lifeStates,
      },
    },
    duties: dutyRegion,
  },
});

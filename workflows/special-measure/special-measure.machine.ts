/**
 * A special measure on a Participant: a decision of the Plenary, or by written procedure, whose terms apply until they are lifted, end by
 * their own text, or are concluded.
 *
 * Source: practice of Swakopmund 2009, Kinshasa 2011 and Washington 2012 (paragraphs 13 and 16 to 19). No text on special measures was
 * found: what is not practice is assumed.
 */
import { setup } from 'xstate';
import { dutyListeners, dutyRegion } from '../casework/index.js';
import { lifeListeners, lifeStates, measureSetup } from '../measures/index.js';
import { commands } from './special-measure.commands.js';
import { imposedContext, tellImposed } from './special-measure.rules.js';

const { types, guards, delays, actions, sending } = measureSetup(commands);
const specialMeasure = setup({
  types,
  guards,
  delays,
  actions: { ...actions, tellImposed: sending(tellImposed) },
});

/** The statechart of a special measure. */
export const specialMeasureMachine = specialMeasure.createMachine({
  id: 'special-measure',
  context: ({ input }) => imposedContext(input),
  type: 'parallel',
  on: { ...dutyListeners, ...lifeListeners },
  states: {
    progress: { entry: ['tellImposed'], initial: 'settling', states: lifeStates },
    duties: dutyRegion,
  },
});

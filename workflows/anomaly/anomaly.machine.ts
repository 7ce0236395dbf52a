/**
 * An anomaly that a Participant raises with the Chair about another: all are informed, a dialogue is held, an outcome is recorded.
 *
 * Source: KP Core Document V(e) and VI.16; days assumed.
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import type { AnomalyContext } from './anomaly.context.js';
import { commands } from './anomaly.commands.js';
import { raisedContext, tellRaised } from './anomaly.rules.js';

const { types, guards, delays, actions, sending } = caseSetup<AnomalyContext>(commands);
const anomaly = setup({ types, guards, delays, actions: { ...actions, tellRaised: sending(tellRaised) } });

/** The statechart of an anomaly. */
export const anomalyMachine = anomaly.createMachine({
  id: 'anomaly',
  context: ({ input }) => raisedContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'raised',
      states: {
        raised: {
          meta: { title: 'Raised', needed: 'The Chair is to inform all Participants.' },
          entry: ['tellRaised'],
          on: { inform: leadsTo('dialogue') }, // nothing comes of it before all were informed (VI.16)
        },
        dialogue: {
          meta: { title: 'In dialogue', needed: 'Whoever it concerns is to answer.' },
          on: { reply: leadsTo('answered'), conclude: leadsTo('concluded') },
        },
        answered: {
          meta: { title: 'Answered', needed: 'The Chair is to record what came of it.' },
          on: { reply: stays, conclude: leadsTo('concluded') },
        },
        concluded: { type: 'final', meta: { title: 'Concluded', needed: 'Nothing: it is concluded.' } },
      },
    },
    duties: dutyRegion,
  },
});

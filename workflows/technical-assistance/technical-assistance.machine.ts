/**
 * A year of technical assistance: requests and offers come in, are matched, delivered and evaluated, and each month a bulletin tells all
 * Participants and Observers what is open.
 *
 * Source: Washington communiqué 2012, paragraphs 27, 53 and 57; the steps, and everything about days, are assumed. It is one running
 * case a year and not one for each request: the bulletin must hold all that is open, a machine sees no case but its own, and a match
 * belongs to both sides. When the year ends, what is open passes on to the next year's case, and what is under way is finished here;
 * ended by the Chair or the Secretariat, it has no next case.
 * A month in which nothing is open has no bulletin; the history says so.
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { commands } from './technical-assistance.commands.js';
import type { AssistanceContext } from './technical-assistance.context.js';
import {
  bulletinIssued,
  ended,
  handedOver,
  openEntries,
  openSuccessor,
  openedContext,
  tellBulletin,
  tellSuccessor,
} from './technical-assistance.rules.js';

type Scope = { readonly context: AssistanceContext };
const { types, guards, delays, actions, changing, sending, until } = caseSetup<AssistanceContext>(commands);

const assistance = setup({
  types,
  guards: {
    ...guards,
    nothingUnderWay: ({ context }: Scope) => context.matches.every(({ ended }) => ended !== null),
    somethingFree: ({ context }: Scope) => openEntries(context).length > 0,
  },
  delays: {
    ...delays,
    bulletin: until(({ nextBulletin }) => nextBulletin.at),
    'year-end': until(({ yearEndsAt }) => yearEndsAt),
  },
  actions: {
    ...actions,
    tellBulletin: sending(tellBulletin),
    bulletinIssued: changing(bulletinIssued),
    openSuccessor: sending(openSuccessor),
    tellSuccessor: sending(tellSuccessor),
    handOver: changing(handedOver),
    endYear: changing(ended),
  },
});

const finishing = { 'record-delivery': stays, evaluate: stays, 'fall-through': stays } as const;

/** The statechart of a year of technical assistance. */
export const assistanceMachine = assistance.createMachine({
  id: 'technical-assistance',
  context: ({ input }) => openedContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'running',
      states: {
        running: {
          meta: { title: 'Running', needed: 'Requests and offers are to be matched.' },
          on: {
            enter: stays,
            match: stays,
            'withdraw-entry': stays,
            'take-over': stays,
            ...finishing,
            end: leadsTo('winding-up'),
          },
          after: {
            bulletin: { target: 'running', reenter: true, actions: ['tellBulletin', 'bulletinIssued'] },
            'year-end': { target: 'winding-up', actions: ['openSuccessor', 'handOver'] },
          },
        },
        'winding-up': {
          meta: { title: 'Being wound up', needed: 'What is under way is to be finished.' },
          always: [
            { guard: 'somethingFree', actions: ['tellSuccessor', 'handOver'] },
            { guard: 'nothingUnderWay', target: 'over', actions: ['endYear'] },
          ],
          on: finishing,
        },
        over: {
          type: 'final',
          meta: { title: 'Over', needed: 'Nothing: it goes on in the next year, or was ended for good.' },
        },
      },
    },
    duties: dutyRegion,
  },
});

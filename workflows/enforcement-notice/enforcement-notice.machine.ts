/**
 * A certificate that seems fake: a Participant reports it, the alleged issuer says whether it is genuine, those entitled are told,
 * acknowledge it and say what followed; a report that was wrong is corrected, contested or withdrawn, and all who had it hear of that.
 *
 * Source: Washington communiqué 2012, paragraphs 54 and 57: Participants and the WCO work together against fake certificates, among
 * governments only. No rule on the steps was found: they, and the days, are assumed. A warning may go out before the check; it then
 * says that nothing is confirmed.
 */
import { and, setup } from 'xstate';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { commands } from './enforcement-notice.commands.js';
import type { EnforcementContext } from './enforcement-notice.context.js';
import {
  awaitAnswer,
  awaitChair,
  awaitCheck,
  reportedContext,
  tellCheck,
} from './enforcement-notice.rules.js';

const { types, guards, delays, actions, changing, sending } = caseSetup<EnforcementContext>(commands);

const notice = setup({
  types,
  guards: {
    ...guards,
    foundFake: ({ event }: { readonly event: CommandEvent }) => findingIn(event) === 'fake',
    foundGenuine: ({ event }: { readonly event: CommandEvent }) => findingIn(event) === 'genuine',
  },
  delays,
  actions: {
    ...actions,
    awaitCheck: changing(awaitCheck),
    awaitAnswer: changing(awaitAnswer),
    awaitChair: changing(awaitChair),
    tellCheck: sending(tellCheck),
  },
});

function findingIn({ payload }: CommandEvent): string {
  return commands.check.payloadOf({ payload }).finding;
}

const check = [
  { guard: and(['permitted', 'foundFake']), target: 'confirmed', actions: ['apply', 'tell'] },
  { guard: and(['permitted', 'foundGenuine']), target: 'found-genuine', actions: ['apply', 'tell'] },
  leadsTo('unclear'),
] as const;
/** Reported otherwise, it is to be checked anew. */
const always = {
  share: stays,
  acknowledge: stays,
  'follow-up': stays,
  correct: { guard: 'permitted', target: 'reported', reenter: true, actions: ['apply', 'tell'] },
  withdraw: leadsTo('withdrawn'),
  conclude: leadsTo('concluded'),
} as const;

/** The statechart of a reported certificate. */
export const enforcementMachine = notice.createMachine({
  id: 'enforcement-notice',
  context: ({ input }) => reportedContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'reported',
      states: {
        reported: {
          meta: { title: 'Reported', needed: 'The alleged issuer is to say whether it is genuine.' },
          entry: ['awaitCheck', 'tellCheck'],
          on: { check, ...always },
        },
        unclear: {
          entry: ['awaitChair'],
          meta: {
            title: 'Not clear',
            needed: 'The issuer could not tell; the Chair is to share it, or close the case.',
          },
          on: { check, ...always },
        },
        confirmed: {
          entry: ['awaitChair'],
          meta: {
            title: 'Confirmed as fake',
            needed: 'It is to be shared with those entitled, and followed up.',
          },
          on: { check, ...always },
        },
        'found-genuine': {
          meta: {
            title: 'Found genuine',
            needed: 'Whoever reported it is to withdraw the report or contest the finding.',
          },
          entry: ['awaitAnswer'],
          on: { ...always, contest: leadsTo('reported') },
        },
        withdrawn: { type: 'final', meta: { title: 'Withdrawn', needed: 'Nothing.' } },
        concluded: { type: 'final', meta: { title: 'Closed', needed: 'Nothing.' } },
      },
    },
    duties: dutyRegion,
  },
});

/**
 * The way back of a party that may not trade: steps inside the Kimberley Process up to its clearance, and beside them the measures of
 * other bodies, which it only records. Two keys: the clearance is necessary, the lifting by every other body sufficient; trade is open
 * when both are turned, whichever came last, and closed again when one is turned back.
 *
 * Source: Côte d'Ivoire (Washington communiqué 2012, paragraphs 12, 29 and 41; cleared on 22 November 2013; Security Council resolution 2153
 * of 29 April 2014) and Venezuela (no other body; readmitted in November 2016).
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { keysOf } from './keys.rules.js';
import { commands } from './reintegration.commands.js';
import type { ReintegrationContext } from './reintegration.context.js';
import { tellOpened, tellTrade } from './reintegration.notices.js';
import { openedContext, settled } from './reintegration.rules.js';

const { types, guards, delays, actions, changing, sending } = caseSetup<ReintegrationContext>(commands);
type Scope = { readonly context: ReintegrationContext };
const reintegration = setup({
  types,
  guards: {
    ...guards,
    bothTurned: ({ context }: Scope) => keysOf(context) === 'both',
    clearedOnly: ({ context }: Scope) => keysOf(context) === 'cleared',
    liftedOnly: ({ context }: Scope) => keysOf(context) === 'lifted-elsewhere',
  },
  delays,
  actions: {
    ...actions,
    tellOpened: sending(tellOpened),
    tellTrade: sending(tellTrade),
    settle: changing(settled),
  },
});

const steps = { 'add-step': stays, 'complete-step': stays, 'drop-step': stays } as const;
const always = {
  'note-attendance': stays,
  'record-outside-act': leadsTo('sifting'),
  readmit: leadsTo('readmitted'),
  'give-up': leadsTo('given-up'),
} as const;
const before = { ...steps, ...always, clear: leadsTo('sifting') } as const;
const after = { ...steps, ...always, 'withdraw-clearance': leadsTo('sifting') } as const;

/** The statechart of a way back. */
export const reintegrationMachine = reintegration.createMachine({
  id: 'reintegration',
  context: ({ input }) => openedContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'opened',
      states: {
        opened: {
          meta: { title: 'Opened', needed: 'Nothing: all concerned are told.' },
          entry: ['tellOpened'],
          always: 'sifting',
        },
        sifting: {
          meta: { title: 'Sifting', needed: 'Nothing: which keys are turned is worked out.' },
          entry: ['tellTrade', 'settle'],
          always: [
            { guard: 'bothTurned', target: 'restored' },
            { guard: 'clearedOnly', target: 'cleared' },
            { guard: 'liftedOnly', target: 'lifted-elsewhere' },
            { target: 'under-way' },
          ],
        },
        'under-way': {
          meta: { title: 'Under way', needed: 'The steps are to be done, and the body is to clear.' },
          on: before,
        },
        'lifted-elsewhere': {
          meta: {
            title: 'Lifted elsewhere',
            needed: 'The other body has lifted; the clearance is still needed.',
          },
          on: before,
        },
        cleared: {
          meta: { title: 'Cleared', needed: 'The other body is to lift its measure.' },
          on: after,
        },
        restored: {
          meta: { title: 'Restored', needed: 'Trade is open; the case is watched until it is closed.' },
          on: { ...after, conclude: leadsTo('reintegrated') },
        },
        readmitted: {
          type: 'final',
          meta: { title: 'Readmitted', needed: 'Nothing: it is readmitted.' },
          entry: ['tellTrade', 'settle'],
        },
        reintegrated: { type: 'final', meta: { title: 'Reintegrated', needed: 'Nothing: it is back.' } },
        'given-up': { type: 'final', meta: { title: 'Given up', needed: 'Nothing: it is given up.' } },
      },
    },
    duties: dutyRegion,
  },
});

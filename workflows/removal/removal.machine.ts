/**
 * How a Participant leaves the list, and how it comes back: grounds, notice with time to reply, recommendation, decision, effect, lists,
 * and the application to return. Its own withdrawal or self-suspension takes no decision.
 *
 * Source: the KP Core Document has no clause on it. Practice: the list of 2003, Republic of Congo 2004, Venezuela 2008 to 2016; times
 * assumed. Nobody is removed by a date: only a decision removes, and its own instant is the one timer here.
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { commands } from './removal.commands.js';
import type { RemovalContext } from './removal.context.js';
import {
  allBack,
  atEffect,
  atProposal,
  dutiesOfReturn,
  effectIn,
  isAhead,
  isEverybodyBack,
  isOut,
  isSettled,
  oweLists,
  proposedContext,
} from './removal.rules.js';
import { openApplication } from './return.commands.js';

const { types, guards, delays, actions, changing, sending, until } = caseSetup<RemovalContext>(commands);
interface Scope {
  readonly context: RemovalContext;
}
const removal = setup({
  types,
  delays: { ...delays, effective: until(effectIn) },
  guards: {
    ...guards,
    isAhead: ({ context }: Scope) => isAhead(context),
    isOut: ({ context }: Scope) => isOut(context),
    isRecommended: ({ context }: Scope) => context.standing !== null,
    isReplied: ({ context }: Scope) => context.replies.length > 0,
    isApplied: ({ context }: Scope) =>
      context.reapplications.some(({ party }) => openApplication(context, party) !== undefined),
    isSettled: ({ context }: Scope) => isSettled(context),
    isEverybodyBack: ({ context }: Scope) => isEverybodyBack(context),
  },
  actions: {
    ...actions,
    atProposal: sending(atProposal),
    atEffect: sending(atEffect),
    oweLists: changing(oweLists),
    dutiesOfReturn: changing(dutiesOfReturn),
    allBack: changing(allBack),
  },
});

/** The statechart of a removal. */
export const removalMachine = removal.createMachine({
  id: 'removal',
  context: ({ input }) => proposedContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'proposed',
      states: {
        proposed: {
          meta: { title: 'Proposed', needed: 'The Chair is to tell those it is about.' },
          entry: ['atProposal'],
          on: {
            'give-notice': leadsTo('hearing'),
            leave: leadsTo('deciding'),
            drop: leadsTo('dropped'),
          },
        },
        hearing: {
          meta: {
            title: 'Being heard',
            needed: 'Those it is about are heard, and the committee recommends.',
          },
          initial: 'sifting',
          on: {
            'issue-list': stays,
            'set-days': stays,
            reply: leadsTo('.sifting'),
            recommend: leadsTo('.sifting'),
            decide: leadsTo('deciding'),
            leave: leadsTo('deciding'),
            drop: leadsTo('dropped'),
          },
          states: {
            sifting: {
              meta: { title: 'Being sifted', needed: 'Nothing: passed through in no time.' },
              always: [
                { guard: 'isRecommended', target: 'recommended' },
                { guard: 'isReplied', target: 'replied' },
                { target: 'awaiting-reply' },
              ],
            },
            'awaiting-reply': {
              meta: { title: 'Time to reply', needed: 'Those it is about may reply.' },
            },
            replied: { meta: { title: 'Replied', needed: 'The committee is to recommend.' } },
            recommended: { meta: { title: 'Recommended', needed: 'The recommendation is to be decided.' } },
          },
        },
        deciding: {
          meta: { title: 'Being decided', needed: 'Nothing: passed through in no time.' },
          always: [
            { guard: 'isAhead', target: 'awaiting-effect' },
            { guard: 'isOut', target: 'off-the-list' },
            { target: 'not-removed' },
          ],
        },
        'awaiting-effect': {
          meta: { title: 'Decided from a later date', needed: 'Its date comes.' },
          on: { 'issue-list': stays, revoke: leadsTo('revoked') },
          after: { effective: { target: 'off-the-list' } },
        },
        'off-the-list': {
          meta: {
            title: 'Off the list',
            needed: 'The lists follow; those who are out may apply to come back.',
          },
          initial: 'sifting',
          entry: ['atEffect', 'oweLists'],
          on: {
            'issue-list': stays,
            'record-transposition': stays,
            reapply: leadsTo('.sifting'),
            'turn-down': leadsTo('.sifting'),
            'record-return': leadsTo('.sifting'),
            'record-review': stays,
            close: leadsTo('closed'),
          },
          always: { guard: 'isEverybodyBack', target: 'back' },
          states: {
            sifting: {
              meta: { title: 'Being sifted', needed: 'Nothing: passed through in no time.' },
              always: [{ guard: 'isApplied', target: 'reapplied' }, { target: 'out' }],
            },
            out: { meta: { title: 'Out', needed: 'Nothing, unless they apply to come back.' } },
            reapplied: {
              meta: { title: 'Applies to come back', needed: 'The application is to be decided.' },
            },
          },
        },
        back: {
          meta: {
            title: 'Back, lists to follow',
            needed: 'The lists of the return, and the acts of those who apply them.',
          },
          entry: ['dutiesOfReturn'],
          on: { 'issue-list': stays, 'record-transposition': stays, close: leadsTo('closed') },
          always: { guard: 'isSettled', target: 'returned', actions: ['allBack'] },
        },
        'not-removed': { type: 'final', meta: { title: 'Not removed', needed: 'Nothing: not removed.' } },
        dropped: { type: 'final', meta: { title: 'Not pursued', needed: 'Nothing: not pursued.' } },
        revoked: { type: 'final', meta: { title: 'Taken back', needed: 'Nothing: taken back in time.' } },
        returned: { type: 'final', meta: { title: 'Returned', needed: 'Nothing: everybody is back.' } },
        closed: { type: 'final', meta: { title: 'Closed', needed: 'Nothing: closed.' } },
      },
    },
    duties: dutyRegion,
  },
});

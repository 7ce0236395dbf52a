/**
 * Conditions that a party is to meet by a date, each on its own evidence and before its own judge, all of them or the date is missed.
 * When the date passes nothing happens by itself but that the body named is told: it extends, excuses, accepts what came late, sets other
 * terms, or proposes a removal. What was received in time is not missed for want of a judgement.
 *
 * Source: Washington communiqué 2012, paragraph 5 (conditions, date, what may follow); Johannesburg communiqué 2013 (missed, and excused).
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { escalated, passed, recalled } from './body.rules.js';
import { commands } from './conditional-deadline.commands.js';
import type { ConditionalContext } from './conditional-deadline.context.js';
import { tellMissed, tellRecalled, tellSet } from './conditional-deadline.notices.js';
import { setContext } from './conditional-deadline.rules.js';
import { overall } from './standing.rules.js';

const { types, guards, delays, actions, changing, sending, until } = caseSetup<ConditionalContext>(commands);
type Scope = { readonly context: ConditionalContext };
const conditional = setup({
  types,
  guards: {
    ...guards,
    allMet: ({ context }: Scope) => overall(context) === 'met',
    dateAhead: ({ context }: Scope) => overall(context) === 'running',
    judgesOnly: ({ context }: Scope) => overall(context) === 'awaiting-judgement',
    someMet: ({ context }: Scope) => overall(context) === 'partly-met',
  },
  delays: { ...delays, 'date-passes': until(({ term }) => term.due.at) },
  actions: {
    ...actions,
    tellSet: sending(tellSet),
    datePasses: changing(passed),
    tellMissed: sending(tellMissed),
    escalate: changing(escalated),
    tellRecalled: sending(tellRecalled),
    recall: changing(recalled),
  },
});

/** What a body may decide at any time. */
const decisions = {
  consider: stays,
  extend: leadsTo('sifting'),
  'excuse-condition': leadsTo('sifting'),
  'excuse-party': leadsTo('excused'),
  supersede: leadsTo('superseded'),
  'give-up': leadsTo('given-up'),
} as const;
const work = { specify: stays, judge: leadsTo('sifting') } as const;
/** After the date: what comes in is sifted at once, since a letter may have been received before it. */
const afterwards = {
  entry: ['tellMissed', 'escalate'],
  on: {
    ...work,
    'submit-evidence': leadsTo('sifting'),
    ...decisions,
    'accept-late': leadsTo('met-late'),
    'propose-removal': leadsTo('removal-proposed'),
  },
} as const;

/** The statechart of a conditional deadline. */
export const conditionalDeadlineMachine = conditional.createMachine({
  id: 'conditional-deadline',
  context: ({ input }) => setContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'set',
      states: {
        set: {
          meta: { title: 'Set', needed: 'Nothing: all concerned are told.' },
          entry: ['tellSet'],
          always: 'running',
        },
        running: {
          meta: { title: 'Running', needed: 'The party is to meet the conditions.' },
          on: { ...work, 'submit-evidence': stays, ...decisions },
          after: { 'date-passes': { target: 'sifting', actions: ['datePasses'] } },
        },
        sifting: {
          meta: { title: 'Sifting', needed: 'Nothing: how the conditions stand is worked out.' },
          always: [
            { guard: 'allMet', target: 'met' },
            { guard: 'dateAhead', target: 'running' },
            { guard: 'judgesOnly', target: 'awaiting-judgement' },
            { guard: 'someMet', target: 'partly-met' },
            { target: 'missed' },
          ],
        },
        'awaiting-judgement': {
          meta: { title: 'Awaiting judgement', needed: 'The judges are to judge what came in time.' },
          entry: ['tellRecalled', 'recall'],
          on: { ...work, 'submit-evidence': leadsTo('sifting'), ...decisions },
        },
        'partly-met': {
          meta: { title: 'Partly met', needed: 'The body named is to decide what follows.' },
          ...afterwards,
        },
        missed: {
          meta: { title: 'Missed', needed: 'The body named is to decide what follows.' },
          ...afterwards,
        },
        met: { type: 'final', meta: { title: 'Met', needed: 'Nothing: all conditions are met.' } },
        'met-late': { type: 'final', meta: { title: 'Met late', needed: 'Nothing: it was accepted late.' } },
        excused: { type: 'final', meta: { title: 'Excused', needed: 'Nothing: the party is excused.' } },
        superseded: { type: 'final', meta: { title: 'Replaced', needed: 'Nothing: other terms apply.' } },
        'removal-proposed': {
          type: 'final',
          meta: { title: 'Removal proposed', needed: 'Nothing here: the removal is decided elsewhere.' },
        },
        'given-up': { type: 'final', meta: { title: 'Given up', needed: 'Nothing: they no longer apply.' } },
      },
    },
    duties: dutyRegion,
  },
});

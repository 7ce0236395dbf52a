/** The workflow of removals and returns, as the engine and the desk take it. */
import { localDate } from '../../src/kernel/business-calendar.js';
import type { Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import {
  CASE_EFFECTS,
  INWARD_EFFECTS,
  describer,
  dueWords,
  dutyTimers,
  openDuties,
} from '../casework/index.js';
import { isOwnWish, propose } from './opening.js';
import { commands } from './removal.commands.js';
import { type RemovalContext, removalContextSchema } from './removal.context.js';
import { removalMachine } from './removal.machine.js';
import { called, effectIn, isHeard, stillOut } from './removal.rules.js';

const OUT = {
  removed: 'removed',
  'trade-only': 'may not trade as others do',
  'not-removed': 'not removed',
  withdrawal: 'has left',
  'self-suspension': 'suspended by itself',
} as const;
const outWords = ({ outcome }: RemovalContext): string => (outcome ? OUT[outcome.how] : '');

export const removal = defineWorkflow({
  name: 'removal',
  version: 1,
  title: 'Removal from the list of Participants, and return',
  source: 'practice of 2003, 2004 and 2008 to 2016; no clause of the KP Core Document; times assumed',
  presented: { collection: 'removals', noun: 'removal' },
  machine: removalMachine,
  start: propose,
  commands,
  timers: {
    ...dutyTimers,
    effective: {
      title: 'the removal takes effect',
      recordedAs: 'took-effect',
      basis: ({ outcome }: RemovalContext) => ({
        decision: outcome?.decision?.reference ?? 'their own step',
      }),
    },
  },
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: removalContextSchema,
  ...describer(removalContextSchema, {
    needed: {
      proposed: (context) =>
        isOwnWish(context)
          ? `${called(context)} is to say whether it leaves or suspends itself, and from when.`
          : `The Chair is to give notice and time to reply: ${called(context)}.`,
      'awaiting-reply': (context) =>
        isHeard(context)
          ? `The time to reply has passed: the ${context.rules.committee} is to recommend. Nothing follows by itself.`
          : `There is time to reply; nothing follows by itself when it has passed: ${called(context)}.`,
      replied: ({ rules }) => `A reply is there: the ${rules.committee} is to recommend.`,
      recommended: ({ standing, rules }) =>
        `The ${rules.committee} has recommended: ${DECIDERS[standing?.through ?? 'plenary']}`,
      'awaiting-effect': (context) =>
        `Nothing but its date, ${localDate(effectIn(context), context.zone)}; until then it may be taken back: ${called(context)}.`,
      out: (context) => {
        const due = openDuties(context).length === 0 ? '' : ` ${dueWords(context)}`;
        const left = stillOut(context);
        return `Nothing, unless they apply to come back; still out: ${left ?? 'not counted'}.${due}`;
      },
      reapplied: (context) => `An application to come back is to be decided. ${dueWords(context)}`,
      back: (context) => `Everybody is back. ${dueWords(context)}`,
      'not-removed': ({ ending }) => `Nothing: not removed (${ending?.reason ?? ''}).`,
      dropped: ({ ending }) => `Nothing: not pursued (${ending?.reason ?? ''}).`,
      revoked: ({ ending }) => `Nothing: taken back before it took effect (${ending?.reason ?? ''}).`,
      returned: (context) => `Nothing: everybody is back (${context.ending?.reason ?? ''}).`,
      closed: ({ ending }) => `Nothing: closed (${ending?.reason ?? ''}).`,
    },
    next: { effective: 'What was decided takes effect.' },
    status: {
      'awaiting-reply': (context) => (isHeard(context) ? 'time to reply is over' : 'time to reply'),
      'awaiting-effect': (context) => `${outWords(context)} from a later date`,
      out: outWords,
      reapplied: () => 'applies to come back',
      back: () => 'back, lists to follow',
      dropped: () => 'not pursued',
      revoked: () => 'taken back',
      'not-removed': () => 'not removed',
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000c',
      occurredAt: '2012-02-01T10:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'person', id: 'SEC-1', name: 'An officer', party: 'SEC' },
      payload: {
        reference: 'KP/REMOVAL/2012/1',
        title: 'Removal of Atlantis',
        source: 'letter of 1 February 2012 (made up)',
        party: 'XAA',
        grounds: 'No report came for three years.',
      },
      facts: { roles: ['secretariat'], known: { XAA: 'participant' } },
    },
  ],
});

const DECIDERS = {
  chair: 'the Chair is to decide.',
  plenary: 'the Plenary is to decide.',
  'written-procedure': 'the Participants are to decide in writing.',
} as const;

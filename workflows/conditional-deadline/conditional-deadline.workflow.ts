/** The workflow of conditional deadlines, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dutyTimers } from '../casework/index.js';
import { commands, set } from './conditional-deadline.commands.js';
import { type ConditionalContext, conditionalContextSchema } from './conditional-deadline.context.js';
import { conditionalDeadlineMachine } from './conditional-deadline.machine.js';
import { outstanding } from './conditional-deadline.rules.js';
import { standingOf } from './standing.rules.js';

const body = ({ escalateTo }: ConditionalContext): string =>
  ({ plenary: 'The Plenary', chair: 'The Chair' })[escalateTo] ?? escalateTo;
const decides = (context: ConditionalContext): string =>
  `${body(context)} is to decide what follows; nothing follows by itself. Outstanding: ${outstanding(context).join('; ')}.`;
const because = ({ ending }: ConditionalContext): string =>
  `Nothing: ${(ending?.reason ?? '').replace(/\.$/, '')}.`;

export const conditionalDeadline = defineWorkflow({
  name: 'conditional-deadline',
  version: 1,
  title: 'Conditions to be met by a date',
  source:
    'Washington communiqué 2012, paragraph 5; Johannesburg communiqué 2013; judges, their days and who may decide assumed',
  presented: { collection: 'conditional-deadlines', noun: 'conditional deadline' },
  machine: conditionalDeadlineMachine,
  start: set,
  commands,
  timers: {
    ...dutyTimers,
    'date-passes': {
      title: 'the date by which all conditions are to be met passes',
      recordedAs: 'date-passed',
      basis: ({ term }: ConditionalContext) => ({ rule: term.due.rule, zone: term.due.zone }),
    },
  },
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: conditionalContextSchema,
  ...describer(conditionalContextSchema, {
    needed: {
      running: (context) =>
        `${context.party} is to meet every condition by ${context.term.lastDay}. Outstanding: ${outstanding(context).join('; ')}.`,
      'awaiting-judgement': (context) => {
        const judges = context.conditions
          .filter((one) => standingOf(one, context) === 'awaiting-judgement')
          .map(({ judge, text }) => `${judge}: ${text.replace(/\.$/, '')}`);
        return `What came in time is to be judged. ${judges.join('; ')}.`;
      },
      'partly-met': decides,
      missed: decides,
      met: because,
      'met-late': because,
      excused: because,
      superseded: because,
      'removal-proposed': because,
      'given-up': because,
    },
    next: {
      'date-passes': 'The date passes; the body named is told what is outstanding, and nothing else happens.',
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000b',
      occurredAt: '2012-11-30T21:00:00.000Z' as Instant, // the closing of the Washington Plenary; hour assumed
      actor: { kind: 'system', id: 'plenary', name: 'Plenum' },
      payload: {
        reference: 'KP/CONDITIONS/2012/5b',
        title: 'Terms for the return of Venezuela',
        source: 'Washington communiqué 2012, paragraph 5',
        party: 'VEN',
        conditions: [
          { id: 'statistics', text: 'statistics are handed in and are accurate', judge: 'WGS' },
          {
            id: 'mission',
            text: 'a review mission succeeds',
            judge: 'WGM',
            mustInclude: ['participants', 'WDC', 'CSC'],
          },
          { id: 'access', text: 'all places are open to the mission' },
        ],
        lastDay: '2013-04-01',
        otherwise: 'measures follow; membership may be lost in the end',
      },
      facts: {
        roles: ['system'],
        known: {
          VEN: 'participant',
          PC: 'organ',
          WGM: 'organ',
          WGS: 'organ',
          WDC: 'observer',
          CSC: 'observer',
        },
      },
    },
  ],
});

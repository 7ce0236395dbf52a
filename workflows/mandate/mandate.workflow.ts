/** The mandate as the engine loads it. */
import { instantSchema } from '../../src/kernel/instant.js';
import type { Json } from '../../src/kernel/json.js';
import { type StartInput, type TimerSpec, defineWorkflow } from '../../src/kernel/workflow.js';
import { commands, openCommand } from './mandate.commands.js';
import { type MandateContext, mandateContextSchema } from './mandate.context.js';
import { describe } from './mandate.describe.js';
import { mandateNoticeSchema, plenaryEscalationSchema } from './mandate.effects.js';
import { mandateMachine } from './mandate.machine.js';
import { nextRung } from './mandate.rules.js';
import { waiting } from './mandate.waiting.js';

function timer(title: string, recordedAs: string, basis: (context: MandateContext) => Json): TimerSpec {
  return { title, recordedAs, basis };
}

const example = (deadline: Json): StartInput => ({
  caseId: '00000000-0000-7000-8000-000000000000',
  occurredAt: instantSchema.parse('2012-11-30T23:00:00Z'),
  actor: { kind: 'system', id: 'plenary', name: 'Plenum' },
  payload: {
    meeting: 'EXAMPLE/PLENARY/2012',
    clauseId: '1a',
    paragraph: 1,
    title: 'An example',
    task: 'report',
    zone: 'UTC',
    givenAt: '2012-11-30T23:00:00.000Z',
    addressees: ['chair'],
    deadline,
  },
  facts: { roles: ['system'], known: { chair: 'office' } },
});

export const mandate = defineWorkflow({
  name: 'mandate',
  version: 1,
  title: 'Mandate',
  source: 'Washington communiqué 2012, paragraphs 7, 31, 33, 37, 38, 40; reminders and rungs assumed',
  machine: mandateMachine,
  start: openCommand,
  commands,
  timers: {
    due: timer('the term passes', 'term-passed', ({ term }) => term.dueAt),
    review: timer('somebody is to look again', 'review-came', ({ term }) => term.reviewAt),
    'asked-again': timer('nobody looked yet', 'asked-again', ({ rules }) => rules.askAgain),
    reminder: timer('the addressees are reminded', 'reminded', ({ rules }) => ({
      daysBefore: rules.remindDaysBefore,
      at: rules.remindAt,
      source: rules.source,
    })),
    rung: timer('the next rung is climbed', 'rung-climbed', (context) => nextRung(context)),
    assessment: timer(
      'the assessment is asked for',
      'assessment-asked-for',
      ({ rules }) => rules.assessEvery,
    ),
  },
  effects: { 'mandate-notice': mandateNoticeSchema, 'escalate-to-plenary': plenaryEscalationSchema },
  context: mandateContextSchema,
  describe,
  waiting,
  examples: [
    example(null),
    example({ kind: 'day', on: '2013-04-01' }),
    example({ kind: 'event', event: 'plenary-2013', words: 'at the next Plenary', reviewOn: '2013-09-30' }),
  ],
});

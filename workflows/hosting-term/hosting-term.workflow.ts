/** The hosting term as the engine loads it. */
import { instantSchema } from '../../src/kernel/instant.js';
import type { Json } from '../../src/kernel/json.js';
import { type StartInput, type TimerSpec, defineWorkflow } from '../../src/kernel/workflow.js';
import { plenaryEscalationSchema } from '../mandate/index.js';
import { commands, openCommand } from './hosting-term.commands.js';
import { type HostingContext, hostingContextSchema } from './hosting-term.context.js';
import { describe } from './hosting-term.describe.js';
import { hostBarSchema, hostingNoticeSchema } from './hosting-term.effects.js';
import { hostingTermMachine } from './hosting-term.machine.js';
import { nextRung } from './hosting-term.rules.js';
import { waiting } from './hosting-term.waiting.js';

function timer(
  title: string,
  recordedAs: string,
  basis: (context: HostingContext) => Json | null,
): TimerSpec {
  return { title, recordedAs, basis };
}

const example: StartInput = {
  caseId: '00000000-0000-7000-8000-000000000000',
  occurredAt: instantSchema.parse('2012-11-30T23:00:00Z'),
  actor: { kind: 'system', id: 'plenary', name: 'Plenum' },
  payload: {
    meeting: 'EXAMPLE/PLENARY/2012',
    clauseId: '1a',
    paragraph: 1,
    title: 'An example',
    what: 'a support mechanism',
    host: 'WDC',
    from: '2013-01-01',
    months: 12,
    evaluationWords: 'as needed',
    zone: 'UTC',
    givenAt: '2012-11-30T23:00:00.000Z',
  },
  facts: { roles: ['system'] },
};

export const hostingTerm = defineWorkflow({
  name: 'hosting-term',
  version: 1,
  title: 'Hosting term',
  source: 'Washington communiqué 2012, paragraphs 35-37; reminders and rungs assumed',
  machine: hostingTermMachine,
  start: openCommand,
  commands,
  timers: {
    start: timer('the term begins', 'term-began', ({ stretch }) => stretch.startsAt),
    'evaluation-review': timer(
      'somebody is to look at the evaluation',
      'evaluation-review-came',
      ({ evaluation }) => evaluation.term.reviewAt,
    ),
    evaluation: timer(
      'the evaluation is due',
      'evaluation-came-due',
      ({ evaluation }) => evaluation.term.dueAt,
    ),
    'asked-again': timer('nobody evaluated yet', 'asked-again', ({ rules }) => rules.askAgain),
    'end-reminder': timer('the end of the term is near', 'reminded', ({ rules }) => ({
      daysBefore: rules.remindDaysBefore,
      at: rules.remindAt,
      source: rules.source,
    })),
    'term-end': timer('the term ends', 'term-expired', ({ stretch }) => stretch.endsAt),
    rung: timer('the next rung is climbed', 'rung-climbed', (context) => nextRung(context)),
    handover: timer('the new host takes over', 'handed-over', ({ successor }) => successor?.startsAt ?? null),
    closing: timer('the hosting ends', 'hosting-ended', ({ closesAt }) => closesAt),
  },
  effects: {
    'hosting-notice': hostingNoticeSchema,
    'bar-host-staff': hostBarSchema,
    'escalate-to-plenary': plenaryEscalationSchema,
  },
  inward: ['bar-host-staff'],
  context: hostingContextSchema,
  describe,
  waiting,
  examples: [example],
});

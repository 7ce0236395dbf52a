/** The written procedure as the engine loads it. */
import { instantSchema } from '../../src/kernel/instant.js';
import type { Json } from '../../src/kernel/json.js';
import { type StartInput, type TimerSpec, defineWorkflow } from '../../src/kernel/workflow.js';
import { tellCaseSchema } from '../casework/index.js';
import { nextOverdueNotice } from './deadlines.rules.js';
import { mailSchema, revokeLinksSchema } from './recipients.effects.js';
import { commands, draftCommand } from './written-procedure.commands.js';
import { type ProcedureContext, procedureContextSchema } from './written-procedure.context.js';
import { describe } from './written-procedure.describe.js';
import { writtenProcedureMachine } from './written-procedure.machine.js';
import { waiting } from './written-procedure.waiting.js';

function timer(
  title: string,
  recordedAs: string,
  basis: (context: ProcedureContext) => Json | null,
): TimerSpec {
  return { title, recordedAs, basis };
}

/** Every timer of the machine: what ends, and the rule that gave its instant. */
export const timers = {
  opening: timer('the window for answers opens', 'opening-came', () => null),
  closing: timer(
    'the window for answers closes',
    'deadline-passed',
    (context) => context.round?.deadline ?? null,
  ),
  reminder: timer(
    'a reminder goes to those who have not answered',
    'reminder-due',
    (context) => context.reminders[0] ?? null,
  ),
  lapsing: timer(
    'the time for an extension ends and the proposal lapses',
    'extension-time-ended',
    (context) => context.extendableUntil,
  ),
  'consultation-end': timer(
    'the consultations end',
    'consultation-time-ended',
    (context) => context.consultation?.endsAt ?? null,
  ),
  'outcome-overdue': timer('the outcome is overdue', 'outcome-overdue', nextOverdueNotice),
  'contest-period': timer(
    'the time for contests ends',
    'contest-period-ended',
    (context) => context.contestableUntil,
  ),
} satisfies Record<string, TimerSpec>;

/** A draft as it starts, run by the engine at boot. */
const example: StartInput = {
  caseId: '00000000-0000-7000-8000-000000000000',
  occurredAt: instantSchema.parse('2012-07-24T09:00:00Z'),
  actor: { kind: 'person', id: 'chair', name: 'The Chair', party: 'USA' },
  payload: {
    reference: 'WP-EXAMPLE',
    title: 'An example',
    subject: 'A decision put in writing',
    texts: [{ language: 'en', body: 'The members decide.' }],
  },
  facts: { roles: ['chair'], chair: { party: 'USA', name: 'The Chair' }, textHash: '0'.repeat(64) },
};

export const writtenProcedure = defineWorkflow({
  name: 'written-procedure',
  version: 1,
  title: 'Written procedure',
  source: 'KP Core Document VI.5 and the practice of its written procedures; other regimes by rule set',
  machine: writtenProcedureMachine,
  start: draftCommand,
  commands,
  timers,
  effects: { mail: mailSchema, 'revoke-links': revokeLinksSchema, 'tell-case': tellCaseSchema },
  inward: ['tell-case'],
  context: procedureContextSchema,
  describe,
  waiting,
  examples: [example],
});

/** A small workflow for tests of mail: a case that asks for the letter it is told to, and hears of those that came back. */
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { toInstant } from '../../src/kernel/instant.js';
import {
  type CommandEvent,
  type StartInput,
  type WorkflowDefinition,
  defineWorkflow,
} from '../../src/kernel/workflow.js';

const letter = z.strictObject({
  template: z.string(),
  to: z.strictObject({
    role: z.string(),
    party: z.string(),
    contact: z.strictObject({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      languages: z.array(z.string()).min(1),
      zone: z.string(),
    }),
  }),
  round: z.int().nullable(),
  facts: z.record(z.string(), z.json()),
  statutory: z.boolean(),
});
/** A letter a test has the case ask for. */
export type Letter = z.output<typeof letter>;

const returned = z.strictObject({
  party: z.string(),
  contactId: z.string(),
  mailId: z.string(),
  diagnostic: z.string(),
});
const context = z.strictObject({
  caseId: z.string(),
  asOf: z.string(),
  reference: z.string(),
  textHash: z.string(),
  returned: z.array(returned),
});
type Context = z.infer<typeof context>;

/** @returns what the case was told of mail that came back */
export function returnedMails(caseContext: unknown): z.output<typeof returned>[] {
  return context.parse(caseContext).returned;
}

const spec = (recordedAs: string, payload: z.ZodType) => ({
  title: recordedAs,
  payload,
  by: ['anyone'],
  article: 'made up for tests',
  recordedAs,
  refusal: () => null,
});
const start = spec('opened', z.strictObject({}));
const write = spec('written', letter);
const close = spec('closed', z.strictObject({}));
const undeliverable = spec('delivery-failed', returned);

/** @param hears whether the workflow wants to know of mail that comes back */
function letters(name: string, hears: boolean): WorkflowDefinition {
  const machine = setup({
    types: { context: {} as Context, events: {} as CommandEvent, input: {} as StartInput },
    guards: { permitted: () => true },
    actions: {
      noteReturn: assign(({ context, event }) => ({
        returned: [...context.returned, returned.parse(event.payload)],
      })),
      mail: (_, _params: Letter) => undefined,
    },
  }).createMachine({
    id: name,
    context: ({ input }) => ({
      caseId: input.caseId,
      asOf: input.occurredAt,
      reference: 'L/1',
      textHash: 'a'.repeat(64),
      returned: [],
    }),
    initial: 'open',
    states: {
      open: {
        on: {
          write: {
            guard: 'permitted',
            actions: { type: 'mail', params: ({ event }) => letter.parse(event.payload) },
          },
          ...(hears ? { 'record-undeliverable': { guard: 'permitted', actions: 'noteReturn' } } : {}),
          close: { guard: 'permitted', target: 'closed' },
        },
      },
      closed: { type: 'final' },
    },
  });
  return defineWorkflow({
    name,
    version: 1,
    title: 'Letters, for tests',
    source: 'made up for tests',
    machine,
    start,
    commands: { write, close, ...(hears ? { 'record-undeliverable': undeliverable } : {}) },
    timers: {},
    effects: { mail: letter },
    context,
    describe: () => ({ status: 'open', needed: 'letters', next: null }),
    examples: [
      {
        caseId: 'example',
        occurredAt: toInstant('2026-01-01T00:00:00Z'),
        actor: { kind: 'operator', id: 'tests', name: 'Tests' },
        payload: {},
        facts: {},
      },
    ],
  });
}

/** Hears of mail that comes back. */
export const letterWorkflow = letters('letter', true);
/** Does not ask whether mail arrives. */
export const deafWorkflow = letters('deaf-letter', false);

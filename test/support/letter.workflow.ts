/** A small workflow for tests of mail: a case that asks for the letters it is told to, and hears of those that came back. */
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { type CommandEvent, type StartInput, type WorkflowDefinition, defineWorkflow } from '../../src/kernel/workflow.js';

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
/** A letter a test has sent. */
export type Letter = z.output<typeof letter>;

const returned = z.strictObject({ party: z.string(), contactId: z.string(), mailId: z.string(), diagnostic: z.string() });
const context = z.strictObject({
  caseId: z.string(),
  asOf: z.string(),
  reference: z.string(),
  textHash: z.string(),
  returned: z.array(returned),
});
type Context = z.infer<typeof context>;
type LetterEvent = CommandEvent<{ letters?: Letter[] } & Partial<z.infer<typeof returned>>>;

const spec = (recordedAs: string, payload: z.ZodType) => ({
  title: recordedAs,
  payload,
  by: ['anyone'],
  article: 'made up for tests',
  recordedAs,
  refusal: () => null,
});
const commands = {
  write: spec('written', z.strictObject({ letters: z.array(letter) })),
  'record-undeliverable': spec('delivery-failed', returned),
};

const machine = setup({
  types: { context: {} as Context, events: {} as LetterEvent, input: {} as StartInput },
  guards: { permitted: ({ event }) => Object.hasOwn(commands, event.type) },
  actions: {
    noteReturn: assign(({ context, event }) => ({ returned: [...context.returned, returned.parse(event.payload)] })),
    mail: (_, _params: Letter) => undefined,
  },
}).createMachine({
  id: 'letter',
  context: ({ input }) => ({
    caseId: input.caseId,
    asOf: input.occurredAt,
    reference: 'L/1 «première»',
    textHash: 'a'.repeat(64),
    returned: [],
  }),
  initial: 'open',
  states: {
    open: {
      on: {
        write: {
          guard: 'permitted',
          actions: ({ event, self: _self }) => void event,
        },
        'record-undeliverable': { guard: 'permitted', actions: 'noteReturn' },
      },
    },
  },
});

export { commands, machine, context as letterContext };

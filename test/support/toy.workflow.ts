/**
 * A small workflow for the engine's own tests: a ballot box with a closing timer that can be moved, a suspension that
 * leaves and re-enters the timed state, a reminder that walks, a command that always breaks, and one effect.
 */
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { type Instant, instantSchema, msBetween, toInstant } from '../../src/kernel/instant.js';
import {
  type Actor,
  type CommandEvent,
  type StartInput,
  type WorkflowDefinition,
  defineWorkflow,
} from '../../src/kernel/workflow.js';

const instant = z.string();
const context = z.strictObject({
  caseId: z.string(),
  asOf: instant,
  closesAt: instant,
  remindAt: z.array(instant),
  votes: z.array(z.strictObject({ by: z.string(), choice: z.string(), at: instant, late: z.boolean() })),
  closedAt: instant.nullable(),
  extensions: z.int(),
});
type Context = z.infer<typeof context>;
type ToyEvent = CommandEvent<{ choice?: string; to?: Instant }>;

const spec = (
  recordedAs: string,
  payload: z.ZodType,
  refusal: (context: Context, event: ToyEvent) => { code: string; message: string } | null = () => null,
) => ({
  title: recordedAs,
  payload,
  by: ['anyone'],
  article: 'made up for tests',
  recordedAs,
  refusal: refusal as never,
});

const commands = {
  vote: spec('voted', z.strictObject({ choice: z.string().min(1) })),
  extend: spec('extended', z.strictObject({ to: instantSchema }), (context, event) =>
    event.payload.to && event.payload.to > context.closesAt
      ? null
      : { code: 'toy.not-later', message: 'A deadline only moves forward: name a later instant.' },
  ),
  suspend: spec('suspended', z.strictObject({})),
  resume: spec('resumed', z.strictObject({})),
  break: spec('broken', z.strictObject({})),
  'arm-badly': spec('armed-badly', z.strictObject({})),
};

const permitted = ({ context, event }: { context: Context; event: { type: string } }): boolean => {
  const command = commands[event.type as keyof typeof commands];
  return (
    command !== undefined && (command.refusal as (c: Context, e: unknown) => unknown)(context, event) === null
  );
};

const machine = setup({
  types: { context: {} as Context, events: {} as ToyEvent, input: {} as StartInput },
  guards: { permitted, moreReminders: ({ context }) => context.remindAt.length > 0 },
  delays: {
    closing: ({ context }) => msBetween(context.asOf as Instant, context.closesAt as Instant),
    reminding: ({ context }) =>
      msBetween(context.asOf as Instant, (context.remindAt[0] ?? context.closesAt) as Instant),
    never: () => Number.NaN,
  },
  actions: {
    countVote: assign(({ context, event }) => ({
      votes: [
        ...context.votes,
        {
          by: event.actor.id,
          choice: event.payload.choice ?? '',
          at: event.occurredAt,
          late: event.surfacedAfter !== undefined,
        },
      ],
    })),
    moveDeadline: assign(({ context, event }) => ({
      closesAt: event.payload.to ?? context.closesAt,
      extensions: context.extensions + 1,
    })),
    close: assign(({ context }) => ({ closedAt: context.asOf })),
    nextReminder: assign(({ context }) => ({ remindAt: context.remindAt.slice(1) })),
    explode: () => undefined,
    record: (_, _params: { type: string; data: unknown }) => undefined,
    note: (_, _params: { text: string; to: string }) => undefined,
  },
}).createMachine({
  id: 'toy',
  context: ({ input }) => {
    const { closesAt, remindAt } = input.payload as { closesAt: string; remindAt: string[] };
    return {
      caseId: input.caseId,
      asOf: input.occurredAt,
      closesAt,
      remindAt,
      votes: [],
      closedAt: null,
      extensions: 0,
    };
  },
  initial: 'open',
  states: {
    open: {
      type: 'parallel',
      on: {
        suspend: { guard: 'permitted', target: 'suspended' },
        break: {
          guard: 'permitted',
          actions: assign(() => {
            throw new Error('this command always breaks');
          }),
        },
        'arm-badly': { guard: 'permitted', target: 'badlyArmed' },
      },
      states: {
        box: {
          initial: 'waiting',
          states: {
            waiting: {
              on: {
                vote: { guard: 'permitted', actions: 'countVote' },
                extend: { guard: 'permitted', target: 'waiting', reenter: true, actions: 'moveDeadline' },
              },
              after: {
                closing: {
                  target: '#toy.closed',
                  actions: ['close', { type: 'note', params: { text: 'closed', to: 'everyone' } }],
                },
              },
            },
          },
        },
        reminders: {
          initial: 'deciding',
          states: {
            deciding: { always: [{ guard: 'moreReminders', target: 'waiting' }, { target: 'done' }] },
            waiting: {
              after: {
                reminding: {
                  target: 'deciding',
                  actions: ['nextReminder', { type: 'note', params: { text: 'reminder', to: 'everyone' } }],
                },
              },
            },
            done: {},
          },
        },
      },
    },
    suspended: { on: { resume: { guard: 'permitted', target: 'open' } } },
    badlyArmed: { after: { never: 'closed' } },
    closed: {
      initial: 'contestable',
      entry: { type: 'record', params: { type: 'box-sealed', data: null } },
      on: {
        vote: { guard: 'permitted', actions: 'countVote' },
        resume: { guard: 'permitted', target: 'sealed' },
      },
      states: { contestable: {} },
    },
    sealed: { type: 'final' },
  },
});

const alice: Actor = { kind: 'person', id: 'alice', name: 'Alice' };
const at = toInstant('2026-01-01T00:00:00Z');

/** The toy as the engine takes it. Its start payload is `{closesAt, remindAt[]}`, instants. */
export const toy: WorkflowDefinition = defineWorkflow({
  name: 'toy',
  version: 1,
  title: 'A ballot box for tests',
  source: 'made up for tests',
  machine,
  start: spec(
    'opened',
    z.strictObject({ closesAt: instantSchema, remindAt: z.array(instantSchema).default([]) }),
  ),
  commands,
  timers: {
    closing: {
      title: 'The box closes',
      recordedAs: 'box-closed',
      basis: (context: Context) => ({ rule: 'as given', at: context.closesAt }),
    },
    reminding: { title: 'A reminder goes out', recordedAs: 'reminded', basis: () => null },
    never: { title: 'Never', recordedAs: 'nevered', basis: () => null },
  },
  effects: { note: z.strictObject({ text: z.string(), to: z.string() }) },
  context,
  describe: ({ state, timers }) => ({
    status: JSON.stringify(state),
    needed: 'votes',
    next: timers[0] ? { sentence: 'The box closes.', at: timers[0].dueAt } : null,
  }),
  examples: [
    {
      caseId: 'example',
      occurredAt: at,
      actor: alice,
      payload: { closesAt: '2026-01-02T00:00:00.000Z', remindAt: [] },
      facts: {},
    },
  ],
});

/** Somebody who acts in tests. */
export function person(id: string): Actor {
  return { kind: 'person', id, name: id };
}

/** The toy with a machine that waits for its closing and never lets it come. */
export const shutToy: WorkflowDefinition = defineWorkflow({
  ...toy,
  machine: setup({
    types: { input: {} as StartInput },
    guards: { never: () => false },
    delays: { closing: 1000 },
  }).createMachine({
    id: 'shut',
    context: ({ input: { caseId, occurredAt: asOf } }) => ({
      caseId,
      asOf,
      closesAt: asOf,
      remindAt: [],
      votes: [],
      closedAt: null,
      extensions: 0,
    }),
    initial: 'waiting',
    states: { waiting: { after: { closing: { guard: 'never', target: 'over' } } }, over: {} },
  }),
});

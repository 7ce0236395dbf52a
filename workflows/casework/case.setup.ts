/**
 * The named guards, actions and delays that every case's machine has, to be spread into its own `setup`, and the region in which
 * duties are watched, to stand beside the region in which the procedure runs.
 */
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { type Fact, machineActions } from '../machine-actions.js';
import { type CaseCommands, refusalIn } from './case.commands.js';
import type { CaseContext } from './case.context.js';
import { planMoved, planned, takeStep, toldAtStep } from './duty.steps.js';
import type { CaseNotice, OpenCase, OpenForEach, Outgoing, RegistryAct, TellCase } from './effects.js';
import { nextStep } from './next-step.js';

/**
 * @param commands of the workflow
 * @returns `types`, `guards`, `delays`, `actions` for `setup`; `changing`, `sending`, `until` for what the workflow adds
 */
export function caseSetup<Context extends CaseContext>(commands: CaseCommands<Context>) {
  const { changing, sending, until } = machineActions<Context, Outgoing>();
  const shared = (change: Partial<CaseContext>): Partial<Context> => change as Partial<Context>; // Context has every field of the shared part
  return {
    changing,
    sending,
    until,
    types: {
      context: {} as Context, // XState reads its types from values that are never used
      events: {} as CommandEvent,
      input: {} as StartInput,
      meta: {} as { readonly title: string; readonly needed: string },
    },
    guards: {
      permitted: ({ context, event }: Scope<Context>) => refusalIn(commands, context, event) === null,
      caseEnded: ({ context }: Scope<Context>) => context.ending !== null,
      planMoved: ({ context }: Scope<Context>) => planMoved(context),
      stepAhead: ({ context }: Scope<Context>) => nextStep(context) !== null,
    },
    delays: { 'duty-step': until((context) => context.planned ?? undefined) },
    actions: {
      /** the change of the command that came */
      apply: changing((context, event) => commands[event.type]?.change(context, event) ?? {}),
      /** what the command that came sets off; after `apply`, so that it is told from the memory as it is then */
      tell: sending((context, event) => commands[event.type]?.tells(context, event) ?? []),
      plan: changing((context) => shared(planned(context))),
      tellStep: sending((context) => toldAtStep(context)),
      takeStep: changing((context) => shared(takeStep(context))),
      'case-notice': (_scope: unknown, _params: CaseNotice) => undefined,
      'open-case': (_scope: unknown, _params: OpenCase) => undefined,
      'open-for-each': (_scope: unknown, _params: OpenForEach) => undefined,
      'tell-case': (_scope: unknown, _params: TellCase) => undefined,
      'registry-act': (_scope: unknown, _params: RegistryAct) => undefined,
      'put-before-plenary': (
        _scope: unknown,
        _params: Extract<Outgoing, { type: 'put-before-plenary' }>['params'],
      ) => undefined,
      record: (_scope: unknown, _params: Fact) => undefined,
    },
  };
}

interface Scope<Context> {
  readonly context: Context;
  readonly event: CommandEvent;
}

/** A transition on a command that stays where it is. */
export const stays = { guard: 'permitted', actions: ['apply', 'tell'] } as const;

/** @returns a transition on a command that leads to a state */
export function leadsTo<Target extends string>(target: Target) {
  return { guard: 'permitted', target, actions: ['apply', 'tell'] } as const;
}

/** The commands on duties, for `on` of the machine's root: they are heard in every state until the case ends. */
export const dutyListeners = {
  remind: stays,
  'log-contact': stays,
  answer: stays,
  postpone: stays,
  resume: stays,
  excuse: stays,
  'note-unreachable': stays,
  'note-reachable': stays,
} as const;

/** The region in which duties are watched: one timer waits for the soonest step of all of them, and is set anew whenever they change. */
export const dutyRegion = {
  initial: 'planning',
  states: {
    planning: {
      entry: ['plan'],
      always: [
        { guard: 'caseEnded', target: 'closed' },
        { guard: 'stepAhead', target: 'watching' },
        { target: 'quiet' },
      ],
    },
    watching: {
      always: [
        { guard: 'caseEnded', target: 'closed' },
        { guard: 'planMoved', target: 'planning' },
      ],
      after: { 'duty-step': { target: 'planning', actions: ['tellStep', 'takeStep'] } },
    },
    quiet: {
      always: [
        { guard: 'caseEnded', target: 'closed' },
        { guard: 'planMoved', target: 'planning' },
      ],
    },
    closed: { type: 'final' },
  },
} as const;

/** The timer of that region, for a workflow's `timers`. */
export const dutyTimers = {
  'duty-step': {
    title: 'the next reminder, lateness or rung of what is due',
    recordedAs: 'duty-step-taken',
    basis: (context: CaseContext) => {
      const step = nextStep(context);
      return step && { duty: step.duty.id, step: step.kind, rule: step.duty.due?.rule ?? '' };
    },
  },
} as const;

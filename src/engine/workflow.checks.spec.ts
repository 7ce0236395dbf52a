import { describe, expect, it } from '@jest/globals';
import { setup } from 'xstate';
import { toy } from '../../test/support/toy.workflow.js';
import type { WorkflowDefinition } from '../kernel/workflow.js';
import { UnsoundWorkflow } from './engine.errors.js';
import { definitionHash, requireSound } from './workflow.checks.js';

const command = toy.commands['vote'];
if (!command) throw new Error('the toy has a vote');

/** The toy with another machine, which hears `vote` and nothing else. */
/** XState's machine types do not fit each other under exactOptionalPropertyTypes, so any is taken. */
const withMachine = (machine: object): WorkflowDefinition => ({
  ...toy,
  machine: machine as WorkflowDefinition['machine'],
  commands: { vote: command },
  timers: {},
  effects: {},
});

function faultsOf(definition: WorkflowDefinition): readonly string[] {
  try {
    requireSound(definition);
    return [];
  } catch (error) {
    if (error instanceof UnsoundWorkflow) return error.faults;
    throw error;
  }
}

const plain = setup({ guards: { permitted: () => true } });
const vote = { guard: 'permitted' as const, target: 'done' };

describe('a workflow', () => {
  it('that is sound is loaded, and has one fingerprint', () => {
    expect(faultsOf(toy)).toEqual([]);
    expect(definitionHash(toy)).toBe(definitionHash({ ...toy, title: 'another title' }));
    expect(definitionHash(toy)).not.toBe(definitionHash({ ...toy, commands: { vote: command } }));
  });

  describe('is refused, every fault named,', () => {
    it.each<[string, WorkflowDefinition, RegExp]>([
      [
        'with a delay that does not exist',
        withMachine(
          plain.createMachine({
            initial: 'a',
            states: { a: { on: { vote }, after: { someday: 'done' } }, done: { type: 'final' } },
          } as never),
        ),
        /delay «someday» does not exist, and would fire at once/,
      ],
      [
        'with a delay that is no time',
        withMachine(
          setup({ guards: { permitted: () => true }, delays: { soon: -5 } }).createMachine({
            initial: 'a',
            states: { a: { on: { vote }, after: { soon: 'done' } }, done: { type: 'final' } },
          }),
        ),
        /delay «soon» is -5/,
      ],
      [
        'with a guard that does not exist',
        withMachine(
          plain.createMachine({
            initial: 'a',
            states: { a: { on: { vote: { guard: 'nobody', target: 'done' } } }, done: { type: 'final' } },
          } as never),
        ),
        /guard «nobody» does not exist/,
      ],
      [
        'with an action that does not exist',
        withMachine(
          plain.createMachine({
            initial: 'a',
            states: { a: { entry: 'nothing', on: { vote } }, done: { type: 'final' } },
          } as never),
        ),
        /action «nothing» does not exist/,
      ],
      [
        'with a command that asks no permission',
        withMachine(
          plain.createMachine({
            initial: 'a',
            states: { a: { on: { vote: 'done' } }, done: { type: 'final' } },
          }),
        ),
        /carries the guard «permitted»/,
      ],
      [
        'with a wildcard',
        withMachine(
          plain.createMachine({
            initial: 'a',
            states: { a: { on: { vote, '*': 'done' } }, done: { type: 'final' } },
          } as never),
        ),
        /wildcard «\*»/,
      ],
      [
        'with an invoked actor',
        withMachine(
          plain.createMachine({
            initial: 'a',
            states: { a: { invoke: { src: 'work' }, on: { vote } }, done: { type: 'final' } },
          } as never),
        ),
        /«invoke» needs a live actor/,
      ],
      [
        'with a state nobody reaches',
        withMachine(
          plain.createMachine({
            initial: 'a',
            states: { a: { on: { vote } }, lost: { on: { vote } }, done: { type: 'final' } },
          }),
        ),
        /state «lost» is never reached/,
      ],
      [
        'with a state nobody leaves',
        withMachine(
          plain.createMachine({
            initial: 'a',
            states: {
              a: { on: { vote: { guard: 'permitted', target: 'stuck' } } },
              stuck: {},
              done: { type: 'final' },
            },
          }),
        ),
        /state «stuck» has no way out/,
      ],
      [
        'with a command no state hears',
        { ...toy, commands: { ...toy.commands, sing: command } },
        /command «sing» is heard in no state/,
      ],
      [
        'with a timer no state uses',
        {
          ...toy,
          timers: { ...toy.timers, idle: { title: 'idle', recordedAs: 'idled', basis: () => null } },
        },
        /timer «idle» is used in no state/,
      ],
      ['without an example to start', { ...toy, examples: [] }, /no example/],
      [
        'with an example that does not start',
        { ...toy, context: toy.start.payload },
        /example 1 does not start: The context of toy/,
      ],
    ])('%s', (_what, definition, fault) => {
      expect(faultsOf(definition)).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
    });
  });
});

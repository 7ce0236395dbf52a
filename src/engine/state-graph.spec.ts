import { describe, expect, it } from '@jest/globals';
import { and, setup } from 'xstate';
import { toy } from '../../test/support/toy.workflow.js';
import type { WorkflowDefinition } from '../kernel/workflow.js';
import { stateGraph } from './state-graph.js';

const machine = setup({
  guards: { permitted: () => true, isReady: () => true },
  delays: { closing: 1000 },
}).createMachine({
  initial: 'draft',
  states: {
    draft: {
      meta: { title: 'Draft', needed: 'Somebody is to vote.' },
      on: {
        vote: [{ guard: and(['permitted', 'isReady']), target: 'counting' }, { guard: 'permitted' }],
      },
      after: { closing: { target: 'counting' } },
    },
    counting: {
      always: [{ guard: and(['permitted', 'isReady']), target: 'held.outer' }, { target: 'done' }],
    },
    held: {
      initial: 'inner',
      states: { inner: {}, outer: { always: { guard: 'isReady', target: '#end' } } },
    },
    done: { id: 'end', type: 'final' },
  },
});
const graph = stateGraph({
  ...toy,
  // XState's machine types do not fit each other under exactOptionalPropertyTypes, so any is taken.
  machine: machine as unknown as WorkflowDefinition['machine'],
});

describe('a machine as data', () => {
  it('has its states in the order of the source, with their meaning and their kind', () => {
    expect(
      graph.states.map(({ path, title, kind, isPassing, initial }) => [
        path,
        title,
        kind,
        isPassing,
        initial?.path ?? null,
      ]),
    ).toEqual([
      ['draft', 'Draft', 'single', false, null],
      ['counting', null, 'single', true, null],
      ['held', null, 'compound', false, 'held.inner'],
      ['held.inner', null, 'single', false, null],
      ['held.outer', null, 'single', false, null], // with a guard it may stay
      ['done', null, 'final', false, null],
    ]);
    expect(graph.states[0]?.needed).toBe('Somebody is to vote.');
  });

  it('has every transition with what makes it happen', () => {
    const vote = { kind: 'command', name: 'vote', title: 'voted' };
    expect(graph.moves.map(({ from, to, by }) => [from.path, to?.path ?? null, by])).toEqual([
      ['draft', 'counting', vote],
      ['draft', null, vote],
      ['draft', 'counting', { kind: 'timer', name: 'closing', title: toy.timers['closing']?.title }],
      ['counting', 'held.outer', { kind: 'record', guards: ['permitted', 'isReady'] }],
      ['counting', 'done', { kind: 'record', guards: [] }],
      ['held.outer', 'done', { kind: 'record', guards: ['isReady'] }],
    ]);
  });
});

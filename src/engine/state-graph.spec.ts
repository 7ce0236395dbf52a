import { describe, expect, it } from '@jest/globals';
import { toy } from '../../test/support/toy.workflow.js';
import { stateGraph } from './state-graph.js';

const graph = stateGraph(toy);

describe('a machine as data', () => {
  it('has its states in the order of the source, with their kind and where they start', () => {
    expect(
      graph.states.map(({ path, kind, initial }) => [path, kind, ...(initial ? [initial.key] : [])]),
    ).toEqual([
      ['open', 'parallel'],
      ['open.box', 'compound', 'waiting'],
      ['open.box.waiting', 'single'],
      ['open.reminders', 'compound', 'deciding'],
      ['open.reminders.deciding', 'single'],
      ['open.reminders.waiting', 'single'],
      ['open.reminders.done', 'single'],
      ['suspended', 'single'],
      ['badlyArmed', 'single'],
      ['closed', 'compound', 'contestable'],
      ['closed.contestable', 'single'],
      ['sealed', 'final'],
    ]);
    expect(graph.root.states.map(({ key }) => key)).toEqual([
      'open',
      'suspended',
      'badlyArmed',
      'closed',
      'sealed',
    ]);
  });

  it('knows the states that no case rests in', () => {
    expect(graph.states.filter(({ isPassing }) => isPassing).map(({ path }) => path)).toEqual([
      'open.reminders.deciding',
    ]);
  });

  it('has every transition with what makes it happen', () => {
    const told = graph.moves.map(({ from, to, by }) => [
      from.path,
      to?.path ?? null,
      by.kind === 'record' ? by.guards.join() : `${by.kind} ${by.name}: ${by.title}`,
    ]);
    expect(told).toEqual([
      ['open', 'suspended', 'command suspend: suspended'],
      ['open', null, 'command break: broken'],
      ['open', 'badlyArmed', 'command arm-badly: armed-badly'],
      ['open.box.waiting', null, 'command vote: voted'],
      ['open.box.waiting', 'open.box.waiting', 'command extend: extended'],
      ['open.box.waiting', 'closed', 'timer closing: The box closes'],
      ['open.reminders.deciding', 'open.reminders.waiting', 'moreReminders'],
      ['open.reminders.deciding', 'open.reminders.done', ''],
      ['open.reminders.waiting', 'open.reminders.deciding', 'timer reminding: A reminder goes out'],
      ['suspended', 'open', 'command resume: resumed'],
      ['badlyArmed', 'closed', 'timer never: Never'],
      ['closed', null, 'command vote: voted'],
      ['closed', 'sealed', 'command resume: resumed'],
    ]);
  });
});

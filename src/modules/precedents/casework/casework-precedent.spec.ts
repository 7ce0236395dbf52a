import { describe, expect, it } from '@jest/globals';
import { parseInput } from '../../../kernel/parse.js';
import { caseworkPrecedentSchema } from './casework-precedent.js';
import { valueAt } from './dotted-path.js';

const open = {
  do: 'open',
  at: '2012-01-01T00:00:00Z',
  case: 'one',
  workflow: 'mandate',
  by: 'USA-1',
  source: 'made up',
};
const check = {
  do: 'check',
  at: '2012-02-01T00:00:00Z',
  case: 'one',
  expect: { status: 'open' },
  source: 'made up',
};

/** @returns what is said of a history with these steps */
function said(steps: readonly object[], outcome: object = { cases: {} }): string {
  const content = {
    kind: 'casework',
    name: 'a',
    title: 'A',
    about: 'A',
    sources: ['made up'],
    steps,
    outcome,
  };
  try {
    parseInput(caseworkPrecedentSchema, content, 'precedent a.yaml');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a history of cases', () => {
  it('is taken with its steps in order', () => expect(said([open, check])).toBe(''));

  it.each([
    [
      'a step before the one above it',
      [open, { ...check, at: '2011-01-01T00:00:00Z' }],
      'steps.1.at: comes before the step above it (2012-01-01T00:00:00.000Z)',
    ],
    [
      'a case nobody opened',
      [open, { ...check, case: 'two' }],
      'steps.1.case: no step above opens or expects «two»: open it first',
    ],
    [
      'a case whose opening is refused',
      [{ ...open, refused: 'x' }, check],
      'steps.1.case: no step above opens or expects «one»',
    ],
    ['two cases of one name', [open, open], 'steps.1.case: «one» is a case already'],
    [
      'a check before a command of its instant',
      [
        open,
        check,
        { do: 'command', at: check.at, case: 'one', by: 'USA-1', command: 'x', source: 'made up' },
      ],
      'steps.2.at: is the instant of the check above it',
    ],
    ['a step without a source', [{ ...open, source: undefined }], 'steps.0.source:'],
    [
      'an expectation that is none',
      [open, { ...check, expect: { stauts: 'open' } }],
      'steps.1.expect: Unrecognized key: "stauts"',
    ],
    [
      'a wall time',
      [{ ...open, at: '2012-01-01T00:00:00' }],
      'steps.0.at: an instant with its offset, such as 2012-11-30T17:00:00Z',
    ],
    [
      'a case found by nothing',
      [{ do: 'expect-case', at: open.at, case: 'one', workflow: 'mandate', where: {}, source: 'made up' }],
      'steps.0.where: say by what it is known',
    ],
  ])('refuses %s, naming the step', (_what, steps, message) => {
    expect(said(steps)).toContain(`precedent a.yaml: ${message}`);
  });

  it('refuses an outcome of a case that is not in it', () => {
    expect(said([open], { cases: { two: {} } })).toContain(
      'outcome.cases.two: no step opens or expects «two»',
    );
  });
});

describe('a dotted path', () => {
  const memory = {
    list: [
      { party: 'IDN', late: true },
      { party: 'GIN', late: false },
    ],
    a: { b: null },
    n: 5,
  };
  it.each([
    ['a.b', null],
    ['list.length', 2],
    ['list.1.late', false],
    ['list.party=IDN.late', true],
    ['n', 5],
    ['list.party=VEN.late', undefined],
    ['list.late', undefined],
    ['a.b.c', undefined],
    ['n.length', undefined],
    ['toString', undefined],
  ])('%s', (path, value) => expect(valueAt(memory, path)).toEqual(value));
});

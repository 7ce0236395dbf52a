import { describe, expect, it } from '@jest/globals';
import { stateGraph } from '../../engine/index.js';
import { CASE_KINDS } from './case-kinds.js';
import { statusTitle } from './status-title.js';

describe('the status of a case', () => {
  it.each([
    ['written-procedure', 'awaiting-declaration', 'Awaiting declaration'],
    ['written-procedure', 'open', 'Open'],
    ['data-anomalies', 'asked', 'Questionnaire sent'],
    ['plenary-meeting', 'in session', 'In session'],
    ['plenary-meeting', 'in overrun', 'in overrun'],
    ['no-such-workflow', 'open', 'open'],
  ])('of %s, «%s», is called %s', (workflow, status, title) =>
    expect(statusTitle(workflow, status)).toBe(title),
  );

  it.each(CASE_KINDS.map(({ workflow }) => [workflow.name, workflow] as const))(
    'of %s is never the raw key of a state with a title of its own',
    (name, workflow) => {
      const hyphened = stateGraph(workflow).states.filter(
        ({ key, title }) => title !== null && key.includes('-'),
      );
      const raw = hyphened.filter(({ key }) => statusTitle(name, key) === key);
      expect(raw.map(({ path }) => path)).toEqual([]);
    },
  );
});

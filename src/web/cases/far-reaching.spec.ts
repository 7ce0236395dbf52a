import { describe, expect, it } from '@jest/globals';
import { workflows } from '../../../workflows/index.js';
import { isFarReaching } from './far-reaching.js';

const asked = (workflow: string): string[] => {
  const commands = workflows.find(({ name }) => name === workflow)?.commands ?? {};
  return Object.entries(commands).flatMap(([name, command]) => (isFarReaching(name, command) ? [name] : []));
};

describe('what a page asks twice about', () => {
  it.each([
    ['anomaly', ['excuse', 'conclude']],
    [
      'written-procedure',
      [
        'discard',
        'withdraw-position',
        'disown-position',
        'reject-offline-position',
        'close-consultations',
        'withdraw',
        'declare',
        'annul',
      ],
    ],
    ['hosting-term', ['replace', 'end']],
    ['review-visit', ['excuse', 'withdraw', 'call-off', 'refuse-consent', 'conclude']],
  ])('of a case of %s is what ends it or takes something away', (workflow, names) => {
    expect(asked(workflow)).toEqual(names);
  });

  it('is never what only adds to the record', () => {
    const harmless = [
      'remind',
      'log-contact',
      'answer',
      'postpone',
      'resume',
      'note-unreachable',
      'reply',
      'submit-report',
    ];
    const found = workflows.flatMap(({ name }) => asked(name));
    expect(found.filter((name) => harmless.includes(name))).toEqual([]);
  });
});

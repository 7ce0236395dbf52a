import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../../engine/index.js';
import type { BoardLine } from '../../../modules/deadline-board/index.js';
import { PROCEDURES } from '../../../modules/written-procedures/index.js';
import { actsOf, nextOf } from './board-acts.js';

const line = {
  caseId: 'c-1',
  workflow: 'written-procedure',
  key: 'answers/1',
  waitsOn: [],
  unreachable: [
    { code: 'EU', name: 'European Union', because: 'bounced' },
    { code: 'WGM', name: 'Working Group on Monitoring', because: 'no-contact' },
    { code: 'chair', name: 'the Chair', because: 'away' },
  ],
} as unknown as BoardLine; // as much of a line as its acts ask for
const file = { allowed: [], context: {} } as unknown as CaseFile; // it takes no command
const hrefsFor = (role: string): string[] =>
  actsOf(
    line,
    { kind: PROCEDURES, file },
    { roles: [role], party: 'GUY', contactId: 'GUY-1' },
    new Set(['EU', 'GUY']),
  ).map(({ href }) => href);

describe('what is offered where nobody is reached', () => {
  it('is another contact for each party, whatever its code looks like, and for no organ or office; then the mails', () => {
    expect(hrefsFor('secretariat')).toEqual([
      '/registry/parties/EU/contacts/new?party=EU',
      '/mails?case=c-1',
    ]);
  });

  it('is the mails alone for the Chair, and nothing for the Vice-Chair and delegates, who may open neither', () => {
    expect(hrefsFor('chair')).toEqual(['/mails?case=c-1']);
    expect(hrefsFor('vice-chair')).toEqual([]);
    expect(hrefsFor('participant')).toEqual([]);
  });
});

describe('what comes next by itself', () => {
  const timer = {
    name: 'duty-step',
    title: 'the next reminder, lateness or rung of what is due',
    at: '2013-02-01T09:00:00.000Z',
  };
  const secretary = { roles: ['secretariat'], party: '', contactId: 'SEC-1' };
  const next = (at: string, sentence: string, own: object | null = timer): string | null =>
    nextOf(
      { timer: own } as unknown as BoardLine,
      { kind: PROCEDURES, file: { ...file, description: { next: { at, sentence } } } as unknown as CaseFile },
      secretary,
    );

  it('is said in the sentence of the case, where that is about the timer of the line', () => {
    const sentence = 'The next rung is climbed (ministry, note-verbale): annual report for 2012.';
    expect(next(timer.at, sentence)).toBe(sentence);
    expect(next('2013-03-01T09:00:00.000Z', sentence)).toBeNull();
    expect(next(timer.at, '')).toBeNull();
    expect(next(timer.at, sentence, null)).toBeNull();
  });
});

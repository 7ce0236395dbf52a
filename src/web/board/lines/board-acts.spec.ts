import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../../engine/index.js';
import type { BoardLine } from '../../../modules/deadline-board/index.js';
import { PROCEDURES } from '../../../modules/written-procedures/index.js';
import { actsOf } from './board-acts.js';

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

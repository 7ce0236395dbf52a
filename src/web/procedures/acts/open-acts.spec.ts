import { describe, expect, it } from '@jest/globals';
import { aProcedure, support } from '../../../../test/support/written-procedure.js';
import { viewOfMemory } from '../../../modules/written-procedures/index.js';
import { type ActsAsked, openActs } from './open-acts.js';

const person = {
  contactId: 'M1-head',
  name: 'The Chair',
  party: 'M1',
  zone: 'UTC',
  languages: ['en'],
  roles: ['chair', 'participant'],
  organs: [],
};

/** What is offered to a Chair who speaks for a member too, while the window is open or after it. */
function offered(isClosed: boolean) {
  const view = viewOfMemory(support(aProcedure({ members: 3 }), 1).context);
  const round = view.round && { ...view.round, closed: isClosed };
  const allowed = ['record-position', 'declare', 'rule-on-late-reply', 'withdraw'];
  const asked = { view: { ...view, id: 'case', round, allowed }, positions: [], person };
  return openActs(asked as unknown as ActsAsked).map(({ label }) => label); // what the order follows from is there
}

describe('an answer among the acts', () => {
  it('stands first while the window is open', () => expect(offered(false)[0]).toBe('record-position'));
  it('stands last after it, as a late one', () => {
    expect(offered(true).at(-1)).toBe('record-position-late');
    expect(offered(true)).not.toContain('record-position');
  });
});

/** Real Plenaries as recorded facts: each is held again on the statechart of meetings, and its communiqué drafted from the facts. */
import { describe, expect, it } from '@jest/globals';
import { draftCommunique, meetingContextSchema } from '../../workflows/plenary-meeting/index.js';
import { held, plenaryPrecedent } from '../support/held-plenaries.js';

describe('the Plenary of', () => {
  it.each([
    ['washington-2012', 60],
    ['johannesburg-2013', 7],
    ['luanda-2015', 5],
    ['gaborone-2022', 4],
  ])(
    '%s is held again without a refusal, and its communiqué has %i paragraphs in order',
    (name, paragraphs) => {
      const drive = held(plenaryPrecedent(name));
      expect(drive.state).toBe('published');
      const numbers = draftCommunique(meetingContextSchema.parse(drive.context), {}).map(
        (one) => one.paragraph,
      );
      expect([...new Set(numbers)]).toEqual(Array.from({ length: paragraphs }, (_, index) => index + 1));
    },
  );

  it('Gaborone refused an item at the adoption of its agenda', () => {
    const { items } = meetingContextSchema.parse(held(plenaryPrecedent('gaborone-2022')).context);
    expect(items.filter((item) => item.agenda === 'refused')).toHaveLength(1);
  });
});

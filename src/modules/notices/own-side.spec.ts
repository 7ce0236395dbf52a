import { describe, expect, it } from '@jest/globals';
import { toInstant } from '../../kernel/instant.js';
import type { Contact } from '../registry/index.js';
import { type Member, choiceAmong, choiceOf, functionOf, unreachedOf } from './own-side.js';

const SINCE = toInstant('2012-01-01T00:00:00Z');
const contact = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  party: 'GIN',
  name: `Person ${id}`,
  email: `${id}@gin.example`,
  languages: ['fr'],
  zone: 'Africa/Conakry',
  rank: 2,
  function: null,
  bouncedSince: null,
  ...more,
});
const here = (one: Contact): Member => ({ contact: one, away: false });
const away = (one: Contact): Member => ({ contact: one, away: true });
const head = contact('head', { rank: 1 });
const point = contact('point');
const alternate = contact('alternate', { function: 'alternate' });
const ministry = contact('ministry', { function: 'authority' });
const gone = contact('gone', { bouncedSince: SINCE });
const ids = (members: readonly Member[], who: Parameters<typeof choiceOf>[2]) =>
  choiceOf('GIN', members, who).chosen.map((one) => one.contact.id);

describe('the function of a contact', () => {
  it.each([
    [head, 'head-of-delegation'],
    [point, 'focal-point'],
    [contact('x', { rank: 1, function: 'focal-point' }), 'focal-point'],
    [alternate, 'alternate'],
  ])('is as entered, else by rank', (one, expected) => expect(functionOf(one)).toBe(expected));
});

describe('whom a target means', () => {
  const all = [head, point, alternate, ministry].map(here);

  it.each([
    ['contacts', ['head', 'point']],
    ['alternates', ['alternate']],
    ['head-of-delegation', ['head']],
    ['authority', ['ministry']],
  ] as const)('%s', (who, expected) => {
    expect(ids(all, who)).toEqual(expected);
    expect(choiceOf('GIN', all, who).chosen.every(({ instead }) => instead === null)).toBe(true);
  });

  it.each([
    ['contacts', [alternate, ministry], ['alternate', 'ministry'], 'no contact of GIN is known'],
    ['alternates', [head, point], ['head'], 'no alternate of GIN is known'],
    ['head-of-delegation', [point], ['point'], 'no head of delegation of GIN is known'],
    ['authority', [point, alternate], ['point'], 'no authority above the focal point of GIN is known'],
  ] as const)('%s, next in line where there is none, with the reason', (who, members, expected, reason) => {
    const { chosen, unreached } = choiceOf('GIN', members.map(here), who);
    expect(chosen.map((one) => [one.contact.id, one.instead])).toEqual(expected.map((id) => [id, reason]));
    expect(unreached).toBeNull();
  });

  it('whoever is away is passed over', () => {
    expect(ids([away(head), here(point)], 'contacts')).toEqual(['point']);
  });

  it('one whose mail comes back is tried beside those who are reached', () => {
    expect(ids([here(gone), here(point)], 'contacts')).toEqual(['gone', 'point']);
  });

  it('the others of the party where none of those meant is reached', () => {
    const choice = choiceAmong([away(head), here(gone)], [away(head), here(gone), here(alternate)]);
    expect(choice.chosen).toEqual([
      { contact: gone, instead: null },
      { contact: alternate, instead: 'Person head; Person gone cannot be reached now' },
    ]);
    expect(choice.unreached).toBeNull();
  });
});

describe('a party is not reached', () => {
  it.each([
    ['without contacts', [], 'no-contact'],
    ['where all mail comes back', [here(gone)], 'bounced'],
    ['where all are away', [away(head), away(point)], 'absent'],
    ['where those are away whose mail arrives', [here(gone), away(point)], 'absent'],
    ['but is where one is there', [here(gone), away(head), here(point)], null],
  ] as const)('%s', (_what, members, expected) => expect(unreachedOf(members)).toBe(expected));

  it('and is written to all the same, so that it waits for them', () => {
    expect(choiceOf('GIN', [away(head), away(point)], 'contacts')).toEqual({
      chosen: [
        { contact: head, instead: null },
        { contact: point, instead: null },
      ],
      unreached: 'absent',
    });
  });
});

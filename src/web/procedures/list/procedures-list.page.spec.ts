import { describe, expect, it } from '@jest/globals';
import type { ProcedureCard } from '../../../modules/written-procedures/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import { OPEN_PER_PAGE, listPage, listQuerySchema } from './procedures-list.page.js';

const t = (key: string): string => key;
const person = { roles: ['secretariat'] } as unknown as SignedInPerson; // nothing else of a person is asked
const card = (id: string, stage: ProcedureCard['stage']): ProcedureCard =>
  ({ id, stage, status: 'Open', counts: null }) as unknown as ProcedureCard; // as much as the list reads
const many = (count: number, stage: ProcedureCard['stage']): ProcedureCard[] =>
  Array.from({ length: count }, (_, index) => card(`${stage}-${index}`, stage));
const underWay = [...many(60, 'under-way'), ...many(3, 'today')];
const ended = { cards: many(2, 'ended'), next: 'e-1' };
const shown = (query: object) =>
  listPage({ query: listQuerySchema.parse(query), person, underWay, ended }, { t });
const standing = (query: object) =>
  shown(query).groups.map(({ stage, count, cards }) => [stage, count, cards.length]);

describe('the list of many procedures', () => {
  it('shows a page of those under way, what needs somebody today first, and how many there are in all', () => {
    expect(standing({})).toEqual([
      ['today', 3, 3],
      ['under-way', 60, OPEN_PER_PAGE - 3],
    ]);
    expect(shown({ q: 'road' }).more).toBe('/procedures?q=road&page=2');
    expect(shown({}).next).toBeNull();
  });

  it('shows those that have ended after the last of them', () => {
    expect(standing({ page: '2' })).toEqual([
      ['under-way', 60, 13],
      ['ended', 2, 2],
    ]);
    expect([shown({ page: '2' }).more, shown({ page: '2' }).next]).toEqual([null, '/procedures?before=e-1']);
  });

  it('begins at the beginning for a page that is none', () => {
    expect(standing({ page: 'x' })).toEqual(standing({}));
  });
});

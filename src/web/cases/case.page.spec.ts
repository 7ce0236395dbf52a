import { expect, it } from '@jest/globals';
import { actsBeside } from './case.page.js';

const act = (name: string) => ({ name, title: name, href: `/do/${name}`, farReaching: false });
const acts = ['remind', 'close', 'note-reachable', 'note-unreachable'].map(act);
const namesWhere = (unreachable: readonly string[]): string[] =>
  actsBeside(acts, [{ unreachable: [] }, { unreachable }]).map(({ name }) => name);

it('offers to note that somebody can be reached again only where nothing reaches somebody', () => {
  expect(namesWhere([])).toEqual(['close', 'note-unreachable']);
  expect(namesWhere(['GIN'])).toEqual(['close', 'note-reachable', 'note-unreachable']);
});

/** What the page of the grid leads to: a part of the procedures on a screen, all of them as a file or for printing. */
import { describe, expect, it } from '@jest/globals';
import type { Words } from '../../../platform/http/words.js';
import { gridPage } from './grid.page.js';
import { type GridAsked, gridAskedSchema } from './grid-reader.service.js';

const words = { t: (key: string) => key } as unknown as Words; // of words the page asks for texts alone
const page = (asked: object, columns: number) => {
  const read: GridAsked = gridAskedSchema.parse(asked);
  return gridPage(read, { table: { columns: [], rows: [] }, columns }, [], false, words);
};

describe('the grid by procedures', () => {
  it('leads from a part to all of them, and then pages no more', () => {
    const part = page({ by: 'procedures', start: '6' }, 8);
    expect([part.print, part.previous, part.next]).toEqual([
      '/board/grid?by=procedures&columns=all',
      '/board/grid?by=procedures&start=0',
      null,
    ]);
    const all = page({ by: 'procedures', columns: 'all' }, 8);
    expect([all.print, all.previous, all.next]).toEqual([null, null, null]);
  });

  it('has nothing to lead to where all stand on the page', () => {
    expect(page({ by: 'procedures' }, 6).print).toBeNull();
    expect(page({ by: 'duties' }, 9).print).toBeNull();
  });
});

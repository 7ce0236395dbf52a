import { describe, expect, it } from '@jest/globals';
import { type Instant, toInstant } from '../../kernel/instant.js';
import { cellsOf } from './cells.js';
import { differenceOf } from './sheet-difference.js';
import { type FileEntry, RANGE_COLUMNS, type Sheet, type StoredEntry, column } from './sheet.js';

const sheet: Pick<Sheet, 'subject' | 'columns'> = {
  subject: ['office'],
  columns: [column('office'), column('party'), ...RANGE_COLUMNS, column('source')],
};
const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);

/** `chair ISR 2010 2011`, the years being first of January; without a second year there is no end. */
function entryOf(text: string) {
  const [office = '', party = '', from = '', to, source = 'made up'] = text.split(' ');
  const validTo = to === undefined || to === '-' ? null : day(`${to}-01-01`);
  return { office, party, validFrom: day(`${from}-01-01`), validTo, source };
}
const stored = (text: string): StoredEntry => {
  const entry = entryOf(text);
  return { rowId: text, entry, cells: cellsOf(sheet, entry) };
};

/** @returns the difference in short: what happens to whom, line numbers from 2 */
function compare(before: readonly string[], file: readonly string[]) {
  const lines: FileEntry[] = file.map((text, index) => {
    const entry = entryOf(text);
    return { line: index + 2, entry, cells: cellsOf(sheet, entry) };
  });
  const found = differenceOf(sheet, before.map(stored), lines);
  const change = ({ line, before: old, cells }: (typeof found.changed)[number]) => [
    line,
    old.rowId,
    ...sheet.columns.flatMap(({ name }) =>
      old.cells[name] === cells[name] ? [] : [`${name}: ${old.cells[name]} -> ${cells[name]}`],
    ),
  ];
  return {
    added: found.added.map(({ line }) => line),
    changed: found.changed.map(change),
    ended: found.ended.map(change),
    unchanged: found.unchanged,
    leftAlone: found.leftAlone,
    faults: found.faults.map(({ line, column: name }) => [line, name]),
  };
}
const NONE = { added: [], changed: [], ended: [], unchanged: 0, leftAlone: 0, faults: [] };

describe('what a file would change', () => {
  it('is nothing when it says what is believed', () => {
    const terms = ['chair ISR 2010 2011', 'chair COD 2011 2012', 'vice-chair IND 2011'];
    expect(compare(terms, [...terms].reverse())).toEqual({ ...NONE, unchanged: 3 });
  });

  it('is nothing for subjects and entries that it does not speak of', () => {
    expect(compare(['chair ISR 2010 2011', 'secretariat SEC 2003'], ['chair COD 2011 2012'])).toEqual({
      ...NONE,
      added: [2],
      leftAlone: 2,
    });
  });

  it('is told cell by cell', () => {
    expect(compare(['chair ISR 2010 2011'], ['chair COD 2010 2012'])).toEqual({
      ...NONE,
      changed: [[2, 'chair ISR 2010 2011', 'party: ISR -> COD', 'valid_to: 2011-01-01 -> 2012-01-01']],
    });
  });

  it('is an end when nothing else changes than an end that is new or earlier', () => {
    expect(compare(['chair ISR 2010'], ['chair ISR 2010 2011']).ended).toEqual([
      [2, 'chair ISR 2010', 'valid_to:  -> 2011-01-01'],
    ]);
    expect(compare(['chair ISR 2010 2012'], ['chair ISR 2010 2011']).ended).toHaveLength(1);
    expect(compare(['chair ISR 2010 2011'], ['chair ISR 2010 2012']).changed).toHaveLength(1);
    expect(compare(['chair ISR 2010 2011'], ['chair ISR 2010 -']).changed).toHaveLength(1);
  });

  it('ends the entry before where another follows, as a term ends when the next begins', () => {
    expect(compare(['chair ISR 2010'], ['chair COD 2011'])).toEqual({
      ...NONE,
      added: [2],
      ended: [[2, 'chair ISR 2010', 'valid_to:  -> 2011-01-01']],
    });
  });

  it.each([
    ['earlier', 'chair ISR 2009 2011', 'valid_from: 2010-01-01 -> 2009-01-01'],
    ['later', 'chair ISR 2010 2011', null],
  ])('moves a beginning %s when the entry is the same but for its dates', (_, line, told) => {
    const before = told === null ? 'chair ISR 2009 2011' : 'chair ISR 2010 2011';
    expect(compare([before], [line])).toEqual({
      ...NONE,
      changed: [[2, before, told ?? 'valid_from: 2009-01-01 -> 2010-01-01']],
    });
  });

  it('does not reach into an entry that begins later', () => {
    expect(compare(['chair COD 2011 2012'], ['chair ISR 2010']).faults).toEqual([[2, 'valid_from']]);
    expect(compare(['chair ISR 2010 2011', 'chair COD 2011'], ['chair ISR 2010 2012']).faults).toEqual([
      [2, 'valid_from'],
    ]);
    expect(compare(['chair COD 2011 2012'], ['chair ISR 2010 2012', 'chair COD 2012 2013']).faults).toEqual([
      [2, 'valid_from'],
    ]);
  });

  it('refuses ranges that overlap within the file, naming the later line', () => {
    expect(compare([], ['chair ISR 2010 2012', 'vice-chair COD 2011', 'chair COD 2011 2013']).faults).toEqual(
      [[4, 'valid_from']],
    );
    expect(compare([], ['chair ISR 2010', 'chair ISR 2010']).faults).toEqual([[3, 'valid_from']]);
    expect(compare(['chair ISR 2010'], ['chair ISR 2010', 'chair COD 2011']).faults).toEqual([
      [3, 'valid_from'],
    ]);
  });

  it('keeps histories apart that share a part of their subject', () => {
    const seats = { ...sheet, subject: ['office', 'party'] };
    const [first, second] = ['chair ISR 2010', 'chair COD 2011'].map((text, index) => ({
      line: index + 2,
      entry: entryOf(text),
      cells: cellsOf(seats, entryOf(text)),
    }));
    const found = differenceOf(
      seats,
      [stored('chair ISR 2010')],
      [first, second].flatMap((one) => one ?? []),
    );
    expect([found.unchanged, found.added.map(({ line }) => line), found.ended, found.faults]).toEqual([
      1,
      [3],
      [],
      [],
    ]);
  });

  it('lets ranges touch', () => {
    expect(compare([], ['chair ISR 2010 2011', 'chair COD 2011 2012']).faults).toEqual([]);
  });
});

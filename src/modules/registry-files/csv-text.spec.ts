import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCsv, writeCsv } from './csv-text.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const cellsOf = (text: string): (readonly string[])[] => readCsv(bytes(text)).map(({ cells }) => cells);

describe('a file of comma-separated values', () => {
  it('has lines with their numbers, also where a cell is longer than a line', () => {
    expect(readCsv(bytes('a,b\n\n1,"x\ny"\n 2 , z \n'))).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 4, cells: ['1', 'x\ny'] },
      { line: 5, cells: ['2', 'z'] },
    ]);
  });

  it('is read with the mark of UTF-8 and the line ends of any system', () => {
    expect(cellsOf('\uFEFFa,b\r\nCôte d’Ivoire,2\r\n')).toEqual([
      ['a', 'b'],
      ['Côte d’Ivoire', '2'],
    ]);
  });

  it.each(['=1+1', '+49', '-1', '@cmd', '\tx', '\rx', "'=1", "''@x"])(
    'does not let a spreadsheet run %j, and reads it back the same',
    (cell) => {
      const [written = ''] = writeCsv([[cell]])
        .slice(1)
        .split('\n', 1);
      expect(written.replace(/^"/, '')).toMatch(/^'/);
      expect(cellsOf(writeCsv([[cell]]))).toEqual([[cell]]);
    },
  );

  it('leaves an apostrophe alone that guards nothing, and a formula that a person typed', () => {
    expect(cellsOf("'tis,=1\n")).toEqual([["'tis", '=1']]);
    expect(writeCsv([["'tis"]])).toBe("\uFEFF'tis\n");
  });

  it('gives any text back as it was', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r', '\t', "'", '=', '-', 'é', ';'),
    });
    const row = fc.tuple(fc.constant('first'), cell, cell);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        expect(cellsOf(writeCsv(rows))).toEqual(rows);
      }),
    );
  });

  it.each([
    ['an empty file', bytes(''), /empty/],
    ['a file of blanks', bytes('\uFEFF \n\n'), /empty/],
    ['another encoding', Buffer.from('a\nC\u00F4te\n', 'latin1'), /not UTF-8/],
    ['UTF-16', Buffer.from('a,b\nc,d\n', 'utf16le'), /control character/],
    ['a quotation that never ends', bytes('a,b\n1,"x\n'), /no CSV.*quotation marks/s],
    ['a quotation mark inside a cell', bytes('a,b\n1,x"y"\n'), /no CSV/],
  ])('refuses %s with a remedy', (_, file, message) => {
    expect(() => readCsv(file)).toThrow(
      expect.objectContaining({ code: 'registry-files.unreadable', message: expect.stringMatching(message) }),
    );
  });
});

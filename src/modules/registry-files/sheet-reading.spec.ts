import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { instantSchema } from '../../kernel/instant.js';
import { readSheet } from './sheet-reading.js';
import { RANGE_COLUMNS, type Sheet, column } from './sheet.js';

const schema = z.strictObject({
  id: z.string().min(1, 'an id'),
  seats: z.int('a whole number').min(1),
  words: z.array(z.string()).min(1),
  host: z.string().nullable(),
  validFrom: instantSchema,
  validTo: instantSchema.nullable(),
});
const sheet: Sheet<z.output<typeof schema>> = {
  name: 'things',
  title: 'Things',
  table: 'thing',
  subject: ['id'],
  columns: [
    column('id'),
    column('seats', 'whole'),
    column('words', 'words'),
    column('host_party', 'optional', { field: 'host', mayBeMissing: true }),
    ...RANGE_COLUMNS,
  ],
  schema,
};
const HEAD = 'id,seats,words,host_party,valid_from,valid_to';
const read = (text: string) => readSheet(sheet, Buffer.from(text));

describe('a file of a sheet', () => {
  it('becomes entries, and their cells in one form', () => {
    const { entries, faults } = read(`${HEAD}\nA,3,en   fr,,2012-11-30,2013-01-01T01:00:00+01:00\n`);
    expect(faults).toEqual([]);
    expect(entries).toEqual([
      {
        line: 2,
        entry: {
          id: 'A',
          seats: 3,
          words: ['en', 'fr'],
          host: null,
          validFrom: '2012-11-30T00:00:00.000Z',
          validTo: '2013-01-01T00:00:00.000Z',
        },
        cells: {
          id: 'A',
          seats: '3',
          words: 'en fr',
          host_party: '',
          valid_from: '2012-11-30',
          valid_to: '2013-01-01',
        },
      },
    ]);
  });

  it('takes its columns in any order, and does without those that may be missing', () => {
    const { entries } = read('valid_to,valid_from,words,seats,id\n,2012-11-30T17:00:00Z,en,1,A\n');
    expect(entries[0]?.cells).toMatchObject({
      id: 'A',
      valid_from: '2012-11-30T17:00:00.000Z',
      valid_to: '',
    });
  });

  it('names every faulty column of the heading and reads no line', () => {
    const { entries, faults } = read('id,seats,colour,seats,valid_from,valid_to\nA,1,red,1,2012-11-30,\n');
    expect(entries).toEqual([]);
    expect(faults.map(({ line, column: name, message }) => [line, name, message.split(/[.:]/)[0]])).toEqual([
      [1, 'colour', 'there is no such column'],
      [1, 'seats', 'this column stands twice'],
      [1, 'words', 'this column is missing'],
    ]);
  });

  it('names line, column and remedy of every fault, and keeps the sound lines', () => {
    const { entries, faults } = read(
      `${HEAD}\nA,many,,,30.11.2012,\nB,1,en,,2012-11-30,\nC,1,en\n,1,en,,2012-02-30,2012-11-30T17:00\n`,
    );
    expect(entries.map(({ line }) => line)).toEqual([3]);
    expect(faults.map(({ line, column: name }) => [line, name])).toEqual([
      [2, 'seats'],
      [2, 'words'],
      [2, 'valid_from'],
      [4, ''],
      [5, 'id'],
      [5, 'valid_from'],
      [5, 'valid_to'],
    ]);
    expect(faults[2]?.message).toContain('a day such as 2012-11-30');
    expect(faults[3]?.message).toContain('3 cells and the heading 6');
  });
});

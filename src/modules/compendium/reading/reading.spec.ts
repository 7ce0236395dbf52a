import { describe, expect, it } from '@jest/globals';
import { type Instant, toInstant } from '../../../kernel/instant.js';
import type { InstrumentId, InstrumentLine, RelationLine } from '../compendium.types.js';
import { compendiumCsv } from './compendium.csv.js';
import { snippetOf } from './search.queries.js';
import { textInForce } from './text-in-force.rules.js';

const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);
const id = (text: string): InstrumentId => text as InstrumentId;

function amendment(
  from: string,
  to: string,
  since: string,
  changes: Partial<RelationLine> = {},
): RelationLine {
  return {
    kind: 'amends',
    depth: to === 'base' ? 1 : 2,
    fromId: id(from),
    fromTitle: from,
    fromNumber: null,
    fromStanding: 'in-force',
    toId: id(to),
    toTitle: to,
    toNumber: null,
    since: day(since),
    paragraph: null,
    source: 'made up',
    ...changes,
  };
}
const read = (later: readonly RelationLine[], at: string) =>
  textInForce('in-force', [], later, day(at)).amendments.map(({ title }) => title);

describe('the text in force', () => {
  const chain = [
    amendment('second', 'base', '2012-01-01'),
    amendment('first', 'base', '2010-01-01'),
    amendment('third', 'first', '2013-01-01'),
  ];

  it('is read with its amendments, also with those of amendments, in the order of their effect', () => {
    expect(read(chain, '2009-01-01')).toEqual([]);
    expect(read(chain, '2012-01-01')).toEqual(['first', 'second']);
    expect(read(chain, '2013-01-01')).toEqual(['first', 'second', 'third']);
  });

  it('is not read with what is annulled or ended, nor with what amends that only, nor with what merely follows', () => {
    const annulled = [
      amendment('first', 'base', '2010-01-01', { fromStanding: 'annulled' }),
      amendment('third', 'first', '2013-01-01'),
    ];
    expect(read(annulled, '2014-01-01')).toEqual([]);
    expect(read([amendment('next', 'base', '2010-01-01', { kind: 'follows' })], '2014-01-01')).toEqual([]);
  });

  it('names an amendment once, however many ways lead to it', () => {
    const twice = [...chain, amendment('third', 'second', '2013-01-01')];
    expect(read(twice, '2014-01-01')).toEqual(['first', 'second', 'third']);
  });
});

describe('a snippet', () => {
  it('is parts, of which those between the marks were found', () => {
    expect(snippetOf('stones \uE000weighed\uE001 and <b>\uE000weighed\uE001')).toEqual([
      { text: 'stones ', hit: false },
      { text: 'weighed', hit: true },
      { text: ' and <b>', hit: false },
      { text: 'weighed', hit: true },
    ]);
    expect(snippetOf('')).toEqual([]);
  });
});

describe('the list as CSV', () => {
  it('quotes what must be quoted and lets no spreadsheet compute', () => {
    const line: InstrumentLine = {
      id: id('1'),
      title: '=HYPERLINK("x", "y")',
      type: 'other',
      organ: 'WGS',
      number: '006-2011',
      adopted: '2011',
      adoptedIn: 'a\nb',
      effectiveAt: null,
      publishedAt: null,
      standing: 'in-force',
      standingSince: null,
      languages: [{ language: 'en', status: 'official', authoritative: true, held: false }],
      missing: ['fr', 'pt'],
      amendedBy: [{ id: id('2'), title: 'Second', number: null }],
      source: 'made up',
    };
    const [head, ...rows] = compendiumCsv([line]).split('\r\n');
    expect(head?.split(',')).toHaveLength(15);
    expect(rows).toEqual([
      `1,006-2011,"'=HYPERLINK(""x"", ""y"")",other,WGS,2011,"a\nb",,,in-force,,en:official,fr pt,Second,made up`,
      '',
    ]);
    expect(compendiumCsv([])).toMatch(/^id,number,.*\r\n$/);
  });
});

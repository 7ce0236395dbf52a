import { describe, expect, it } from '@jest/globals';
import { type Instant, toInstant } from '../../../kernel/instant.js';
import type { Bar } from '../organ.types.js';
import { type Ground, type SeatSpan, brokenRules } from './composition.rules.js';
import { type OrganRule, mayRead, organRuleSchema } from './organ-rule.js';

const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);
const aSeat = (party: string, more: Partial<SeatSpan> = {}): SeatSpan => ({
  organ: 'AA',
  party,
  kind: 'participant',
  capacity: 'member',
  contactId: null,
  validFrom: day('2020-01-01'),
  validTo: null,
  ...more,
});
const aRule = (rule: object, more: object = {}): OrganRule =>
  organRuleSchema.parse({
    id: 'the-rule',
    organs: ['AA'],
    title: 'The rule',
    rule,
    validFrom: day('2000-01-01'),
    source: 'made up',
    ...more,
  });
const aGround = (more: Partial<Ground> = {}): Ground => ({
  seats: [],
  rules: [],
  bars: [],
  terms: [],
  ...more,
});
const codes = (seat: SeatSpan, ground: Ground): string[] => brokenRules(seat, ground).map(({ code }) => code);

describe('at most so many seats', () => {
  const two = aRule({ kind: 'at-most', limit: 2, capacities: ['chair', 'member'] });

  it.each([
    ['one sits', [aSeat('X')], []],
    ['two sit', [aSeat('X'), aSeat('Y', { capacity: 'chair' })], ['organs.full']],
    ['one of two is a guest', [aSeat('X'), aSeat('Y', { capacity: 'guest' })], []],
    ['one of two sits elsewhere', [aSeat('X'), aSeat('Y', { organ: 'BB' })], []],
    [
      'one of two leaves as the third comes',
      [aSeat('X'), aSeat('Y', { validFrom: day('2019-01-01'), validTo: day('2020-01-01') })],
      [],
    ],
    [
      'one of two leaves a moment later',
      [aSeat('X'), aSeat('Y', { validTo: toInstant('2020-01-01T00:00:00.001Z') })],
      ['organs.full'],
    ],
    [
      'two are to come later',
      ['X', 'Y'].map((party) => aSeat(party, { validFrom: day('2021-01-01') })),
      ['organs.full'],
    ],
    ['the third is who sits already', [aSeat('X'), aSeat('Z')], []],
  ] as const)('when %s', (_, seats, expected) => {
    expect(codes(aSeat('Z'), aGround({ rules: [two], seats }))).toEqual(expected);
  });

  it('counts only the kinds it names', () => {
    const rule = aRule({ kind: 'at-most', limit: 1, capacities: ['member'], parties: ['observer'] });
    const seats = [aSeat('X', { kind: 'observer' })];
    expect(codes(aSeat('Z'), aGround({ rules: [rule], seats }))).toEqual([]);
    expect(codes(aSeat('Z', { kind: 'observer' }), aGround({ rules: [rule], seats }))).toEqual([
      'organs.full',
    ]);
  });

  it.each([
    ['2020-06-01', null, 'organs.full'],
    ['2000-01-01', '2020-01-01', undefined],
    ['2000-01-01', '2020-01-02', 'organs.full'],
  ])('holds from %s to %s only', (from, to, code) => {
    const rule = { ...two, validFrom: day(from), validTo: to === null ? null : day(to) };
    expect(codes(aSeat('Z'), aGround({ rules: [rule], seats: [aSeat('X'), aSeat('Y')] }))[0]).toBe(code);
  });

  it('names the rule, its source, who sits and the remedy', () => {
    expect(brokenRules(aSeat('Z'), aGround({ rules: [two], seats: [aSeat('Y'), aSeat('X')] }))).toEqual([
      {
        code: 'organs.full',
        rule: 'the-rule',
        source: 'made up',
        organ: 'AA',
        party: 'Z',
        message: 'The rule: at 2020-01-01T00:00:00.000Z 2 of 2 seats of AA are taken (X, Y).',
        remedy: 'End one of these seats first, seat Z in another capacity, or have the rule changed.',
      },
    ]);
  });
});

describe('only holders of an office', () => {
  const terms = [
    { office: 'chair', party: 'OLD', validFrom: day('2018-01-01'), validTo: day('2019-01-01') },
    { office: 'chair', party: 'LAST', validFrom: day('2019-01-01'), validTo: day('2020-01-01') },
    { office: 'chair', party: 'NOW', validFrom: day('2020-01-01'), validTo: day('2021-01-01') },
    { office: 'chair', party: 'NEXT', validFrom: day('2021-01-01'), validTo: null },
    { office: 'vice-chair', party: 'VICE', validFrom: day('2018-01-01'), validTo: null },
  ] as const;
  const rule = (when: string) =>
    aRule({ kind: 'only-office-holders', capacities: ['member', 'chair'], office: 'chair', when });

  it.each([
    ['now-or-before', ['OLD', 'LAST', 'NOW']],
    ['a-year-before', ['LAST']],
  ])('%s lets sit %j', (when, eligible) => {
    const ground = aGround({ rules: [rule(when)], terms });
    const sit = ['OLD', 'LAST', 'NOW', 'NEXT', 'VICE'].filter(
      (party) => codes(aSeat(party), ground).length === 0,
    );
    expect(sit).toEqual(eligible);
  });

  it('a year before 29 February is 1 March, and where nobody is known nothing contradicts', () => {
    const leap = aSeat('LAST', { validFrom: day('2020-02-29') });
    expect(codes(leap, aGround({ rules: [rule('a-year-before')], terms }))).toEqual([]);
    const early = aSeat('ANY', { validFrom: day('2010-01-01'), validTo: day('2011-01-01') });
    expect(codes(early, aGround({ rules: [rule('a-year-before')], terms }))).toEqual([]);
    expect(codes(early, aGround({ rules: [rule('now-or-before')], terms }))).toEqual([
      'organs.office-not-held',
    ]);
  });

  it('says nothing of guests', () => {
    const guest = aSeat('VICE', { capacity: 'guest' });
    expect(codes(guest, aGround({ rules: [rule('now-or-before')], terms }))).toEqual([]);
  });
});

describe('incompatible organs', () => {
  const rule = aRule({ kind: 'incompatible', capacities: ['member'] }, { organs: ['AA', 'BB'] });

  it.each([
    ['a member of the other', aSeat('Z', { organ: 'BB' }), ['organs.incompatible']],
    ['a guest of the other', aSeat('Z', { organ: 'BB', capacity: 'guest' }), []],
    ['a member of a third', aSeat('Z', { organ: 'CC' }), []],
    ['another party there', aSeat('Y', { organ: 'BB' }), []],
    [
      'a member there until then',
      aSeat('Z', { organ: 'BB', validFrom: day('2019-01-01'), validTo: day('2020-01-01') }),
      [],
    ],
    [
      'a member there later',
      aSeat('Z', { organ: 'BB', validFrom: day('2025-01-01') }),
      ['organs.incompatible'],
    ],
  ] as const)('judge %s', (_, other, expected) => {
    expect(codes(aSeat('Z'), aGround({ rules: [rule], seats: [other] }))).toEqual(expected);
  });

  it('are at least two', () => {
    expect(() => aRule({ kind: 'incompatible', capacities: ['member'] })).toThrow('at least two organs');
  });
});

describe('a bar', () => {
  const bar = (one: Partial<Bar['barred'][number]>, organs: readonly string[] | null = null): Bar => ({
    code: 'BAR',
    name: 'The bar',
    organs,
    validFrom: day('2000-01-01'),
    validTo: null,
    source: 'made up',
    barred: [
      {
        party: null,
        contactId: null,
        validFrom: day('2020-01-01'),
        validTo: day('2021-01-01'),
        source: 'x',
        ...one,
      },
    ],
  });

  it.each([
    ['the contact seated', aSeat('Z', { contactId: 'Z-1' }), bar({ contactId: 'Z-1' }), ['organs.barred']],
    ['another contact', aSeat('Z', { contactId: 'Z-2' }), bar({ contactId: 'Z-1' }), []],
    ['the party with nobody named', aSeat('Z'), bar({ contactId: 'Z-1' }), []],
    [
      'a barred party, whoever is named',
      aSeat('Z', { contactId: 'Z-2' }),
      bar({ party: 'Z' }),
      ['organs.barred'],
    ],
    ['an organ the bar does not close', aSeat('Z'), bar({ party: 'Z' }, ['BB']), []],
    ['a seat after its end', aSeat('Z', { validFrom: day('2021-01-01') }), bar({ party: 'Z' }), []],
    [
      'a seat that reaches into it',
      aSeat('Z', { validFrom: day('2019-01-01') }),
      bar({ party: 'Z' }),
      ['organs.barred'],
    ],
  ] as const)('judges %s', (_, seat, one, expected) => {
    expect(codes(seat, aGround({ bars: [one] }))).toEqual(expected);
  });
});

describe('who reads', () => {
  it('is everybody who sits, unless a rule of that instant says who', () => {
    const rule = aRule({ kind: 'readers', capacities: ['member'] }, { validTo: day('2020-01-01') });
    expect(mayRead([], 'AA', 'guest', day('2019-01-01'))).toBe(true);
    expect(mayRead([rule], 'AA', 'guest', day('2019-01-01'))).toBe(false);
    expect(mayRead([rule], 'AA', 'member', day('2019-01-01'))).toBe(true);
    expect(mayRead([rule], 'BB', 'guest', day('2019-01-01'))).toBe(true);
    expect(mayRead([rule], 'AA', 'guest', day('2020-01-01'))).toBe(true);
  });
});

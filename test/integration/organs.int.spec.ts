/** The organs of the Kimberley Process on a real database: seats, rules, bars, mergers, lists. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { LegalClock } from '../../src/engine/index.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import {
  Bars,
  DistributionLists,
  Mergers,
  Organs,
  PendingRegistry,
  barSchema,
  barredSchema,
  contactsOfList,
  contactsOfOrgan,
  listSchema,
  mergerSchema,
  organRuleSchema,
  organSchema,
  organsAt,
  organsOfContact,
  seatSchema,
  seatsAt,
  seedOrgans,
  successorOf,
  supplyRoleSchema,
} from '../../src/modules/organs/index.js';
import { Registry, contactSchema, seedRegistry } from '../../src/modules/registry/index.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const KP = join(import.meta.dirname, '../../data/kp');
const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);
const source = 'made up for a test';

interface Ground {
  readonly database: TestDatabase;
  readonly dataSource: DataSource;
  readonly tx: EntityManager;
  readonly clock: LegalClock;
  readonly registry: Registry;
  readonly organs: Organs;
  readonly bars: Bars;
  readonly mergers: Mergers;
  readonly lists: DistributionLists;
  readonly pending: PendingRegistry;
}

/** The start data on a simulated clock, so that «known at» can be asked about exact instants. */
async function openOrgans(at: string): Promise<Ground> {
  const database = await createTestDatabase();
  const { dataSource } = database;
  const clock = new LegalClock(true);
  await dataSource.query('insert into simulated_clock (instant) values ($1)', [at]);
  await dataSource.transaction(async (tx) => {
    await seedRegistry(tx, KP);
    await seedOrgans(tx, KP);
  });
  const pending = new PendingRegistry();
  return {
    database,
    dataSource,
    tx: dataSource.manager,
    clock,
    registry: new Registry(dataSource, clock),
    organs: new Organs(dataSource, clock),
    bars: new Bars(dataSource, clock),
    mergers: new Mergers(dataSource, pending),
    lists: new DistributionLists(dataSource, clock),
    pending,
  };
}

const aSeat = (organ: string, party: string, capacity: string, from: string, more: object = {}) =>
  seatSchema.parse({ organ, party, capacity, validFrom: day(from), source, ...more });
const seated = async (tx: EntityManager, organ: string, on: string): Promise<string[]> =>
  (await seatsAt(tx, day(on), { organ })).map(({ party, capacity }) => `${party} ${capacity}`);

describe('the organs of the Kimberley Process as loaded at the start', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openOrgans('2013-02-01T00:00:00Z');
  });
  afterAll(() => ground.database.close());

  it('are eleven by the end of 2012: the Plenary and the Intersessional, eight bodies and a sub-group', async () => {
    const organs = await organsAt(ground.tx, day('2012-11-30'));
    expect(organs.map(({ code }) => code)).toEqual([
      'CKR',
      'CRP',
      'INTERSESS',
      'PC',
      'PLENARY',
      'SC',
      'WGAAP',
      'WGDE',
      'WGDE-CRD',
      'WGM',
      'WGS',
    ]);
    expect(organs.find(({ code }) => code === 'WGDE-CRD')).toMatchObject({
      kind: 'sub-group',
      parent: 'WGDE',
    });
    expect((await organsAt(ground.tx, day('2011-11-02'))).map(({ code }) => code)).not.toContain('CKR');
  });

  it('seats nine in the Participation Committee of 2003, and twelve when Washington had added three', async () => {
    const { tx } = ground;
    const first = ['AGO', 'CAN', 'EU', 'ISR', 'RUS', 'USA', 'ZAF'].map((party) => `${party} member`);
    expect((await seated(tx, 'PC', '2012-11-29')).sort()).toEqual(
      [...first, 'CSC observer', 'WDC observer'].sort(),
    );
    expect((await seated(tx, 'PC', '2012-11-30')).sort()).toEqual(
      [
        ...first,
        'ADPA permanent-observer',
        'COD member',
        'CSC observer',
        'WDC observer',
        'ZWE member',
      ].sort(),
    );
    expect(await seated(tx, 'PC', '2003-07-30')).toEqual([]);
  });

  it('has the United States chair the Participation Committee in 2013 and sit in it before and after', async () => {
    const usa = async (on: string) =>
      (await seated(ground.tx, 'PC', on)).filter((one) => one.startsWith('USA'));
    expect([await usa('2012-12-31'), await usa('2013-01-01'), await usa('2014-01-01')]).toEqual([
      ['USA member'],
      ['USA chair'],
      ['USA member'],
    ]);
  });

  it('seats everybody on the roll in the Plenary, the Chair as its chair, whoever that is at the instant', async () => {
    const at = async (on: string) => seatsAt(ground.tx, day(on), { organ: 'PLENARY' });
    const washington = await at('2012-11-30');
    expect(washington).toHaveLength(58);
    expect(washington[0]).toMatchObject({ party: 'USA', capacity: 'chair', validFrom: day('2012-01-01') });
    expect(washington.filter(({ capacity }) => capacity === 'observer').map(({ party }) => party)).toEqual([
      'ADPA',
      'CSC',
      'DDI',
      'WDC',
    ]);
    expect((await at('2013-02-01'))[0]).toMatchObject({ party: 'ZAF', capacity: 'chair' });
  });

  it('answers the seats of one party, with their sources', async () => {
    const seats = await ground.organs.seatsOf('ZWE', { at: day('2012-12-01') });
    expect(seats.map(({ organ, capacity }) => `${organ} ${capacity}`)).toEqual([
      'CKR guest',
      'CRP member',
      'INTERSESS member',
      'PC member',
      'PLENARY member',
      'WGDE member',
      'WGM member',
    ]);
    expect(seats.find(({ organ }) => organ === 'WGM')?.source).toBe(
      'Washington communiqué 2012, paragraph 20',
    );
    expect(await ground.organs.seatsOf('ZWE', { at: day('2012-11-29') })).toHaveLength(2);
    await expect(ground.organs.seatsOf('XXX')).rejects.toMatchObject({ code: 'registry.unknown-party' });
  });

  it('is changed by nothing that Washington adds again', async () => {
    const { tx, organs } = ground;
    const before = await tx.query('select count(*)::int as rows from seat');
    for (const [organ, party, capacity] of [
      ['PC', 'ZWE', 'member'],
      ['PC', 'ADPA', 'permanent-observer'],
      ['WGDE', 'BRA', 'member'],
      ['CKR', 'ZWE', 'guest'],
    ] as const)
      expect(
        await organs.seat(
          aSeat(organ, party, capacity, '2012-11-30', { validFrom: toInstant('2012-11-30T23:00:00Z') }),
        ),
      ).toEqual({ changed: false });
    expect(await tx.query('select count(*)::int as rows from seat')).toEqual(before);
  });

  it('refuses to be loaded twice', async () => {
    await expect(ground.tx.transaction((tx) => seedOrgans(tx, KP))).rejects.toMatchObject({
      code: 'organs.not-empty',
    });
  });
});

describe('a seat', () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await openOrgans('2012-06-01T00:00:00Z');
  });
  afterEach(() => ground.database.close());

  it('is refused by what cannot be, naming what is wrong', async () => {
    const { organs } = ground;
    const refused = (seat: ReturnType<typeof aSeat>) => expect(organs.seat(seat)).rejects;
    await refused(aSeat('XYZ', 'GHA', 'member', '2012-06-01')).toMatchObject({
      code: 'organs.unknown-organ',
    });
    await refused(aSeat('WGM', 'XXX', 'member', '2012-06-01')).toMatchObject({
      code: 'registry.unknown-party',
    });
    await refused(aSeat('WGM', 'GHA', 'member', '2012-06-01', { contactId: 'AGO-1' })).toMatchObject({
      code: 'registry.unknown-contact',
    });
    await refused(aSeat('CKR', 'COD', 'member', '2011-01-01')).toMatchObject({
      code: 'organs.not-at-that-time',
    });
    await refused(aSeat('PLENARY', 'GHA', 'member', '2012-06-01')).toMatchObject({
      code: 'organs.of-the-roll',
    });
    expect(() =>
      seatSchema.parse({ ...aSeat('WGM', 'GHA', 'member', '2012-06-01'), capacity: 'king' }),
    ).toThrow();
  });

  it('that reaches into a later one of the same party is refused; one that begins later takes over', async () => {
    const { organs, tx } = ground;
    await organs.seat(aSeat('WGM', 'GHA', 'member', '2012-06-01'));
    await organs.seat(aSeat('WGM', 'GHA', 'vice-chair', '2013-01-01'));
    expect([await seated(tx, 'WGM', '2012-12-31'), await seated(tx, 'WGM', '2013-01-01')]).toMatchObject([
      ['GHA member', 'ZWE member', 'CSC observer', 'WDC observer'],
      ['GHA vice-chair', 'ZWE member', 'CSC observer', 'WDC observer'],
    ]);
    await expect(organs.seat(aSeat('WGM', 'GHA', 'guest', '2012-05-01'))).rejects.toMatchObject({
      code: 'registry.overlap',
    });
    expect(
      await organs.seat(aSeat('WGM', 'GHA', 'guest', '2012-05-01', { validTo: day('2012-06-01') })),
    ).toEqual({
      changed: true,
    });
  });

  it('that was ended is not brought back by the clause that gave it, carried out again', async () => {
    const { organs, tx } = ground;
    await organs.unseat({ organ: 'CRP', party: 'ZWE', at: day('2014-01-01') });
    expect(await organs.seat(aSeat('CRP', 'ZWE', 'member', '2012-11-30'))).toEqual({ changed: false });
    expect(await seated(tx, 'CRP', '2014-01-01')).not.toContain('ZWE member');
    const longer = { validTo: day('2015-01-01') };
    expect(await organs.seat(aSeat('CRP', 'ZWE', 'member', '2013-01-01', longer))).toEqual({ changed: true });
    expect(await seated(tx, 'CRP', '2014-01-01')).toContain('ZWE member');
  });

  it('is known as it was known then, also after a correction', async () => {
    const { organs, tx, clock } = ground;
    await organs.seat(aSeat('WGM', 'GHA', 'member', '2012-06-01'));
    await clock.moveTo(tx, day('2012-09-01'));
    await organs.unseat({ organ: 'WGM', party: 'GHA', at: day('2012-07-01') });
    const known = async (knownAt?: Instant) =>
      (await organs.seats('WGM', { at: day('2012-08-01'), knownAt })).map(({ party }) => party);
    expect(await known()).not.toContain('GHA');
    expect(await known(day('2012-08-15'))).toContain('GHA');
    expect(await known(day('2012-09-01'))).not.toContain('GHA');
    await expect(organs.unseat({ organ: 'WGM', party: 'GHA', at: day('2012-08-01') })).rejects.toMatchObject({
      code: 'organs.nothing-to-end',
      message: expect.stringContaining('2012-06-01'),
    });
  });

  it('beyond the limits of 2003 is refused with rule, source and remedy; from the day they are lifted it is not', async () => {
    const { organs } = ground;
    const tenth = { validTo: day('2012-11-30') };
    await expect(organs.seat(aSeat('PC', 'GHA', 'member', '2012-06-01', tenth))).rejects.toMatchObject({
      code: 'organs.full',
      kind: 'conflict',
      message: expect.stringContaining('reports of 2003'),
      details: {
        broken: [
          { rule: 'pc-at-most-nine', remedy: expect.stringContaining('End one of these seats first') },
          { rule: 'pc-at-most-seven-participants' },
        ],
      },
    });
    await expect(organs.seat(aSeat('PC', 'DDI', 'observer', '2012-06-01', tenth))).rejects.toMatchObject({
      details: { broken: [{ rule: 'pc-at-most-nine' }, { rule: 'pc-at-most-two-observers' }] },
    });
    expect(await organs.seat(aSeat('PC', 'GHA', 'guest', '2012-06-01'))).toEqual({ changed: true });
    expect(await organs.seat(aSeat('PC', 'GHA', 'member', '2012-11-30'))).toEqual({ changed: true });
  });

  it('for which two come at once goes to one of them', async () => {
    const { organs } = ground;
    await organs.unseat({ organ: 'PC', party: 'AGO', at: day('2012-01-01') });
    const to = { validTo: day('2012-11-30') };
    const both = await Promise.allSettled(
      ['GHA', 'NAM'].map((party) => organs.seat(aSeat('PC', party, 'member', '2012-06-01', to))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('in the Committee on KPCS Review is for Chairs, past ones too; others are its guests', async () => {
    const { organs } = ground;
    await expect(organs.seat(aSeat('CKR', 'GHA', 'member', '2012-06-01'))).rejects.toMatchObject({
      code: 'organs.office-not-held',
      message: expect.stringContaining('paragraph 39'),
    });
    await expect(organs.seat(aSeat('CKR', 'CHN', 'member', '2013-12-31'))).rejects.toMatchObject({
      code: 'organs.office-not-held',
    });
    expect(await organs.seat(aSeat('CKR', 'CHN', 'member', '2014-01-01'))).toEqual({ changed: true });
    expect(
      await organs.seat(aSeat('CKR', 'ZAF', 'member', '2012-06-01', { validTo: day('2013-01-01') })),
    ).toEqual({
      changed: true,
    });
    expect(await organs.seat(aSeat('CKR', 'IDN', 'guest', '2012-06-01'))).toEqual({ changed: true });
  });

  it('of the chair of the Participation Committee is for last year’s Chair', async () => {
    const { organs } = ground;
    await expect(
      organs.seat(aSeat('PC', 'ISR', 'chair', '2014-01-01', { validTo: day('2015-01-01') })),
    ).rejects.toMatchObject({
      code: 'organs.office-not-held',
      message: expect.stringContaining('eligible are ZAF'),
    });
    expect(
      await organs.seat(aSeat('PC', 'ZAF', 'chair', '2014-01-01', { validTo: day('2015-01-01') })),
    ).toEqual({ changed: true });
    await expect(organs.seat(aSeat('PC', 'WDC', 'member', '2013-01-01'))).rejects.toMatchObject({
      code: 'organs.wrong-kind',
    });
  });

  it('ends with its organ', async () => {
    const { organs, tx } = ground;
    await organs.end('WGS', day('2013-01-01'));
    expect(await seated(tx, 'WGS', '2012-12-31')).toEqual(['EU chair', 'CSC observer', 'WDC observer']);
    expect(await seatsAt(tx, day('2013-01-01'), { organ: 'WGS' })).toEqual([]);
    await expect(organs.seat(aSeat('WGS', 'GHA', 'member', '2013-01-01'))).rejects.toMatchObject({
      code: 'organs.not-at-that-time',
    });
    await expect(organs.seat(aSeat('WGS', 'GHA', 'member', '2012-06-01'))).rejects.toMatchObject({
      code: 'organs.not-at-that-time',
      details: { field: 'validTo' },
    });
    expect(await successorOf(tx, 'WGS', day('2013-01-01'))).toBeNull();
  });
});

describe('the organs of a made-up body', () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await openOrgans('2012-06-01T00:00:00Z');
    const { organs } = ground;
    for (const code of ['AUDIT', 'BUDGET'])
      await organs.found(
        organSchema.parse({ code, name: code, kind: 'committee', validFrom: day('2012-01-01'), source }),
      );
    await organs.putRule(
      organRuleSchema.parse({
        id: 'audit-is-not-budget',
        organs: ['AUDIT', 'BUDGET'],
        title: 'Who spends does not audit',
        rule: { kind: 'incompatible', capacities: ['chair', 'member'] },
        validFrom: day('2012-01-01'),
        source,
      }),
    );
  });
  afterEach(() => ground.database.close());

  it('let nobody be a member of two that are incompatible, whichever seat begins first', async () => {
    const { organs } = ground;
    await organs.seat(aSeat('AUDIT', 'GHA', 'member', '2012-06-01', { validTo: day('2013-01-01') }));
    await expect(organs.seat(aSeat('BUDGET', 'GHA', 'chair', '2012-02-01'))).rejects.toMatchObject({
      code: 'organs.incompatible',
      message: expect.stringContaining('End its seat in AUDIT first'),
    });
    expect(await organs.seat(aSeat('BUDGET', 'GHA', 'guest', '2012-02-01'))).toEqual({ changed: true });
    expect(await organs.seat(aSeat('BUDGET', 'GHA', 'member', '2013-01-01'))).toEqual({ changed: true });
  });

  it('are founded once, under a parent that exists', async () => {
    const { organs } = ground;
    const sub = { code: 'AUDIT-A', name: 'Audit A', kind: 'sub-group', validFrom: day('2012-02-01'), source };
    expect(await organs.found(organSchema.parse({ ...sub, parent: 'AUDIT' }))).toEqual({ changed: true });
    expect(await organs.found(organSchema.parse({ ...sub, parent: 'AUDIT' }))).toEqual({ changed: false });
    await expect(
      organs.found(organSchema.parse({ ...sub, code: 'AUDIT-B', parent: 'NONE' })),
    ).rejects.toMatchObject({ code: 'organs.unknown-organ' });
  });

  it('let read whom their rules let read', async () => {
    const { organs, tx } = ground;
    await organs.seat(aSeat('AUDIT', 'GHA', 'member', '2012-06-01'));
    await organs.seat(aSeat('AUDIT', 'NAM', 'guest', '2012-06-01'));
    const readers = async () => (await contactsOfOrgan(tx, 'AUDIT', day('2012-06-02'))).map(({ id }) => id);
    expect(await readers()).toEqual(['GHA-1', 'GHA-2', 'NAM-1', 'NAM-2']);
    await organs.putRule(
      organRuleSchema.parse({
        id: 'audit-readers',
        organs: ['AUDIT'],
        title: 'Members read',
        rule: { kind: 'readers', capacities: ['chair', 'member'] },
        validFrom: day('2012-01-01'),
        source,
      }),
    );
    expect(await readers()).toEqual(['GHA-1', 'GHA-2']);
    expect(await organsOfContact(tx, { id: 'NAM-1', party: 'NAM' }, day('2012-06-02'))).not.toContain(
      'AUDIT',
    );
  });
});

describe('a bar', () => {
  let ground: Ground;
  const staff = (more: object) =>
    barredSchema.parse({ bar: 'ASM', validFrom: day('2013-01-01'), source, ...more });
  beforeEach(async () => {
    ground = await openOrgans('2013-02-01T00:00:00Z');
    await ground.registry.putContact(
      contactSchema.parse({
        id: 'WDC-ASM',
        party: 'WDC',
        name: 'Support staff',
        email: 'support@wdc.example',
        languages: ['en'],
        zone: 'UTC',
        rank: 2,
        validFrom: day('2013-01-01'),
        source,
      }),
    );
  });
  afterEach(() => ground.database.close());

  it('keeps a person out of every organ while the party still sits there', async () => {
    const { organs, bars, tx } = ground;
    expect(await bars.barPerson(staff({ contactId: 'WDC-ASM' }))).toEqual({ changed: true });
    expect(await bars.barPerson(staff({ contactId: 'WDC-ASM' }))).toEqual({ changed: false });
    await expect(
      organs.seat(aSeat('WGM', 'WDC', 'observer', '2013-02-01', { contactId: 'WDC-ASM' })),
    ).rejects.toMatchObject({ code: 'organs.barred', message: expect.stringContaining('paragraph 36') });
    expect(await organs.seat(aSeat('WGM', 'WDC', 'observer', '2013-02-01'))).toEqual({ changed: false });
    const ids = (await contactsOfOrgan(tx, 'WGM', day('2013-02-01'))).map(({ id }) => id);
    expect(ids).toContain('WDC-1');
    expect(ids).not.toContain('WDC-ASM');
    const sitsIn = (id: string) => organsOfContact(tx, { id, party: 'WDC' }, day('2013-02-01'));
    expect(await sitsIn('WDC-ASM')).toEqual([]);
    expect(await sitsIn('WDC-1')).toContain('WGM');
  });

  it('is lifted for a person from an instant on', async () => {
    const { bars, organs } = ground;
    await bars.barPerson(staff({ contactId: 'WDC-ASM' }));
    await bars.unbar({ bar: 'ASM', party: null, contactId: 'WDC-ASM', at: day('2014-01-01') });
    const seat = (from: string) =>
      organs.seat(aSeat('WGM', 'WDC', 'observer', from, { contactId: 'WDC-ASM' }));
    await expect(seat('2013-12-31')).rejects.toMatchObject({ code: 'organs.barred' });
    expect(await seat('2014-01-01')).toEqual({ changed: true });
  });

  it('does not unseat anybody silently, and takes nobody unknown', async () => {
    const { bars } = ground;
    await expect(bars.barPerson(staff({ party: 'WDC' }))).rejects.toMatchObject({
      code: 'organs.seated',
      details: { organs: ['CRP', 'PC', 'WGAAP', 'WGDE', 'WGM', 'WGS'] },
    });
    await expect(bars.barPerson(staff({ contactId: 'XXX-1' }))).rejects.toMatchObject({
      code: 'registry.unknown-contact',
    });
    await expect(bars.barPerson({ ...staff({ party: 'DDI' }), bar: 'NONE' })).rejects.toMatchObject({
      code: 'organs.unknown-bar',
    });
    expect(() => staff({})).toThrow('name a contact or a party, not both');
  });

  it('is put up once, for every organ or for some', async () => {
    const { bars, organs } = ground;
    const asm = { code: 'ASM', name: 'again', validFrom: day('2013-01-01'), source };
    expect(await bars.bar(barSchema.parse(asm))).toEqual({ changed: false });
    const own = barSchema.parse({ ...asm, code: 'NO-STATS', organs: ['WGS'] });
    expect(await bars.bar(own)).toEqual({ changed: true });
    await bars.barPerson(barredSchema.parse({ ...staff({ party: 'DDI' }), bar: 'NO-STATS' }));
    await expect(organs.seat(aSeat('WGS', 'DDI', 'observer', '2013-02-01'))).rejects.toMatchObject({
      code: 'organs.barred',
    });
    expect(await organs.seat(aSeat('WGM', 'DDI', 'observer', '2013-02-01'))).toEqual({ changed: true });
    await expect(bars.bar({ ...own, code: 'X-1', organs: ['NONE'] })).rejects.toMatchObject({
      code: 'organs.unknown-organ',
    });
  });
});

describe('a merger', () => {
  let ground: Ground;
  const order = (more: object = {}) =>
    mergerSchema.parse({
      from: ['PC', 'SC'],
      into: { code: 'CPC', name: 'Committee on Participation and Chairmanship' },
      at: day('2014-06-01'),
      source,
      ...more,
    });
  beforeEach(async () => {
    ground = await openOrgans('2014-02-01T00:00:00Z');
    const { organs } = ground;
    await organs.seat(aSeat('SC', 'CHN', 'chair', '2014-01-01'));
    await organs.seat(aSeat('SC', 'USA', 'guest', '2014-01-01'));
    await organs.seat(aSeat('SC', 'GHA', 'member', '2015-01-01'));
    await organs.found(
      organSchema.parse({
        code: 'PC-A',
        name: 'A',
        kind: 'sub-group',
        parent: 'PC',
        validFrom: day('2014-01-01'),
        source,
      }),
    );
    ground.pending.register('mandates', (_tx, organ) =>
      Promise.resolve(
        organ === 'PC' ? [{ id: 'm-1', reference: 'M/1', title: 'Engage with Indonesia' }] : [],
      ),
    );
  });
  afterEach(() => ground.database.close());

  it('is previewed without doing anything: seats by their highest capacity, children, and what waits', async () => {
    const { mergers, tx } = ground;
    const plan = await mergers.preview(order());
    expect(plan).toMatchObject({
      ends: ['PC', 'SC'],
      begins: { code: 'CPC', kind: 'committee', parent: 'PLENARY' },
      broken: [],
      children: ['PC-A'],
      pending: [{ organ: 'PC', source: 'mandates', items: [{ reference: 'M/1' }] }],
    });
    const of = (party: string) => plan.seats.filter((seat) => seat.party === party);
    expect(of('USA')).toMatchObject([
      { capacity: 'member', was: ['PC: member', 'SC: guest'], validFrom: day('2014-06-01') },
    ]);
    expect(of('CHN')).toMatchObject([{ capacity: 'chair' }]);
    expect(of('GHA')).toMatchObject([{ capacity: 'member', validFrom: day('2015-01-01') }]);
    expect(await organsAt(tx, day('2014-06-01'))).toHaveLength(12);
  });

  it('ends both, begins one with its predecessors, moves the seats, and keeps the history', async () => {
    const { mergers, tx, organs } = ground;
    expect(await mergers.merge(order())).toMatchObject({ changed: true, children: ['PC-A'] });
    expect(await mergers.merge(order())).toMatchObject({ changed: false });
    const codes = async (on: string) => (await organsAt(tx, day(on))).map(({ code }) => code);
    expect(await codes('2014-05-31')).toEqual(expect.arrayContaining(['PC', 'SC']));
    expect(await codes('2014-06-01')).toEqual(expect.arrayContaining(['CPC']));
    expect(await codes('2014-06-01')).not.toEqual(expect.arrayContaining(['PC']));
    expect(await successorOf(tx, 'PC', day('2014-05-31'))).toMatchObject({ code: 'PC' });
    expect(await successorOf(tx, 'SC', day('2014-06-01'))).toMatchObject({
      code: 'CPC',
      predecessors: ['PC', 'SC'],
    });
    expect((await organsAt(tx, day('2014-06-01'))).find(({ code }) => code === 'PC-A')).toMatchObject({
      parent: 'CPC',
    });
    expect(await seated(tx, 'CPC', '2014-12-31')).toEqual(
      expect.arrayContaining(['CHN chair', 'USA member']),
    );
    expect(await seated(tx, 'CPC', '2014-12-31')).not.toContain('GHA member');
    expect(await seated(tx, 'CPC', '2015-01-01')).toContain('GHA member');
    expect(await seated(tx, 'PC', '2014-05-31')).toContain('ZWE member');
    expect(await seated(tx, 'PC', '2014-06-01')).toEqual([]);
    expect(await organs.seats('PC', { at: day('2014-06-01') })).toHaveLength(13);
    await expect(organs.seat(aSeat('PC', 'GHA', 'member', '2014-07-01'))).rejects.toMatchObject({
      code: 'organs.not-at-that-time',
      message: expect.stringContaining('name CPC'),
    });
    expect((await contactsOfOrgan(tx, 'PC', day('2014-07-01'))).map(({ id }) => id)).toContain('CHN-1');
    expect(await organsOfContact(tx, { id: 'CHN-1', party: 'CHN' }, day('2014-07-01'))).toEqual(
      expect.arrayContaining(['CPC', 'PC', 'SC']),
    );
  });

  it('may follow upon a merger: a code means whatever became of it', async () => {
    const { mergers, tx } = ground;
    const before = day('2014-02-01');
    await ground.clock.moveTo(tx, day('2014-03-01'));
    await mergers.merge(order());
    expect(await successorOf(tx, 'SC', day('2015-01-01'), before)).toMatchObject({ code: 'SC' });
    expect(
      (await ground.organs.seats('SC', { at: day('2015-01-01'), knownAt: before })).map(({ party }) => party),
    ).toEqual(['CHN', 'GHA', 'USA']);
    await mergers.merge(
      order({ from: ['CPC', 'CRP'], into: { code: 'GRAND', name: 'Grand' }, at: day('2015-06-01') }),
    );
    const means = async (on: string) => (await successorOf(tx, 'SC', day(on)))?.code;
    expect([await means('2014-01-01'), await means('2015-05-31'), await means('2015-06-01')]).toEqual([
      'SC',
      'CPC',
      'GRAND',
    ]);
  });

  it('checks the rules of the new organ first, names them, and leaves everything as it was', async () => {
    const { mergers, organs, tx } = ground;
    await organs.putRule(
      organRuleSchema.parse({
        id: 'cpc-size',
        organs: ['CPC'],
        title: 'The committee has at most five members',
        rule: { kind: 'at-most', limit: 5, capacities: ['chair', 'member'] },
        validFrom: day('2014-06-01'),
        source,
      }),
    );
    expect((await mergers.preview(order())).broken[0]).toMatchObject({
      rule: 'cpc-size',
      code: 'organs.full',
    });
    await expect(mergers.merge(order())).rejects.toMatchObject({
      code: 'organs.full',
      details: { broken: expect.arrayContaining([expect.objectContaining({ rule: 'cpc-size' })]) },
    });
    expect(await successorOf(tx, 'PC', day('2014-06-01'))).toMatchObject({ code: 'PC' });
    expect(await seated(tx, 'PC', '2014-06-01')).toContain('ZWE member');
  });

  it('is refused of an organ with itself, of one merged already, of an unknown one, and into a code in use', async () => {
    const { mergers } = ground;
    expect(() => order({ from: ['PC', 'PC'] })).toThrow('an organ cannot merge with itself');
    const refused = (more: object) => expect(mergers.merge(order(more))).rejects;
    await refused({ into: { code: 'PC', name: 'PC' } }).toMatchObject({ code: 'organs.merger-into-itself' });
    await refused({ into: { code: 'WGM', name: 'WGM' } }).toMatchObject({ code: 'organs.code-in-use' });
    await refused({ from: ['PC', 'NONE'] }).toMatchObject({ code: 'organs.unknown-organ' });
    await mergers.merge(order());
    for (const at of ['2014-05-01', '2014-07-01'])
      await refused({
        from: ['PC', 'CRP'],
        into: { code: 'OTHER', name: 'Other' },
        at: day(at),
      }).toMatchObject({ code: 'organs.already-merged', details: { successor: 'CPC' } });
  });
});

describe('a distribution list', () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await openOrgans('2013-02-01T00:00:00Z');
  });
  afterEach(() => ground.database.close());

  it('is computed from the registry at an instant', async () => {
    const { lists, tx } = ground;
    expect((await lists.all()).filter(({ kind }) => kind === 'role').map(({ list }) => list)).toEqual([
      'artisanal-small-scale-mining',
      'large-scale-mining',
      'trading-manufacturing',
    ]);
    const at = async (on: string) =>
      (await contactsOfList(tx, 'artisanal-small-scale-mining', day(on))).map(({ party }) => party);
    expect(await at('2012-08-13')).not.toContain('CMR');
    expect(await at('2012-08-14')).toContain('CMR');
    const recipients = await lists.recipients('WGS', { at: day('2013-01-01') });
    expect(recipients.map(({ contactId }) => contactId)).toEqual(['EU-1', 'EU-2', 'CSC-1', 'WDC-1']);
    expect(recipients[0]).toMatchObject({ email: 'head@eu.example', bouncedSince: null });
    await expect(lists.recipients('NONE')).rejects.toMatchObject({ code: 'lists.unknown' });
  });

  it('takes a party into several roles, once each, and out again', async () => {
    const { lists } = ground;
    const entry = (more: object) =>
      supplyRoleSchema.parse({
        party: 'GHA',
        role: 'large-scale-mining',
        validFrom: day('2013-01-01'),
        source,
        ...more,
      });
    const roles = async (on: string) =>
      (await lists.roles({ at: day(on) })).filter(({ party }) => party === 'GHA').map(({ role }) => role);
    expect(await lists.assignSupplyRole(entry({}))).toEqual({ changed: true });
    expect(await lists.assignSupplyRole(entry({}))).toEqual({ changed: false });
    expect(await roles('2013-01-01')).toEqual(['artisanal-small-scale-mining', 'large-scale-mining']);
    await lists.endSupplyRole({ party: 'GHA', role: 'large-scale-mining', at: day('2014-01-01') });
    expect(await roles('2014-01-01')).toEqual(['artisanal-small-scale-mining']);
    await expect(lists.assignSupplyRole(entry({ role: 'dreaming' }))).rejects.toMatchObject({
      code: 'lists.unknown',
    });
    await expect(lists.assignSupplyRole(entry({ party: 'XXX' }))).rejects.toMatchObject({
      code: 'registry.unknown-party',
    });
    expect(
      await lists.putList(
        listSchema.parse({ role: 'dreaming', name: 'Dreaming', validFrom: day('2013-01-01'), source }),
      ),
    ).toEqual({ changed: true });
    expect(await lists.assignSupplyRole(entry({ role: 'dreaming' }))).toEqual({ changed: true });
  });
});

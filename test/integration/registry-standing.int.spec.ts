import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { LegalClock } from '../../src/engine/index.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import {
  Registry,
  Standing,
  admissionSchema,
  applicantSchema,
  contactSchema,
  countedRoll,
  nationSchema,
  partySchema,
  rollAt,
  rolesOf,
  seedRegistry,
  termSchema,
  tradeStatusSchema,
} from '../../src/modules/registry/index.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const KP = join(import.meta.dirname, '../../data/kp');
const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);
const codes = (parties: readonly { readonly code: string }[]): string[] => parties.map(({ code }) => code);

async function openStanding() {
  const database = await createTestDatabase();
  const { dataSource } = database;
  const clock = new LegalClock(true);
  await clock.establish(dataSource);
  const tx = dataSource.manager;
  const registry = new Registry(dataSource, clock);
  return { database, tx, clock, registry, standing: new Standing(dataSource, clock) };
}

describe('the Kimberley Process at any date', () => {
  let database: TestDatabase;
  let tx: EntityManager;
  let standing: Standing;
  beforeAll(async () => {
    ({ database, tx, standing } = await openStanding());
    await tx.transaction((inner) => seedRegistry(inner, KP));
  });
  afterAll(() => database.close());

  it.each([
    [
      '2012-11-30T23:59:59.999Z',
      54,
      80,
      'the close of the Washington Plenary (communiqué of 2012, paragraph 58)',
    ],
    ['2012-11-29T23:59:59.999Z', 51, 77, 'the day before it'],
    ['2012-08-13T23:59:59.999Z', 50, 76, 'before Cameroon'],
    ['2013-06-30T23:59:59.999Z', 54, 80, 'Croatia still a Participant of its own'],
    ['2013-07-01T00:00:00.000Z', 53, 80, 'Croatia one of the nations of the European Union'],
    ['2020-01-31T23:59:59.999Z', 55, 82, 'the United Kingdom still one of them'],
    ['2020-02-01T00:00:00.000Z', 55, 81, 'and then no longer'],
    ['2021-01-01T00:00:00.000Z', 56, 82, 'but a Participant of its own'],
  ])('counts at %s %i Participants and %i nations: %s', async (at, participants, nations) => {
    expect(await standing.roll({ at: toInstant(at) })).toMatchObject({ participants, nations });
  });

  it('counts 49 reports for 75 nations in 2011: all Participants but Indonesia, as the Plenary of 2012 did', async () => {
    const { entries } = await standing.roll({ at: toInstant('2011-12-31T23:59:59Z') });
    const reported = entries.filter(({ code }) => code !== 'IDN');
    expect([reported.length, reported.reduce((sum, { nations }) => sum + nations, 0)]).toEqual([49, 75]);
  });

  it('has the European Union stand for 27 nations, then 28, then 27 again', async () => {
    const of = async (on: string) =>
      (await standing.roll({ at: day(on) })).entries.find(({ code }) => code === 'EU')?.nations;
    expect([
      await of('2003-06-01'),
      await of('2012-11-30'),
      await of('2013-07-01'),
      await of('2020-02-01'),
    ]).toEqual([15, 27, 28, 27]);
  });

  it.each([
    ['VEN', '2008-01-01', 'eligible', null],
    ['VEN', '2012-11-30', 'self-suspended', day('2008-06-19')],
    ['VEN', '2013-11-22', 'may-not-trade', day('2013-11-22')],
    ['VEN', '2016-11-18', 'eligible', day('2016-11-18')],
    ['CIV', '2014-04-28', 'embargoed', day('2005-12-15')],
    ['CIV', '2014-04-29', 'eligible', day('2014-04-29')],
    ['CAF', '2013-05-23', 'suspended', day('2013-05-23')],
    ['CAF', '2015-07-17', 'partly', day('2015-07-17')],
    ['ZWE', '2012-11-30', 'eligible', day('2012-11-30')],
  ])('knows of %s on %s that its trade is %s', async (code, on, tradeStatus, tradeStatusSince) => {
    const { entries } = await standing.roll({ at: day(on) });
    expect(entries.find((entry) => entry.code === code)).toMatchObject({ tradeStatus, tradeStatusSince });
  });

  it('gives whoever may not trade its vote all the same', async () => {
    expect(codes(await rollAt(tx, day('2012-11-30')))).toEqual(expect.arrayContaining(['VEN', 'CIV']));
    expect(await rolesOf(tx, 'VEN-1', day('2013-12-01'))).toEqual(['participant']);
  });

  it('lists in October 2012 all but Venezuela and Côte d’Ivoire as trading, as Regulation (EU) 947/2012 does', async () => {
    const { entries } = await standing.roll({ at: day('2012-10-12') });
    const trading = entries.filter(({ tradeStatus }) => ['eligible', 'partly'].includes(tradeStatus));
    expect([entries.length, trading.length]).toEqual([51, 49]);
  });

  it('keeps applicants and guests off the roll and without a role', async () => {
    const plenary = toInstant('2012-11-29T12:00:00Z');
    expect(codes(await rollAt(tx, plenary, 'applicant'))).toEqual(['KHM', 'KAZ', 'PAN']);
    expect(codes(await rollAt(tx, plenary, 'guest'))).toEqual(['KEN', 'MLI', 'UN', 'WCO']);
    expect(codes(await rollAt(tx, plenary))).not.toEqual(expect.arrayContaining(['PAN']));
    expect(await rolesOf(tx, 'PAN-1', plenary)).toEqual([]);
    expect(await rolesOf(tx, 'PAN-1', day('2012-11-30'))).toEqual(['participant']);
  });

  it('takes the Republic of Congo off the list from 2004 to 2007', async () => {
    const isOn = async (on: string) => codes(await rollAt(tx, day(on))).includes('COG');
    expect([await isOn('2004-07-08'), await isOn('2004-07-09'), await isOn('2007-11-08')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('knows what each Observer speaks for', async () => {
    const observers = await rollAt(tx, day('2012-11-30'), 'observer');
    expect(observers.map(({ code, category }) => [code, category])).toEqual([
      ['ADPA', 'independent'],
      ['CSC', 'civil-society'],
      ['DDI', 'civil-society'],
      ['WDC', 'industry'],
    ]);
  });

  it('tells the whole history of a party, also as a nation of another', async () => {
    const cameroon = await standing.history('CMR');
    expect(cameroon.memberships.map(({ kind, validFrom, validTo }) => [kind, validFrom, validTo])).toEqual([
      ['applicant', day('2011-11-03'), day('2012-08-14')],
      ['participant', day('2012-08-14'), null],
    ]);
    const kingdom = await standing.history('GBR');
    expect(kingdom.nations).toMatchObject([{ party: 'EU', validTo: day('2020-02-01'), supersededAt: null }]);
    expect(
      (await standing.history('IND')).offices.map(({ office, validFrom }) => [office, validFrom.slice(0, 4)]),
    ).toEqual([
      ['chair', '2008'],
      ['chair', '2019'],
      ['vice-chair', '2025'],
      ['chair', '2026'],
    ]);
    await expect(standing.history('XXX')).rejects.toMatchObject({ code: 'registry.unknown-party' });
  });
});

describe('coming onto the roll', () => {
  let ground: Awaited<ReturnType<typeof openStanding>>;
  beforeEach(async () => {
    ground = await openStanding();
  });
  afterEach(() => ground.database.close());

  const apply = (changes: object = {}) =>
    ground.registry.registerApplicant(
      applicantSchema.parse({
        code: 'RUR',
        name: 'Ruritania',
        validFrom: '2020-01-01T00:00:00Z',
        source: 'made up',
        ...changes,
      }),
    );
  const admit = (changes: object = {}) =>
    ground.registry.admitParty(
      admissionSchema.parse({
        code: 'RUR',
        name: 'Ruritania',
        kind: 'participant',
        validFrom: '2021-01-01T00:00:00Z',
        source: 'made up',
        ...changes,
      }),
    );
  const history = async () =>
    (await ground.standing.history('RUR')).memberships
      .filter(({ supersededAt }) => supersededAt === null)
      .map(({ kind, validFrom, validTo }) => [kind, validFrom.slice(0, 10), validTo?.slice(0, 10) ?? null]);
  const guest = () =>
    ground.registry.addParty(
      partySchema.parse({
        code: 'RUR',
        name: 'Ruritania',
        kind: 'guest',
        meeting: 'KP/PLENARY/2019',
        validFrom: '2019-11-18T00:00:00Z',
        validTo: '2022-01-01T00:00:00Z',
        source: 'made up',
      }),
    );

  it('makes guest, applicant and Participant one history, and changes nothing the second time', async () => {
    await guest();
    expect([await apply(), await apply(), await admit(), await admit()]).toEqual([true, false, true, false]);
    expect(await history()).toEqual([
      ['guest', '2019-11-18', '2020-01-01'],
      ['applicant', '2020-01-01', '2021-01-01'],
      ['participant', '2021-01-01', null],
    ]);
    expect(await admit({ validFrom: '2022-06-01T00:00:00Z' })).toBe(false);
  });

  it('keeps the name an applicant is known by when the admission gives none', async () => {
    await apply();
    await admit({ name: undefined });
    await admit({ code: 'SYL', name: undefined });
    expect((await rollAt(ground.tx, day('2021-06-01'))).map(({ name }) => name)).toEqual([
      'Ruritania',
      'SYL',
    ]);
  });

  it('admits once when two admit at once', async () => {
    await apply();
    expect((await Promise.all([admit(), admit(), admit()])).sort()).toEqual([false, false, true]);
    expect(await history()).toHaveLength(2);
  });

  it('admits an Observer with its category, and makes it a Participant later', async () => {
    expect(await admit({ kind: 'observer', category: 'government' })).toBe(true);
    expect(await rollAt(ground.tx, day('2021-06-01'), 'observer')).toMatchObject([
      { category: 'government' },
    ]);
    expect(await admit({ validFrom: '2022-01-01T00:00:00Z' })).toBe(true);
    expect(await history()).toEqual([
      ['observer', '2021-01-01', '2022-01-01'],
      ['participant', '2022-01-01', null],
    ]);
  });

  it('refuses what cannot be and changes nothing', async () => {
    await admit();
    const later = { validFrom: '2022-01-01T00:00:00Z' };
    for (const work of [apply(later), admit({ ...later, kind: 'observer' })])
      await expect(work).rejects.toMatchObject({ code: 'registry.other-kind', details: { field: 'code' } });
    await expect(admit({ validFrom: '2020-06-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'registry.overlap',
    });
    expect(await history()).toEqual([['participant', '2021-01-01', null]]);
  });

  it('gives applicants and guests no office, and their contacts no role', async () => {
    await apply();
    await ground.registry.putContact(
      contactSchema.parse({
        id: 'RUR-1',
        party: 'RUR',
        name: 'Head',
        email: 'head@rur.example',
        languages: ['en'],
        zone: 'UTC',
        rank: 1,
        validFrom: '2020-01-01T00:00:00Z',
        source: 'made up',
      }),
    );
    const term = { office: 'chair', party: 'RUR', source: 'made up' };
    const begin = (validFrom: string) => ground.registry.beginTerm(termSchema.parse({ ...term, validFrom }));
    await expect(begin('2020-06-01T00:00:00Z')).rejects.toMatchObject({
      code: 'registry.holds-no-office',
      details: { field: 'party' },
    });
    expect(await rolesOf(ground.tx, 'RUR-1', day('2020-06-01'))).toEqual([]);
    await admit();
    await begin('2021-06-01T00:00:00Z');
    expect(await rolesOf(ground.tx, 'RUR-1', day('2021-07-01'))).toEqual(['chair', 'participant']);
    expect((await ground.registry.contacts(day('2020-06-01'))).map(({ id }) => id)).toEqual(['RUR-1']);
  });
});

describe('an entry of a party', () => {
  it.each([
    ['a guest without an end', { kind: 'guest' }, ['validTo']],
    ['a category of a Participant', { kind: 'participant', category: 'industry' }, ['category']],
    ['a meeting of an applicant', { kind: 'applicant', meeting: 'KP/1' }, ['meeting']],
    ['a kind that is none', { kind: 'member' }, ['kind']],
    ['an end before the beginning', { kind: 'applicant', validTo: '2019-01-01T00:00:00Z' }, ['validTo']],
  ])('refuses %s', (_, changes, fields) => {
    const party = { code: 'RUR', name: 'R', validFrom: '2020-01-01T00:00:00Z', source: 'made up' };
    const { error } = partySchema.safeParse({ ...party, ...changes });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(fields);
  });
});

describe('trade status and nations', () => {
  let ground: Awaited<ReturnType<typeof openStanding>>;
  beforeEach(async () => {
    ground = await openStanding();
    await ground.clock.moveTo(ground.tx, toInstant('2030-01-01T00:00:00Z'));
    for (const code of ['AAA', 'BBB'])
      await ground.registry.addParty(
        partySchema.parse({
          code,
          name: code,
          kind: 'participant',
          validFrom: '2003-01-01T00:00:00Z',
          source: 'made up',
        }),
      );
  });
  afterEach(() => ground.database.close());

  const status = (changes: object = {}) =>
    ground.standing.setTradeStatus(
      tradeStatusSchema.parse({
        party: 'AAA',
        status: 'suspended',
        validFrom: '2013-05-23T00:00:00Z',
        source: 'made up',
        ...changes,
      }),
    );
  const nation = (changes: object = {}) =>
    ground.standing.setNation(
      nationSchema.parse({
        party: 'AAA',
        nation: 'XXX',
        name: 'X',
        validFrom: '2004-05-01T00:00:00Z',
        source: 'made up',
        ...changes,
      }),
    );
  const tradeAt = async (at: string, knownAt: Instant | null = null) =>
    (await countedRoll(ground.tx, day(at), knownAt)).entries[0]?.tradeStatus;

  it('passes from one status to the next, and is eligible where nothing is recorded', async () => {
    await status();
    await status({ status: 'partly', validFrom: '2015-07-17T00:00:00Z' });
    await ground.standing.endTradeStatus('AAA', day('2020-01-01'));
    const trades = ['2013-05-22', '2013-05-23', '2015-07-17', '2020-01-01'].map((on) => tradeAt(on));
    expect(await Promise.all(trades)).toEqual(['eligible', 'suspended', 'partly', 'eligible']);
    expect(await ground.standing.tradeStatuses({ at: day('2016-01-01') })).toMatchObject([
      { party: 'AAA', status: 'partly', validTo: day('2020-01-01') },
    ]);
  });

  it('shows a correction beside what was believed before it', async () => {
    await status();
    await ground.clock.moveTo(ground.tx, day('2031-01-01'));
    await status({ status: 'self-suspended' });
    expect([await tradeAt('2014-01-01'), await tradeAt('2014-01-01', day('2030-06-01'))]).toEqual([
      'self-suspended',
      'suspended',
    ]);
    expect((await ground.standing.history('AAA')).tradeStatuses).toMatchObject([
      { status: 'suspended', recordedAt: day('2030-01-01'), supersededAt: day('2031-01-01') },
      { status: 'self-suspended', recordedAt: day('2031-01-01'), supersededAt: null },
    ]);
  });

  it('belongs to Participants only', async () => {
    await expect(status({ party: 'CCC' })).rejects.toMatchObject({ code: 'registry.unknown-party' });
    await expect(status({ validFrom: '2002-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'registry.unknown-party',
      details: { field: 'party' },
    });
    await ground.registry.registerApplicant(
      applicantSchema.parse({ code: 'CCC', name: 'C', validFrom: '2010-01-01T00:00:00Z', source: 'made up' }),
    );
    await expect(status({ party: 'CCC' })).rejects.toMatchObject({ code: 'registry.not-a-participant' });
    await expect(nation({ party: 'CCC', validFrom: '2011-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'registry.not-a-participant',
    });
    await expect(ground.standing.endTradeStatus('AAA', day('2020-01-01'))).rejects.toMatchObject({
      code: 'registry.nothing-to-end',
    });
  });

  it('counts a nation under one Participant at a time, and one that is a Participant once', async () => {
    const counts = async (on: string) => {
      const { participants, nations } = await ground.standing.roll({ at: day(on) });
      return [participants, nations];
    };
    await nation();
    await nation({ nation: 'YYY', name: 'Y' });
    expect([await counts('2004-04-30'), await counts('2004-05-01')]).toEqual([
      [2, 2],
      [2, 3],
    ]);
    await nation({ party: 'BBB', validFrom: '2010-01-01T00:00:00Z' });
    expect(
      (await ground.standing.nations({ at: day('2010-01-01') })).map((one) => [one.party, one.nation]),
    ).toEqual([
      ['AAA', 'YYY'],
      ['BBB', 'XXX'],
    ]);
    await expect(nation({ nation: 'BBB' })).rejects.toMatchObject({ code: 'registry.counted-twice' });
    await nation({ nation: 'ZZZ', name: 'Z' });
    expect(await counts('2015-06-01')).toEqual([2, 3]);
    const joins = { code: 'YYY', name: 'Y', kind: 'participant', source: 'made up' };
    await ground.registry.admitParty(admissionSchema.parse({ ...joins, validFrom: '2015-01-01T00:00:00Z' }));
    expect(await counts('2015-06-01')).toEqual([3, 3]);
    await ground.standing.endNation('ZZZ', day('2016-01-01'));
    expect(await counts('2016-01-01')).toEqual([3, 3]);
  });

  it('is never overwritten, not even by SQL', async () => {
    await status();
    await nation();
    const kept = /the registry keeps what was believed/;
    await expect(ground.tx.query(`update trade_status set status = 'eligible'`)).rejects.toThrow(kept);
    await expect(ground.tx.query('delete from party_nation')).rejects.toThrow(kept);
    await expect(ground.tx.query('truncate trade_status')).rejects.toThrow(kept);
  });
});

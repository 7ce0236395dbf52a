/** The tables of the organs as files, with the start data of the Kimberley Process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { toInstant } from '../../src/kernel/instant.js';
import {
  Mergers,
  Organs,
  mergerSchema,
  organRuleSchema,
  organsAt,
  seatSchema,
  seatsAt,
  successorOf,
} from '../../src/modules/organs/index.js';
import { RegistryFiles } from '../../src/modules/registry-files/index.js';
import { START_DATA } from '../../src/start.js';
import { type TestApp, startTestApp } from '../support/app.js';

const NAMES = ['organs', 'seats', 'bars', 'barred', 'lists', 'supply-roles'] as const;
const HEAD = {
  organs: 'code,name,kind,parent,predecessors,valid_from,valid_to,source,note',
  seats: 'organ,party,capacity,contact,valid_from,valid_to,source',
  bars: 'code,name,organs,valid_from,valid_to,source',
  barred: 'bar,party,contact,valid_from,valid_to,source',
  lists: 'role,name,valid_from,valid_to,source',
  'supply-roles': 'party,role,valid_from,valid_to,source',
} as const;
type Name = keyof typeof HEAD;
const bytes = (text: string): Uint8Array => Buffer.from(text);
const file = (name: Name, ...lines: string[]): Uint8Array => bytes([HEAD[name], ...lines, ''].join('\n'));
const day = (text: string) => toInstant(`${text}T00:00:00Z`);
const source = 'made up for a test';

let ground: TestApp;
let files: RegistryFiles;
let dataSource: DataSource;
let organs: Organs;
beforeAll(async () => {
  ground = await startTestApp('2012-06-01T00:00:00.000Z');
  files = ground.app.get(RegistryFiles);
  dataSource = ground.app.get(DataSource);
  organs = ground.app.get(Organs);
}, 120_000);
afterAll(() => ground.close(), 60_000);

/** Brings a file in after its report. @returns the report, carried out */
async function bringIn(name: Name, ...lines: string[]) {
  const given = file(name, ...lines);
  const { report, faults } = await files.report(name, given);
  expect(faults).toEqual([]);
  return files.apply(name, given, report ?? '');
}

/** Makes sure that a file is refused and changes nothing. @returns its faults as line, column and what is wrong */
async function faultsOf(name: Name, ...lines: string[]) {
  const before = await files.export(name);
  const given = file(name, ...lines);
  const { report, faults } = await files.report(name, given);
  expect(report).toBeNull();
  await expect(files.apply(name, given, 'a'.repeat(32))).rejects.toMatchObject({
    code: 'registry-files.faulty',
  });
  expect(await files.export(name)).toBe(before);
  return faults.map(({ line, column, message }) => [line, column, message] as const);
}

const seated = async (organ: string, on: string): Promise<string[]> =>
  (await seatsAt(dataSource.manager, day(on), { organ })).map(
    ({ party, capacity }) => `${party} ${capacity}`,
  );

describe('the tables of the organs as files', () => {
  it.each(['organs', 'bars', 'lists', 'supply-roles'] as const)(
    '%s go out as the start data were loaded',
    async (name) => {
      const lines = (text: string): string[] => text.replace('\uFEFF', '').trim().split('\n').sort();
      const loaded = readFileSync(join(START_DATA, `${name}.csv`), 'utf8');
      expect(lines(await files.export(name))).toEqual(lines(loaded));
    },
  );

  it('go out and come back without any change, also mergers, bars on some organs, and who is barred', async () => {
    await bringIn(
      'organs',
      `AUDIT,Audit,committee,PLENARY,,2011-01-01,,${source},`,
      `BUDGET,Budget,committee,PLENARY,,2011-01-01,,${source},`,
    );
    await bringIn('seats', `AUDIT,GHA,member,GHA-1,2011-01-01,,${source}`);
    await ground.app.get(Mergers).merge(
      mergerSchema.parse({
        from: ['AUDIT', 'BUDGET'],
        into: { code: 'AB', name: 'Audit and Budget' },
        at: day('2012-01-01'),
        source,
      }),
    );
    await bringIn('bars', `NO-STATS,No statistics,WGS AB,2012-02-01,,${source}`);
    await bringIn('barred', `NO-STATS,NAM,,2012-02-01,,${source}`, `ASM,,GHA-2,2012-12-01,,${source}`);
    for (const name of NAMES) {
      const csv = await files.export(name);
      const rows = csv.trim().split('\n').length - 1;
      expect(rows).toBeGreaterThan(0);
      const { counts, report } = await files.report(name, bytes(csv));
      const nothing = { added: 0, changed: 0, ended: 0, leftAlone: 0, faults: 0 };
      expect([name, counts]).toEqual([name, { ...nothing, unchanged: rows }]);
      await files.apply(name, bytes(csv), report ?? '');
      expect(await files.export(name)).toBe(csv);
    }
    expect(await files.export('seats')).toContain(`\nAB,GHA,member,GHA-1,2012-01-01,,${source}\n`);
  });

  it('keep what an organ was merged from when a file renames it', async () => {
    const tx = dataSource.manager;
    expect(await files.export('organs')).toContain('\nAB,Audit and Budget,committee,PLENARY,AUDIT BUDGET,');
    const done = await bringIn(
      'organs',
      `AB,Audit and Money,committee,PLENARY,AUDIT BUDGET,2012-01-01,,${source},`,
    );
    expect(done.counts).toMatchObject({ changed: 1, added: 0, ended: 0 });
    expect(await successorOf(tx, 'AUDIT', day('2012-06-01'))).toMatchObject({
      code: 'AB',
      name: 'Audit and Money',
      predecessors: ['AUDIT', 'BUDGET'],
    });
  });
});

describe('seats by file', () => {
  it('are added, moved to another capacity, and ended', async () => {
    const done = await bringIn(
      'seats',
      `WGM,GHA,member,,2012-06-01,,${source}`,
      `WGDE,AUS,vice-chair,,2012-07-01,,${source}`,
      `WGDE,CAN,member,,2003-04-30,2012-07-01,"Washington communiqué 2012, paragraph 45: it leads work of the group; member and day assumed"`,
    );
    expect(done.counts).toMatchObject({ added: 2, changed: 0, ended: 2 });
    expect(await seated('WGM', '2012-06-01')).toContain('GHA member');
    const [june, july] = [await seated('WGDE', '2012-06-30'), await seated('WGDE', '2012-07-01')];
    expect([june.includes('AUS member'), june.includes('CAN member')]).toEqual([true, true]);
    expect(july).toContain('AUS vice-chair');
    expect(july.filter((one) => /^(AUS member|CAN)/.test(one))).toEqual([]);
    expect(await organs.seats('WGM', { at: day('2012-06-01') })).toContainEqual(
      expect.objectContaining({ party: 'GHA', contactId: null, source }),
    );
    await organs.unseat({ organ: 'WGM', party: 'GHA', at: day('2013-06-01') }); // the key is the one that the services use
    expect(await seated('WGM', '2013-06-01')).not.toContain('GHA member');
  });

  it('one too many is refused with rule, source and remedy, and nothing of the file is done', async () => {
    const faults = await faultsOf(
      'seats',
      `WGS,GHA,member,,2012-06-01,,${source}`,
      `PC,GHA,member,,2012-06-01,2012-11-30,${source}`,
    );
    expect(faults.map(([line, column]) => [line, column])).toEqual([
      [3, 'capacity'],
      [3, 'capacity'],
    ]);
    expect(faults[0]?.[2]).toMatch(
      /9 of 9 seats of PC are taken .* Rule «pc-at-most-nine» \(reports of 2003 on its creation\)\. End one of these seats first/,
    );
    expect(faults[1]?.[2]).toContain('pc-at-most-seven-participants');
    expect(await seated('WGS', '2012-06-01')).not.toContain('GHA member');
  });

  it('one gives way to another in a full organ, in whatever order the lines stand', async () => {
    const newcomer = `PC,GHA,member,,2012-06-01,,${source}`;
    const leaver = `PC,AGO,member,,2003-07-31,2012-06-01,reports of 2003: first members; day assumed`;
    for (const lines of [
      [newcomer, leaver],
      [leaver, newcomer],
    ])
      expect((await files.report('seats', file('seats', ...lines))).counts).toMatchObject({
        added: 1,
        ended: 1,
        faults: 0,
      });
    const second = `PC,NAM,member,,2012-06-01,,${source}`;
    const faults = await faultsOf('seats', newcomer, leaver, second);
    expect(new Set(faults.map(([line]) => line))).toEqual(new Set([2, 4])); // which of the two is to go is not for the file to guess
    await bringIn('seats', newcomer, leaver);
    expect(await seated('PC', '2012-06-01')).toEqual(expect.arrayContaining(['GHA member', 'CAN member']));
    expect(await seated('PC', '2012-06-01')).not.toContain('AGO member');
  });

  it.each([
    ['an unknown organ', 'XYZ,GHA,member,,2012-06-01,', 'organ', /no organ «XYZ»\. Known: .*WGM/],
    ['an organ of the roll', 'PLENARY,GHA,member,,2012-06-01,', 'organ', /everybody on the roll/],
    ['an organ before its time', 'CKR,GHA,guest,,2011-01-01,', 'organ', /does not exist at 2011-01-01/],
    ['an organ that was merged', 'AUDIT,NAM,member,,2012-06-01,', 'organ', /name AB/],
    ['an organ that ends', 'AUDIT,NAM,member,,2011-06-01,', 'valid_to', /AUDIT ends at 2012-01-01/],
    ['an unknown party', 'WGM,XXX,member,,2012-06-01,', 'party', /XXX/],
    ['somebody else’s contact', 'WGM,NAM,member,AGO-1,2012-06-01,', 'contact', /AGO-1/],
    ['an unknown capacity', 'WGM,NAM,king,,2012-06-01,', 'capacity', /chair/],
    ['an Observer as member', 'PC,DDI,member,,2013-06-01,', 'capacity', /pc-observers-are-no-members/],
    ['who never was Chair', 'CKR,ARM,member,,2012-06-01,', 'capacity', /ckr-only-chairs/],
    ['a barred party', 'WGS,NAM,member,,2012-06-01,', 'party', /NAM is barred .*«NO-STATS» \(made up/],
    ['a barred person', 'WGM,GHA,member,GHA-2,2013-07-01,', 'contact', /GHA-2 is barred .*«ASM»/],
  ])('refuses %s', async (_, line, column, message) => {
    expect(await faultsOf('seats', `${line},${source}`)).toEqual([
      [2, column, expect.stringMatching(message)],
    ]);
  });

  it('that a later rule would not allow can be ended, but not be lengthened', async () => {
    await bringIn('seats', `WGAAP,NAM,member,,2012-02-01,2013-02-01,${source}`);
    await organs.putRule(
      organRuleSchema.parse({
        id: 'wgaap-closed',
        organs: ['WGAAP'],
        title: 'Nobody is a member',
        rule: { kind: 'at-most', limit: 0, capacities: ['member'] },
        validFrom: day('2012-01-01'),
        validTo: day('2012-11-01'),
        source,
      }),
    );
    const longer = await faultsOf('seats', `WGAAP,NAM,member,,2012-02-01,2014-02-01,${source}`);
    expect(longer).toEqual([[2, 'capacity', expect.stringContaining('wgaap-closed')]]);
    const done = await bringIn('seats', `WGAAP,NAM,member,,2012-02-01,2012-10-01,${source}`);
    expect(done.counts).toMatchObject({ ended: 1, added: 0, changed: 0 });
  });

  it('wait for a change that is under way, and are judged beside it', async () => {
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    const seat = (party: string) =>
      organs.seat(
        seatSchema.parse({
          organ: 'WGS',
          party,
          capacity: 'vice-chair',
          validFrom: day('2012-06-01'),
          source,
        }),
        runner.manager,
      );
    await organs.putRule(
      organRuleSchema.parse({
        id: 'wgs-vice-chair',
        organs: ['WGS'],
        title: 'One Vice-Chair',
        rule: { kind: 'at-most', limit: 1, capacities: ['vice-chair'] },
        validFrom: day('2012-01-01'),
        source,
      }),
      runner.manager,
    );
    const waiting = files.report('seats', file('seats', `WGS,GHA,vice-chair,,2012-06-01,,${source}`));
    for (let waits = 0; waits === 0;)
      [{ waits }] = await dataSource.query<[{ waits: number }]>(
        `select count(*)::int as waits from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      );
    await seat('CHN'); // writes the table while the file waits: neither has what the other needs
    await runner.commitTransaction();
    await runner.release();
    expect((await waiting).faults).toMatchObject([
      {
        line: 2,
        column: 'capacity',
        message: expect.stringMatching(/1 of 1 seats of WGS are taken \(CHN\)/),
      },
    ]);
  });
});

describe('organs by file', () => {
  it('end with their seats, and what merges ends when its successor begins', async () => {
    await bringIn(
      'organs',
      `TAX,Tax,committee,PLENARY,,2012-01-01,,${source},`,
      `TOLL,Toll,committee,PLENARY,,2012-01-01,,${source},`,
    );
    await bringIn('seats', `TAX,NAM,member,,2012-02-01,,${source}`, `TAX,CHN,member,,2013-02-01,,${source}`);
    const merged = `TT,Tax and Toll,committee,PLENARY,TAX TOLL,2012-09-01,,${source},`;
    expect(await faultsOf('organs', merged)).toEqual([
      [2, 'predecessors', expect.stringContaining('TAX has not ended when TT begins')],
      [2, 'predecessors', expect.stringContaining('TOLL has not ended when TT begins')],
    ]);
    const done = await bringIn(
      'organs',
      `TAX,Tax,committee,PLENARY,,2012-01-01,2012-09-01,${source},`,
      `TOLL,Toll,committee,PLENARY,,2012-01-01,2012-09-01,${source},`,
      merged,
    );
    expect(done.consequences).toEqual([
      'The seat of CHN in TAX from 2013-02-01T00:00:00.000Z is never taken.',
      'The seat of NAM in TAX ends at 2012-09-01T00:00:00.000Z.',
    ]);
    expect(await seated('TAX', '2012-08-31')).toEqual(['NAM member']);
    expect(await successorOf(dataSource.manager, 'TOLL', day('2012-09-01'))).toMatchObject({ code: 'TT' });
    expect((await organsAt(dataSource.manager, day('2012-09-01'))).map(({ code }) => code)).not.toContain(
      'TAX',
    );
    expect(await faultsOf('organs', `T3,Three,committee,,TAX,2013-01-01,,${source},`)).toEqual([
      [2, 'predecessors', expect.stringContaining('TAX was merged into TT')],
    ]);
  });

  it('may be founded anew from what they were merged into, and a code still leads to it', async () => {
    const tx = dataSource.manager;
    await bringIn(
      'organs',
      `AB,Audit and Money,committee,PLENARY,AUDIT BUDGET,2012-01-01,2012-08-01,${source},`,
      `AUDIT,Audit again,committee,PLENARY,AB,2012-08-01,,${source},`,
    );
    const line = async (code: string, on: string) => (await successorOf(tx, code, day(on)))?.name;
    expect(await line('AUDIT', '2011-12-31')).toBe('Audit');
    for (const code of ['AUDIT', 'BUDGET', 'AB']) {
      expect(await line(code, '2012-07-31')).toBe('Audit and Money');
      expect(await line(code, '2012-08-01')).toBe('Audit again');
    }
    await bringIn(
      'organs',
      `AB,Audit and Money,committee,PLENARY,AUDIT BUDGET,2012-01-01,2012-08-01,"${source}, again",`,
    );
  });

  it.each([
    ['an unknown parent', 'NEW,New,sub-group,NONE,,2012-06-01,', 'parent', /no organ «NONE»/],
    ['itself as parent', 'NEW,New,sub-group,NEW,,2012-06-01,', 'parent', /does not belong to itself/],
    ['an unknown predecessor', 'NEW,New,committee,,NONE,2012-06-01,', 'predecessors', /no organ «NONE»/],
    ['itself as predecessor', 'NEW,New,committee,,NEW,2012-06-01,', 'predecessors', /merged from itself/],
    ['an unknown kind', 'NEW,New,club,,,2012-06-01,', 'kind', /committee/],
    [
      'seats in an organ of the roll',
      'WGS,Statistics,plenary,PLENARY,,2003-04-30,',
      'kind',
      /has a seat in WGS/,
    ],
    [
      'a beginning after its seats',
      'WGS,Working Group on Statistics,working-group,PLENARY,,2004-04-30,',
      'valid_from',
      /the seat of .* needs «WGS»/,
    ],
  ])('refuse %s', async (_, line, column, message) => {
    expect(await faultsOf('organs', `${line},${source},`)).toEqual([
      [2, column, expect.stringMatching(message)],
    ]);
  });
});

describe('bars, lists and supply roles by file', () => {
  it.each([
    ['bars', 'a bar on an unknown organ', 'X-1,X,WGM NONE,2012-06-01,', 'organs', /no organ «NONE»/],
    [
      'bars',
      'a wider bar that closes a seat',
      'NO-STATS,No statistics,,2012-02-01,',
      'organs',
      /NAM has a seat .*WGAAP/,
    ],
    [
      'bars',
      'a bar after whom it keeps out',
      'NO-STATS,No statistics,WGS AB,2012-03-01,',
      'valid_from',
      /the entry of NAM/,
    ],
    ['barred', 'an unknown bar', 'NONE,GHA,,2012-06-01,', 'bar', /no bar «NONE».*ASM/],
    ['barred', 'an unknown contact', 'ASM,,XXX-1,2013-01-01,', 'contact', /no contact XXX-1/],
    ['barred', 'an unknown party', 'ASM,XXX,,2013-01-01,', 'party', /XXX/],
    ['barred', 'a party and a contact', 'ASM,GHA,GHA-2,2013-01-01,', 'contact', /not both/],
    ['barred', 'somebody who sits', 'ASM,WDC,,2013-01-01,', 'party', /has a seat that .* closes: CRP, PC/],
    [
      'lists',
      'a list after its roles',
      'large-scale-mining,Large-scale mining,2013-01-01,',
      'valid_from',
      /the role of/,
    ],
    ['supply-roles', 'an unknown role', 'GHA,retail,2012-06-01,', 'role', /no list «retail»/],
    ['supply-roles', 'an unknown party', 'XXX,large-scale-mining,2012-06-01,', 'party', /XXX/],
  ] as const)('%s refuse %s', async (name, _, line, column, message) => {
    expect(await faultsOf(name, `${line},${source}`)).toEqual([[2, column, expect.stringMatching(message)]]);
  });

  it('are brought in together with what needs them', async () => {
    await bringIn('lists', `retail,Retail,2012-06-01,,${source}`);
    await bringIn('supply-roles', `GHA,retail,2012-06-01,,${source}`, `CHN,retail,2012-07-01,,${source}`);
    const roles = await ground.get<{ party: string }[]>(
      'GHA-1',
      '/api/v1/supply-roles?role=retail&at=2012-08-01T00:00:00Z',
    );
    expect(roles.body.map(({ party }) => party).sort()).toEqual(['CHN', 'GHA']);
  });
});

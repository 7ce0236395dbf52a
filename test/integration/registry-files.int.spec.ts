import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { addMs, toInstant } from '../../src/kernel/instant.js';
import { Registry, Standing, admissionSchema, noteBounce } from '../../src/modules/registry/index.js';
import { RegistryFiles } from '../../src/modules/registry-files/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const KP = join(import.meta.dirname, '../../data/kp');
const NAMES = ['parties', 'contacts', 'offices', 'trade-statuses', 'nations'] as const;
const bytes = (text: string): Uint8Array => Buffer.from(text);

let ground: TestApp;
let files: RegistryFiles;
beforeAll(async () => {
  ground = await startTestApp('2026-02-01T00:00:00.000Z');
  files = ground.app.get(RegistryFiles);
});
afterAll(() => ground.close());

/** @returns an exported table with lines put in the place of others, or added at its end */
async function edited(name: string, change: (csv: string) => string): Promise<Uint8Array> {
  const csv = await files.export(name);
  const changed = change(csv);
  expect(changed).not.toBe(csv);
  return bytes(changed);
}
const HEAD = {
  parties: 'code,name,kind,category,meeting,valid_from,valid_to,source,note',
  contacts: 'id,party,name,email,languages,zone,rank,valid_from,valid_to,source',
  offices: 'office,party,contact,valid_from,valid_to,source',
  'trade-statuses': 'party,status,valid_from,valid_to,source,note',
  nations: 'party,nation,name,valid_from,valid_to,source',
} as const;
const file = (name: keyof typeof HEAD, ...lines: string[]): Uint8Array =>
  bytes([HEAD[name], ...lines, ''].join('\n'));
const faultsOf = async (name: string, given: Uint8Array) => {
  const { report, faults } = await files.report(name, given);
  expect(report).toBeNull();
  return faults.map(({ line, column }) => [line, column]);
};

/** Brings a file in after its report. @returns the report, carried out */
async function bringIn(name: string, given: Uint8Array) {
  const { report, faults } = await files.report(name, given);
  expect(faults).toEqual([]);
  return files.apply(name, given, report ?? '');
}

describe('a table as a file', () => {
  it.each(NAMES)('%s goes out and comes back without any change', async (name) => {
    const csv = await files.export(name);
    const { counts, report } = await files.report(name, bytes(csv));
    expect(counts).toEqual({
      added: 0,
      changed: 0,
      ended: 0,
      unchanged: csv.trim().split('\n').length - 1,
      leftAlone: 0,
      faults: 0,
    });
    await files.apply(name, bytes(csv), report ?? '');
    expect(await files.export(name)).toBe(csv);
  });

  it.each(NAMES)('%s goes out as the start data were loaded', async (name) => {
    const lines = (text: string): string[] => text.replace('\uFEFF', '').trim().split('\n').sort();
    expect(lines(await files.export(name))).toEqual(lines(readFileSync(join(KP, `${name}.csv`), 'utf8')));
  });

  it('is not to be run by a spreadsheet, and comes back the same', async () => {
    const name = '=HYPERLINK("http://x.example","Aland")';
    await bringIn(
      'parties',
      file('parties', `AAX,"${name.replaceAll('"', '""')}",applicant,,,2025-01-01,2025-02-01,made up,-1`),
    );
    const csv = await files.export('parties');
    expect(csv).toContain(
      `AAX,"'=HYPERLINK(""http://x.example"",""Aland"")",applicant,,,2025-01-01,2025-02-01,made up,'-1\n`,
    );
    expect((await files.report('parties', bytes(csv))).counts).toMatchObject({ changed: 0, added: 0 });
    expect((await ground.app.get(Standing).history('AAX')).memberships).toMatchObject([{ name, note: '-1' }]);
  });

  it('that nobody knows is refused with the names of those that are', async () => {
    for (const work of [files.export('people'), files.report('people', bytes('a'))])
      await expect(work).rejects.toMatchObject({
        code: 'registry-files.unknown',
        details: { known: expect.arrayContaining([...NAMES]) },
      });
  });
});

describe('the report on a file', () => {
  it('tells what would be added, changed, ended, left alone, and changes nothing', async () => {
    const before = await files.export('contacts');
    const given = file(
      'contacts',
      'AGO-1,AGO,"Angola, head of delegation",new@ago.example,pt en,Africa/Luanda,1,2003-01-01,,made up: every address is under .example',
      'AGO-3,AGO,Third,third@ago.example,pt,Africa/Luanda,3,2020-01-01,,made up',
      'ARM-1,ARM,New head,head@arm.example,en,Asia/Yerevan,1,2020-01-01,,made up',
    );
    const told = await files.report('contacts', given);
    expect(told).toMatchObject({
      applied: false,
      counts: { added: 2, changed: 1, ended: 1, unchanged: 0, faults: 0 },
      added: [
        { line: 3, subject: 'AGO-3' },
        { line: 4, subject: 'ARM-1' },
      ],
      changed: [
        {
          line: 2,
          subject: 'AGO-1',
          changes: [{ column: 'email', old: 'head@ago.example', new: 'new@ago.example' }],
        },
      ],
      ended: [{ line: 4, subject: 'ARM-1', changes: [{ column: 'valid_to', old: '', new: '2020-01-01' }] }],
    });
    expect(told.counts.leftAlone).toBe(before.trim().split('\n').length - 3);
    expect(await files.export('contacts')).toBe(before);
  });

  it('names every fault at once, with line, column and remedy', async () => {
    const given = file(
      'trade-statuses',
      'XXX,suspended,2013-01-01,,made up,',
      'CMR,suspended,2012-08-13,,made up,',
      'WDC,suspended,2012-08-13,,made up,',
      'GHA,banned,2013-01-01,2012-01-01,x,',
      'IND,suspended,2013-01-01,,made up,',
    );
    expect(await faultsOf('trade-statuses', given)).toEqual([
      [2, 'party'],
      [3, 'party'],
      [4, 'party'],
      [5, 'status'],
      [5, 'source'],
    ]);
    const { faults } = await files.report('trade-statuses', given);
    expect(faults[1]?.message).toBe(
      'CMR is no Participant at 2012-08-13T00:00:00.000Z (applicant). Choose a date at which it is one, or leave the entry out.',
    );
    expect(faults[3]?.message).toContain('eligible');
  });

  it.each([
    ['an end before a beginning', 'nations', 'EU,XXX,X,2013-01-01,2012-01-01,made up', [[2, 'valid_to']]],
    [
      'an unknown party of a contact',
      'contacts',
      'XXX-1,XXX,X,x@x.example,en,UTC,1,2013-01-01,,made up',
      [[2, 'party']],
    ],
    ['an office of an applicant', 'offices', 'vice-chair,PAN,,2012-07-01,2012-08-01,made up', [[2, 'party']]],
    [
      'a contact of another for an office',
      'offices',
      'vice-chair,IND,AGO-1,2024-01-01,2024-02-01,made up',
      [[2, 'contact']],
    ],
    ['a nation that is a Participant', 'nations', 'EU,CHE,Switzerland,2013-01-01,,made up', [[2, 'nation']]],
    [
      'a range inside another’s that begins later',
      'offices',
      'chair,AGO,,2009-01-01,,made up',
      [[2, 'valid_from']],
    ],
    ['a bad address', 'contacts', 'AGO-9,AGO,X,nobody,en,UTC,1,2013-01-01,,made up', [[2, 'email']]],
  ] as const)('refuses %s', async (_, name, line, faults) => {
    expect(await faultsOf(name, file(name, line))).toEqual(faults);
  });

  it('refuses ranges of the file that overlap', async () => {
    const lines = ['GHA,partly,2006-11-01,2008-01-01,made up,', 'GHA,suspended,2007-01-01,,made up,'];
    expect(await faultsOf('trade-statuses', file('trade-statuses', ...lines))).toEqual([[3, 'valid_from']]);
  });

  it('refuses a heading with a column too much or too few, an empty file and another encoding', async () => {
    expect(await faultsOf('nations', bytes('party,nation,name,valid_from,valid_to,sauce\n'))).toEqual([
      [1, 'sauce'],
      [1, 'source'],
    ]);
    for (const bad of [
      bytes(''),
      Buffer.from(`${HEAD.nations}\nCIV,CIV,C\u00F4te,2020-01-01,,made up\n`, 'latin1'),
    ])
      await expect(files.report('nations', bad)).rejects.toMatchObject({ code: 'registry-files.unreadable' });
  });

  it('refuses to leave an office or a trade status without ground', async () => {
    const ends = await edited('parties', (csv) =>
      csv.replace('IND,India,participant,,,2003-01-01,,', 'IND,India,participant,,,2003-01-01,2026-01-05,'),
    );
    expect(await faultsOf('parties', ends)).toHaveLength(1);
    expect((await files.report('parties', ends)).faults[0]?.message).toContain('«chair» from 2026-01-01');
    const moves = await edited('parties', (csv) =>
      csv.replace('VEN,Venezuela,participant,,,2003-01-01', 'VEN,Venezuela,participant,,,2009-01-01'),
    );
    expect((await files.report('parties', moves)).faults[0]?.message).toContain('a trade status');
  });
});

describe('a file brought in', () => {
  it('corrects without forgetting: the registry shows what was believed before', async () => {
    const standing = ground.app.get(Standing);
    const known = await ground.timeMachine.now();
    await ground.travelTo(addMs(known, 86_400_000));
    const given = await edited('trade-statuses', (csv) =>
      csv.replace('CAF,suspended,2013-05-23', 'CAF,suspended,2013-05-20'),
    );
    const done = await bringIn('trade-statuses', given);
    expect(done).toMatchObject({
      applied: true,
      counts: { changed: 1, added: 0, ended: 0 },
      changed: [{ changes: [{ column: 'valid_from', old: '2013-05-23', new: '2013-05-20' }] }],
    });
    const at = toInstant('2013-05-21T00:00:00Z');
    const trade = async (knownAt?: typeof known) =>
      (await standing.roll({ at, knownAt })).entries.find(({ code }) => code === 'CAF')?.tradeStatus;
    expect([await trade(), await trade(known)]).toEqual(['suspended', 'eligible']);
    expect(
      (await standing.history('CAF')).tradeStatuses.filter(({ status }) => status === 'suspended'),
    ).toHaveLength(2);
  });

  it('ends a party’s contacts with it, and says so before', async () => {
    const given = await edited('parties', (csv) =>
      csv.replace(
        "LAO,Lao People's Democratic Republic,participant,,,2003-01-01,,",
        "LAO,Lao People's Democratic Republic,participant,,,2003-01-01,2026-01-15,",
      ),
    );
    const told = await files.report('parties', given);
    expect(told.consequences).toEqual([
      'Contact LAO-1 ends at 2026-01-15T00:00:00.000Z.',
      'Contact LAO-2 ends at 2026-01-15T00:00:00.000Z.',
    ]);
    await files.apply('parties', given, told.report ?? '');
    const contacts = await ground.app.get(Registry).contacts(toInstant('2026-01-15T00:00:00Z'));
    expect(contacts.filter(({ party }) => party === 'LAO')).toEqual([]);
  });

  it('tries a new address although mail to the old one came back', async () => {
    const registry = ground.app.get(Registry);
    await noteBounce(ground.app.get(DataSource).manager, 'GUY-1', 'mailbox unknown');
    expect((await registry.requireContact('GUY-1')).bouncedSince).not.toBeNull();
    const given = await edited('contacts', (csv) => csv.replace('head@guy.example', 'new@guy.example'));
    expect((await bringIn('contacts', given)).consequences).toEqual([
      'Mail to GUY-1 is tried again: its address is new.',
    ]);
    expect(await registry.requireContact('GUY-1')).toMatchObject({
      email: 'new@guy.example',
      bouncedSince: null,
    });
  });

  it('is refused when the registry or the file has changed since the report, and nothing is done', async () => {
    const given = file('nations', 'GHA,GHA,Ghana,2003-01-01,,made up');
    const { report } = await files.report('nations', given);
    await ground.app.get(Registry).admitParty(
      admissionSchema.parse({
        code: 'RUR',
        name: 'Ruritania',
        kind: 'participant',
        validFrom: '2026-01-01T00:00:00Z',
        source: 'made up',
      }),
    );
    const refused = {
      code: 'registry-files.outdated',
      kind: 'conflict',
      message: expect.stringContaining('Make the report again'),
    };
    await expect(files.apply('nations', given, report ?? '')).rejects.toMatchObject(refused);
    const again = await files.report('nations', given);
    const other = file('nations', 'GHA,GHA,Ghana,2004-01-01,,made up');
    await expect(files.apply('nations', other, again.report ?? '')).rejects.toMatchObject(refused);
    expect((await ground.app.get(Standing).history('GHA')).nations).toEqual([]);
    await files.apply('nations', given, again.report ?? '');
    await expect(files.apply('nations', given, again.report ?? '')).rejects.toMatchObject(refused);
  });

  it('is carried out once when two carry one report out at once', async () => {
    const given = file('nations', 'BWA,BWA,Botswana,2003-01-01,,made up');
    const { report } = await files.report('nations', given);
    const tries = await Promise.allSettled([1, 2].map(() => files.apply('nations', given, report ?? '')));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await ground.app.get(Standing).history('BWA')).nations).toHaveLength(1);
  });

  it('is not brought in at all when one line is faulty', async () => {
    const given = file(
      'nations',
      'ZAF,ZAF,South Africa,2003-01-01,,made up',
      'XXX,QQQ,Q,2003-01-01,,made up',
    );
    await expect(files.apply('nations', given, 'a'.repeat(32))).rejects.toMatchObject({
      code: 'registry-files.faulty',
      details: { faults: [{ line: 3, column: 'party' }] },
    });
    expect((await ground.app.get(Standing).history('ZAF')).nations).toEqual([]);
  });

  it('may exchange two ranges of one subject', async () => {
    const [first, second] = ['2003-01-01,2010-01-01', '2010-01-01,2020-01-01'];
    await bringIn(
      'trade-statuses',
      file('trade-statuses', `NAM,partly,${first},made up,`, `NAM,suspended,${second},made up,`),
    );
    const { counts } = await bringIn(
      'trade-statuses',
      file('trade-statuses', `NAM,suspended,${first},made up,`, `NAM,partly,${second},made up,`),
    );
    expect(counts).toMatchObject({ changed: 2, added: 0, ended: 0 });
  });
});

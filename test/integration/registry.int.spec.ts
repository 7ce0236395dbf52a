import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { LegalClock } from '../../src/engine/index.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import {
  Registry,
  contactsByEmail,
  contactsOf,
  findContact,
  isEmpty,
  noteBounce,
  officeAt,
  partySchema,
  contactSchema,
  rollAt,
  rolesOf,
  seedRegistry,
  termSchema,
} from '../../src/modules/registry/index.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const KP = join(import.meta.dirname, '../../data/kp');
const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);
const codes = (parties: readonly { readonly code: string }[]): string[] => parties.map(({ code }) => code);

/** A registry on a simulated clock, so that «known at» can be asked about exact instants. */
async function openRegistry() {
  const database = await createTestDatabase();
  const { dataSource } = database;
  const clock = new LegalClock(true);
  await clock.establish(dataSource);
  return { database, tx: dataSource.manager, registry: new Registry(dataSource, clock), clock };
}

describe('the Kimberley Process as loaded at the start', () => {
  let database: TestDatabase;
  let tx: EntityManager;
  beforeAll(async () => {
    ({ database, tx } = await openRegistry());
    await tx.transaction((inner) => seedRegistry(inner, KP));
  });
  afterAll(() => database.close());

  it.each([
    ['2011-01-10T00:00:00Z', 50],
    ['2012-08-13T23:59:59.999Z', 50],
    ['2012-08-14T00:00:00Z', 51],
    ['2012-11-29T23:59:59.999Z', 51],
    ['2012-11-30T00:00:00Z', 54],
    ['2013-06-30T23:59:59.999Z', 54],
    ['2013-07-01T00:00:00Z', 53],
    ['2013-12-31T00:00:00Z', 54],
    ['2018-12-31T00:00:00Z', 55],
    ['2021-01-01T00:00:00Z', 56],
    ['2021-11-12T00:00:00Z', 59],
    ['2025-12-05T00:00:00Z', 60],
  ])('counts at %s %i Participants', async (instant, count) => {
    expect(await rollAt(tx, toInstant(instant))).toHaveLength(count);
  });

  it('knows the four Observers, ADPA only from 2012', async () => {
    expect(codes(await rollAt(tx, day('2012-11-30'), 'observer'))).toEqual(['ADPA', 'CSC', 'DDI', 'WDC']);
    expect(codes(await rollAt(tx, day('2011-12-31'), 'observer'))).toEqual(['CSC', 'DDI', 'WDC']);
  });

  it('passes the Chair at midnight UTC of the new year, so that a declaration of 18 January 2011 is not Israel’s', async () => {
    const chairs = ['2010-12-31T23:59:59.999Z', '2011-01-01T00:00:00Z', '2011-01-18T12:00:00Z'];
    const held = await Promise.all(chairs.map((instant) => officeAt(tx, 'chair', toInstant(instant))));
    expect(held.map((term) => term?.party)).toEqual(['ISR', 'COD', 'COD']);
    expect(held[1]).toMatchObject({
      partyName: 'Democratic Republic of Congo',
      contactId: 'COD-1',
      validTo: day('2012-01-01'),
    });
  });

  it('has a Chair at every moment from 2010 on, and a Vice-Chair only in the last days of 2025', async () => {
    for (let year = 2010; year <= 2026; year += 1) {
      expect(await officeAt(tx, 'chair', day(`${year}-01-01`))).not.toBeNull();
      expect(await officeAt(tx, 'chair', toInstant(`${year}-12-31T23:59:59.999Z`))).not.toBeNull();
    }
    expect(await officeAt(tx, 'vice-chair', toInstant('2025-12-24T23:59:59.999Z'))).toBeNull();
    expect(await officeAt(tx, 'vice-chair', day('2025-12-25'))).toMatchObject({ party: 'IND' });
    expect(await officeAt(tx, 'vice-chair', day('2026-01-01'))).toBeNull();
  });

  it('gives every Participant and Observer somebody to write to, under .example only', async () => {
    for (const instant of [day('2011-01-10'), day('2012-11-30'), day('2025-12-05')]) {
      const [members, observers] = [await rollAt(tx, instant), await rollAt(tx, instant, 'observer')];
      const contacts = await contactsOf(tx, codes([...members, ...observers, { code: 'SEC' }]), instant);
      const ranks = (code: string) => contacts.filter(({ party }) => party === code).map(({ rank }) => rank);
      for (const code of codes(members)) expect([code, ranks(code)]).toEqual([code, [1, 2]]);
      for (const code of codes(observers)) expect([code, ranks(code)]).toEqual([code, [1]]);
      expect(ranks('SEC')).toEqual([1, 2]);
      expect(contacts.filter(({ email }) => !email.endsWith('.example'))).toEqual([]);
    }
  });

  it.each([
    ['COD-1', '2011-06-01', ['chair', 'participant']],
    ['COD-2', '2011-06-01', ['participant']],
    ['ISR-1', '2011-06-01', ['participant']],
    ['IND-1', '2025-12-28', ['participant', 'vice-chair']],
    ['WDC-1', '2012-11-30', ['observer']],
    ['SEC-2', '2012-11-30', ['secretariat']],
    ['CMR-1', '2012-08-13', []],
    ['HRV-1', '2013-07-01', []],
    ['XXX-1', '2012-11-30', []],
  ])('gives %s on %s the roles %j', async (contact, on, roles) => {
    expect(await rolesOf(tx, contact, day(on))).toEqual(roles);
  });

  it('refuses to be loaded into a store that holds something', async () => {
    await expect(tx.transaction((inner) => seedRegistry(inner, KP))).rejects.toMatchObject({
      code: 'registry.not-empty',
    });
  });
});

describe('loading start data', () => {
  it('loads once when two programs start on one empty store', async () => {
    const { database, tx } = await openRegistry();
    const loads = await Promise.allSettled(
      [1, 2].map(() => tx.transaction((inner) => seedRegistry(inner, KP))),
    );
    expect(loads.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(loads.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'registry.not-empty' },
    });
    await database.close();
  });

  it('names file, line and field of a bad row, and loads nothing', async () => {
    const { database, tx } = await openRegistry();
    const folder = mkdtempSync(join(tmpdir(), 'plenum-registry-'));
    const party = 'AAA,Aland,participant,2003-02-30,,made up,';
    writeFileSync(join(folder, 'parties.csv'), `code,name,kind,valid_from,valid_to,source,note\n${party}\n`);
    await expect(tx.transaction((inner) => seedRegistry(inner, folder))).rejects.toThrow(
      /parties\.csv, line 2: valid_from/,
    );
    expect(await isEmpty(tx)).toBe(true);
    rmSync(folder, { recursive: true });
    await database.close();
  });
});

describe('changes by the Secretariat', () => {
  let opened: Awaited<ReturnType<typeof openRegistry>>;
  beforeEach(async () => {
    opened = await openRegistry();
    await opened.registry.addParty(aParty({}));
    await opened.registry.putContact(aContact({}));
  });
  afterEach(() => opened.database.close());

  const run = (title: string, test: (ground: typeof opened) => Promise<void>): void =>
    it(title, () => test(opened));

  const later = async (instant: string): Promise<void> => {
    await opened.clock.moveTo(opened.tx, toInstant(instant));
  };
  const emailAt = async (instant: Instant, knownAt: Instant | null = null): Promise<string[]> =>
    (await contactsOf(opened.tx, ['AAA'], instant, knownAt)).map(({ email }) => email);

  run('replaces a contact from an instant on and keeps who spoke before', async ({ registry }) => {
    await registry.putContact(aContact({ email: 'new@aaa.example', validFrom: '2020-01-01T00:00:00Z' }));
    expect(await emailAt(toInstant('2019-12-31T23:59:59.999Z'))).toEqual(['head@aaa.example']);
    expect(await emailAt(day('2020-01-01'))).toEqual(['new@aaa.example']);
  });

  run('corrects an entry without forgetting what was believed before', async ({ registry }) => {
    await later('2030-01-01T00:00:00Z');
    await registry.putContact(aContact({ email: 'right@aaa.example' }));
    expect(await emailAt(day('2010-01-01'))).toEqual(['right@aaa.example']);
    expect(await emailAt(day('2010-01-01'), toInstant('2029-12-31T23:59:59.999Z'))).toEqual([
      'head@aaa.example',
    ]);
    expect(await emailAt(day('2010-01-01'), day('2030-01-01'))).toEqual(['right@aaa.example']);
  });

  run('shows a membership that was ended late as it was known then', async ({ tx, registry }) => {
    await later('2030-01-01T00:00:00Z');
    await registry.endParty('AAA', day('2028-07-01'));
    expect(codes(await rollAt(tx, day('2029-01-01')))).toEqual([]);
    expect(codes(await rollAt(tx, day('2029-01-01'), 'participant', day('2029-01-01')))).toEqual(['AAA']);
    expect(await emailAt(day('2028-07-01'))).toEqual([]);
  });

  run('refuses what cannot be, naming the field and changing nothing', async ({ tx, registry }) => {
    const refused = async (work: Promise<void>, code: string, field: string): Promise<void> =>
      expect(work).rejects.toMatchObject({ code, details: { field } });
    await refused(registry.addParty(aParty({ name: 'Again' })), 'registry.overlap', 'validFrom');
    await refused(
      registry.putContact(aContact({ id: 'BBB-1', party: 'BBB' })),
      'registry.unknown-party',
      'party',
    );
    await refused(
      registry.putContact(aContact({ validFrom: '2002-01-01T00:00:00Z' })),
      'registry.unknown-party',
      'party',
    );
    await refused(registry.endParty('AAA', day('2003-01-01')), 'registry.nothing-to-end', 'at');
    await refused(registry.endContact('BBB-1', day('2010-01-01')), 'registry.nothing-to-end', 'at');
    await refused(registry.beginTerm(aTerm({ party: 'BBB' })), 'registry.unknown-party', 'party');
    await refused(registry.beginTerm(aTerm({ contactId: 'AAA-9' })), 'registry.unknown-contact', 'contactId');
    expect(await rollAt(tx, day('2010-01-01'))).toHaveLength(1);
    expect(await emailAt(day('2010-01-01'))).toEqual(['head@aaa.example']);
  });

  run('does not let a new entry reach into one that begins later', async ({ registry }) => {
    await registry.putContact(aContact({ email: 'late@aaa.example', validFrom: '2020-01-01T00:00:00Z' }));
    const early = aContact({ email: 'early@aaa.example', validFrom: '2010-01-01T00:00:00Z' });
    await expect(registry.putContact(early)).rejects.toMatchObject({ code: 'registry.overlap' });
    expect(await emailAt(day('2015-01-01'))).toEqual(['head@aaa.example']);
    await registry.putContact({ ...early, validTo: day('2020-01-01') });
    expect(await emailAt(day('2015-01-01'))).toEqual(['early@aaa.example']);
  });

  run('passes an office on, and leaves it vacant when a term just ends', async ({ tx, registry }) => {
    await registry.addParty(aParty({ code: 'BBB', name: 'Bravia' }));
    await registry.beginTerm(aTerm({}));
    await registry.beginTerm(aTerm({ party: 'BBB', validFrom: '2021-01-01T00:00:00Z' }));
    await registry.endTerm('chair', day('2022-01-01'));
    const held = await Promise.all(
      ['2020-12-31', '2021-01-01', '2022-01-01'].map((on) => officeAt(tx, 'chair', day(on))),
    );
    expect(held.map((term) => term?.partyName ?? null)).toEqual(['Aland', 'Bravia', null]);
  });

  run('names an office to one contact, or to all of the party', async ({ tx, registry }) => {
    await registry.putContact(aContact({ id: 'AAA-2', email: 'second@aaa.example', rank: 2 }));
    await registry.beginTerm(aTerm({ contactId: 'AAA-1' }));
    expect(await rolesOf(tx, 'AAA-2', day('2020-06-01'))).toEqual(['participant']);
    await registry.beginTerm(aTerm({}));
    expect(await rolesOf(tx, 'AAA-2', day('2020-06-01'))).toEqual(['chair', 'participant']);
  });

  run('does not end a party that holds an office', async ({ registry }) => {
    await registry.beginTerm(aTerm({}));
    const ended = registry.endParty('AAA', day('2021-01-01'));
    await expect(ended).rejects.toMatchObject({
      code: 'registry.holds-office',
      details: { offices: ['chair'] },
    });
    await registry.endTerm('chair', day('2021-01-01'));
    await registry.endParty('AAA', day('2021-01-01'));
  });

  run(
    'keeps since when mail comes back, until a new address or the Secretariat says otherwise',
    async ({ tx, registry }) => {
      const since = async (at: string) => (await findContact(tx, 'AAA-1', toInstant(at)))?.bouncedSince;
      await later('2030-01-01T00:00:00Z');
      await noteBounce(tx, 'AAA-1', 'mailbox unknown');
      await later('2030-02-01T00:00:00Z');
      await noteBounce(tx, 'AAA-1', 'mailbox unknown');
      expect(await since('2029-12-31T23:59:59.999Z')).toBeNull();
      expect(await since('2030-02-01T00:00:00Z')).toBe(day('2030-01-01'));
      await registry.markReachable('AAA-1');
      expect(await since('2030-02-01T00:00:00Z')).toBeNull();
      expect(await since('2030-01-15T00:00:00Z')).toBe(day('2030-01-01'));
      await expect(registry.markReachable('AAA-1')).rejects.toMatchObject({ code: 'registry.not-bounced' });
      await noteBounce(tx, 'AAA-1', 'mailbox full');
      await registry.putContact(aContact({ name: 'Renamed', validFrom: '2030-02-01T00:00:00Z' }));
      expect(await since('2030-02-01T00:00:00Z')).toBe(day('2030-02-01'));
      await registry.putContact(aContact({ email: 'new@aaa.example', validFrom: '2030-02-01T00:00:00Z' }));
      expect(await since('2030-02-01T00:00:00Z')).toBeNull();
    },
  );

  run('finds a contact by its address in whatever letter case', async ({ tx }) => {
    const found = await contactsByEmail(tx, 'HEAD@aaa.EXAMPLE', day('2010-01-01'));
    expect(found.map(({ id }) => id)).toEqual(['AAA-1']);
  });

  run('cannot be overwritten or emptied, not even by SQL', async ({ tx }) => {
    const kept = /the registry keeps what was believed/;
    await expect(tx.query(`update party set name = 'Other'`)).rejects.toThrow(kept);
    await expect(
      tx.query(`update contact set superseded_at = legal_now(), email = 'x@y.example'`),
    ).rejects.toThrow(kept);
    await expect(tx.query('delete from contact')).rejects.toThrow(kept);
    await expect(tx.query('truncate office_term')).rejects.toThrow(kept);
  });
});

describe('what the Secretariat enters', () => {
  const faultsOf = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } }): string[] =>
    result.error?.issues.map(({ path }) => path.join('.')) ?? [];

  it('is refused with every faulty field named', () => {
    const bad = {
      ...aContactText({}),
      zone: '+02:00',
      email: 'a@b, c@d.example',
      languages: ['en', 'qx', '!'],
      rank: 0,
    };
    expect(faultsOf(contactSchema.safeParse(bad))).toEqual([
      'email',
      'languages.1',
      'languages.2',
      'zone',
      'rank',
    ]);
  });

  it('is refused when it ends before or when it begins', () => {
    const from = '2020-01-01T00:00:00Z';
    const party = { code: 'AAA', name: 'Aland', kind: 'participant', source: 'made up', validFrom: from };
    for (const validTo of [from, '2019-01-01T00:00:00Z']) {
      expect(faultsOf(partySchema.safeParse({ ...party, validTo }))).toEqual(['validTo']);
      expect(faultsOf(contactSchema.safeParse({ ...aContactText({}), validFrom: from, validTo }))).toEqual([
        'validTo',
      ]);
      expect(
        faultsOf(
          termSchema.safeParse({
            office: 'chair',
            party: 'AAA',
            source: 'made up',
            validFrom: from,
            validTo,
          }),
        ),
      ).toEqual(['validTo']);
    }
  });
});

function aParty(changes: object) {
  const party = {
    code: 'AAA',
    name: 'Aland',
    kind: 'participant',
    validFrom: '2003-01-01T00:00:00Z',
    source: 'made up',
  };
  return partySchema.parse({ ...party, ...changes });
}

function aContactText(changes: object) {
  const contact = {
    id: 'AAA-1',
    party: 'AAA',
    name: 'Head of Aland',
    email: 'head@aaa.example',
    languages: ['en', 'pt-BR'],
    zone: 'Africa/Luanda',
    rank: 1,
  };
  return { ...contact, validFrom: '2003-01-01T00:00:00Z', source: 'made up', ...changes };
}

function aContact(changes: object) {
  return contactSchema.parse(aContactText(changes));
}

function aTerm(changes: object) {
  return termSchema.parse({
    office: 'chair',
    party: 'AAA',
    validFrom: '2020-01-01T00:00:00Z',
    source: 'made up',
    ...changes,
  });
}

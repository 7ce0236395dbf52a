import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EffectRegistry,
  type EffectResult,
  LegalClock,
  type OutboxMessage,
  PermanentFailure,
} from '../../src/engine/index.js';
import { type OutboxId, newId } from '../../src/kernel/ids.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { Organs } from '../../src/modules/organs/index.js';
import { Registry } from '../../src/modules/registry/index.js';
import { Authorities, type Holding } from '../../src/modules/successions/index.js';
import { TermCarrier } from '../../src/modules/successions/term.carrier.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const LOADED = toInstant('2012-09-01T00:00:00Z');
/** New Year in Kolkata. */
const YEAR = '2027-01-01';
const BEGIN = toInstant('2026-12-31T18:30:00Z');
const END = toInstant('2027-12-31T18:30:00Z');
const LATER = toInstant('2027-03-01T09:00:00Z');
const LATER_STILL = toInstant('2028-12-31T18:30:00Z');

let database: TestDatabase;
let registry: Registry;
let authorities: Authorities;
let effects: EffectRegistry;
let clock: LegalClock;
let organs: Organs;

beforeAll(async () => {
  database = await createTestDatabase();
  const { dataSource } = database;
  clock = new LegalClock(true);
  await dataSource.query('insert into simulated_clock (instant) values ($1)', [LOADED]);
  registry = new Registry(dataSource, clock);
  authorities = new Authorities(dataSource, registry);
  effects = new EffectRegistry();
  organs = new Organs(dataSource, clock);
  new TermCarrier(dataSource, effects, registry, organs).onModuleInit();
  const since = { validFrom: toInstant('2003-01-01T00:00:00Z'), validTo: null, source: 'a test', note: '' };
  for (const code of ['AAA', 'BBB', 'CCC'])
    await registry.addParty({
      ...since,
      code,
      name: `Party ${code}`,
      kind: 'participant',
      category: null,
      meeting: null,
    });
  for (const id of ['AAA-1', 'AAA-2', 'BBB-1'])
    await registry.putContact({
      id,
      party: id.slice(0, 3),
      name: `Person ${id}`,
      email: `${id.toLowerCase()}@mail.example`,
      languages: ['en'],
      zone: 'UTC',
      rank: 1,
      function: null,
      validFrom: since.validFrom,
      validTo: null,
      source: 'a test',
    });
});
afterAll(() => database.close());

const setClock = async (at: Instant): Promise<void> => {
  await database.dataSource.query('update simulated_clock set instant = $1', [at]);
};
const carry = (topic: string, payload: JsonObject): Promise<EffectResult> => {
  const message: OutboxMessage = {
    id: newId<OutboxId>(),
    caseId: null,
    eventSeq: null,
    topic,
    payload,
    occurredAt: LOADED,
    late: false,
    historical: false,
    attempts: 1,
    failures: 0,
  };
  return effects.get(topic)(message);
};
const begin = (party: string, more: JsonObject = {}): Promise<EffectResult> =>
  carry('begin-term', {
    succession: 'S',
    office: 'chair',
    party,
    from: BEGIN,
    to: END,
    standing: 'elected',
    source: `a decision for ${party}`,
    ...more,
  });
const chairAt = async (at: string, knownAt?: string) => {
  const asked = { at: toInstant(at), ...(knownAt ? { knownAt: toInstant(knownAt) } : {}) };
  const found = (await authorities.at(asked)).offices.find(({ office }) => office === 'chair');
  if (!found) throw new Error('no chair in the answer');
  return found;
};
const holderAt = async (at: string): Promise<Holding | null> => (await chairAt(at)).holder;

describe('terms carried out', () => {
  it('begin and end to the second at New Year of the zone, and are one however often they are carried out', async () => {
    expect(await begin('AAA')).toBe('done');
    expect(await begin('AAA')).toEqual({ skipped: 'the registry has that term already' });
    const found = await Promise.all(
      ['2026-12-31T18:29:59Z', '2026-12-31T18:30:00Z', '2026-12-31T18:30:01Z'].map(holderAt),
    );
    expect(found.map((holder) => holder?.party)).toEqual([undefined, 'AAA', 'AAA']);
    expect(await holderAt(`${YEAR}T00:00:00Z`)).toEqual({
      party: 'AAA',
      name: 'Party AAA',
      standing: 'elected',
      since: BEGIN,
      until: END,
      source: 'a decision for AAA',
      contacts: [
        { id: 'AAA-1', name: 'Person AAA-1' },
        { id: 'AAA-2', name: 'Person AAA-2' },
      ],
    });
    expect(await chairAt('2027-12-31T18:30:00Z')).toMatchObject({ holder: null, vacantSince: END });
    expect((await chairAt('2027-12-31T18:29:59Z')).holder?.party).toBe('AAA');
    expect(await chairAt('2020-01-01T00:00:00Z')).toMatchObject({ holder: null, vacantSince: null });
  });

  it('of a custodian say so, and give way to whoever is elected', async () => {
    const from = END;
    const to = toInstant('2028-12-31T18:30:00Z');
    expect(await begin('BBB', { from, to, standing: 'custodian' })).toBe('done');
    expect(await holderAt('2028-02-01T00:00:00Z')).toMatchObject({ party: 'BBB', standing: 'custodian' });
    const elected = toInstant('2028-03-01T00:00:00Z');
    expect(await begin('CCC', { from: elected, to })).toBe('done');
    expect(await holderAt('2028-02-29T23:59:59Z')).toMatchObject({ party: 'BBB', until: elected });
    expect(await holderAt('2028-03-01T00:00:00Z')).toMatchObject({
      party: 'CCC',
      standing: 'elected',
      contacts: [],
    });
  });

  it('that cannot be are given up at once, with the reason', async () => {
    const unknown = begin('ZZZ', { from: '2030-01-01T00:00:00.000Z', to: '2031-01-01T00:00:00.000Z' });
    await expect(unknown).rejects.toThrow(PermanentFailure);
    const early = begin('AAA', { from: '2026-01-01T00:00:00.000Z', to: END });
    await expect(early).rejects.toThrow('already has an entry in that time');
  });

  it('end where nobody follows: one without an end, and no other', async () => {
    const end = (office: string, at: string): Promise<EffectResult> =>
      carry('end-term', { succession: 'S', office, at });
    expect(await end('vice-chair', BEGIN)).toEqual({ skipped: 'nobody held it any more' });
    expect(await end('chair', BEGIN)).toEqual({ skipped: 'AAA holds it from then, by the registry' });
    expect(await end('chair', LATER)).toEqual({ skipped: `AAA holds it until ${END}` });
    await registry.beginTerm({
      office: 'vice-chair',
      party: 'BBB',
      contactId: 'BBB-1',
      validFrom: LOADED,
      validTo: null,
      source: 'a test',
    });
    expect(await end('vice-chair', BEGIN)).toBe('done');
    expect(await end('vice-chair', BEGIN)).toEqual({ skipped: 'nobody held it any more' });
    const { offices } = await authorities.at({ at: BEGIN });
    expect(offices.find(({ office }) => office === 'vice-chair')).toMatchObject({
      holder: null,
      vacantSince: BEGIN,
    });
  });

  it('seat the past Chair in the committee, or in the one it became, once', async () => {
    const seat = { succession: 'S', party: 'AAA', year: 2028, from: END, to: LATER_STILL, source: 'a test' };
    expect(await carry('seat-past-chair', { ...seat, from: LOADED })).toEqual({
      skipped: expect.stringContaining('there is no PC'),
    });
    const committee = { code: 'PC', name: 'Committee', kind: 'committee' as const, parent: null, note: '' };
    await organs.found({ ...committee, validFrom: BEGIN, validTo: null, source: 'a test' });
    expect(await carry('seat-past-chair', seat)).toBe('done');
    expect(await carry('seat-past-chair', seat)).toEqual({ skipped: 'AAA chairs PC already' });
    expect(await organs.seats('PC', { at: END })).toMatchObject([{ party: 'AAA', capacity: 'chair' }]);
  });
});

describe('what was believed then', () => {
  it('is answered beside a correction: another held the office than was believed', async () => {
    await setClock(LATER);
    await registry.beginTerm({
      office: 'chair',
      party: 'BBB',
      contactId: 'BBB-1',
      validFrom: BEGIN,
      validTo: END,
      source: 'corrected: the decision was on BBB',
    });
    expect(await chairAt('2027-02-01T00:00:00Z')).toMatchObject({
      holder: { party: 'BBB', contacts: [{ id: 'BBB-1' }] },
      otherwise: [{ believed: 'then', knownAt: '2027-02-01T00:00:00.000Z', holder: { party: 'AAA' } }],
    });
    expect(await chairAt('2027-02-01T00:00:00Z', '2027-02-28T00:00:00Z')).toMatchObject({
      holder: { party: 'AAA' },
      otherwise: [{ believed: 'now', holder: { party: 'BBB' } }],
    });
  });

  it('is left out where it is the same, and before anything was on record', async () => {
    expect((await chairAt('2028-06-01T00:00:00Z')).otherwise).toEqual([]);
    expect((await chairAt('2012-08-31T23:59:59Z')).otherwise).toEqual([]);
  });
});

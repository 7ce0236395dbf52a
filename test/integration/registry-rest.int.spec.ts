import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SignInGround, startSignInGround } from '../support/sign-in.js';

let ground: SignInGround;
let [delegate, secretary] = ['', ''];
beforeAll(async () => {
  ground = await startSignInGround();
  [delegate, secretary] = [await ground.signIn.sessionFor('AGO-2'), await ground.signIn.sessionFor('SEC-1')];
});
afterAll(() => ground.close());

const kiribati = {
  code: 'KIR',
  name: 'Kiribati',
  kind: 'participant',
  validFrom: '2026-01-01T00:00:00Z',
  source: 'made up for a test',
};
const head = {
  party: 'KIR',
  name: 'Head',
  email: 'head@kir.example',
  languages: ['en'],
  zone: 'Pacific/Tarawa',
  rank: 1,
  validFrom: '2026-01-01T00:00:00Z',
  source: 'made up',
};

const CHANGES: readonly (readonly [string, string, object])[] = [
  ['POST', '/parties', kiribati],
  ['POST', '/parties/AGO/end', { at: '2026-01-01T00:00:00Z' }],
  ['PUT', '/contacts/AGO-1', { ...head, party: 'AGO' }],
  ['POST', '/contacts/AGO-1/end', { at: '2026-01-01T00:00:00Z' }],
  ['POST', '/contacts/AGO-1/reachable', {}],
  [
    'POST',
    '/offices',
    { office: 'chair', party: 'AGO', validFrom: '2027-01-01T00:00:00Z', source: 'made up' },
  ],
  ['POST', '/offices/chair/end', { at: '2027-01-01T00:00:00Z' }],
];

describe('the registry by REST', () => {
  it('is closed to whoever is not signed in', async () => {
    for (const path of ['/participants', '/observers', '/offices', '/contacts']) {
      for (const token of [null, 'A'.repeat(43)]) {
        const answer = await ground.api(token, 'GET', path);
        expect(answer).toMatchObject({
          status: 401,
          type: 'application/problem+json',
          body: { code: 'session.missing' },
        });
      }
    }
  });

  it('shows the roll, the Observers and the offices as of any instant', async () => {
    const count = async (path: string) => ((await ground.api(delegate, 'GET', path)).body as object[]).length;
    expect(await count('/participants?at=2011-01-10T00:00:00Z')).toBe(50);
    expect(await count('/participants?at=2025-12-05T00:00:00Z')).toBe(60);
    expect(await count('/observers?at=2012-11-30T00:00:00Z')).toBe(4);
    expect((await ground.api(delegate, 'GET', '/offices?at=2012-11-30T00:00:00Z')).body).toMatchObject([
      { office: 'chair', party: 'USA' },
      { office: 'secretariat', party: 'SEC' },
    ]);
  });

  it('names the faulty field of a question', async () => {
    const answer = await ground.api(delegate, 'GET', '/participants?at=2011-01-10');
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'input.invalid', details: { faults: [{ field: 'at' }] } },
    });
  });

  it('shows addresses to the Secretariat and not to delegates', async () => {
    expect(await ground.api(delegate, 'GET', '/contacts')).toMatchObject({
      status: 403,
      body: { code: 'session.forbidden' },
    });
    const contacts = await ground.api(secretary, 'GET', '/contacts?at=2012-11-30T00:00:00Z');
    expect(contacts.body).toHaveLength(54 * 2 + 4 + 2);
  });

  it.each(CHANGES)('takes %s %s from the Secretariat only', async (method, path, body) => {
    expect((await ground.api(null, method, path, body)).status).toBe(401);
    expect(await ground.api(delegate, method, path, body)).toMatchObject({
      status: 403,
      body: { code: 'session.forbidden' },
    });
  });

  it('lets the Secretariat enter a member with its contact, and end it again', async () => {
    expect((await ground.api(secretary, 'POST', '/parties', kiribati)).status).toBe(201);
    expect((await ground.api(secretary, 'PUT', '/contacts/KIR-1', head)).status).toBe(200);
    expect(await ground.api(secretary, 'POST', '/parties', kiribati)).toMatchObject({
      status: 409,
      body: { code: 'registry.overlap' },
    });
    const member = async (at: string) =>
      ((await ground.api(delegate, 'GET', `/participants?at=${at}`)).body as { code: string }[]).some(
        ({ code }) => code === 'KIR',
      );
    expect(await member('2026-06-01T00:00:00Z')).toBe(true);
    expect(
      (await ground.api(secretary, 'POST', '/parties/KIR/end', { at: '2026-05-01T00:00:00Z' })).status,
    ).toBe(204);
    expect(await member('2026-06-01T00:00:00Z')).toBe(false);
    expect(await member('2026-04-30T00:00:00Z')).toBe(true);
  });

  it('lets the Secretariat plan who follows in the Chair, and take it back', async () => {
    const term = {
      office: 'chair',
      party: 'AGO',
      contactId: 'AGO-1',
      validFrom: '2027-01-01T00:00:00Z',
      source: 'made up',
    };
    expect((await ground.api(secretary, 'POST', '/offices', term)).status).toBe(201);
    const chair = async (at: string) =>
      ((await ground.api(delegate, 'GET', `/offices?at=${at}`)).body as { party: string }[])[0]?.party;
    expect([await chair('2026-12-31T23:59:59Z'), await chair('2027-01-01T00:00:00Z')]).toEqual([
      'IND',
      'AGO',
    ]);
    expect(
      (await ground.api(secretary, 'POST', '/offices', { ...term, party: 'BWA', contactId: 'BWA-1' })).status,
    ).toBe(201);
    expect(await chair('2027-01-01T00:00:00Z')).toBe('BWA');
  });

  it('says what is wrong with an entry, field by field', async () => {
    const bad = { ...head, party: 'AGO', email: 'nobody', zone: 'Luanda', languages: [], surplus: 1 };
    const answer = await ground.api(secretary, 'PUT', '/contacts/AGO-1', bad);
    const { details } = answer.body as { details: { faults: { field: string }[] } };
    expect(answer.status).toBe(400);
    expect(details.faults.map(({ field }) => field)).toEqual(['email', 'languages', 'zone', '']);
    expect(
      await ground.api(secretary, 'POST', '/offices/king/end', { at: '2027-01-01T00:00:00Z' }),
    ).toMatchObject({ status: 400 });
  });
});

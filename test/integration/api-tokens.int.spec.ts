/** Tokens of programs: for their scopes and their time alone, never for more than their person may, and none makes another. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { NewToken, TokenRow } from '../../src/modules/sign-in/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

jest.setTimeout(120_000);
const TOKENS = '/api/v1/tokens';

let t: TestApp;
let dataSource: DataSource;
beforeAll(async () => {
  t = await startTestApp('2012-12-05T09:00:00.000Z');
  dataSource = t.app.get(DataSource);
});
afterAll(async () => {
  await t.close();
});

const make = async (as: string, ...scopes: string[]): Promise<NewToken> => {
  const { status, body } = await t.post<NewToken>(as, TOKENS, { name: 'A program', scopes, days: 30 });
  expect([status, body.token]).toEqual([201, expect.stringMatching(/^plenum_[A-Za-z0-9_-]{43}$/)]);
  return body;
};
const by = async (token: string, path: string, body?: object) => {
  const answer = await fetch(`${t.url}${path}`, {
    method: body ? 'POST' : 'GET',
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, unknown> };
};

describe('a token', () => {
  it('opens what its scopes name, and nothing else; the refusal names the scope and where to get it', async () => {
    const { token } = await make('SEC-1', 'registry:read');
    expect((await by(token, '/api/v1/contacts')).status).toBe(200);
    expect(await by(token, '/api/v1/written-procedures')).toMatchObject({
      status: 403,
      body: {
        code: 'tokens.missing-scope',
        detail: expect.stringMatching(/«cases:read».*POST \/api\/v1\/tokens/),
        details: { needed: 'cases:read', has: ['registry:read'] },
      },
    });
    const ending = await by(token, '/api/v1/parties/GHA/end', { at: '2013-01-01T00:00:00Z' });
    expect(ending).toMatchObject({ status: 403, body: { details: { needed: 'registry:write' } } });
  });

  it('acts as its person, who is in the history', async () => {
    const { token } = await make('CHE-1', 'cases:read', 'cases:act');
    const anomaly = {
      reference: 'KP/ANOMALY/2012/1',
      title: 'Imports without a certificate',
      source: 'made up',
      kind: 'certificates',
      raisedBy: 'CHE',
      concerning: 'GIN',
      text: 'Two parcels came without a valid certificate.',
    };
    const { status, body } = await by(token, '/api/v1/anomalies', anomaly);
    expect(status).toBe(201);
    const history = await by(token, `/api/v1/anomalies/${String(body['caseId'])}/history`);
    expect(history.body).toMatchObject({
      events: [{ type: 'raised', actor: { id: 'CHE-1', party: 'CHE' } }],
    });
  });

  it('never has more than its person has at this moment', async () => {
    const delegate = await make('CHE-1', 'registry:read', 'webhooks:manage');
    expect(await by(delegate.token, '/api/v1/contacts')).toMatchObject({
      status: 403,
      body: { code: 'session.forbidden' },
    });
    expect(await by(delegate.token, '/api/v1/webhooks')).toMatchObject({
      body: { code: 'session.forbidden' },
    });
    const office = await make('SEC-1', 'registry:read');
    expect((await by(office.token, '/api/v1/contacts')).status).toBe(200);
    const end = { at: '2012-12-05T09:00:00Z' };
    expect(await t.post('SEC-1', '/api/v1/contacts/CHE-1/end', end)).toMatchObject({ status: 204 });
    expect(await by(delegate.token, '/api/v1/participants')).toMatchObject({
      status: 401,
      body: { code: 'tokens.nobody' },
    });
  });

  it('makes, lists and revokes no tokens, and opens no page', async () => {
    const { token, id } = await make('SEC-1', 'cases:read', 'cases:act');
    for (const call of [
      by(token, TOKENS),
      by(token, TOKENS, { name: 'x', scopes: ['cases:read'], days: 1 }),
      by(token, `${TOKENS}/${id}/revoke`, {}),
    ])
      expect(await call).toMatchObject({ status: 403, body: { code: 'tokens.closed' } });
    const session = await t.get('SEC-1', '/api/v1/participants');
    expect(session.status).toBe(200); // a session's own token goes on working beside it
    const page = await fetch(`${t.url}/procedures`, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}` },
    });
    const asNobody = await fetch(`${t.url}/procedures`, { redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([
      asNobody.status,
      asNobody.headers.get('location'),
    ]);
  });

  it('ends by itself, and when it is revoked; whoever holds it is told which', async () => {
    const { token, id } = await make('SEC-1', 'registry:read');
    expect((await t.post('CHE-2', `${TOKENS}/${id}/revoke`, {})).body).toMatchObject({
      code: 'tokens.unknown',
    });
    expect((await by(token, '/api/v1/participants')).status).toBe(200);
    expect((await t.post('SEC-1', `${TOKENS}/${id}/revoke`, {})).status).toBe(204);
    expect((await t.post('SEC-1', `${TOKENS}/${id}/revoke`, {})).status).toBe(204);
    expect(await by(token, '/api/v1/participants')).toMatchObject({
      status: 401,
      body: { code: 'tokens.revoked' },
    });
    const old = await make('SEC-1', 'registry:read');
    await dataSource.query(`update api_token set expires_at = clock_timestamp() where id = $1`, [old.id]);
    expect(await by(old.token, '/api/v1/participants')).toMatchObject({
      status: 401,
      body: { code: 'tokens.expired' },
    });
    expect(await by(`plenum_${'x'.repeat(43)}`, '/api/v1/participants')).toMatchObject({
      status: 401,
      body: { code: 'tokens.not-known' },
    });
  });

  it('is told once, kept as a hash, and listed with its last use to its person alone', async () => {
    const { token, id } = await make('GHA-1', 'board:read', 'board:read');
    expect((await by(token, '/api/v1/board')).status).toBe(200);
    const { body } = await t.get<TokenRow[]>('GHA-1', TOKENS);
    expect(body).toEqual([
      expect.objectContaining({
        id,
        contactId: 'GHA-1',
        name: 'A program',
        scopes: ['board:read'],
        status: 'live',
        lastUsedAt: expect.any(String),
      }),
    ]);
    const days = (Date.parse(body[0]?.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    const rows = await dataSource.query<object[]>('select * from api_token');
    expect(JSON.stringify([body, rows])).not.toContain(token.slice('plenum_'.length));
    expect((await t.get<TokenRow[]>('GHA-2', TOKENS)).body).toEqual([]);
  });

  it.each([
    [{ days: 366 }, 'at most 365 days'],
    [{ days: 0 }, 'at least a day'],
    [{ days: undefined }, 'for how many days'],
    [{ scopes: [] }, 'at least one of cases:read'],
    [{ scopes: ['all'] }, 'one of cases:read'],
    [{ name: '' }, 'what it is for'],
  ])('is not made with %j', async (wrong, why) => {
    const input = { name: 'x', scopes: ['cases:read'], days: 1, ...wrong };
    expect(await t.post('SEC-1', TOKENS, input)).toMatchObject({
      status: 400,
      body: { code: 'input.invalid', detail: expect.stringContaining(why) },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignIn } from '../../src/modules/sign-in/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const HEAD = 'office,party,contact,valid_from,valid_to,source';
let ground: TestApp;
beforeAll(async () => {
  ground = await startTestApp('2026-02-01T00:00:00.000Z');
});
afterAll(() => ground.close());

describe('files by REST', () => {
  const send = async (as: string, path: string, body: string, type = 'text/csv') => {
    const token = await ground.app.get(SignIn).sessionFor(as);
    const answer = await fetch(`${ground.url}/api/v1/registry-files${path}`, {
      ...(body === 'GET' ? {} : { method: 'POST', body }),
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      text,
      body: isJson ? JSON.parse(text) : null,
    };
  };

  it('go out as text/csv, are reported on and brought in', async () => {
    const csv = await send('SEC-1', '/offices', 'GET');
    expect(csv).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8' });
    expect(csv.text).toContain(HEAD);
    const given = `${HEAD}\nchair,AGO,AGO-1,2027-01-01,,made up\n`;
    const told = await send('SEC-1', '/offices/report', given);
    expect(told).toMatchObject({ status: 200, body: { applied: false, counts: { added: 1, ended: 1 } } });
    const done = await send('SEC-1', `/offices/import?report=${told.body.report}`, given);
    expect(done).toMatchObject({ status: 200, body: { applied: true } });
    expect(await send('SEC-1', `/offices/import?report=${told.body.report}`, given)).toMatchObject({
      status: 409,
      body: { code: 'registry-files.outdated' },
    });
    expect(
      (await ground.get<{ party: string }[]>('AGO-1', '/api/v1/offices?at=2027-01-01T00:00:00Z')).body[0],
    ).toMatchObject({ party: 'AGO' });
  });

  it.each([
    ['/offices/report', '', 'text/csv', 400, 'registry-files.unreadable'],
    ['/offices/report', '{}', 'application/json', 400, 'registry-files.type'],
    ['/offices/import', 'x', 'text/csv', 400, 'input.invalid'],
    ['/people/report', 'x', 'text/csv', 404, 'registry-files.unknown'],
  ])('%s with %j as %s is refused', async (path, body, type, status, code) => {
    expect(await send('SEC-1', path, body, type)).toMatchObject({ status, body: { code } });
  });

  it('are the Secretariat’s', async () => {
    expect(await send('AGO-1', '/contacts', 'GET')).toMatchObject({ status: 403 });
    expect(await send('AGO-1', '/contacts/report', 'x')).toMatchObject({ status: 403 });
  });

  it('stand beside the roll and the histories, which everybody signed in reads', async () => {
    const { body } = await ground.get<Record<string, unknown>>(
      'AGO-1',
      '/api/v1/roll?at=2012-11-30T23:59:00Z',
    );
    expect(body).toMatchObject({ participants: 54, nations: 80 });
    expect((await ground.get('AGO-1', '/api/v1/parties/CMR/history')).body).toMatchObject({
      memberships: [{ kind: 'applicant' }, { kind: 'participant' }],
    });
    expect((await ground.get('AGO-1', '/api/v1/parties/XXX/history')).status).toBe(404);
    const application = {
      code: 'SYL',
      name: 'Syldavia',
      validFrom: '2026-01-01T00:00:00Z',
      source: 'made up',
    };
    expect(await ground.post('AGO-1', '/api/v1/applicants', application)).toMatchObject({ status: 403 });
    expect(await ground.post('SEC-1', '/api/v1/applicants', application)).toMatchObject({
      status: 200,
      body: { changed: true },
    });
    const admission = { ...application, kind: 'participant', validFrom: '2026-01-20T00:00:00Z' };
    expect((await ground.post('SEC-1', '/api/v1/admissions', admission)).body).toEqual({ changed: true });
    expect((await ground.post('SEC-1', '/api/v1/admissions', admission)).body).toEqual({ changed: false });
    const status = {
      party: 'SYL',
      status: 'suspended',
      validFrom: '2026-01-25T00:00:00Z',
      source: 'made up',
    };
    expect((await ground.post('SEC-1', '/api/v1/trade-statuses', status)).status).toBe(201);
    const roll = await ground.get<{ code: string; tradeStatus: string }[]>('AGO-1', '/api/v1/participants');
    expect(roll.body.find(({ code }) => code === 'SYL')).toMatchObject({
      tradeStatus: 'suspended',
      nations: 1,
    });
    expect(
      (await ground.post('SEC-1', '/api/v1/trade-statuses/SYL/end', { at: '2026-01-30T00:00:00Z' })).status,
    ).toBe(204);
    expect(
      (await ground.get<unknown[]>('AGO-1', '/api/v1/guests?at=2012-11-28T00:00:00Z')).body,
    ).toHaveLength(4);
    expect(
      (await ground.get<unknown[]>('AGO-1', '/api/v1/applicants?at=2012-11-28T00:00:00Z')).body,
    ).toHaveLength(3);
    expect(
      (await ground.get<unknown[]>('AGO-1', '/api/v1/nations?at=2012-11-28T00:00:00Z')).body,
    ).toHaveLength(27);
  });
});

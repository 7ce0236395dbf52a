/** The organs by REST, and who sees what of them, through the whole application. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OutboxDispatcher, Sweeper } from '../../src/engine/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const API = '/api/v1';
const source = 'made up for a test';

describe('the organs by REST', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2013-02-01T00:00:00.000Z');
  }, 60_000);
  afterAll(() => t.close(), 180_000);

  const changes: readonly (readonly [string, object])[] = [
    [
      '/organs',
      { code: 'AUDIT', name: 'Audit', kind: 'committee', validFrom: '2013-02-01T00:00:00Z', source },
    ],
    ['/organs/WGS/end', { at: '2013-03-01T00:00:00Z' }],
    [
      '/organ-rules',
      {
        id: 'a-rule',
        organs: ['WGS'],
        title: 'A rule',
        rule: { kind: 'at-most', limit: 9, capacities: ['member'] },
        validFrom: '2013-01-01T00:00:00Z',
        source,
      },
    ],
    ['/seats', { organ: 'WGM', party: 'GHA', capacity: 'member', validFrom: '2013-02-01T00:00:00Z', source }],
    ['/seats/end', { organ: 'WGM', party: 'GHA', at: '2013-06-01T00:00:00Z' }],
    [
      '/mergers',
      { from: ['PC', 'SC'], into: { code: 'CPC', name: 'CPC' }, at: '2013-03-01T00:00:00Z', source },
    ],
    ['/bars', { code: 'BAR', name: 'A bar', validFrom: '2013-01-01T00:00:00Z', source }],
    ['/bars/persons', { bar: 'ASM', contactId: 'GHA-2', validFrom: '2013-01-01T00:00:00Z', source }],
    ['/bars/persons/end', { bar: 'ASM', contactId: 'GHA-2', at: '2013-06-01T00:00:00Z' }],
    ['/lists', { role: 'retail', name: 'Retail', validFrom: '2013-01-01T00:00:00Z', source }],
    ['/supply-roles', { party: 'GHA', role: 'retail', validFrom: '2013-01-01T00:00:00Z', source }],
    ['/supply-roles/end', { party: 'GHA', role: 'retail', at: '2013-06-01T00:00:00Z' }],
  ];

  it.each(changes)('changes %s for the Secretariat only', async (path, body) => {
    expect((await t.post(null, `${API}${path}`, body)).status).toBe(401);
    for (const other of ['GHA-1', 'ZAF-1', 'WDC-1'])
      expect(await t.post(other, `${API}${path}`, body)).toMatchObject({
        status: 403,
        body: { code: 'session.forbidden' },
      });
    const { status, body: answer } = await t.post('SEC-1', `${API}${path}`, body);
    expect([path, status, answer]).toEqual([path, expect.any(Number), expect.anything()]);
    expect(status).toBeLessThan(300);
  });

  it('shows who sits where to everybody who is signed in, and addresses and bars to the offices only', async () => {
    const seats = await t.get<{ party: string }[]>(
      'GHA-1',
      `${API}/organs/WGM/seats?at=2012-12-01T00:00:00Z`,
    );
    expect(seats.body.map(({ party }) => party)).toEqual(['ZWE', 'CSC', 'WDC']);
    const own = await t.get<{ organ: string }[]>('GHA-1', `${API}/parties/GHA/seats?at=2013-03-01T00:00:00Z`);
    expect(own.body.map(({ organ }) => organ)).toEqual(['CKR', 'INTERSESS', 'PLENARY', 'WGM']);
    for (const path of ['/lists/WGM/recipients', '/bars']) {
      expect((await t.get('GHA-1', `${API}${path}`)).status).toBe(403);
      expect((await t.get('SEC-1', `${API}${path}`)).status).toBe(200);
    }
    expect((await t.get('GHA-1', `${API}/lists`)).status).toBe(200);
  });

  it('answers a code with what became of it, and says what is unknown', async () => {
    const successor = await t.get('GHA-1', `${API}/organs/SC/successor?at=2013-03-01T00:00:00Z`);
    expect(successor.body).toMatchObject({ organ: { code: 'CPC', predecessors: ['PC', 'SC'] } });
    expect(await t.get('GHA-1', `${API}/organs/NONE/seats`)).toMatchObject({
      status: 400,
      body: { code: 'organs.unknown-organ', detail: expect.stringContaining('Known:') },
    });
    expect(await t.post('SEC-1', `${API}/seats`, { organ: 'WGM' })).toMatchObject({
      status: 400,
      body: { code: 'input.invalid' },
    });
  });

  it('lets the Chair preview a merger, and changes nothing by it', async () => {
    const order = {
      from: ['CRP', 'WGM'],
      into: { code: 'BOTH', name: 'Both' },
      at: '2014-01-01T00:00:00Z',
      source,
    };
    expect((await t.post('GHA-1', `${API}/mergers/preview`, order)).status).toBe(403);
    expect(await t.post('ZAF-1', `${API}/mergers/preview`, order)).toMatchObject({
      status: 200,
      body: { ends: ['CRP', 'WGM'], broken: [] },
    });
    const organs = await t.get<{ code: string }[]>('GHA-1', `${API}/organs?at=2014-01-01T00:00:00Z`);
    expect(organs.body.map(({ code }) => code)).toContain('WGM');
  });
});

describe('a meeting of an organ', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2013-02-01T00:00:00.000Z');
  }, 60_000);
  afterAll(() => t.close(), 180_000);

  const convene = (organs: readonly string[], reference: string) =>
    t.post('SEC-1', `${API}/meetings`, {
      reference,
      title: reference,
      type: 'organ',
      organs,
      place: 'by telephone',
      zone: 'UTC',
      opensAt: { wallTime: '2013-04-01T09:00', zone: 'UTC' },
      endsAt: { wallTime: '2013-04-01T18:00', zone: 'UTC' },
    });
  const sees = async (as: string): Promise<string[]> =>
    (await t.get<{ reference: string }[]>(as, `${API}/meetings`)).body
      .map(({ reference }) => reference)
      .sort();

  it('is convened of an organ that exists', async () => {
    expect(await convene(['NONE'], 'NONE/1')).toMatchObject({ body: { code: 'organs.unknown-organ' } });
    expect((await convene(['PC'], 'PC/1')).status).toBe(201);
    expect((await convene(['WGDE', 'WGS'], 'JOINT/1')).status).toBe(201);
  });

  it('is seen by whoever sits in it, by the offices, and by nobody else', async () => {
    expect(await sees('ZWE-1')).toEqual(['JOINT/1', 'PC/1']);
    expect(await sees('EU-2')).toEqual(['JOINT/1', 'PC/1']);
    expect(await sees('BRA-1')).toEqual(['JOINT/1']);
    expect(await sees('ADPA-1')).toEqual(['PC/1']);
    expect(await sees('GHA-1')).toEqual([]);
    expect(await sees('DDI-1')).toEqual([]);
    expect(await sees('SEC-1')).toEqual(['JOINT/1', 'PC/1']);
    expect((await t.get('GHA-1', `${API}/meetings/${encodeURIComponent('PC/1')}`)).status).toBe(404);
  });

  it('is announced to whoever sits in it', async () => {
    await t.app.get(Sweeper).sweep();
    await t.app.get(OutboxDispatcher).settle();
    const rows = await t.app.get(DataSource).query<{ party: string }[]>(
      `select distinct payload #>> '{to,party}' as party from outbox_message
          where topic = 'mail' and payload #>> '{facts,notice,reference}' = 'PC/1' order by party`,
    );
    expect(rows.map(({ party }) => party)).toEqual(
      ['ADPA', 'AGO', 'CAN', 'COD', 'CSC', 'EU', 'ISR', 'RUS', 'USA', 'WDC', 'ZAF', 'ZWE'].sort(),
    );
  });

  it('waits for the organ, is listed when it merges, and is then seen by whoever sits in the successor', async () => {
    const seat = { organ: 'SC', party: 'GHA', capacity: 'member', validFrom: '2013-02-01T00:00:00Z', source };
    expect((await t.post('SEC-1', `${API}/seats`, seat)).status).toBe(200);
    expect(await sees('GHA-1')).toEqual([]);
    const merged = await t.post('SEC-1', `${API}/mergers`, {
      from: ['PC', 'SC'],
      into: { code: 'CPC', name: 'Committee on Participation and Chairmanship' },
      at: '2013-03-01T00:00:00Z',
      source,
    });
    expect(merged).toMatchObject({
      status: 200,
      body: { changed: true, pending: [{ organ: 'PC', source: 'meetings', items: [{ reference: 'PC/1' }] }] },
    });
    expect(await sees('GHA-1')).toEqual([]);
    await t.travelTo('2013-03-01T00:00:00.000Z');
    expect(await sees('GHA-1')).toEqual(['PC/1']);
  });
});

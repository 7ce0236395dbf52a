/** Where meetings, mandates and organs meet: what moves with a merger, a year, a second delay, and what the records would not take. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OutboxDispatcher, Sweeper } from '../../src/engine/index.js';
import { Mandates } from '../../src/modules/mandates/index.js';
import { waitingForPlenary } from '../../src/modules/plenary/carried-items.js';
import { carryOutSchema } from '../../workflows/plenary-meeting/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const CLOSED = '2013-02-01T00:00:00.000Z';
const order = (id: string, addressees: readonly string[], deadline: object | null) =>
  carryOutSchema.parse({
    meeting: 'KP/PLENARY/2012',
    title: 'Plenary',
    zone: 'UTC',
    at: CLOSED,
    dueAt: null,
    clause: {
      id,
      paragraph: 7,
      by: 'plenary',
      verb: 'requested',
      text: 'to report',
      fact: { kind: 'mandate', task: 'report' },
      addressees,
      deadline,
    },
  });
const meeting = (reference: string, day: string) => ({
  reference,
  title: reference,
  place: 'Anywhere',
  zone: 'UTC',
  opensAt: { wallTime: `${day}T09:00`, zone: 'UTC' },
  endsAt: { wallTime: `${day}T18:00`, zone: 'UTC' },
});

describe('what a meeting left to be done', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2013-02-01T09:00:00.000Z');
  }, 60_000);
  afterAll(() => t.close(), 180_000);

  const settle = async (): Promise<void> => {
    await t.app.get(Sweeper).sweep();
    await t.app.get(OutboxDispatcher).settle();
  };
  const opened = async (
    id: string,
    addressees: readonly string[],
    deadline: object | null,
  ): Promise<string> => {
    const { caseId, status } = await t.app.get(Mandates).openFromClause(order(id, addressees, deadline));
    expect(status).toBe('accepted');
    return `/api/v1/mandates/${caseId}`;
  };
  interface Mandate {
    readonly addressees: readonly { readonly code: string; readonly left: object | null }[];
    readonly term: { readonly dueAt: { readonly at: string } | null };
  }
  const show = async (path: string): Promise<Mandate> => (await t.get<Mandate>('SEC-1', path)).body;
  const path = (reference: string): string => `/api/v1/meetings/${encodeURIComponent(reference)}`;
  const act = async (as: string, target: string, command: string, body: object): Promise<void> => {
    const { status, body: answer } = await t.post(as, `${target}/${command}`, body);
    expect([command, status, (answer as { detail?: string }).detail]).toEqual([command, 200, undefined]);
  };

  it('has the day of the meeting it waits for, and none when that moves to another year', async () => {
    const event = { kind: 'event', event: 'plenary-2013', words: 'then', reviewOn: '2013-09-30' };
    const mandate = await opened('7a', ['CKR'], event);
    expect((await t.post('ZAF-1', '/api/v1/meetings', meeting('P/2013', '2013-11-19'))).status).toBe(201);
    await settle();
    expect((await show(mandate)).term.dueAt?.at).toBe('2013-11-19T09:00:00.000Z');
    const { opensAt, endsAt } = meeting('', '2014-01-20');
    await act('ZAF-1', path('P/2013'), 'reschedule', { opensAt, endsAt, reason: 'No hall.' });
    await settle();
    expect((await show(mandate)).term.dueAt).toBeNull();
  });

  it('is not undated by another meeting of the same year that is cancelled', async () => {
    const event = { kind: 'event', event: 'plenary-2014', words: 'then', reviewOn: '2013-12-30' };
    const mandate = await opened('7b', ['CKR'], event);
    await settle();
    expect((await show(mandate)).term.dueAt?.at).toBe('2014-01-20T09:00:00.000Z');
    expect((await t.post('ZAF-1', '/api/v1/meetings', meeting('P/2014-II', '2014-11-19'))).status).toBe(201);
    await settle();
    expect((await show(mandate)).term.dueAt?.at).toBe('2014-11-19T09:00:00.000Z');
    await act('ZAF-1', path('P/2013'), 'cancel', { reason: 'One is enough.' });
    await settle();
    expect((await show(mandate)).term.dueAt?.at).toBe('2014-11-19T09:00:00.000Z');
  });

  it('passes to the organ that an addressed one was merged into, and says so', async () => {
    const mandate = await opened('7c', ['PC', 'WGS'], null);
    const merger = {
      from: ['PC', 'SC'],
      into: { code: 'CPC', name: 'Committee on Participation and Chairmanship' },
      at: '2013-02-01T09:00:00Z',
      source: 'a test',
    };
    const preview = await t.post<{ pending: { organ: string; source: string }[] }>(
      'SEC-1',
      '/api/v1/mergers/preview',
      merger,
    );
    expect(preview.body.pending).toContainEqual(expect.objectContaining({ organ: 'PC', source: 'mandates' }));
    expect((await t.post('SEC-1', '/api/v1/mergers', merger)).status).toBe(200);
    await settle();
    const { addressees } = await show(mandate);
    expect(addressees.map(({ code, left }) => [code, left === null])).toEqual([
      ['PC', false],
      ['WGS', true],
      ['CPC', true],
    ]);
    await settle();
    expect((await show(mandate)).addressees).toHaveLength(3);
  });

  it('convenes by role in the supply chain: those on the list, and nobody else, get the notice', async () => {
    const session = { ...meeting('B/2013', '2013-04-10'), type: 'special', lists: ['large-scale-mining'] };
    const unknown = { ...session, reference: 'B/X', lists: ['no-such-list'] };
    expect(await t.post('ZAF-1', '/api/v1/meetings', unknown)).toMatchObject({
      status: 409,
      body: { code: 'lists.unknown', detail: expect.stringContaining('large-scale-mining') },
    });
    expect((await t.post('ZAF-1', '/api/v1/meetings', session)).status).toBe(201);
    await settle();
    const expected = (
      await t.get<{ contactId: string }[]>('SEC-1', '/api/v1/lists/large-scale-mining/recipients')
    ).body.map(({ contactId }) => contactId);
    const mailed = await t.app
      .get(DataSource)
      .query<{ id: string }[]>(
        `select payload #>> '{to,contact,id}' as id from outbox_message where topic = 'mail' and payload #>> '{facts,notice,reference}' = 'B/2013'`,
      );
    expect(expected.length).toBeGreaterThan(3);
    expect(mailed.map(({ id }) => id).sort()).toEqual([...expected].sort());
  });

  it('is refused when it is recorded, where the records would not take it', async () => {
    await t.travelTo('2014-11-19T10:00:00.000Z');
    const target = path('P/2014-II');
    await act('CHN-1', target, 'adopt-agenda', {
      late: [
        { id: 'seats', title: 'Seats' },
        { id: 'file', title: 'A file', visibility: 'concerned', concerns: ['GHA'] },
      ],
    });
    for (const item of ['seats', 'file']) await act('CHN-1', target, 'find', { item, result: 'consensus' });
    const clause = (organ: string, party: string) => ({
      id: '1a',
      paragraph: 1,
      by: 'plenary',
      verb: 'added',
      text: 'a member',
      item: 'seats',
      fact: { kind: 'seats', organ, parties: [party], capacity: 'member' },
    });
    const recorded = (organ: string, party: string) =>
      t.post<{ code: string; detail: string }>('CHN-1', `${target}/record-clauses`, {
        clauses: [clause(organ, party)],
      });
    expect(await recorded('NOPE', 'GHA')).toMatchObject({
      status: 409,
      body: {
        code: 'meeting.refused-by-records',
        detail: expect.stringContaining('there is no organ «NOPE»'),
      },
    });
    expect(await recorded('WGM', 'QQQ')).toMatchObject({ body: { code: 'meeting.refused-by-records' } });
    expect(await recorded('CKR', 'GHA')).toMatchObject({
      body: { code: 'meeting.refused-by-records', detail: expect.stringContaining('Chair') },
    });
    const seats = async (): Promise<string[]> =>
      (await t.get<{ party: string }[]>('SEC-1', '/api/v1/organs/WGDE/seats')).body.map(({ party }) => party);
    const before = await seats();
    expect(before).not.toContain('GHA');
    expect((await recorded('WGDE', 'GHA')).status).toBe(200);
    expect(await seats()).toEqual(before); // tried, and undone
  });

  it('out of a confidential item stays out of the Compendium, which everybody reads', async () => {
    const target = path('P/2014-II');
    const document = (id: string, item: string, title: string) => ({
      id,
      paragraph: 2,
      by: 'plenary',
      verb: 'adopted',
      text: title,
      item,
      fact: {
        kind: 'instrument',
        title,
        type: 'guidelines',
        action: 'adopted',
        number: null,
        predecessor: null,
        sunset: null,
      },
    });
    await act('CHN-1', target, 'record-clauses', {
      clauses: [
        document('2a', 'seats', 'Open guidelines'),
        document('2b', 'file', 'Confidential guidelines'),
      ],
    });
    const { items } = (
      await t.get<{ items: { id: string; agenda: string; findings: object[] }[] }>('SEC-1', target)
    ).body;
    for (const { id, agenda, findings } of items)
      if (agenda === 'admitted' && findings.length === 0)
        await act('CHN-1', target, 'find', { item: id, result: 'noted' });
    await act('CHN-1', target, 'close', {});
    await settle();
    const { body } = await t.get<{ documents: { title: string }[] }>(
      'CAN-1',
      '/api/v1/compendium?all=true&limit=200',
    );
    const titles = body.documents.map(({ title }) => title);
    expect([titles.includes('Open guidelines'), titles.includes('Confidential guidelines')]).toEqual([
      true,
      false,
    ]);
  });

  it('late again after a Plenary looked at it comes before the next one', async () => {
    const mandate = await opened('7d', ['GHA'], { kind: 'day', on: '2014-12-31' });
    await t.travelTo('2015-03-15T00:00:00.000Z');
    const waiting = async (): Promise<string[]> =>
      (await t.app.get(DataSource).transaction(waitingForPlenary)).map(({ id }) => id);
    const item = `mandate-${mandate.slice(-12)}`;
    expect(await waiting()).toContain(item);
    expect((await t.post('AGO-1', '/api/v1/meetings', meeting('P/2015', '2015-06-15'))).status).toBe(201);
    expect(await waiting()).not.toContain(item);
    await t.travelTo('2015-06-15T10:00:00.000Z');
    await act('AGO-1', path('P/2015'), 'adopt-agenda', {});
    const { items } = (await t.get<{ items: { id: string }[] }>('SEC-1', path('P/2015'))).body;
    for (const { id } of items) await act('AGO-1', path('P/2015'), 'find', { item: id, result: 'noted' });
    expect(await waiting()).not.toContain(item);
    await act('AGO-1', mandate, 'extend', {
      deadline: { kind: 'day', on: '2015-09-30' },
      reason: 'Asked for.',
    });
    await t.travelTo('2015-12-15T00:00:00.000Z');
    expect(await waiting()).toContain(item);
  });
});

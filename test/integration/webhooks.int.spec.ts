/** Webhooks as another system gets them: signed, thin, at least once, tried again, given up, and never sent where they must not go. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { OutboxDispatcher } from '../../src/engine/index.js';
import type { Endpoint, EndpointWithSecret, LoggedMessage } from '../../src/modules/webhooks/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { until } from '../support/engine.js';
import { type Received, type Receiver, startReceiver } from '../support/receiver.js';

jest.setTimeout(240_000);
const HOOKS = '/api/v1/webhooks';
const RETRIES = [0, 0, 600];

let t: TestApp;
let there: Receiver;
let dataSource: DataSource;
let count = 0;

beforeAll(async () => {
  t = await startTestApp('2012-09-03T10:00:00.000Z', undefined, {
    SWEEP_SECONDS: '0.1',
    WEBHOOK_PRIVATE: '1',
    WEBHOOK_TIMEOUT_SECONDS: '1',
    WEBHOOK_RETRY_SECONDS: RETRIES.join(','),
  });
  dataSource = t.app.get(DataSource);
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  there = await startReceiver();
});
afterEach(async () => {
  for (const { id, status } of (await t.get<Endpoint[]>('SEC-1', HOOKS)).body)
    if (status !== 'ended') await t.post('SEC-1', `${HOOKS}/${id}/end`, {});
  await there.close();
});

const register = async (more: object = {}): Promise<EndpointWithSecret> => {
  const input = { name: 'Registry of certificates', url: there.url, types: ['case.changed'], ...more };
  const { status, body } = await t.post<EndpointWithSecret>('SEC-1', HOOKS, input);
  expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/)]);
  return body;
};
const raise = async (more: object = {}): Promise<string> => {
  count += 1;
  const anomaly = {
    reference: `KP/ANOMALY/2012/${count}`,
    title: 'Imports without a certificate',
    source: 'made up',
    kind: 'certificates',
    raisedBy: 'CHE',
    concerning: 'GIN',
    text: 'Two parcels came without a valid certificate.',
    ...more,
  };
  const { status, body } = await t.post<{ caseId: string }>('SEC-1', '/api/v1/anomalies', anomaly);
  expect([status, body]).toEqual([201, expect.objectContaining({ status: 'accepted' })]);
  return body.caseId;
};
const conclude = async (id: string): Promise<void> => {
  const how = { how: 'explained', reason: 'The certificates were found.' };
  expect((await t.post('SEC-1', `/api/v1/anomalies/${id}/inform`, {})).status).toBe(200);
  expect(await t.post('SEC-1', `/api/v1/anomalies/${id}/conclude`, how)).toMatchObject({ status: 200 });
};
const log = async (id: string): Promise<LoggedMessage[]> =>
  (await t.get<LoggedMessage[]>('SEC-1', `${HOOKS}/${id}/messages`)).body;
const arrived = (howMany: number): Promise<void> =>
  until(`${howMany} messages arrive`, () => there.received.length >= howMany, 15_000);
const settled = async (id: string, status: string): Promise<LoggedMessage> => {
  let found: LoggedMessage | undefined;
  await until(
    `a message is ${status}`,
    async () => (found = (await log(id)).find((message) => message.status === status)) !== undefined,
    15_000,
  );
  return found as LoggedMessage;
};
const verified = ({ body, headers }: Received, secret: string) =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as {
    type: string;
    timestamp: string;
    data: Record<string, unknown>;
  };

describe('a change of a case', () => {
  it('arrives signed, with what happened and when, and with nothing of what a case holds', async () => {
    const { id, secret } = await register({ types: ['case.opened', 'case.changed', 'case.ended'] });
    const caseId = await raise();
    await arrived(2);
    const told = there.received.map((request) => verified(request, secret));
    expect(told.map(({ type }) => type).sort()).toEqual(['case.changed', 'case.opened']);
    expect(told[0]).toMatchObject({
      timestamp: '2012-09-03T10:00:00.000Z',
      data: {
        caseId,
        workflow: 'anomaly',
        reference: `KP/ANOMALY/2012/${count}`,
        title: 'Imports without a certificate',
        status: expect.any(String),
        event: 'raised',
        revision: 1,
      },
    });
    expect(there.received.map(({ body }) => body).join()).not.toContain('Two parcels');
    expect(() => verified(there.received[0]!, `whsec_${Buffer.alloc(32).toString('base64')}`)).toThrow();
    const { attempts } = await settled(id, 'delivered');
    expect(attempts).toEqual([
      expect.objectContaining({ number: 1, askedBy: null, status: 204, error: null, ms: expect.any(Number) }),
    ]);
  });

  it('that ends it says so, once, and each change arrives under an id of its own', async () => {
    const caseId = await raise();
    const { secret } = await register({ types: ['case.changed', 'case.ended'] });
    await conclude(caseId);
    await until(
      'the end arrives',
      () => there.received.some(({ body }) => body.includes('case.ended')),
      15_000,
    );
    await t.app.get(OutboxDispatcher).settle();
    const told = there.received.map((request) => verified(request, secret));
    // opened before the endpoint was registered: that is not told
    expect(told.some(({ data }) => data['event'] === 'raised')).toBe(false);
    expect(told.filter(({ type }) => type === 'case.ended')).toHaveLength(1);
    const ids = there.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of another procedure, or of a kind that was not asked for, is not told', async () => {
    await register({ workflow: 'mandate' });
    await register({ types: ['case.ended'] });
    const { id } = await register();
    await raise();
    await settled(id, 'delivered');
    expect(there.received).toHaveLength(1);
  });

  it('of a confidential case tells that it changed, and neither title nor event', async () => {
    const { secret } = await register();
    await raise({ visibility: 'concerned', title: 'A secret between two' });
    await arrived(1);
    expect(verified(there.received[0]!, secret).data).toMatchObject({
      workflow: 'anomaly',
      title: null,
      status: null,
      event: null,
      revision: 1,
    });
  });

  it('that could not be written down is told when the sweep shows the case again, and only once', async () => {
    const { id } = await register();
    await dataSource.query('alter table webhook_message add constraint broken check (false) not valid');
    await raise(); // the case goes on all the same
    await dataSource.query('alter table webhook_message drop constraint broken');
    expect(await log(id)).toEqual([]);
    await settled(id, 'delivered'); // the engine shows it again after five seconds
    await dataSource.query(
      `insert into case_observation_due (observer, case_id) select 'webhooks', id from case_file where snapshot is not null on conflict do nothing`,
    );
    await until(
      'every case was shown again',
      async () => (await dataSource.query<unknown[]>('select 1 from case_observation_due')).length === 0,
      15_000,
    );
    expect(await log(id)).toHaveLength(1);
  });
});

describe('a receiver that does not take a message', () => {
  it('gets the same again under the same id, later and later, until the message is given up', async () => {
    there.answer.status = 500;
    there.answer.body = 'x'.repeat(5000);
    const { id, secret } = await register();
    await raise();
    await arrived(3);
    const [first, second, third] = there.received;
    expect(new Set(there.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect([second?.body, third?.body]).toEqual([first?.body, first?.body]);
    verified(third!, secret);
    await until('it waits', async () => (await log(id))[0]?.attempts[0]?.ms != null, 5_000);
    const [waiting] = await log(id);
    expect(waiting).toMatchObject({ status: 'waiting', attempts: [{ number: 3, status: 500 }, {}, {}] });
    expect(waiting?.attempts[0]?.response).toBe('x'.repeat(1024));
    const wait = Date.parse(waiting?.nextAttemptAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan(590_000);
    expect(wait).toBeLessThan(600_001);
    await dataSource.query('update webhook_message set next_attempt_at = now() where id = $1', [waiting?.id]);
    expect((await settled(id, 'failed')).attempts).toHaveLength(4);
    expect((await t.get<Endpoint>('SEC-1', `${HOOKS}/${id}`)).body).toMatchObject({
      status: 'enabled',
      failingSince: expect.any(String),
      waiting: 0,
    });
    // somebody mended the receiver, and has it sent by hand
    there.answer.status = 200;
    expect((await t.post('SEC-1', `${HOOKS}/messages/${waiting?.id}/redeliver`, {})).status).toBe(202);
    expect((await settled(id, 'delivered')).attempts[0]).toMatchObject({ number: 5, askedBy: 'SEC-1' });
    expect(there.received.at(-1)).toMatchObject({
      body: first?.body,
      headers: { 'webhook-id': first?.headers['webhook-id'] },
    });
    expect((await t.get<Endpoint>('SEC-1', `${HOOKS}/${id}`)).body.failingSince).toBeNull();
  });

  it('because it hangs keeps no other waiting, and is cut after the time limit', async () => {
    there.answer.hang = true;
    const good = await startReceiver();
    const { id } = await register();
    const other = await register({ url: good.url });
    await raise();
    await settled(other.id, 'delivered');
    await until('the attempt is cut', async () => (await log(id))[0]?.attempts.at(-1)?.ms != null, 10_000);
    const [message] = await log(id);
    expect(message?.attempts.at(-1)).toMatchObject({ status: null, error: 'no answer within 1 s' });
    expect(message?.attempts.at(-1)?.ms).toBeLessThan(1500);
    await good.close();
  });

  it('because nobody listens is tried again', async () => {
    await there.close();
    const { id } = await register();
    await raise();
    await until('it was tried', async () => (await log(id))[0]?.attempts[0]?.error != null, 10_000);
    expect((await log(id))[0]?.attempts.at(-1)?.error).toContain('ECONNREFUSED');
    there = await startReceiver();
  });

  it('because it leads elsewhere is not followed', async () => {
    const elsewhere = await startReceiver();
    Object.assign(there.answer, { status: 307, location: elsewhere.url });
    const { id } = await register();
    await raise();
    await until('it was tried', async () => (await log(id))[0]?.attempts[0]?.error != null, 10_000);
    expect((await log(id))[0]?.attempts.at(-1)).toMatchObject({
      status: 307,
      error: expect.stringContaining('redirects are not followed'),
    });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  it('because it is gone is disabled, and the Secretariat is told; what waits is sent when it is enabled', async () => {
    there.answer.status = 410;
    const { id } = await register({ name: 'Customs of nowhere' });
    await raise();
    await settled(id, 'failed');
    expect((await t.get<Endpoint>('SEC-1', `${HOOKS}/${id}`)).body).toMatchObject({
      status: 'disabled',
      disabledBecause: expect.stringContaining('410'),
    });
    await until(
      'the mail is written',
      async () =>
        (await t.mailbox.list('', 20)).entries.some(({ subject }) => subject.includes('Customs of nowhere')),
      15_000,
    );
    const before = there.received.length;
    await raise();
    expect((await t.post('SEC-1', `${HOOKS}/${id}/test`, {})).body).toMatchObject({
      code: 'webhooks.disabled',
    });
    await new Promise((resolve) => setTimeout(resolve, 500)); // several sweeps
    expect(there.received).toHaveLength(before);
    there.answer.status = 200;
    expect((await t.post<Endpoint>('SEC-1', `${HOOKS}/${id}/enable`, {})).body.status).toBe('enabled');
    await settled(id, 'delivered');
  });

  it('for five days is disabled, and not before', async () => {
    there.answer.status = 503;
    const { id } = await register();
    const since = (hours: number) =>
      dataSource.query(
        `update webhook_endpoint set failing_since = now() - make_interval(hours => $2) where id = $1`,
        [id, hours],
      );
    await since(119);
    await raise();
    await arrived(3);
    await until('it waits', async () => (await log(id))[0]?.attempts[0]?.ms != null, 5_000);
    expect((await t.get<Endpoint>('SEC-1', `${HOOKS}/${id}`)).body.status).toBe('enabled');
    await since(121);
    await raise();
    await until(
      'it is disabled',
      async () => (await t.get<Endpoint>('SEC-1', `${HOOKS}/${id}`)).body.status === 'disabled',
      10_000,
    );
  });
});

describe('an endpoint', () => {
  it('is tried once by a message of its own', async () => {
    there.answer.status = 500;
    const { id, secret } = await register();
    const { status, body } = await t.post<{ messageId: string }>('SEC-1', `${HOOKS}/${id}/test`, {});
    expect(status).toBe(202);
    const failed = await settled(id, 'failed');
    expect([failed.id, failed.attempts.length]).toEqual([body.messageId, 1]);
    expect(verified(there.received[0]!, secret).type).toBe('webhook.test');
    expect((await t.get<Endpoint>('SEC-1', `${HOOKS}/${id}`)).body.failingSince).toBeNull();
  });

  it('is signed for with both secrets for a day after one was replaced, and with one when it leaked', async () => {
    const { id, secret: first } = await register();
    const rotate = async (overlap: boolean) =>
      (await t.post<EndpointWithSecret>('SEC-1', `${HOOKS}/${id}/rotate`, { overlap })).body;
    const { secret: second, earlierSecretUntil } = await rotate(true);
    expect(Math.round((Date.parse(earlierSecretUntil ?? '') - Date.now()) / 3_600_000)).toBe(24);
    await raise();
    await arrived(1);
    for (const secret of [first, second]) verified(there.received[0]!, secret);
    await dataSource.query(`update webhook_endpoint set earlier_until = now() where id = $1`, [id]);
    await raise();
    await arrived(2);
    verified(there.received[1]!, second);
    expect(() => verified(there.received[1]!, first)).toThrow('No matching signature');
    const { secret: third } = await rotate(false);
    await raise();
    await arrived(3);
    verified(there.received[2]!, third);
    expect(() => verified(there.received[2]!, second)).toThrow('No matching signature');
  });

  it('shows its secret once, and keeps it sealed', async () => {
    const { id, secret } = await register();
    const shown = [await t.get('SEC-1', HOOKS), await t.get('SEC-1', `${HOOKS}/${id}`)];
    expect(JSON.stringify(shown)).not.toContain('whsec_');
    const rows = await dataSource.query<object[]>('select * from webhook_endpoint where id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(secret.slice('whsec_'.length));
  });

  it('that is ended takes nothing more, forgets its secret and keeps its log', async () => {
    there.answer.status = 500;
    const { id } = await register();
    await raise();
    await arrived(3);
    await until('it waits', async () => (await log(id))[0]?.attempts[0]?.ms != null, 5_000);
    expect((await t.post('SEC-1', `${HOOKS}/${id}/end`, {})).body).toMatchObject({
      status: 'ended',
      endedBy: 'SEC-1',
      waiting: 0,
    });
    expect(await log(id)).toEqual([expect.objectContaining({ status: 'dropped' })]);
    for (const path of ['enable', 'rotate', 'test', 'end'])
      expect(await t.post('SEC-1', `${HOOKS}/${id}/${path}`, {})).toMatchObject({
        status: 409,
        body: { code: 'webhooks.ended' },
      });
    await raise();
    expect(await log(id)).toHaveLength(1);
  });

  it('is the Secretariat’s alone', async () => {
    const { id } = await register();
    for (const who of ['USA-1', 'CHE-1'])
      expect((await t.get(who, `${HOOKS}/${id}`)).body).toMatchObject({ code: 'session.forbidden' });
    expect((await t.get(null, HOOKS)).status).toBe(401);
  });

  it.each([
    [{ url: 'http://system.example/' }, 'webhooks.bad-url'],
    [{ url: 'https://me:mine@system.example/' }, 'webhooks.bad-url'],
    [{ workflow: 'wedding' }, 'webhooks.unknown-workflow'],
    [{ types: [] }, 'input.invalid'],
    [{ types: ['deadline.late'] }, 'input.invalid'],
    [{ name: ' ' }, 'input.invalid'],
    [{ secret: 'mine' }, 'input.invalid'],
  ])('is refused with %j', async (wrong, code) => {
    const input = { name: 'x', url: there.url, types: ['case.opened'], ...wrong };
    expect(await t.post('SEC-1', HOOKS, input)).toMatchObject({ status: 400, body: { code } });
  });
});

describe('where private addresses are not called', () => {
  let closed: TestApp;
  beforeAll(async () => {
    closed = await startTestApp('2012-09-03T10:00:00.000Z', undefined, { SWEEP_SECONDS: '0.1' });
  });
  afterAll(async () => {
    await closed.close();
  });

  it('an endpoint on this machine is refused', async () => {
    const input = { name: 'x', url: there.url, types: ['case.opened'] };
    expect(await closed.post('SEC-1', HOOKS, input)).toMatchObject({
      status: 400,
      body: { code: 'webhooks.bad-url', detail: expect.stringContaining('WEBHOOK_PRIVATE=1') },
    });
  });

  it.each(['a name that leads to this machine', 'an address of this machine'])(
    '%s is not called either, whenever it came to be',
    async (what) => {
      const input = { name: 'x', url: 'https://system.example/', types: ['case.opened'] };
      const { id } = (await closed.post<Endpoint>('SEC-1', HOOKS, input)).body;
      // a name whose address was changed after it was registered: this machine's own name stands for it
      const url = there.url.replace('127.0.0.1', what.startsWith('a name') ? 'localhost' : '127.0.0.1');
      await closed.app.get(DataSource).query('update webhook_endpoint set url = $2 where id = $1', [id, url]);
      expect((await closed.post('SEC-1', `${HOOKS}/${id}/test`, {})).status).toBe(202);
      const messages = async () =>
        (await closed.get<LoggedMessage[]>('SEC-1', `${HOOKS}/${id}/messages`)).body;
      await until('it was tried', async () => (await messages())[0]?.status === 'failed', 10_000);
      expect((await messages())[0]?.attempts[0]).toMatchObject({
        status: null,
        error: expect.stringContaining('private address'),
      });
      expect(there.received).toEqual([]);
    },
  );
});

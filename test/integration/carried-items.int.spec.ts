/** What waits for a Plenary is on exactly one agenda at a time, and is lost on none. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Engine, Sweeper } from '../../src/engine/index.js';
import { newId } from '../../src/kernel/ids.js';
import { toInstant } from '../../src/kernel/instant.js';
import { waitingForPlenary } from '../../src/modules/plenary/carried-items.js';
import { type TestApp, startTestApp } from '../support/app.js';

const DRAFT = {
  reference: 'KP/WP/7',
  title: 'A broken one',
  subject: 'Any',
  texts: [{ language: 'en', body: 'The Participants decide.' }],
};
const meeting = (year: number, type = 'plenary') => ({
  reference: `KP/${type.toUpperCase()}/${year}`,
  title: `${type} of ${year}`,
  type,
  place: 'Anywhere',
  zone: 'UTC',
  opensAt: { wallTime: `${year}-11-27T09:00`, zone: 'UTC' },
  endsAt: { wallTime: `${year}-11-30T18:00`, zone: 'UTC' },
});
interface Item {
  readonly id: string;
  readonly visibility: string;
  readonly origin: { readonly reference: string } | null;
}

describe('a broken procedure', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2012-02-01T09:00:00.000Z');
  }, 60_000);
  afterAll(() => t.close(), 180_000);

  const path = (year: number, type = 'plenary'): string =>
    `/api/v1/meetings/${encodeURIComponent(`KP/${type.toUpperCase()}/${year}`)}`;
  const convene = async (year: number, type?: string): Promise<readonly Item[]> => {
    expect((await t.post('USA-1', '/api/v1/meetings', meeting(year, type))).status).toBe(201);
    return itemsOf(year, type);
  };
  const itemsOf = async (year: number, type?: string): Promise<readonly Item[]> =>
    (await t.get<{ items: Item[] }>('USA-1', path(year, type))).body.items;
  const waiting = async (): Promise<string[]> =>
    (await t.app.get(DataSource).transaction(waitingForPlenary)).map(({ title }) => title);
  const act = async (target: string, command: string, body: object): Promise<void> => {
    const { status, body: answer } = await t.post('USA-1', `${target}/${command}`, body);
    expect([command, status, (answer as { detail?: string }).detail]).toEqual([command, 200, undefined]);
  };

  it('waits while none but an intersessional meeting is convened, which takes nothing', async () => {
    const procedure = `/api/v1/written-procedures/${encodeURIComponent('KP/WP/7')}`;
    expect((await t.post('USA-1', '/api/v1/written-procedures', DRAFT)).status).toBe(201);
    await act(procedure, 'launch', { ruleSet: 'kp' });
    await act(procedure, 'refer', { to: 'the Plenary', reason: 'No agreement.' });
    expect(await convene(2012, 'intersessional')).toEqual([]);
    await t.app.get(Sweeper).sweep();
    expect(await itemsOf(2012, 'intersessional')).toEqual([]);
    expect(await waiting()).toEqual(['A broken one']);
  });

  it('is on the agenda of the Plenary convened next, and waits no more', async () => {
    expect(await convene(2012)).toMatchObject([{ visibility: 'all', origin: { reference: 'KP/WP/7' } }]);
    expect(await waiting()).toEqual([]);
    expect(await convene(2013)).toEqual([]);
  });

  it('goes on to the next Plenary when the first is cancelled', async () => {
    await act(path(2012), 'cancel', { reason: 'No host.' });
    await t.app.get(Sweeper).sweep();
    expect(await itemsOf(2013)).toMatchObject([{ origin: { reference: 'KP/WP/7' } }]);
  });

  it('that a Plenary withdrew waits for the one after it, and does not come back onto the same agenda', async () => {
    const [item] = await itemsOf(2013);
    await act(path(2013), 'withdraw-item', { item: item?.id, reason: 'Not ripe.' });
    await t.app.get(Sweeper).sweep();
    expect(await itemsOf(2013)).toHaveLength(1);
    expect(await waiting()).toEqual(['A broken one']);
  });

  it('of today is not taken by an imported meeting of earlier years', async () => {
    const outcome = await t.app.get(Engine).start({
      workflow: 'plenary-meeting',
      commandId: newId(),
      actor: { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' },
      payload: { ...meeting(2012), reference: 'OLD' },
      asOf: toInstant('2012-01-15T00:00:00Z'),
      historical: true,
    });
    expect(outcome.status).toBe('accepted');
    expect(await waiting()).toEqual(['A broken one']);
  });

  it('referred to another body is nothing for a Plenary', async () => {
    const procedure = `/api/v1/written-procedures/${encodeURIComponent('KP/WP/8')}`;
    const other = { ...DRAFT, reference: 'KP/WP/8', title: 'For statisticians' };
    expect((await t.post('USA-1', '/api/v1/written-procedures', other)).status).toBe(201);
    await act(procedure, 'launch', { ruleSet: 'kp' });
    await act(procedure, 'refer', { to: 'the WGS', reason: 'A matter of figures.', toPlenary: false });
    expect(await waiting()).toEqual(['A broken one']);
  });

  it('is taken by one of two Plenaries that are convened at once, never by both', async () => {
    const started = await Promise.all(
      [2014, 2015].map((year) => t.post('USA-1', '/api/v1/meetings', meeting(year))),
    );
    expect(started.map(({ status }) => status)).toEqual([201, 201]);
    const taken = await Promise.all([2014, 2015].map((year) => itemsOf(year)));
    expect(taken.flat()).toHaveLength(1);
  });
});

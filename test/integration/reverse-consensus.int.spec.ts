/** A time in which members of an organ may stop something: who may be named, and where its members find it. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Instant } from '../../src/kernel/instant.js';
import type { BoardPage } from '../../src/modules/deadline-board/index.js';
import { seatsAt } from '../../src/modules/organs/index.js';
import { IMPOSED } from '../support/special-measures.js';
import { type TestApp, startTestApp } from '../support/app.js';

jest.setTimeout(240_000);
const NOW = '2013-02-01T00:00:00.000Z';
const CASE = `/api/v1/special-measures/${encodeURIComponent('KP/SM/2011/1')}`;
const WINDOW = { id: 'mine-7', subject: 'exports of mine 7', zones: ['mine 7'] };

describe('a time in which members of an organ may stop something', () => {
  let t: TestApp;
  let members: string[];
  beforeAll(async () => {
    t = await startTestApp(NOW);
    for (const party of ['CAN', 'IND', 'GHA']) {
      const seat = { organ: 'WGM', party, capacity: 'member', validFrom: NOW, source: 'made up' };
      expect((await t.post('SEC-1', '/api/v1/seats', seat)).status).toBe(200);
    }
    const seats = await seatsAt(t.app.get(DataSource).manager, NOW as Instant, { organ: 'WGM' });
    members = seats
      .filter(({ kind, capacity }) => kind === 'participant' && ['chair', 'member'].includes(capacity))
      .map(({ party }) => party);
    expect(members.length).toBeGreaterThan(3);
    expect(members).not.toContain('BLR');
    const polarity = {
      kind: 'stop',
      what: 'exports',
      organ: 'WGM',
      stopAt: 2,
      within: { value: 15, unit: 'calendar-days' },
      source: 'made up',
    };
    const decision = { ...(IMPOSED['decision'] as object), outside: true };
    const opened = await t.post('ZAF-1', '/api/v1/special-measures', { ...IMPOSED, decision, polarity });
    expect(opened).toMatchObject({ status: 201 });
  }, 240_000);
  afterAll(() => t.close(), 240_000);

  it('is opened for those alone that sit there by the registry', async () => {
    const answer = await t.post('ZAF-1', `${CASE}/open-window`, { ...WINDOW, members: [...members, 'BLR'] });
    expect(answer).toMatchObject({
      body: {
        code: 'measure.not-seated',
        detail: expect.stringContaining('Not seated in WGM now: BLR. Its members are '),
      },
    });
    expect((await t.post('ZAF-1', `${CASE}/open-window`, { ...WINDOW, members })).status).toBe(200);
  });

  it('stands on the board for each of them to its end, and for nobody else', async () => {
    const [one = '', ...others] = members;
    const found = async (party: string) =>
      (
        await t.get<BoardPage>('ZAF-1', `/api/v1/board?workflow=special-measure&party=${party}`)
      ).body.lines.map(({ what, dueAt, waitsOn }) => [what, dueAt, waitsOn.length]);
    const row = ['objection, if any, to exports of mine 7', '2013-02-17T00:00:00.000Z', members.length];
    expect([await found(one), await found('BLR')]).toEqual([[row], []]);
    const objection = { window: 'mine-7', member: one, ground: 'made up' };
    expect((await t.post('ZAF-1', `${CASE}/object-to-continuation`, objection)).status).toBe(200);
    expect([await found(one), (await found(others[0] ?? ''))[0]?.[2]]).toEqual([[], members.length - 1]);
    await t.travelTo('2013-02-17T00:00:02.000Z');
    expect(await found(others[0] ?? '')).toEqual([]);
  });
});

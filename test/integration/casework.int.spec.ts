/** A case on the casework kit as people use it: doors, who may know of it, mails, the board, and its way before a Plenary. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sweeper } from '../../src/engine/index.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type TestApp, startTestApp } from '../support/app.js';

const RAISED: JsonObject = {
  reference: 'KP/ANOMALY/2012/1',
  title: 'Imports without a certificate',
  source: 'letter of 3 September 2012 (made up)',
  kind: 'certificates',
  raisedBy: 'CHE',
  concerning: 'GIN',
  text: 'Two parcels came without a valid certificate.',
};
const PLENARY = {
  reference: 'KP/PLENARY/2013',
  title: 'Plenary of 2013',
  type: 'plenary',
  place: 'Anywhere',
  zone: 'UTC',
  opensAt: { wallTime: '2013-11-19T09:00', zone: 'UTC' },
  endsAt: { wallTime: '2013-11-22T18:00', zone: 'UTC' },
};
const CASE = `/api/v1/anomalies/${encodeURIComponent('KP/ANOMALY/2012/1')}`;

interface Meeting {
  readonly items: readonly {
    readonly title: string;
    readonly origin: { readonly workflow: string } | null;
  }[];
}
interface Board {
  readonly lines: readonly {
    readonly reference: string;
    readonly level: string;
    readonly waitsOn: readonly { readonly code: string }[];
  }[];
}

describe('an anomaly, from the letter to the Plenary', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2012-09-03T10:00:00.000Z');
  }, 60_000);
  afterAll(() => t.close(), 180_000);

  const board = async (as: string): Promise<Board['lines']> =>
    (await t.get<Board>(as, '/api/v1/board?workflow=anomaly')).body.lines;

  it('is raised by a delegate in the own name only', async () => {
    const another = await t.post('FRA-1', '/api/v1/anomalies', RAISED);
    expect(another.status).not.toBe(201);
    const stolen = await t.post('GHA-1', '/api/v1/anomalies', RAISED);
    expect([stolen.status, (stolen.body as { code: string }).code]).toEqual([409, 'case.not-yours-to-say']);
    expect((await t.post('CHE-1', '/api/v1/anomalies', RAISED)).status).toBe(201);
  });

  it('refuses its reference a second time, and what does not fit names the field', async () => {
    const twice = await t.post('CHE-1', '/api/v1/anomalies', RAISED);
    expect([twice.status, (twice.body as { code: string }).code]).toEqual([409, 'case.reference-in-use']);
    const bad = await t.post('CHE-1', '/api/v1/anomalies', { ...RAISED, kind: 'rumour' });
    expect(bad.status).toBe(400);
    expect(JSON.stringify(bad.body)).toContain('kind');
  });

  it('is known to Participants, not to Observers', async () => {
    expect((await t.get('GHA-1', CASE)).status).toBe(200);
    expect((await t.get('WDC-1', CASE)).status).toBe(404);
  });

  it('is on the board as what the Chair is to do, for those who may know of it', async () => {
    expect(
      (await board('USA-1')).map(({ reference, waitsOn }) => [reference, waitsOn.map(({ code }) => code)]),
    ).toEqual([['KP/ANOMALY/2012/1', ['chair']]]);
    expect(await board('WDC-1')).toEqual([]);
  });

  it('then waits on whom it concerns, and is late when that passes', async () => {
    expect((await t.post('USA-1', `${CASE}/inform`, {})).status).toBe(200);
    expect(
      (await board('GHA-1')).map(({ level, waitsOn }) => [level, waitsOn.map(({ code }) => code)]),
    ).toEqual([['waiting', ['GIN']]]);
    await t.travelTo('2012-10-05T09:00:00.000Z');
    expect((await board('GHA-1')).map(({ level }) => level)).toEqual(['late']);
  });

  it('is put on the agenda of the next Plenary by its ladder, and its file goes with it', async () => {
    await t.travelTo('2013-01-15T09:00:00.000Z');
    expect((await t.post('ZAF-1', '/api/v1/meetings', PLENARY)).status).toBe(201);
    await t.app.get(Sweeper).sweep();
    const path = `/api/v1/meetings/${encodeURIComponent('KP/PLENARY/2013')}`;
    const { body } = await t.get<Meeting>('ZAF-1', path);
    expect(body.items.map(({ title, origin }) => [title, origin?.workflow])).toEqual([
      ['KP/ANOMALY/2012/1: answer to the anomaly', 'anomaly'],
    ]);
    const file = await t.get<{ procedures: { workflow: string; events: unknown[] }[] }>(
      'ZAF-1',
      `${path}/file`,
    );
    expect(file.body.procedures.map(({ workflow, events }) => [workflow, events.length > 5])).toEqual([
      ['anomaly', true],
    ]);
  });

  it('is answered late all the same, concluded, and off the board', async () => {
    expect((await t.post('GIN-1', `${CASE}/reply`, { text: 'The certificates were found.' })).status).toBe(
      200,
    );
    const decision = { by: 'plenary', reference: 'KP/PLENARY/2099', at: '2013-01-10T00:00:00.000Z' };
    const conclusion = { how: 'explained', reason: 'Both certificates are valid.', decision };
    const mistyped = await t.post('ZAF-1', `${CASE}/conclude`, conclusion);
    expect([mistyped.status, (mistyped.body as { code: string }).code]).toEqual([409, 'decision.unknown']);
    conclusion.decision = { ...decision, outside: true } as typeof decision;
    expect((await t.post('ZAF-1', `${CASE}/conclude`, conclusion)).status).toBe(200);
    const { body } = await t.get<{ status: string; waiting: unknown[]; forPlenary: unknown }>('GHA-1', CASE);
    expect(body).toMatchObject({ status: 'concluded', waiting: [], forPlenary: null });
    expect((await board('ZAF-1')).filter(({ level }) => level !== 'closed')).toEqual([]);
  });
});

/** What waited on an organ waits on the one that it was merged into: rows, months and grid of the board, and its calendars. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OPERATOR } from '../../src/modules/cases/index.js';
import {
  BoardOverviews,
  type BoardPage,
  gridFilterSchema,
  monthsFilterSchema,
} from '../../src/modules/deadline-board/index.js';
import { Mandates } from '../../src/modules/mandates/index.js';
import { carryOutSchema } from '../../workflows/plenary-meeting/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

jest.setTimeout(240_000);
const BOARD = '/api/v1/board';
let t: TestApp;

/** Gives an organ a task that is due to the end of June 2013, so that it waits on the code of that organ. */
async function give(organ: string): Promise<void> {
  const order = carryOutSchema.parse({
    meeting: 'KP/PLENARY/2012',
    title: 'Plenary',
    zone: 'UTC',
    at: '2012-12-01T04:00:00.000Z',
    dueAt: null,
    clause: {
      id: organ.toLowerCase(),
      paragraph: 31,
      by: 'plenary',
      verb: 'requested',
      text: 'to report',
      fact: { kind: 'mandate', task: `report of ${organ}` },
      addressees: [organ],
      deadline: { kind: 'day', on: '2013-06-30' },
    },
  });
  expect((await t.app.get(Mandates).openFromClause(order, { historical: false })).status).toBe('accepted');
}
const waitingOn = async (organ: string): Promise<string[]> => {
  const { status, body } = await t.get<BoardPage>('SEC-1', `${BOARD}?organ=${organ}`);
  expect([organ, status]).toEqual([organ, 200]);
  return body.lines.flatMap(({ waitsOn }) => waitsOn.map(({ code }) => code)).sort();
};
const inMonths = async (organ: string): Promise<number> => {
  const { counts } = await t.app.get(BoardOverviews).months(monthsFilterSchema.parse({ organ }), OPERATOR);
  return counts.reduce((sum, { things }) => sum + things, 0);
};
const rowsOfGrid = async (organ: string): Promise<string[]> => {
  const { rows } = await t.app.get(BoardOverviews).grid(gridFilterSchema.parse({ organ }), OPERATOR);
  return rows.filter(({ together }) => !together).map(({ code }) => code);
};
async function calendarOf(organ: string): Promise<string> {
  const { status, body } = await t.post<{ url: string }>('SEC-1', `${BOARD}/feeds`, {
    kind: 'organ',
    code: organ,
  });
  expect(status).toBe(201);
  return body.url;
}
async function entriesOf(url: string): Promise<string[]> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const text = (await response.text()).replaceAll('\r\n ', '');
  return ['PC', 'SC'].filter((organ) => text.includes(`report of ${organ}`));
}

describe('the board after two organs became one', () => {
  let ofPc: string;
  beforeAll(async () => {
    t = await startTestApp('2013-02-01T00:00:00.000Z');
    for (const organ of ['PC', 'SC', 'WGM']) await give(organ);
    expect([await waitingOn('PC'), await waitingOn('SC')]).toEqual([['PC'], ['SC']]);
    ofPc = await calendarOf('PC');
    expect(await entriesOf(ofPc)).toEqual(['PC']);
    const order = {
      from: ['PC', 'SC'],
      into: { code: 'CPC', name: 'Committee on Participation and Chairmanship' },
      at: '2013-03-01T00:00:00Z',
      source: 'Washington communiqué 2012, paragraph 33',
    };
    expect((await t.post('SEC-1', '/api/v1/mergers', order)).status).toBe(200);
    await t.travelTo('2013-03-01T00:00:00.000Z');
  }, 240_000);
  afterAll(() => t.close(), 180_000);

  it('asked of the new one, has what was asked of either; a former code means the new one', async () => {
    expect(await waitingOn('CPC')).toEqual(['PC', 'SC']);
    expect(await waitingOn('PC')).toEqual(['PC', 'SC']);
    expect(await waitingOn('WGM')).toEqual(['WGM']);
  });

  it('has them in the months ahead, and in the grid whoever sits in the new one', async () => {
    expect([await inMonths('CPC'), await inMonths('PC')]).toEqual([2, 2]);
    const seated = await rowsOfGrid('CPC');
    expect(seated.length).toBeGreaterThan(0);
    expect(await rowsOfGrid('PC')).toEqual(seated);
  });

  it('has them in the calendar of the new one, which those of the former ones are now', async () => {
    expect(await entriesOf(await calendarOf('CPC'))).toEqual(['PC', 'SC']);
    expect(await entriesOf(ofPc)).toEqual(['PC', 'SC']);
  });

  it('still knows no organ that never was', async () => {
    expect(await t.get('SEC-1', `${BOARD}?organ=NONE`)).toMatchObject({
      body: { code: 'organs.unknown-organ' },
    });
  });
});

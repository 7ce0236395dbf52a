/** The deadline board over real cases: each comes onto it by itself, moves with time, and shows nobody more than the desk does. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import ICAL from 'ical.js';
import { DataSource } from 'typeorm';
import { CaseObservers, Sweeper, WorkflowRegistry } from '../../src/engine/index.js';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  BoardObserver,
  type BoardLine,
  type BoardPage,
  type Load,
} from '../../src/modules/deadline-board/index.js';
import { Mandates } from '../../src/modules/mandates/index.js';
import { noteBounce } from '../../src/modules/registry/index.js';
import { carryOutSchema } from '../../workflows/plenary-meeting/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { until } from '../support/engine.js';

// mails of weeks of reminders are written here
jest.setTimeout(240_000);
const NOW = '2012-12-05T09:00:00.000Z';
const BOARD = '/api/v1/board';
const order = (id: string, clause: JsonObject = {}) =>
  carryOutSchema.parse({
    meeting: 'KP/PLENARY/2012',
    title: 'Plenary',
    zone: 'UTC',
    at: '2012-12-01T04:00:00.000Z',
    dueAt: null,
    clause: {
      id,
      paragraph: 31,
      by: 'plenary',
      verb: 'requested',
      text: 'to report',
      fact: { kind: 'mandate', task: `report ${id}` },
      addressees: ['GHA'],
      ...clause,
    },
  });
const by = (on: string): JsonObject => ({ deadline: { kind: 'day', on } });

let t: TestApp;
let dataSource: DataSource;
/** ids of mandates by their clause */
const ids = new Map<string, string>();
const give = async (id: string, clause: JsonObject = {}, historical = false): Promise<string> => {
  const { caseId, status } = await t.app.get(Mandates).openFromClause(order(id, clause), { historical });
  expect(status).toBe('accepted');
  ids.set(id, caseId);
  return caseId;
};
const read = async (as: string, query = ''): Promise<readonly BoardLine[]> => {
  const { status, body } = await t.get<BoardPage>(as, `${BOARD}?${query}`);
  expect({ status, query }).toEqual({ status: 200, query });
  return body.lines;
};
const line = async (id: string, query = ''): Promise<BoardLine | undefined> =>
  (await read('SEC-1', `limit=500&${query}`)).find(({ caseId }) => caseId === ids.get(id));
const clausesIn = (lines: readonly BoardLine[]): string[] =>
  lines.map(({ reference }) => reference.split('/').at(-1) ?? '').sort();
const statusOf = async (as: string, path: string): Promise<unknown> => {
  const { status, body } = await t.get<{ code?: string }>(as, path);
  return [status, body.code];
};

beforeAll(async () => {
  t = await startTestApp(NOW);
  dataSource = t.app.get(DataSource);
}, 120_000);
afterAll(() => t.close(), 180_000);

describe('a case', () => {
  it('comes onto the board as it is opened, with what it waits for, on whom, and what comes next', async () => {
    await give('a', by('2012-12-20'));
    expect(await line('a')).toEqual({
      caseId: ids.get('a'),
      key: 'report',
      workflow: 'mandate',
      address: `/api/v1/mandates/${ids.get('a')}`,
      reference: 'KP/MANDATE/2012/a',
      title: 'report a',
      status: 'dated',
      what: 'report: report a',
      waitsOn: [{ code: 'GHA', name: 'Ghana' }],
      since: '2012-12-01T04:00:00.000Z',
      dueAt: '2012-12-21T00:00:00.000Z',
      postponedUntil: null,
      rung: { reached: 0, of: 7, last: null },
      timer: { name: 'reminder', title: 'the addressees are reminded', at: '2012-12-06T09:00:00.000Z' },
      armed: true,
      level: 'waiting',
      why: 'due in 15 days; it waits on GHA',
      unreachable: [],
      trouble: null,
      historical: false,
      endedAt: null,
      stale: false,
    });
    expect((await t.get('SEC-1', (await line('a'))?.address ?? '')).status).toBe(200);
  });

  it('waits on those alone who have not acted; the rest of a case is one line', async () => {
    await give('b', { ...by('2013-06-30'), addressees: ['GIN', 'CAF'] });
    await t.post('GIN-1', `/api/v1/mandates/${ids.get('b')}/report`, { by: 'GIN', text: 'Done.' });
    expect((await line('b'))?.waitsOn.map(({ code }) => code)).toEqual(['CAF']);
    await t.post('CAF-1', `/api/v1/mandates/${ids.get('b')}/report`, { by: 'CAF', text: 'Done.' });
    expect(await line('b')).toMatchObject({
      key: 'assessment',
      waitsOn: [{ code: 'chair' }, { code: 'secretariat' }],
      since: NOW,
      dueAt: null,
    });
  });

  it('of an imported history is left out unless it is asked for, and is never late', async () => {
    await give('h', by('2012-12-03'), true);
    expect(await line('h')).toBeUndefined();
    expect(await line('h', 'historical=true')).toMatchObject({
      historical: true,
      level: 'waiting',
      armed: false,
      why: 'part of an imported history: its timers never fire, and nobody is pressed',
    });
    expect(clausesIn(await read('SEC-1', 'historical=true&level=late'))).not.toContain('h');
  });

  it('that has ended is recently closed for a while, and then off the board', async () => {
    await give('c', by('2012-12-31'));
    await t.post('SEC-1', `/api/v1/mandates/${ids.get('c')}/withdraw`, {
      reason: 'not needed',
    });
    expect(await line('c')).toBeUndefined();
    expect(await line('c', 'group=closed')).toMatchObject({ level: 'closed', endedAt: NOW });
  });
});

describe('an observer that fails', () => {
  it('stops no case: the case is put down, shown as behind, and shown again by a sweep', async () => {
    let failing = true;
    const seen: string[] = [];
    t.app.get(CaseObservers).register('failing', {
      version: 1,
      observe: async (tx, files) => {
        await tx.query('select 1');
        if (failing) await tx.query('select 1 / 0');
        seen.push(...files.map(({ caseId }) => caseId));
      },
    });
    const caseId = await give('o', by('2013-05-01'));
    const waits = (): Promise<{ error: string }[]> =>
      dataSource.query(
        `select last_error as error from case_observation_due where observer = 'failing' and case_id = $1`,
        [caseId],
      );
    expect([seen, await waits()]).toEqual([[], [{ error: 'division by zero' }]]);
    expect((await line('o'))?.stale).toBe(false); // it is not the board that is behind
    failing = false;
    await dataSource.query(`update case_observation_due set next_attempt_at = clock_timestamp()`);
    await until('the observer sees the case', async () => {
      await t.app.get(Sweeper).sweep(); // one of the application's own may hold the case just now, and is not waited for
      return seen.includes(caseId);
    });
    expect(await waits()).toEqual([]);
  });

  it('is caught up with without waiting for a case that is in use, and for no longer than it may take', async () => {
    // of its own, so that no sweep of the application helps
    const observers = new CaseObservers(dataSource, t.app.get(WorkflowRegistry), { warn: () => undefined });
    observers.register('shown-late', { version: 1, observe: async () => undefined });
    const due = async (): Promise<number> => (await observers.left('shown-late')).cases;
    await observers.startOver('shown-late');
    const all = await due();
    expect(all).toBeGreaterThan(3);
    expect([await observers.catchUp(100, 0), await due()]).toEqual([1, all - 1]);
    await dataSource.transaction(async (tx) => {
      const [{ id } = { id: '' }] = await tx.query<{ id: string }[]>(
        `select case_id as id from case_observation_due where observer = 'shown-late' order by next_attempt_at limit 1`,
      );
      await tx.query('select 1 from case_file where id = $1 for no key update', [id]);
      const tried = await Promise.all([observers.catchUp(1000, 30_000), observers.catchUp(1000, 30_000)]);
      expect([tried.reduce((sum, one) => sum + one, 0), await due()]).toEqual([all - 2, 1]);
    });
    expect([await observers.catchUp(), await due()]).toEqual([1, 0]);
  });

  it('leaves its line marked as behind, when it is the board', async () => {
    await dataSource.query(
      `insert into case_observation_due (observer, case_id, next_attempt_at) values ('deadline-board', $1, 'infinity')`,
      [ids.get('o')],
    );
    expect((await line('o'))?.stale).toBe(true);
    const { body } = await t.get<{ behind: number }>('SEC-1', `${BOARD}/summary`);
    expect(body.behind).toBe(1);
  });

  it('loses nothing: the board made anew is the same, down to the versions of its calendar entries', async () => {
    const rows = (): Promise<object[]> => dataSource.query('select * from board_entry order by case_id, key');
    const before = await rows();
    const observer = t.app.get(BoardObserver);
    await dataSource.query(`delete from board_entry where key = 'assessment'`);
    await dataSource.query(`update board_entry set what = 'nonsense', sequence = 0 where case_id = $1`, [
      ids.get('o'),
    ]);
    expect(await observer.startOver()).toBeGreaterThanOrEqual(before.length - 1);
    await until('the board is made anew', async () => {
      await observer.catchUp(100); // a sweep of the application may make some of it
      return (await observer.left()).cases === 0;
    });
    expect(await observer.left()).toEqual({ cases: 0, lastError: null });
    expect(await rows()).toEqual(before);
  });
});

describe('who may see it', () => {
  it('is the same as at the desk: a confidential matter stays with those it concerns, a draft with the offices', async () => {
    const convene = {
      reference: 'KP/PLENARY/2013',
      title: 'Plenary',
      place: 'Johannesburg',
      zone: 'UTC',
      opensAt: { wallTime: '2013-11-19T09:00', zone: 'UTC' },
      endsAt: { wallTime: '2013-11-22T18:00', zone: 'UTC' },
    };
    expect((await t.post('USA-1', '/api/v1/meetings', convene)).status).toBe(201);
    const items = [{ id: 'concern', title: 'A concern', visibility: 'concerned', concerns: ['GHA'] }];
    const meeting = `/api/v1/meetings/${encodeURIComponent('KP/PLENARY/2013')}`;
    await t.post('SEC-1', `${meeting}/add-items`, { items });
    const hidden = order('x', { item: 'concern', addressees: ['CKR'], ...by('2013-03-31') });
    const { caseId } = await t.app.get(Mandates).openFromClause({ ...hidden, meeting: 'KP/PLENARY/2013' });
    const draft = {
      reference: 'KP/WP/2012/9',
      title: 'A draft',
      subject: 'A matter',
      texts: [{ language: 'en', body: 'A text.' }],
    };
    const drafted = await t.post<{ caseId: string }>('USA-1', '/api/v1/written-procedures', draft);
    expect(drafted.status).toBe(201);
    for (const as of ['SEC-1', 'GHA-1', 'CAN-1', 'WDC-1', 'CHN-1']) {
      const shown = new Set((await read(as, 'limit=500')).map((one) => one.caseId));
      for (const [path, id] of [
        [`/api/v1/mandates/${caseId}`, caseId],
        [`/api/v1/mandates/${ids.get('a')}`, ids.get('a')],
        [`/api/v1/written-procedures/${drafted.body.caseId}`, drafted.body.caseId],
        [meeting, (await t.get<{ id: string }>('SEC-1', meeting)).body.id],
      ] as const) {
        const { status } = await t.get(as, path);
        expect({ as, path, shown: shown.has(id as never) }).toEqual({ as, path, shown: status === 200 });
      }
    }
    expect((await read('GHA-1', 'limit=500')).map((one) => one.caseId)).toContain(caseId);
    expect((await read('CAN-1', 'limit=500')).map((one) => one.caseId)).not.toContain(caseId);
  });

  it('also binds the numbers, the load and the file', async () => {
    const load = async (as: string): Promise<number> =>
      (await t.get<Load>(as, `${BOARD}/load?party=GHA`)).body.things;
    expect(await load('WDC-1')).toBeLessThan(await load('SEC-1'));
    const csv = async (as: string): Promise<string> => {
      const headers = await t.bearer(as);
      return (await fetch(`${t.url}/api/v1/board.csv?organ=CKR`, { headers })).text();
    };
    expect([(await csv('SEC-1')).includes('/x,'), (await csv('CAN-1')).includes('/x,')]).toEqual([
      true,
      false,
    ]);
  });

  it('is nobody who has not signed in', async () => {
    expect((await fetch(`${t.url}${BOARD}`)).status).toBe(401);
  });
});

describe('what mail and registry know', () => {
  it('puts at risk whom no mail reaches, and whom nobody is known of', async () => {
    await give('m', { ...by('2013-06-30'), addressees: ['CAF'] });
    await give('n', { ...by('2013-06-30'), addressees: ['GIN'] });
    await dataSource.transaction((tx) => noteBounce(tx, 'CAF-1', 'no such user'));
    expect((await line('m'))?.level).toBe('waiting'); // the other contact is reached
    await dataSource.transaction((tx) => noteBounce(tx, 'CAF-2', 'no such user'));
    await dataSource.query(
      `insert into party (row_id, code, name, kind, valid_from, source) values (gen_random_uuid(), 'ZZB', 'Nobody’s body', 'observer', '2003-01-01', 'made up')`,
    );
    await give('p', { ...by('2013-06-30'), addressees: ['ZZB'] });
    expect(await line('m')).toMatchObject({
      level: 'at-risk',
      why: 'due in 207 days and nobody at CAF can be reached: the last mail came back',
      unreachable: [{ code: 'CAF', name: 'Central African Republic', because: 'bounced' }],
    });
    expect((await line('p'))?.why).toBe('due in 207 days and no contact of ZZB is known');
    const bounced = clausesIn(await read('SEC-1', 'group=bounced&workflow=mandate'));
    expect(bounced).toEqual(expect.arrayContaining(['m', 'p']));
    expect(bounced).not.toContain('n');
    expect(clausesIn(await read('SEC-1', 'level=at-risk'))).toEqual(expect.arrayContaining(['m', 'p']));
  });
});

describe('as time passes', () => {
  it('a line is at risk, pressed in vain, then late, and says how far it was pressed', async () => {
    await t.travelTo('2012-12-19T09:00:00.000Z');
    expect(await line('a')).toMatchObject({
      level: 'at-risk',
      why: 'due in 39 hours; GHA was pressed 4 times (of 7; last: they were reminded) and has not acted in 18 days',
    });
    expect(clausesIn(await read('SEC-1', 'group=closing'))).toContain('a');
    await t.travelTo('2012-12-21T00:00:00.000Z');
    expect((await line('a'))?.level).toBe('late');
    await t.travelTo('2013-01-02T00:00:00.000Z');
    expect(await line('a')).toMatchObject({
      level: 'late',
      status: 'overdue',
      why: 'late by 12 days; GHA was pressed 5 times (of 7; last: those who are to act were written to again) and has not acted',
    });
    expect(clausesIn(await read('SEC-1', 'group=overdue&party=GHA'))).toEqual(['a']);
    expect((await read('GHA-1'))[0]?.reference).toBe('KP/MANDATE/2012/a');
  });

  it('a longer term makes the same calendar entry newer', async () => {
    const feed = await t.post<{ url: string; id: string }>('GHA-2', `${BOARD}/feeds`, {
      kind: 'party',
      code: 'GHA',
    });
    expect(feed.status).toBe(201);
    const events = async () => {
      const answer = await fetch(feed.body.url);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'text/calendar; charset=utf-8',
      ]);
      const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
      return calendar.getAllSubcomponents('vevent').map((component) => {
        const { uid, sequence, endDate, summary } = new ICAL.Event(component);
        return { uid, sequence, end: endDate.toJSDate().toISOString(), summary };
      });
    };
    const uid = `case-${ids.get('a')}-report@plenum`;
    const before = (await events()).find((one) => one.uid === uid);
    expect(before).toMatchObject({
      end: '2012-12-21T00:00:00.000Z',
      summary: 'report: report a (KP/MANDATE/2012/a)',
    });
    const longer = { ...by('2013-02-28'), reason: 'asked for' };
    const extended = await t.post('SEC-1', `/api/v1/mandates/${ids.get('a')}/extend`, longer);
    expect(extended).toMatchObject({ status: 200 });
    const after = (await events()).find((one) => one.uid === uid);
    expect(after?.end).toBe('2013-03-01T00:00:00.000Z');
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    // in the language and zone of whoever made it
    const french = await t.post<{ url: string }>('CIV-1', `${BOARD}/feeds`, { kind: 'party', code: 'CIV' });
    const own = await (await fetch(french.body.url)).text();
    expect(own.replaceAll('\r\n ', '')).toMatch(/Échéance : \S+ \d+ \S+ 201\d/);
    // what the party may not know of, or does not wait on it, is in nobody’s calendar
    expect((await events()).some((one) => one.summary.includes('/x)'))).toBe(false);

    const row = async () =>
      (await t.get<{ id: string; revokedAt: string | null }[]>('GHA-1', `${BOARD}/feeds`)).body;
    expect(JSON.stringify(await row())).not.toContain(new URL(feed.body.url).searchParams.get('token'));
    expect((await t.post('GHA-1', `${BOARD}/feeds/${feed.body.id}/revoke`, {})).status).toBe(204);
    expect((await fetch(feed.body.url)).status).toBe(404);
    expect((await row())[0]?.revokedAt).toBe('2013-01-02T00:00:00.000Z');
  });

  it('feeds are made by the Secretariat, and by delegates for themselves', async () => {
    const make = async (as: string, kind: string, code: string): Promise<unknown> => {
      const { status, body } = await t.post<{ code?: string }>(as, `${BOARD}/feeds`, { kind, code });
      return status === 201 ? status : [status, body.code];
    };
    expect([
      await make('GHA-1', 'party', 'CAN'),
      await make('GHA-1', 'organ', 'CKR'),
      await make('SEC-1', 'organ', 'CKR'),
      await make('SEC-1', 'party', 'XXX'),
      await make('SEC-1', 'organ', 'XXX'),
      await make('SEC-1', 'party', 'gha'),
    ]).toEqual([
      [403, 'board.not-your-feed'],
      [403, 'board.not-your-feed'],
      201,
      [400, 'registry.unknown-party'],
      [400, 'organs.unknown-organ'],
      [400, 'input.invalid'],
    ]);
    expect((await t.get<unknown[]>('CAN-1', `${BOARD}/feeds`)).body).toEqual([]);
    const { body } = await t.get<{ id: string }[]>('SEC-1', `${BOARD}/feeds`);
    expect(body).toHaveLength(3);
    expect((await t.post('CAN-1', `${BOARD}/feeds/${body[0]?.id}/revoke`, {})).status).toBe(404);
    expect(await statusOf('CAN-1', `${BOARD}/feeds/party/GHA.ics`)).toEqual([404, 'board.no-feed']);
  });

  it('a case whose timer fails is stuck, and goes on when its trouble is mended', async () => {
    const caseId = await give('s', by('2013-01-10'));
    const zone = async (name: string): Promise<void> => {
      await dataSource.query(
        `update case_file set snapshot = jsonb_set(snapshot, '{context,term,dueAt,zone}', to_jsonb($2::text)) where id = $1`,
        [caseId, name],
      );
    };
    await t.travelTo('2013-01-10T10:00:00.000Z');
    await zone('Nowhere/City');
    await dataSource.query(`update timer set attempts = 4 where case_id = $1 and status = 'armed'`, [caseId]);
    await t.travelTo('2013-01-12T00:00:00.000Z');
    expect(await line('s')).toMatchObject({
      level: 'stuck',
      armed: false,
      why: 'its timer does not run: the case is stuck since 2013-01-11; what GHA owes is due on 2013-01-10',
    });
    expect((await line('s'))?.trouble).toContain('Nowhere/City');
    const seen = (await read('GHA-1', 'level=stuck')).map(({ level, trouble }) => [level, trouble]);
    expect(seen).toEqual([['stuck', null]]);
    expect(clausesIn(await read('SEC-1', 'level=stuck'))).toEqual(['s']);
    await zone('UTC');
    expect((await t.post('SEC-1', `/api/v1/parked/cases/${caseId}/retry`, {})).status).toBe(204);
    expect(await line('s')).toMatchObject({ level: 'late', armed: true, status: 'overdue' });
  });
});

describe('filters', () => {
  it('go on from page to page without a gap or a repetition', async () => {
    const all = await read('SEC-1', 'limit=500&historical=true');
    const paged: BoardLine[] = [];
    for (let after = ''; ;) {
      const { body } = await t.get<BoardPage>('SEC-1', `${BOARD}?limit=3&historical=true${after}`);
      paged.push(...body.lines);
      if (body.next === null) break;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(8);
  });

  it('by day count days in the zone asked for', async () => {
    const on = async (day: string, zone: string): Promise<string[]> =>
      clausesIn(await read('SEC-1', `workflow=mandate&party=GHA&from=${day}&to=${day}&zone=${zone}`));
    // 24:00 of 28 February in UTC, which belongs to that day; in Accra too, and in Tokyo it is the morning after
    const days = ['UTC', 'Africa/Accra', 'Asia/Tokyo'].map((zone) => on('2013-02-28', zone));
    expect(await Promise.all(days)).toEqual([['a'], ['a'], []]);
    expect([await on('2013-03-01', 'UTC'), await on('2013-03-01', 'Asia/Tokyo')]).toEqual([[], ['a']]);
  });

  it('by words take every sign for itself', async () => {
    expect(clausesIn(await read('SEC-1', 'q=REPORT%20b'))).toEqual(['b']);
    expect(await read('SEC-1', 'q=%25%25')).toEqual([]);
  });

  it.each([
    ['party=XXX', 'registry.unknown-party'],
    ['organ=XXX', 'organs.unknown-organ'],
    ['workflow=nothing', 'board.unknown-workflow'],
    ['after=nonsense', 'board.bad-cursor'],
    ['zone=Nowhere', 'calendar.unknown-zone'],
    ['level=red', 'input.invalid'],
    ['from=31.3.2013', 'input.invalid'],
    ['colour=red', 'input.invalid'],
  ])('%s is refused with its reason', async (query, code) => {
    expect(await statusOf('SEC-1', `${BOARD}?${query}`)).toEqual([400, code]);
  });
});

describe('the load of a delegation', () => {
  it('counts what waits on it and on all of its kind, by month and procedure, with the peak in words', async () => {
    const { body } = await t.get<Load>('SEC-1', `${BOARD}/load?party=GHA`);
    expect(body).toMatchObject({ party: 'GHA', people: 2, late: 1, undated: 0 });
    expect(body.months.map(({ month, things }) => [month, things])).toEqual([
      ['2013-01', 1],
      ['2013-02', 1],
      ['2013-05', 1],
      ['2013-10', 1],
    ]);
    expect(body.byWorkflow).toEqual({ mandate: 3, 'plenary-meeting': 1 });
    expect(body.words).toBe(
      'GHA owes 4 things, 1 late. Most of it falls into January 2013: 1, for 2 people.',
    );
  });
});

describe('the questions of the day', () => {
  it('are counted as the board with each group lists them', async () => {
    for (const as of ['SEC-1', 'GHA-1', 'WDC-1']) {
      const { body } = await t.get<{ counts: Record<string, number> }>(as, `${BOARD}/summary`);
      for (const [group, count] of Object.entries(body.counts))
        expect([as, group, (await read(as, `limit=500&group=${group}`)).length]).toEqual([as, group, count]);
    }
  });
});

describe('a written procedure', () => {
  it('waits on each member that has not answered, until the window closes', async () => {
    const path = `/api/v1/written-procedures/${encodeURIComponent('KP/WP/2012/9')}`;
    const waits = async () =>
      (await read('SEC-1', 'workflow=written-procedure')).map(({ key, waitsOn }) => [key, waitsOn.length]);
    expect(await waits()).toEqual([['launch', 1]]);
    const launch = { ruleSet: 'kp', unreachedReason: 'One delegation has no address that works.' };
    expect((await t.post('ZAF-1', `${path}/launch`, launch)).status).toBe(200);
    await t.travelTo('2013-01-12T00:00:01.000Z');
    const [answers] = await read('GHA-1', 'workflow=written-procedure');
    expect([answers?.key, answers?.waitsOn.length, answers?.rung.reached]).toEqual(['answers/1', 54, 0]);
    const { body } = await t.get<{ textHash: string }>('GHA-1', path);
    const answer = { kind: 'support', textHash: body.textHash, contactId: 'GHA-1', channel: 'api' };
    const { status } = await t.post('GHA-1', `${path}/record-position`, answer);
    expect(status).toBe(200);
    const now = await read('GHA-1', 'workflow=written-procedure');
    expect(now[0]?.waitsOn.map(({ code }) => code)).not.toContain('GHA');
    expect(await read('SEC-1', 'workflow=written-procedure&party=GHA')).toEqual([]);
    expect(await read('SEC-1', 'workflow=written-procedure&party=CAN')).toHaveLength(1);
  });
});

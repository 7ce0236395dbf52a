/** Mandates and hosting terms against real records: who is behind an addressee, work done twice, imported histories, confidentiality. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OutboxDispatcher } from '../../src/engine/index.js';
import { type CaseId } from '../../src/kernel/ids.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { HostingTerms, Mandates } from '../../src/modules/mandates/index.js';
import { Addressees } from '../../src/modules/notices/index.js';
import { carryOutSchema } from '../../workflows/plenary-meeting/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

// mails to all Participants are written here
jest.setTimeout(120_000);
const NOW = '2012-12-05T09:00:00.000Z' as Instant;
const CLOSED = '2012-12-01T04:00:00.000Z';
const order = (id: string, clause: JsonObject = {}) =>
  carryOutSchema.parse({
    meeting: 'KP/PLENARY/2012',
    title: 'Plenary',
    zone: 'UTC',
    at: CLOSED,
    dueAt: null,
    clause: {
      id,
      paragraph: 31,
      by: 'plenary',
      verb: 'requested',
      text: 'to report',
      fact: { kind: 'mandate', task: 'report' },
      addressees: ['CKR'],
      ...clause,
    },
  });
const EVENT = { kind: 'event', event: 'plenary-2013', words: 'at the next one', reviewOn: '2013-09-30' };

let t: TestApp;
let tx: DataSource['manager'];
beforeAll(async () => {
  t = await startTestApp(NOW);
  tx = t.app.get(DataSource).manager;
}, 60_000);
afterAll(() => t.close(), 180_000);

describe('addressees', () => {
  const here = new Addressees();

  it('are offices, collectives, parties, organs, bodies by name, or nobody', async () => {
    const codes = ['chair', 'participants', 'GHA', 'CKR', 'Friends of Liberia', 'NOBODY'];
    expect(Object.values(await here.kindsOf(tx, codes, NOW))).toEqual([
      'office',
      'collective',
      'party',
      'organ',
      'outside',
      'unknown',
    ]);
  });

  it('reach each contact once, whatever it is addressed as', async () => {
    const ids = (await here.recipientsOf(tx, ['participants', 'chair', 'USA'], NOW)).map(
      ({ contact }) => contact.id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('USA-1');
    expect(ids).not.toContain('WDC-1');
  });

  it('without known contacts are reached through the Chair and the Secretariat, who are told whom it is for', async () => {
    const found = await here.recipientsOf(tx, ['SC', 'Friends of Liberia', 'GHA'], NOW);
    expect(found.map(({ contact, instead }) => [contact.id, instead])).toEqual([
      ['GHA-1', null],
      ['GHA-2', null],
      ['USA-1', 'no contact of SC, Friends of Liberia is known'],
      ['SEC-1', 'no contact of SC, Friends of Liberia is known'],
      ['SEC-2', 'no contact of SC, Friends of Liberia is known'],
    ]);
  });

  it('that are organs speak through those who sit in them', async () => {
    const found = await here.recipientsOf(tx, ['CKR'], NOW);
    expect(found.map(({ role, party }) => [role, party])).toContainEqual(['CKR', 'USA']);
    const speaks = (id: string, party: string): Promise<boolean> =>
      here.speaksFor(tx, { kind: 'person', id, name: id, party }, ['participant'], 'CKR', NOW);
    expect([await speaks('USA-1', 'USA'), await speaks('VNM-1', 'VNM')]).toEqual([true, false]);
  });
});

describe('an opening', () => {
  it('asked for twice at the same moment is made once', async () => {
    const body = {
      meeting: 'KP/PLENARY/2012',
      clauseId: '50a',
      paragraph: 50,
      title: 'x',
      task: 'x',
      zone: 'UTC',
      givenAt: CLOSED,
      addressees: ['chair'],
    };
    const answers = await Promise.all(
      [1, 2, 3].map(() => t.post<{ code?: string }>('SEC-1', '/api/v1/mandates', body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.map(({ body: { code } }) => code).filter(Boolean)).toEqual([
      'mandate.exists',
      'mandate.exists',
    ]);
  });

  it('keeps an addressee that nobody knows: the clause was adopted', async () => {
    const { status } = await t.app.get(Mandates).openFromClause(order('51a', { addressees: ['ZZTOP'] }));
    expect(status).toBe('accepted');
  });

  it('from a confidential item stays with those it concerns', async () => {
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
    expect((await t.post('SEC-1', `${meeting}/add-items`, { items })).status).toBe(200);
    const hidden = { ...order('52a', { item: 'concern' }), meeting: 'KP/PLENARY/2013' };
    const { caseId } = await t.app.get(Mandates).openFromClause(hidden);
    const statusFor = async (as: string): Promise<number> =>
      (await t.get(as, `/api/v1/mandates/${caseId}`)).status;
    expect([await statusFor('SEC-1'), await statusFor('GHA-1'), await statusFor('CAN-1')]).toEqual([
      200, 200, 404,
    ]);
  });
});

describe('waiting for an event', () => {
  it('that is a meeting convened already, is dated at once', async () => {
    const { caseId } = await t.app.get(Mandates).openFromClause(order('54a', { deadline: EVENT }));
    expect((await t.get('GHA-1', `/api/v1/mandates/${caseId}`)).body).toMatchObject({
      status: 'dated',
      term: { dueAt: { at: '2013-11-19T09:00:00.000Z', rule: 'plenary-2013 (KP/PLENARY/2013)' } },
    });
  });
});

describe('a notice', () => {
  it('carried out again writes to nobody twice', async () => {
    const { caseId } = await t.app
      .get(Mandates)
      .openFromClause(order('53a', { addressees: ['participants'] }));
    await t.app.get(OutboxDispatcher).settle();
    const mails = async (): Promise<number> => {
      const [row] = await tx.query<[{ count: number }]>(
        `select count(*)::int as count from mail_message where case_id = $1`,
        [caseId],
      );
      return row.count;
    };
    const once = await mails();
    expect(once).toBeGreaterThan(50);
    await tx.query(
      `update outbox_message set status = 'pending', settled_at = null, outcome = null where topic = 'mandate-notice' and case_id = $1`,
      [caseId],
    );
    await t.app.get(OutboxDispatcher).settle();
    expect(await mails()).toBe(once);
  });
});

describe('an imported history', () => {
  const topics = async (caseId: CaseId): Promise<string[][]> =>
    (
      await tx.query<{ topic: string; outcome: string }[]>(
        `select topic, outcome from outbox_message where case_id = $1 order by id`,
        [caseId],
      )
    ).map(({ topic, outcome }) => [topic, outcome]);

  it('tells nobody, and is dated by its own events alone', async () => {
    const mandates = t.app.get(Mandates);
    const later = { ...EVENT, event: 'plenary-2015' };
    const historical = { historical: true, asOf: CLOSED as Instant };
    const past = await mandates.openFromClause(order('60a', { deadline: later }), historical);
    const live = await mandates.openFromClause(order('61a', { deadline: later }));
    const at = '2015-11-16T07:00:00.000Z' as Instant;
    const date = { event: 'plenary-2015', at, source: 'KP/PLENARY/2015' };
    expect(await mandates.eventDated({ ...date, asOf: '2013-03-01T00:00:00.000Z' as Instant })).toEqual([
      past.caseId,
    ]);
    expect(await mandates.eventDated(date)).toEqual([live.caseId]);
    await t.app.get(OutboxDispatcher).settle();
    for (const [topic, outcome] of await topics(past.caseId))
      expect([topic, outcome]).toEqual(['mandate-notice', 'imported history: nobody is told']);
  });

  it('still has the bar of a host carried out', async () => {
    const hosting = order('62a', {
      verb: 'endorsed',
      addressees: [],
      fact: {
        kind: 'hosting',
        what: 'mechanism',
        host: 'WDC',
        from: '2012-12-02',
        months: 12,
        evaluation: 'soon',
      },
    });
    const { caseId } = await t.app
      .get(HostingTerms)
      .openFromClause(hosting, { historical: true, asOf: '2012-12-03T00:00:00.000Z' as Instant });
    await t.app.get(OutboxDispatcher).settle();
    expect(await topics(caseId)).toEqual(
      expect.arrayContaining([
        ['bar-host-staff', ''], // done, not withheld
        ['hosting-notice', 'imported history: nobody is told'],
      ]),
    );
  });
});

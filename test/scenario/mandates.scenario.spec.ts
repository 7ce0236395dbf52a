/** Mandates and a hosting term of the Washington Plenary of 2012, from their clauses to what became of them, by REST and mail. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { parse } from 'yaml';
import { z } from 'zod';
import { OutboxDispatcher, Sweeper } from '../../src/engine/index.js';
import type { Instant } from '../../src/kernel/instant.js';
import { HostingTerms, Mandates } from '../../src/modules/mandates/index.js';
import { waitingForPlenary } from '../../src/modules/plenary/carried-items.js';
import { workflows } from '../../workflows/index.js';
import { hostBarSchema } from '../../workflows/hosting-term/index.js';
import { plenaryEscalationSchema } from '../../workflows/mandate/index.js';
import {
  type CarryOut,
  type ClauseDeadline,
  clauseDue,
  clauseSchema,
} from '../../workflows/plenary-meeting/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { expectInvariants } from '../support/invariants.js';

// a year goes by, with mails to every organ and delegation on its way
jest.setTimeout(120_000);
const FILE = join(import.meta.dirname, '../../workflows/precedents/washington-2012.yaml');
const MEETING = 'KP/PLENARY/2012';
const ZONE = 'America/New_York';
const CLOSED = '2012-12-01T04:00:00.000Z' as Instant;

/** A clause of the communiqué as the meeting hands it over when it takes effect. */
function order(id: string): CarryOut {
  const { clauses } = z.object({ clauses: z.array(z.unknown()) }).parse(parse(readFileSync(FILE, 'utf8')));
  const clause = clauses.map((one) => clauseSchema.parse(one)).find((one) => one.id === id);
  if (!clause) throw new Error(`the communiqué has no clause ${id}`);
  const dueAt = clauseDue(clause.deadline, ZONE);
  return { meeting: MEETING, title: 'Tenth Plenary', zone: ZONE, at: CLOSED, clause, dueAt };
}

/** What the cases asked of the world under a topic, in order. */
async function effectsOf({ app }: TestApp, topic: string): Promise<unknown[]> {
  const rows = await app
    .get(DataSource)
    .query<{ payload: unknown }[]>('select payload from outbox_message where topic = $1 order by id', [
      topic,
    ]);
  return rows.map(({ payload }) => payload);
}

interface Case {
  readonly status: string;
  readonly state: string;
  readonly needed: string;
  readonly allowed: readonly string[];
  readonly awaited: readonly string[];
  readonly addressed: readonly string[];
  readonly overdueSince: string | null;
  readonly escalations: readonly { readonly to: string }[];
  readonly term: {
    readonly dueAt: { readonly at: string } | null;
    readonly reviewAt: { readonly at: string } | null;
  };
  readonly stretch: { readonly host: string; readonly endsAt: { readonly wallTime: string } };
}

describe('what the Washington Plenary asked for', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2012-12-01T05:00:00.000Z');
  }, 60_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  }, 60_000);

  const at = (kind: 'mandates' | 'hosting-terms', reference: string): string =>
    `/api/v1/${kind}/${encodeURIComponent(reference)}`;
  const M31 = at('mandates', 'KP/MANDATE/2012/31e');
  const M33 = at('mandates', 'KP/MANDATE/2012/33b');
  const M7 = at('mandates', 'KP/MANDATE/2012/7c');
  const H37 = at('hosting-terms', 'KP/HOSTING/2012/37a');
  const show = async (as: string, path: string): Promise<Case> => (await t.get<Case>(as, path)).body;
  const act = async (as: string, path: string, command: string, body: object): Promise<void> => {
    const { status, body: answer } = await t.post(as, `${path}/${command}`, body);
    expect([command, status, (answer as { detail?: string }).detail]).toEqual([command, 200, undefined]);
  };
  const settle = async (): Promise<void> => {
    await t.app.get(Sweeper).sweep();
    await t.app.get(OutboxDispatcher).settle();
  };
  /** Contacts that got a mail of the template about a case, in order of their ids. */
  const mailed = async (template: string, reference: string): Promise<string[]> =>
    (
      await t.app
        .get(DataSource)
        .query<{ contact: string }[]>(
          `select contact_id as contact from mail_message where template = $1 and subject like $2 || '%' and status = 'sent' order by contact_id, id`,
          [template, reference],
        )
    ).map(({ contact }) => contact);

  it('becomes a mandate for each clause, once, however often it is carried out', async () => {
    const mandates = t.app.get(Mandates);
    const first = await mandates.openFromClause(order('31e'));
    expect(first.status).toBe('accepted');
    expect((await mandates.openFromClause(order('31e'))).caseId).toBe(first.caseId);
    for (const id of ['33b', '7c', '38b', '40d'])
      expect(await mandates.openFromClause(order(id))).toMatchObject({ status: 'accepted' });
    expect((await t.get<Case[]>('GHA-1', '/api/v1/mandates')).body).toHaveLength(5);
    await expect(mandates.openFromClause(order('37a'))).rejects.toMatchObject({ code: 'mandate.no-mandate' });
    const again = await t.post('SEC-1', '/api/v1/mandates', {
      meeting: MEETING,
      clauseId: '31e',
      paragraph: 31,
      title: 'Again',
      task: 'report',
      zone: ZONE,
      givenAt: CLOSED,
      addressees: ['CKR'],
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'mandate.exists' } });
  });

  it('tells the addressees: of an organ those who sit in it', async () => {
    await settle();
    expect(await mailed('opened', 'KP/MANDATE/2012/31e')).toContain('USA-1');
    const { entries } = await t.mailbox.list('head@usa.example', 500);
    const mail = entries.find(({ subject }) => subject.includes('2012/31e'));
    const read = mail ? await t.mailbox.show(mail.id) : null;
    expect(read?.text).toContain('plenary-2013, which has no date yet');
  });

  it('is refused to strangers, for unknown addressees, and before the meeting', async () => {
    const open = { meeting: MEETING, clauseId: '99a', paragraph: 99, title: 'x', task: 'x', zone: ZONE };
    const mandate = { ...open, givenAt: CLOSED, addressees: ['CKR'] };
    expect((await t.post('GHA-1', '/api/v1/mandates', mandate)).status).toBe(403);
    const codeOf = async (more: object): Promise<unknown> =>
      (await t.post('SEC-1', '/api/v1/mandates', { ...mandate, ...more })).body['code'];
    expect(await codeOf({ addressees: ['NOBODY'] })).toBe('mandate.addressee-unknown');
    expect(await codeOf({ deadline: { kind: 'day', on: '2012-11-01' } })).toBe(
      'mandate.deadline-before-meeting',
    );
    expect(await codeOf({ deadline: { kind: 'day', on: '2030-11-01' } })).toBe('timer.too-far-ahead');
    expect(await codeOf({ addressees: [] })).toBe('input.invalid');
  });

  it('soft, is looked at on its day by the office that then holds the Chair, and never late', async () => {
    await t.travelTo('2013-02-01T00:00:00.000Z');
    expect(await show('ZAF-1', M7)).toMatchObject({ status: 'review due', overdueSince: null });
    expect(await mailed('review-due', 'KP/MANDATE/2012/7c')).toEqual(['SEC-1', 'SEC-2', 'ZAF-1']);
    await act('ZAF-1', M7, 'review', { reviewOn: '2013-06-30', note: 'Talks with Indonesia go on.' });
    expect((await show('ZAF-1', M7)).status).toBe('undated');
  });

  it('asked of two, is fulfilled when the body that assesses says so', async () => {
    await act('ZAF-1', M7, 'report', { by: 'chair', text: 'We met the minister.' });
    expect((await show('SEC-1', M7)).awaited).toEqual(['PC']);
    const stranger = await t.post('VNM-1', `${M7}/report`, { by: 'PC', text: 'Me too.' });
    expect(stranger).toMatchObject({ status: 409, body: { code: 'mandate.not-your-addressee' } });
    const other = await t.post('GHA-1', `${M7}/report`, { by: 'GHA', text: 'Me.' });
    expect(other).toMatchObject({ status: 409, body: { code: 'mandate.not-addressed' } });
    await act('SEC-1', M7, 'report', { by: 'PC', text: 'Indonesia has sent its figures.' });
    await act('ZAF-1', M7, 'assess', { body: 'Intersessional 2013', outcome: 'fulfilled', note: 'Done.' });
    expect((await show('GHA-1', M7)).status).toBe('fulfilled');
  });

  it('without any date is asked about again and again, goes over to another organ, and is late never', async () => {
    await t.travelTo('2013-06-15T00:00:00.000Z');
    expect(await show('ZAF-1', M33)).toMatchObject({ status: 'review due', term: { dueAt: null } });
    await act('ZAF-1', M33, 'readdress', { from: 'CKR', to: ['PC', 'SC'], reason: 'They merge themselves.' });
    expect(await show('ZAF-1', M33)).toMatchObject({ addressed: ['PC', 'SC'], overdueSince: null });
    const due = await t.get<{ reference: string; status: string }[]>(
      'GHA-1',
      '/api/v1/mandates/due?within=30d',
    );
    expect(due.body).toContainEqual(
      expect.objectContaining({ reference: 'KP/MANDATE/2012/33b', status: 'review due' }),
    );
    expect((await t.get('GHA-1', '/api/v1/mandates/due?within=soon')).status).toBe(400);
  });

  it('at an event is dated when that is, everywhere it is waited for, once', async () => {
    const mandates = t.app.get(Mandates);
    const opening = '2013-11-19T07:00:00.000Z' as Instant;
    const date = { event: 'plenary-2013', at: opening, source: 'KP/PLENARY/2013' };
    expect(await mandates.eventDated(date)).toHaveLength(2);
    expect(await mandates.eventDated(date)).toEqual([]);
    expect(await show('GHA-1', M31)).toMatchObject({ status: 'dated', term: { dueAt: { at: opening } } });
    const later = '2013-11-26T07:00:00.000Z' as Instant;
    expect(await mandates.eventDated({ ...date, at: later })).toHaveLength(2);
    expect(await mandates.eventDated(date)).toHaveLength(2);
    expect((await show('GHA-1', M31)).term.dueAt?.at).toBe(opening);
  });

  it('reminds, is late, and climbs to the agenda of the next Plenary, and its report is taken all the same', async () => {
    await t.travelTo('2013-11-19T06:59:59.000Z');
    expect((await show('GHA-1', M31)).status).toBe('dated');
    const reminded = await mailed('reminder', 'KP/MANDATE/2012/31e');
    expect(reminded).toHaveLength(5 * new Set(reminded).size);
    expect(reminded).toContain('ZAF-1');
    await t.travelTo('2013-11-19T07:00:00.000Z');
    expect(await show('GHA-1', M31)).toMatchObject({
      status: 'overdue',
      overdueSince: '2013-11-19T07:00:00.000Z',
    });
    await act('ZAF-1', M31, 'extend', { deadline: { kind: 'day', on: '2013-11-22' }, reason: 'At its end.' });
    await t.travelTo('2013-11-21T12:00:00.000Z');
    expect((await show('GHA-1', M31)).status).toBe('dated');
    await act('SEC-1', M31, 'report', { by: 'CKR', text: 'No agreement on a new definition.' });
    await act('ZAF-1', M31, 'assess', { body: 'plenary-2013', outcome: 'fulfilled', note: 'Taken note of.' });
    expect(await show('GHA-1', M31)).toMatchObject({ status: 'fulfilled', escalations: [] });
    expect(await effectsOf(t, 'escalate-to-plenary')).toEqual([]);
  });

  it('left alone, comes before the next Plenary with what makes it an item', async () => {
    await t.travelTo('2014-02-01T00:00:00.000Z');
    const orders = (await effectsOf(t, 'escalate-to-plenary')).map((payload) =>
      plenaryEscalationSchema.parse(payload),
    );
    expect(orders.map(({ reference }) => reference)).toEqual(['KP/MANDATE/2012/38b']);
    const waiting = await t.app.get(DataSource).transaction(waitingForPlenary);
    expect(waiting).toEqual(orders.map(({ item }) => item));
    const convene = {
      reference: 'KP/PLENARY/2014',
      title: 'Plenary',
      place: 'Guangzhou',
      zone: 'UTC',
      opensAt: { wallTime: '2014-11-11T09:00', zone: 'UTC' },
      endsAt: { wallTime: '2014-11-14T18:00', zone: 'UTC' },
    };
    expect((await t.post('CHN-1', '/api/v1/meetings', convene)).status).toBe(201);
    await settle();
    const meeting = `/api/v1/meetings/${encodeURIComponent('KP/PLENARY/2014')}`;
    const { items } = (await t.get<{ items: { id: string }[] }>('SEC-1', meeting)).body;
    expect(items.map(({ id }) => id)).toEqual(orders.map(({ item }) => item.id));
    expect(await t.app.get(DataSource).transaction(waitingForPlenary)).toEqual([]);
  });

  describe('of the host of the support mechanism', () => {
    const evaluation: ClauseDeadline = {
      kind: 'event',
      event: 'intersessional-2013',
      words: 'at the Intersessional',
      reviewOn: '2013-04-30',
    };
    let h: TestApp;
    const term = async (as: string): Promise<Case> => (await h.get<Case>(as, H37)).body;
    beforeAll(async () => {
      h = await startTestApp('2012-12-01T05:00:00.000Z');
    }, 60_000);
    afterAll(async () => {
      await expectInvariants(h.app.get(DataSource), workflows);
      await h.close();
    }, 60_000);

    it('is a term of one year, which Participants and the host see, and no other Observer', async () => {
      const hostings = h.app.get(HostingTerms);
      const first = await hostings.openFromClause(order('37a'), { evaluation });
      expect(first.status).toBe('accepted');
      expect((await hostings.openFromClause(order('37a'), { evaluation })).caseId).toBe(first.caseId);
      expect((await term('GHA-1')).status).toBe('planned');
      expect((await h.get('WDC-1', H37)).status).toBe(200);
      expect((await h.get('CSC-1', H37)).status).toBe(404);
    });

    it('bars its staff from the first day on', async () => {
      await h.travelTo('2013-01-01T04:59:59.000Z');
      expect(await effectsOf(h, 'bar-host-staff')).toEqual([]);
      await h.travelTo('2013-01-01T05:00:00.000Z');
      await h.app.get(OutboxDispatcher).settle();
      expect(
        (await effectsOf(h, 'bar-host-staff')).map((payload) => hostBarSchema.parse(payload)),
      ).toMatchObject([{ host: 'WDC', change: 'begins', from: '2013-01-01T05:00:00.000Z', to: null }]);
    });

    it('is evaluated at the Intersessional, and renewed for three years in November 2013', async () => {
      const at = '2013-06-04T07:00:00.000Z' as Instant;
      const event = { event: 'intersessional-2013', at, source: 'KP/INTERSESSIONAL/2013' };
      expect(await h.app.get(Mandates).eventDated(event)).toHaveLength(1);
      await h.travelTo(at);
      expect((await term('ZAF-1')).needed).toContain('The evaluation is due');
      const evaluated = { body: 'Intersessional 2013', result: 'favourable', text: 'It works.' };
      expect((await h.post('SEC-1', `${H37}/record-evaluation`, evaluated)).status).toBe(200);
      await h.travelTo('2013-11-22T12:00:00.000Z');
      const renewal = { months: 36, decision: 'Plenary of November 2013', note: 'Extended.' };
      expect((await h.post('WDC-1', `${H37}/renew`, renewal)).status).toBe(403);
      expect((await h.post('ZAF-1', `${H37}/renew`, renewal)).status).toBe(200);
      await h.travelTo('2014-01-02T00:00:00.000Z');
      expect(await term('GHA-1')).toMatchObject({
        status: 'running',
        stretch: { host: 'WDC', endsAt: { wallTime: '2016-12-31T24:00' } },
      });
    });
  });
});

/** A whole procedure of the Kimberley Process through REST and mail: launch, answers, extension, close, declaration, contest, annulment. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { workflows } from '../../workflows/index.js';
import { LANGUAGES, Messages } from '../../src/platform/language/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { expectInvariants } from '../support/invariants.js';

const DRAFT = {
  reference: 'KP/WP/2013/1',
  title: 'Road map for a merger',
  subject: 'Merging two committees',
  texts: [{ language: 'en', body: 'The road map for merging the two committees is adopted.' }],
};
const BASE = '/api/v1/written-procedures';
const ID = encodeURIComponent(DRAFT.reference);

interface View {
  readonly status: string;
  readonly needed: string;
  readonly textHash: string;
  readonly tally: { readonly affirmative: number; readonly finding: string };
  readonly deadline: { readonly iso: string };
}

describe('a written procedure, from launch to annulment', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2013-02-01T09:00:00.000Z');
  }, 60_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  });

  const path = (command: string): string => `${BASE}/${id}/${command}`;
  const show = async (as = 'ZAF-1'): Promise<View> => (await t.get<View>(as, `${BASE}/${id}`)).body;
  const answer = (party: string, kind: string, more: object = {}) =>
    t.post(`${party}-1`, path('record-position'), {
      kind,
      contactId: `${party}-1`,
      channel: 'api',
      textHash,
      ...more,
    });
  let id = '';
  let textHash = '';

  it('nobody sees anything without signing in', async () => {
    expect(await t.get(null, BASE)).toMatchObject({ status: 401, body: { code: 'session.missing' } });
  });

  it('a delegate may not draft, and is told who may', async () => {
    expect(await t.post('GHA-1', BASE, DRAFT)).toMatchObject({
      status: 403,
      body: { code: 'session.forbidden' },
    });
  });

  it('bad input names every faulty field', async () => {
    const { status, body } = await t.post('ZAF-1', BASE, { ...DRAFT, reference: '', texts: [] });
    expect([status, body['code']]).toEqual([400, 'input.invalid']);
    expect(JSON.stringify(body)).toMatch(/reference.*texts/);
  });

  it('the Chair in office drafts; the same key gives the first outcome', async () => {
    const key = { 'idempotency-key': 'draft-1' };
    const first = await t.post<{ caseId: string }>('ZAF-1', BASE, DRAFT, key);
    expect(first.status).toBe(201);
    expect((await t.post<{ caseId: string }>('ZAF-1', BASE, DRAFT, key)).body.caseId).toBe(first.body.caseId);
    expect(await t.post('ZAF-1', BASE, { ...DRAFT, title: 'Other' }, key)).toMatchObject({
      status: 409,
      body: { code: 'command.id-reused' },
    });
    id = first.body.caseId;
    expect((await t.get('GHA-1', `${BASE}/${id}`)).status).toBe(404);
  });

  it('a rehearsal shows the timetable and what two objections would do, and stores nothing', async () => {
    const whatIf = [
      { party: 'RUS', kind: 'objection', reason: 'Too fast.', afterDays: 9 },
      { party: 'NAM', kind: 'objection', reason: 'Too fast.', afterDays: 9 },
    ];
    const { status, body } = await t.post<{
      lines: { event: string; mails: Record<string, number> }[];
      finding: string;
      electorate: number;
    }>('ZAF-1', `${BASE}/${id}/rehearsals`, { launch: { ruleSet: 'kp' }, whatIf });
    expect([status, body.electorate, body.finding]).toEqual([200, 54, 'blocked']);
    expect(body.lines.find((line) => line.event === 'launched')?.mails['launch']).toBe(54 * 2 + 4);
    expect((await show()).status).toBe('draft');
  });

  it('last year’s Chair cannot launch', async () => {
    expect((await t.post('USA-1', path('launch'), { ruleSet: 'kp' })).status).toBe(403);
  });

  it('the Chair launches, and every contact of 54 Participants and 4 Observers has a mail with a link of its own', async () => {
    expect((await t.post('ZAF-1', path('launch'), { ruleSet: 'kp' })).status).toBe(200);
    await t.travelTo('2013-02-01T09:00:01.000Z');
    const { entries } = await t.mailbox.list('', 500);
    expect(entries).toHaveLength(54 * 2 + 4);
    const mail = await t.mailbox.show(
      entries.find((entry) => entry.address === 'head@gha.example')?.id ?? '',
    );
    expect(mail.text).toContain('2013-02-23T00:00:00.000Z');
    expect(mail.text).toMatch(/\/b\/[A-Za-z0-9_-]{43}/);
    ({ textHash } = await show());
    const kept = await t.get<{ text: string }[]>('SEC-1', `/api/v1/mails?case=${id}&party=GHA`);
    expect(kept.body.every((row) => !/\/b\/[A-Za-z0-9_-]{43}/.test(row.text))).toBe(true);
  });

  it('opening the link changes nothing; the delegate sees the question, and a garbled link tells nothing', async () => {
    const [entry] = (await t.mailbox.list('head@gha.example', 500)).entries;
    const { text } = await t.mailbox.show(entry?.id ?? '');
    const link = /http\S+\/b\/[A-Za-z0-9_-]{43}/.exec(text)?.[0] ?? '';
    const page = await fetch(link);
    expect([page.status, (await page.text()).includes('Road map for a merger')]).toEqual([200, true]);
    expect((await fetch(`${link.slice(0, -1)}x`)).status).toBe(410);
    expect((await show()).tally.affirmative).toBe(0);
  });

  it('answers are counted, changed, refused without reason, and an Observer’s is recorded only', async () => {
    for (const party of ['GHA', 'IND', 'CAN', 'USA'])
      expect((await answer(party, 'support')).status).toBe(200);
    expect(await answer('RUS', 'objection')).toMatchObject({
      status: 409,
      body: { details: { field: 'reason' } },
    });
    expect((await answer('RUS', 'objection', { reason: 'The road map is too fast.' })).status).toBe(200);
    expect((await answer('WDC', 'objection', { reason: 'Industry was not asked.' })).status).toBe(200);
    const view = await show();
    expect([view.tally.affirmative, view.tally.finding]).toEqual([4, 'blocked']);
    await t.travelTo('2013-02-02T09:00:00.000Z');
    expect((await t.mailbox.list('head@zaf.example', 500)).entries[0]?.subject).toMatch(/OBJECTION RECORDED/);
  });

  it('reminders go only to those who have not answered, and to as many as the timetable says', async () => {
    const timetable = (
      await t.get<{ what: string; recipients: number }[]>('ZAF-1', `${BASE}/${id}/timetable`)
    ).body;
    const planned = timetable.find((entry) => entry.what === 'reminder 14-days')?.recipients;
    await t.travelTo('2013-02-17T12:00:00.000Z');
    const messages = Messages.load();
    const tags = LANGUAGES.map((language) => {
      const before = messages.say(language, 'written-procedures.before', { count: 14, unit: 'days' });
      const tag = messages.say(language, 'written-procedures.tags.reminder', { before, by: '|' });
      return `[KP] ${tag.split('|')[0]?.trim() ?? ''}`;
    });
    const sent = (await t.mailbox.list('', 5000)).entries.filter(({ subject }) =>
      tags.some((tag) => subject.startsWith(tag)),
    );
    expect([planned, sent.length]).toEqual([(54 - 5) * 2, (54 - 5) * 2]);
    const subjects = async (address: string): Promise<string[]> =>
      (await t.mailbox.list(address, 500)).entries.map((entry) => entry.subject);
    expect((await subjects('head@gha.example')).filter((subject) => subject.includes('REMINDER'))).toEqual(
      [],
    );
    expect(
      (await subjects('head@nam.example')).filter((subject) => subject.includes('REMINDER')).length,
    ).toBeGreaterThan(0);
  });

  it('the Chair extends with a reason; never backwards', async () => {
    expect(
      await t.post('ZAF-1', path('extend'), {
        to: { wallTime: '2013-02-20T24:00', zone: 'UTC' },
        reason: 'Sooner.',
      }),
    ).toMatchObject({ status: 409 });
    expect(
      (
        await t.post('ZAF-1', path('extend'), {
          period: { value: 7, unit: 'calendar-days' },
          reason: 'Few have answered.',
        })
      ).status,
    ).toBe(200);
    expect((await show()).deadline.iso).toBe('2013-03-02T00:00:00.000Z');
  });

  it('a letter counts when a second person has confirmed it', async () => {
    const letter = {
      party: 'NAM',
      kind: 'support',
      receivedAt: '2013-02-17T10:00:00.000Z',
      evidence: 'Note verbale 12/2013',
    };
    expect(
      (await t.post('SEC-1', path('register-offline-position'), letter, { 'idempotency-key': 'letter-nam' }))
        .status,
    ).toBe(200);
    const before = (await show()).tally.affirmative;
    expect(
      (await t.post('SEC-1', path('confirm-offline-position'), { positionId: 'letter-nam' })).status,
    ).toBe(409);
    expect(
      (await t.post('SEC-2', path('confirm-offline-position'), { positionId: 'letter-nam' })).status,
    ).toBe(200);
    expect((await show()).tally.affirmative).toBe(before + 1);
  });

  it('the objection is withdrawn, the floor of a third is reached, and the window closes at its own instant', async () => {
    const positions = (
      await t.get<{ code: string; position: { id: string } | null }[]>('ZAF-1', `${BASE}/${id}/positions`)
    ).body;
    const objection = positions.find((line) => line.code === 'RUS')?.position?.id ?? '';
    expect(
      (await t.post('RUS-1', path('withdraw-position'), { positionId: objection, reason: 'Satisfied.' }))
        .status,
    ).toBe(200);
    for (const party of [
      'AGO',
      'AUS',
      'BWA',
      'BRA',
      'CHN',
      'COD',
      'EU',
      'ISR',
      'JPN',
      'KOR',
      'LBR',
      'LSO',
      'MEX',
    ])
      expect((await answer(party, 'support')).status).toBe(200);
    expect((await show()).tally).toMatchObject({ affirmative: 18, finding: 'adoptable' });
    await t.travelTo('2013-03-02T00:00:00.000Z');
    expect((await show()).status).toBe('awaiting-declaration');
  });

  it('a late answer is kept for a ruling', async () => {
    expect((await answer('TGO', 'support')).status).toBe(200);
    expect((await show()).tally.affirmative).toBe(18);
  });

  it('an outcome not declared is brought to the Chair', async () => {
    await t.travelTo('2013-03-06T00:00:00.000Z');
    expect(
      (await t.mailbox.list('head@zaf.example', 500)).entries.some((entry) => /overdue/i.test(entry.subject)),
    ).toBe(true);
  });

  it('the Chair declares, a Participant contests, the Chair annuls; each date shows what held', async () => {
    expect(
      await t.post('ZAF-1', path('declare'), { outcome: 'not-adopted', statement: 'No.' }),
    ).toMatchObject({ status: 409 });
    expect(
      (await t.post('ZAF-1', path('declare'), { outcome: 'adopted', statement: 'No Participant objects.' }))
        .status,
    ).toBe(200);
    await t.travelTo('2013-03-10T00:00:00.000Z');
    expect(
      (
        await t.post(
          'ZWE-1',
          path('contest'),
          { party: 'ZWE', ground: 'procedure', statement: 'The extension was not announced.' },
          { 'idempotency-key': 'contest-zwe' },
        )
      ).status,
    ).toBe(200);
    expect((await show()).status).toBe('contested');
    await t.travelTo('2013-03-20T00:00:00.000Z');
    expect(
      (
        await t.post('ZAF-1', path('rule-on-contest'), {
          contestId: 'contest-zwe',
          upheld: true,
          reason: 'It was not.',
          then: 'not-adopted',
        })
      ).status,
    ).toBe(200);
    const held = async (at: string, knownAt: string): Promise<unknown> =>
      (await t.get('ZAF-1', `${BASE}/${id}/standing?at=${at}&knownAt=${knownAt}`)).body['held'];
    expect(await held('2013-03-08T00:00:00Z', '2013-03-09T00:00:00Z')).toBe('adopted');
    expect(await held('2013-03-08T00:00:00Z', '2013-03-21T00:00:00Z')).toBeNull();
    expect(await held('2013-03-20T12:00:00Z', '2013-03-21T00:00:00Z')).toBe('not-adopted');
  });

  it('is found by its reference too', async () => {
    expect((await t.get('ZAF-1', `${BASE}/${ID}`)).status).toBe(200);
  });
});

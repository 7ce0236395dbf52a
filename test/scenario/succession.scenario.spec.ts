/** Successions through REST and mail on a simulated clock: 2012 to 2014, 2025, and a year for which nobody is found. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OutboxDispatcher, Sweeper } from '../../src/engine/index.js';
import { toInstant } from '../../src/kernel/instant.js';
import { Registry } from '../../src/modules/registry/index.js';
import { Successions } from '../../src/modules/successions/index.js';
import { workflows } from '../../workflows/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { expectInvariants } from '../support/invariants.js';

jest.setTimeout(180_000);

interface Shown {
  readonly status: string;
  readonly needed: string;
  readonly allowed: readonly string[];
  readonly candidatures: readonly { readonly party: string; readonly status: string }[];
}
interface Office {
  readonly office: string;
  readonly holder: { readonly party: string; readonly standing: string; readonly source: string } | null;
  readonly vacantSince: string | null;
  readonly otherwise: readonly {
    readonly believed: string;
    readonly holder: { readonly party: string } | null;
  }[];
}
interface Refused {
  readonly code: string;
  readonly detail: string;
}

/** Verbs of one running application. */
function verbs(t: TestApp) {
  const path = (reference: string): string => `/api/v1/successions/${encodeURIComponent(reference)}`;
  return {
    settle: async (): Promise<void> => {
      await t.app.get(Sweeper).sweep();
      await t.app.get(OutboxDispatcher).settle();
    },
    act: async (as: string, reference: string, command: string, body: object): Promise<void> => {
      const { status, body: answer } = await t.post<Refused>(as, `${path(reference)}/${command}`, body);
      expect([command, status, answer.detail]).toEqual([command, 200, undefined]);
    },
    refused: async (as: string, reference: string, command: string, body: object): Promise<string> => {
      const { status, body: answer } = await t.post<Refused>(as, `${path(reference)}/${command}`, body);
      expect(status).toBe(409);
      return answer.code;
    },
    show: async (as: string, reference: string): Promise<Shown> =>
      (await t.get<Shown>(as, path(reference))).body,
    authority: async (query: string): Promise<Record<string, Office>> => {
      const { body } = await t.get<{ offices: readonly Office[] }>('SEC-1', `/api/v1/authority?${query}`);
      return Object.fromEntries(body.offices.map((office) => [office.office, office]));
    },
    /** how many mails of a template were asked for, and to how many parties */
    mails: async (template: string): Promise<{ mails: number; parties: number }> => {
      const [row] = await t.app.get(DataSource).query<[{ mails: number; parties: number }]>(
        `select count(*)::int as mails, count(distinct payload #>> '{to,party}')::int as parties from outbox_message
          where topic = 'mail' and payload ->> 'template' = $1 and payload #> '{facts,notice}' is not null`,
        [template],
      );
      return row;
    },
  };
}

describe('2012 to 2014', () => {
  const REFERENCE = 'KP/SUCC/2013';
  const PLENARY = 'KP/PLENARY/2012';
  const meeting = `/api/v1/meetings/${encodeURIComponent(PLENARY)}`;
  let t: TestApp;
  let v: ReturnType<typeof verbs>;
  const atMeeting = async (as: string, command: string, body: object): Promise<void> => {
    const { status, body: answer } = await t.post<Refused>(as, `${meeting}/${command}`, body);
    expect([command, status, answer.detail]).toEqual([command, 200, undefined]);
  };
  beforeAll(async () => {
    t = await startTestApp('2012-09-03T09:00:00.000Z');
    v = verbs(t);
    const plenary = {
      reference: PLENARY,
      title: 'Tenth Plenary',
      place: 'Washington, D.C.',
      zone: 'America/New_York',
      opensAt: { wallTime: '2012-11-27T09:00', zone: 'America/New_York' },
      endsAt: { wallTime: '2012-11-30T18:00', zone: 'America/New_York' },
    };
    expect((await t.post('USA-1', '/api/v1/meetings', plenary)).status).toBe(201);
    await atMeeting('SEC-1', 'add-items', {
      items: [
        { id: 'vice-chair', title: 'Vice-Chair of 2013', source: 'SC' },
        { id: 'admissions', title: 'Admissions', source: 'PC' },
      ],
    });
  }, 60_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  }, 60_000);

  it('the Chair calls for candidatures, and each Participant is told', async () => {
    const call = {
      reference: REFERENCE,
      year: 2013,
      closing: { kind: 'exact', wallTime: '2012-11-15T24:00' },
      recommendation: { words: 'within a reasonable timeframe', reviewOn: '2013-01-31' },
    };
    expect((await t.post('CHN-1', '/api/v1/successions', call)).status).toBe(403);
    expect((await t.post('USA-1', '/api/v1/successions', call)).status).toBe(201);
    expect(await t.post('USA-1', '/api/v1/successions', { ...call, reference: 'AGAIN' })).toMatchObject({
      status: 409,
      body: { code: 'succession.exists' },
    });
    await v.settle();
    const roll = (await t.get<unknown[]>('SEC-1', '/api/v1/participants')).body.length;
    const { mails, parties } = await v.mails('candidatures-called');
    expect(parties).toBe(roll);
    await t.app
      .get(DataSource)
      .query(
        `update outbox_message set status = 'pending', settled_at = null, outcome = null where topic = 'succession-notice'`,
      );
    await v.settle();
    expect((await v.mails('candidatures-called')).mails).toBe(mails);
  });

  it('China offers on 26 November: late, recorded, not refused; an Observer offers nothing', async () => {
    await t.travelTo('2012-11-26T12:00:00.000Z');
    expect(
      (
        await t.post('WDC-1', `/api/v1/successions/${encodeURIComponent(REFERENCE)}/submit-candidature`, {
          party: 'WDC',
        })
      ).status,
    ).toBe(403);
    expect(await v.refused('SEC-1', REFERENCE, 'submit-candidature', { party: 'WDC' })).toBe(
      'succession.no-participant',
    );
    await v.act('CHN-1', REFERENCE, 'submit-candidature', { party: 'CHN' });
    expect(await v.refused('CHN-1', REFERENCE, 'submit-candidature', { party: 'CHN' })).toBe(
      'succession.candidate-twice',
    );
    expect((await v.show('GHA-1', REFERENCE)).candidatures).toMatchObject([{ party: 'CHN', late: true }]);
    expect((await t.get('WDC-1', `/api/v1/successions/${encodeURIComponent(REFERENCE)}`)).status).toBe(404);
  });

  it('a Plenary that found nothing on the item has decided nothing', async () => {
    await t.travelTo('2012-11-27T14:00:00.000Z');
    await atMeeting('USA-1', 'adopt-agenda', {});
    const decidedBy = { kind: 'plenary', meeting: PLENARY, item: 'vice-chair' };
    const claim = { party: 'CHN', decidedBy };
    expect(await v.refused('USA-1', REFERENCE, 'decide', claim)).toBe('succession.no-consensus');
    await atMeeting('USA-1', 'find', { item: 'vice-chair', result: 'deferred' });
    await atMeeting('USA-1', 'find', { item: 'admissions', result: 'consensus' });
    expect(await v.refused('USA-1', REFERENCE, 'decide', claim)).toBe('succession.no-consensus');
    expect(
      await v.refused('USA-1', REFERENCE, 'decide', {
        party: 'CHN',
        decidedBy: { ...decidedBy, item: 'none' },
      }),
    ).toBe('succession.unknown-item');
    expect(
      await v.refused('USA-1', REFERENCE, 'decide', {
        party: 'CHN',
        decidedBy: { ...decidedBy, meeting: 'NONE' },
      }),
    ).toBe('succession.unknown-meeting');
  });

  it('2013 begins without a Vice-Chair: recorded, told to the offices, overdue nowhere', async () => {
    await t.travelTo('2013-01-01T00:00:00.000Z');
    await v.settle();
    expect((await v.mails('vacant')).parties).toBeGreaterThan(0);
    const { chair, 'vice-chair': vice } = await v.authority('at=2013-01-15T00:00:00Z');
    expect(chair?.holder).toMatchObject({ party: 'ZAF', standing: 'elected' });
    expect(vice).toMatchObject({ holder: null, vacantSince: null });
    await t.travelTo('2013-02-01T00:00:00.000Z');
    await v.settle();
    expect((await v.mails('review')).mails).toBeGreaterThan(0);
    expect(await v.show('ZAF-1', REFERENCE)).toMatchObject({ status: 'before the Committee' });
  });

  it('on the Committee’s recommendation China is Vice-Chair of 2013 and Chair of 2014', async () => {
    await v.act('SEC-1', REFERENCE, 'recommend', { party: 'CHN' });
    await t.travelTo('2013-03-01T09:00:00.000Z');
    const decide = {
      party: 'CHN',
      decidedBy: {
        kind: 'elsewhere',
        source: 'report of 24 November 2013; the route was not found',
        decidedAt: '2013-02-25T00:00:00Z',
      },
    };
    expect(
      await v.refused('SEC-1', REFERENCE, 'decide', { ...decide, effectiveAt: '2013-02-24T23:59:59Z' }),
    ).toBe('succession.term-before-decision');
    await v.act('SEC-1', REFERENCE, 'decide', decide);
    await v.settle();
    const { 'vice-chair': vice } = await v.authority('at=2013-06-01T00:00:00Z');
    expect(vice?.holder).toMatchObject({
      party: 'CHN',
      standing: 'elected',
      source: 'report of 24 November 2013; the route was not found; succession KP/SUCC/2013',
      contacts: [{ id: 'CHN-1' }, { id: 'CHN-2' }],
    });
    expect((await v.mails('selected')).parties).toBeGreaterThan(
      (await v.mails('candidatures-called')).parties,
    );
    expect((await t.get('WDC-1', `/api/v1/successions/${encodeURIComponent(REFERENCE)}`)).body).toMatchObject(
      {
        decision: { party: 'CHN' },
      },
    );
  });

  it('who was believed to hold the office then is answered beside who held it', async () => {
    const { 'vice-chair': vice } = await v.authority('at=2013-02-26T00:00:00Z');
    expect(vice).toMatchObject({ holder: { party: 'CHN' }, otherwise: [{ believed: 'then', holder: null }] });
    const { 'vice-chair': known } = await v.authority('at=2013-02-26T00:00:00Z&knownAt=2013-02-28T00:00:00Z');
    expect(known).toMatchObject({ holder: null, otherwise: [{ believed: 'now', holder: { party: 'CHN' } }] });
    expect((await t.get('SEC-1', '/api/v1/authority?at=yesterday')).status).toBe(400);
    expect((await t.get(null, '/api/v1/authority')).status).toBe(401);
  });

  it('a term carried out twice is one term; China serves, and its seat after that is on record', async () => {
    const terms = async (): Promise<number> =>
      (await t.get<{ party: string }[]>('SEC-1', '/api/v1/offices')).body.filter(
        ({ party }) => party === 'CHN',
      ).length;
    expect(await terms()).toBe(2);
    await t.app
      .get(DataSource)
      .query(
        `update outbox_message set status = 'pending', settled_at = null, outcome = null where topic = 'begin-term'`,
      );
    await v.settle();
    expect(await terms()).toBe(2);
    await t.travelTo('2015-01-01T00:00:00.000Z');
    await v.settle();
    expect((await v.show('SEC-1', REFERENCE)).status).toBe('served');
    const [seat] = await t.app
      .get(DataSource)
      .query<[{ payload: object }]>(`select payload from outbox_message where topic = 'seat-past-chair'`);
    expect(seat.payload).toMatchObject({ party: 'CHN', year: 2015, from: '2015-01-01T00:00:00.000Z' });
  });

  it('a clause of a Plenary selects in a succession never called, once, and only with consensus', async () => {
    const given = {
      meeting: PLENARY,
      office: 'vice-chair',
      year: 2017,
      party: 'EU',
      at: toInstant('2015-01-01T00:00:00Z'),
    } as const;
    const successions = t.app.get(Successions);
    expect(await successions.selectedByPlenary({ ...given, item: null, standing: 'offered' })).toBe('done');
    await expect(
      successions.selectedByPlenary({ ...given, item: 'vice-chair', standing: 'selected' }),
    ).rejects.toThrow('without consensus');
    const selected = { ...given, item: 'admissions', standing: 'selected' } as const;
    expect(await successions.selectedByPlenary(selected)).toBe('done');
    expect(await successions.selectedByPlenary(selected)).toEqual({
      skipped: 'KP/PLENARY/2012/vice-chair/2017 selected EU already',
    });
    await v.settle();
    expect(await successions.selectedByPlenary(selected)).toEqual({
      skipped: 'the registry has EU as vice-chair of 2017',
    });
    await expect(successions.selectedByPlenary({ ...selected, party: 'CAN' })).rejects.toThrow('selected EU');
    expect(await successions.selectedByPlenary({ ...selected, office: 'pc-chair' })).toHaveProperty(
      'skipped',
    );
  });
});

describe('2025, and the year after', () => {
  const REFERENCE = 'KP/SUCC/2025';
  const PROCEDURE = 'KP/WP/2025/7';
  let t: TestApp;
  let v: ReturnType<typeof verbs>;
  beforeAll(async () => {
    t = await startTestApp('2025-09-01T09:00:00.000Z');
    v = verbs(t);
    // one contact for each delegation: a written procedure writes to every one of them several times
    const registry = t.app.get(Registry);
    const at = toInstant('2025-09-01T09:00:00Z');
    for (const { id, rank } of await registry.contacts()) if (rank > 1) await registry.endContact(id, at);
  }, 60_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  }, 60_000);

  it('no Chair is found for 2026', async () => {
    expect((await t.post('ARE-1', '/api/v1/successions', { reference: REFERENCE, year: 2025 })).status).toBe(
      201,
    );
    for (const party of ['THA', 'QAT', 'BLR'])
      await v.act(`${party}-1`, REFERENCE, 'submit-candidature', { party });
    await v.act('THA-1', REFERENCE, 'withdraw-candidature', { party: 'THA', reason: 'withdrawn' });
    await t.travelTo('2025-11-22T09:00:00.000Z');
    const soughtBy = {
      kind: 'elsewhere',
      source: 'reports of November 2025',
      decidedAt: '2025-11-21T18:00:00Z',
    };
    await v.act('ARE-1', REFERENCE, 'record-no-consensus', { soughtBy, note: 'vetoes from all sides' });
    await v.act('ARE-1', REFERENCE, 'consult', { note: 'with all capitals' });
    await v.settle();
    expect((await v.mails('deadlock')).parties).toBeGreaterThan(50);
    expect(await v.show('SEC-1', REFERENCE)).toMatchObject({
      status: 'without consensus',
      needed: expect.stringContaining('Standing: QAT, BLR.'),
    });
    expect((await v.authority('at=2025-11-22T00:00:00Z')).chair?.holder).toMatchObject({
      party: 'ARE',
      standing: 'custodian',
    });
  });

  it('India is put to written procedure on 5 December; no claim comes before its outcome', async () => {
    await t.travelTo('2025-12-05T07:00:00.000Z');
    await v.act('SEC-1', REFERENCE, 'submit-candidature', { party: 'IND' });
    const draft = {
      reference: PROCEDURE,
      title: 'India as Vice-Chair and Chair',
      subject: 'Succession to the Chair for 2026',
      texts: [
        { language: 'en', body: 'India is Vice-Chair from 25 December 2025 and Chair from 1 January 2026.' },
      ],
    };
    await v.act('ARE-1', REFERENCE, 'put-to-written-procedure', { party: 'IND', draft });
    await v.settle();
    const procedure = `/api/v1/written-procedures/${encodeURIComponent(PROCEDURE)}`;
    expect((await t.get('ARE-1', procedure)).body).toMatchObject({ status: 'draft', memberConcerned: 'IND' });
    const launch = { ruleSet: 'kp', deadline: { wallTime: '2025-12-24T24:00', zone: 'UTC' } };
    expect((await t.post('ARE-1', `${procedure}/launch`, launch)).status).toBe(200);
    const claim = { party: 'IND', decidedBy: { kind: 'written-procedure', reference: PROCEDURE } };
    expect(await v.refused('SEC-1', REFERENCE, 'decide', claim)).toBe('succession.no-consensus');
    const { textHash } = (await t.get<{ textHash: string }>('ARE-1', procedure)).body;
    const roll = (await t.get<{ code: string }[]>('SEC-1', '/api/v1/participants')).body;
    for (const { code } of roll.slice(0, 20)) {
      const answer = { kind: 'support', contactId: `${code}-1`, channel: 'api', textHash };
      expect((await t.post(`${code}-1`, `${procedure}/record-position`, answer)).status).toBe(200);
    }
    await t.travelTo('2025-12-25T08:00:00.000Z');
    const declare = {
      outcome: 'adopted',
      statement: 'No objection.',
      effectiveAt: '2025-12-25T00:00:00.000Z',
    };
    expect((await t.post('ARE-1', `${procedure}/declare`, declare)).status).toBe(200);
  });

  it('its outcome comes by itself: Vice-Chair from 25 to 31 December, Chair from 1 January 2026', async () => {
    await v.settle();
    await v.settle();
    expect((await v.show('SEC-1', REFERENCE)).status).toBe('selected');
    const before = await v.authority('at=2025-12-24T23:59:59Z');
    const after = await v.authority('at=2025-12-25T00:00:00Z');
    expect(before['vice-chair']?.holder ?? null).toBeNull();
    expect(after['vice-chair']?.holder).toMatchObject({ party: 'IND', until: '2026-01-01T00:00:00.000Z' });
    expect((await v.authority('at=2025-12-31T23:59:59Z')).chair?.holder).toMatchObject({ party: 'ARE' });
    expect((await v.authority('at=2026-01-01T00:00:00Z')).chair?.holder).toMatchObject({
      party: 'IND',
      standing: 'elected',
    });
  });

  it('nobody is found for 2027: the Chair falls vacant at the end of the year in the zone of the body, and nobody is elected', async () => {
    const call = { reference: 'KP/SUCC/2026', year: 2026, zone: 'Asia/Kolkata', warnDays: [30] };
    await t.travelTo('2026-03-01T09:00:00.000Z');
    expect((await t.post('IND-1', '/api/v1/successions', call)).status).toBe(201);
    await t.travelTo('2026-12-31T18:29:59.000Z');
    await v.settle();
    expect((await v.mails('vacancy-ahead')).mails).toBeGreaterThan(0);
    expect((await v.show('SEC-1', 'KP/SUCC/2026')).status).toBe('called');
    await t.travelTo('2026-12-31T18:30:00.000Z');
    await v.settle();
    expect((await v.show('SEC-1', 'KP/SUCC/2026')).status).toBe('called, Chair vacant');
    expect((await v.authority('at=2026-12-31T18:29:59Z')).chair?.holder).toMatchObject({ party: 'IND' });
    expect((await v.authority('at=2027-01-05T00:00:00Z')).chair).toMatchObject({
      holder: null,
      vacantSince: '2026-12-31T18:30:00.000Z',
    });
  });

  it('the Secretariat records a custodian, who is shown as that until somebody is selected', async () => {
    await t.travelTo('2027-01-10T09:00:00.000Z');
    const decidedBy = {
      kind: 'elsewhere',
      source: 'a notice to all Participants',
      decidedAt: '2027-01-09T00:00:00Z',
    };
    const keep = { party: 'IND', until: '2027-06-30', decidedBy };
    expect(
      (
        await t.post(
          'GHA-1',
          `/api/v1/successions/${encodeURIComponent('KP/SUCC/2026')}/appoint-custodian`,
          keep,
        )
      ).status,
    ).toBe(403);
    await v.act('SEC-1', 'KP/SUCC/2026', 'appoint-custodian', keep);
    await v.settle();
    expect((await v.authority('at=2027-02-01T00:00:00Z')).chair?.holder).toMatchObject({
      party: 'IND',
      standing: 'custodian',
      source: 'custodian: a notice to all Participants; succession KP/SUCC/2026',
      since: '2027-01-10T09:00:00.000Z',
      until: '2027-06-30T18:30:00.000Z',
    });
    await t.travelTo('2027-02-10T09:00:00.000Z');
    await v.act('SEC-1', 'KP/SUCC/2026', 'submit-candidature', { party: 'GHA' });
    await v.act('IND-1', 'KP/SUCC/2026', 'decide', {
      party: 'GHA',
      decidedBy: { ...decidedBy, decidedAt: '2027-02-10T00:00:00Z' },
    });
    await v.settle();
    expect((await v.authority('at=2027-02-09T23:59:59Z')).chair?.holder).toMatchObject({
      standing: 'custodian',
    });
    expect((await v.authority('at=2027-02-10T00:00:00Z')).chair).toMatchObject({
      holder: { party: 'GHA', standing: 'elected', until: '2027-12-31T18:30:00.000Z' },
    });
    expect((await t.get<{ roles: string[] }>('GHA-1', '/api/v1/successions')).status).toBe(200);
  });
});

/** A Plenary from its convening to the published communiqué, through REST and mail, on a simulated clock. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OutboxDispatcher, Sweeper } from '../../src/engine/index.js';
import { workflows } from '../../workflows/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { expectInvariants } from '../support/invariants.js';

const REFERENCE = 'KP/PLENARY/2012';
const PLENARY = `/api/v1/meetings/${encodeURIComponent(REFERENCE)}`;
const convene = {
  reference: REFERENCE,
  title: 'Tenth Plenary',
  ordinal: 10,
  place: 'Washington, D.C.',
  zone: 'America/New_York',
  opensAt: { wallTime: '2012-11-27T09:00', zone: 'America/New_York' },
  endsAt: { wallTime: '2012-11-30T18:00', zone: 'America/New_York' },
};
const TEXT = [{ language: 'en', body: 'The Participants decide.' }];

interface Meeting {
  readonly status: string;
  readonly items: readonly {
    readonly id: string;
    readonly agenda: string;
    readonly origin: { readonly reference: string } | null;
  }[];
  readonly clauses: readonly { readonly id: string }[];
  readonly allowed: readonly string[];
}

describe('a Plenary', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2012-08-01T09:00:00.000Z');
  }, 60_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  }, 60_000);

  const settle = async (): Promise<void> => {
    await t.app.get(Sweeper).sweep();
    await t.app.get(OutboxDispatcher).settle();
  };
  const act = async (as: string, command: string, body: object): Promise<void> => {
    const { status, body: answer } = await t.post(as, `${PLENARY}/${command}`, body);
    expect([command, status, (answer as { detail?: string }).detail]).toEqual([command, 200, undefined]);
  };
  const meeting = async (as: string): Promise<Meeting> => (await t.get<Meeting>(as, PLENARY)).body;

  it('is convened by the Chair, and nobody else', async () => {
    expect((await t.post('GHA-1', '/api/v1/meetings', convene)).status).toBe(403);
    expect((await t.post('USA-1', '/api/v1/meetings', convene)).status).toBe(201);
    expect((await t.get<Meeting[]>('GHA-1', '/api/v1/meetings')).body).toHaveLength(1);
  });

  it('more than ten years ahead is refused, with the remedy, and leaves nothing behind', async () => {
    const far = {
      ...convene,
      reference: 'FAR',
      opensAt: { wallTime: '2039-03-01T09:00', zone: 'UTC' },
      endsAt: { wallTime: '2039-03-04T18:00', zone: 'UTC' },
    };
    expect(await t.post('USA-1', '/api/v1/meetings', far)).toMatchObject({
      status: 409,
      body: { code: 'timer.too-far-ahead', detail: expect.stringContaining('Name an earlier date') },
    });
    expect((await t.get<Meeting[]>('GHA-1', '/api/v1/meetings')).body).toHaveLength(1);
  });

  it('tells each contact of each Participant and Observer once, however often the notice is carried out', async () => {
    await settle();
    const [{ rows, contacts }] = await t.app
      .get(DataSource)
      .query<[{ rows: number; contacts: number }]>(
        `select count(*)::int as rows, count(distinct payload #>> '{to,contact,id}')::int as contacts from outbox_message where topic = 'mail' and payload ->> 'template' = 'convened'`,
      );
    expect(rows).toBeGreaterThan(50);
    expect(contacts).toBe(rows);
    await t.app
      .get(DataSource)
      .query(
        `update outbox_message set status = 'pending', settled_at = null, outcome = null where topic = 'meeting-notice'`,
      );
    await settle();
    const [again] = await t.app
      .get(DataSource)
      .query<[{ rows: number }]>(
        `select count(*)::int as rows from outbox_message where topic = 'mail' and payload ->> 'template' = 'convened'`,
      );
    expect(again.rows).toBe(rows);
  });

  it('takes items from organs and Participants, and refuses what comes too late with the day it had to come by', async () => {
    await act('SEC-1', 'add-items', {
      items: [
        { id: 'admissions', title: 'Admissions', source: 'PC', recommendation: 'admit Ruritania' },
        { id: 'definition', title: 'Definition of conflict diamonds', source: 'CKR' },
        {
          id: 'concern',
          title: 'Concerns about one Participant',
          visibility: 'concerned',
          concerns: ['GHA'],
        },
      ],
    });
    await t.travelTo('2012-11-01T00:00:00.000Z');
    const late = await t.post('CAN-1', `${PLENARY}/add-items`, { items: [{ id: 'late', title: 'Late' }] });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'meeting.item-too-late', detail: expect.stringContaining('2012-10-') },
    });
  });

  it('finds a broken written procedure on its agenda, with its whole file', async () => {
    const draft = { reference: 'KP/WP/7', title: 'A broken one', subject: 'Any', texts: TEXT };
    expect((await t.post('USA-1', '/api/v1/written-procedures', draft)).status).toBe(201);
    const base = `/api/v1/written-procedures/${encodeURIComponent('KP/WP/7')}`;
    expect((await t.post('USA-1', `${base}/launch`, { ruleSet: 'kp' })).status).toBe(200);
    expect(
      (await t.post('USA-1', `${base}/refer`, { to: 'the Plenary', reason: 'No agreement.' })).status,
    ).toBe(200);
    await settle();
    await settle();
    expect((await meeting('SEC-1')).items.filter((item) => item.origin !== null)).toMatchObject([
      { agenda: 'proposed', origin: { reference: 'KP/WP/7' } },
    ]);
    const file = await t.get<{ procedures: { events: unknown[] }[] }>('SEC-1', `${PLENARY}/file`);
    expect(file.body.procedures[0]?.events.length).toBeGreaterThan(2);
  });

  it('opens at its hour; the agenda itself is adopted, less what is refused', async () => {
    await t.travelTo('2012-11-27T14:00:00.000Z');
    const broken = (await meeting('SEC-1')).items.find((item) => item.origin !== null)?.id ?? '';
    await act('SEC-1', 'register-attendance', {
      attendees: [
        { party: 'CAN', name: 'Canada', as: 'participant', credentials: true },
        { party: 'WDC', name: 'World Diamond Council', as: 'observer', credentials: true },
        { party: 'RUR', name: 'Ruritania', as: 'guest', credentials: true },
      ],
    });
    await act('USA-1', 'adopt-agenda', {
      refused: [{ item: broken, reason: 'One Participant does not agree.' }],
    });
    expect((await meeting('SEC-1')).items.map((item) => item.agenda)).toEqual([
      'admitted',
      'admitted',
      'admitted',
      'refused',
    ]);
  });

  it('shows a confidential matter to the offices and those it concerns, and to nobody else', async () => {
    const ids = async (as: string): Promise<string[]> => (await meeting(as)).items.map((item) => item.id);
    expect(await ids('GHA-1')).toContain('concern');
    expect(await ids('SEC-1')).toContain('concern');
    expect(await ids('CAN-1')).not.toContain('concern');
    expect(await ids('WDC-1')).not.toContain('concern');
  });

  it('marks nothing adopted without consensus', async () => {
    const clause = {
      id: '1a',
      paragraph: 1,
      by: 'plenary',
      verb: 'adopted',
      text: 'a new definition',
      fact: { kind: 'note' },
      item: 'definition',
    };
    const refused = await t.post('SEC-1', `${PLENARY}/record-clauses`, { clauses: [clause] });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'meeting.no-consensus', detail: expect.stringContaining('VI.5') },
    });
    await act('CAN-1', 'take-position', {
      item: 'definition',
      party: 'CAN',
      kind: 'objection',
      statement: 'Not so.',
    });
    expect(
      await t.post('USA-1', `${PLENARY}/find`, { item: 'definition', result: 'consensus' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'meeting.objection-stands' },
    });
    const draft = { reference: 'KP/WP/8', title: 'Definition', subject: 'Definition', texts: TEXT };
    await act('USA-1', 'send-to-written-procedure', { item: 'definition', draft });
    await settle();
    expect(
      (await t.get('USA-1', `/api/v1/written-procedures/${encodeURIComponent('KP/WP/8')}`)).body,
    ).toMatchObject({
      status: 'draft',
    });
  });

  it('closes after its planned end, and whom it admitted is on the roll', async () => {
    await act('USA-1', 'find', { item: 'admissions', result: 'consensus' });
    await act('USA-1', 'find', { item: 'concern', result: 'noted' });
    await act('SEC-1', 'record-clauses', {
      clauses: [
        {
          id: '1a',
          paragraph: 1,
          by: 'plenary',
          verb: 'endorsed',
          text: 'the admission of Ruritania',
          source: 'PC',
          item: 'admissions',
          fact: { kind: 'admission', parties: ['RUR'], as: 'participant', via: 'plenary', effectiveOn: null },
        },
        {
          id: '2a',
          paragraph: 2,
          by: 'plenary',
          verb: 'requested',
          text: 'to report on its work',
          addressees: ['WDC'],
          deadline: { kind: 'soft', words: 'within a reasonable timeframe', reviewOn: '2013-01-31' },
          fact: { kind: 'mandate', task: 'report' },
        },
        {
          id: '3a',
          paragraph: 3,
          by: 'plenary',
          verb: 'noted',
          text: 'a confidential concern',
          item: 'concern',
          fact: { kind: 'mandate', task: 'x' },
        },
      ],
    });
    await t.travelTo('2012-12-01T04:00:00.000Z');
    expect((await meeting('SEC-1')).status).toBe('in overrun');
    const before = (await t.get<unknown[]>('SEC-1', '/api/v1/participants')).body.length;
    await act('USA-1', 'close', {});
    await settle();
    const roll = (await t.get<{ code: string; source: string }[]>('SEC-1', '/api/v1/participants')).body;
    expect(roll).toHaveLength(before + 1);
    expect(roll.find(({ code }) => code === 'RUR')).toMatchObject({ source: 'KP/PLENARY/2012, paragraph 1' });
  });

  it('has its draft read by governments, and by Observers once it is adopted', async () => {
    interface Communique {
      readonly status: string;
      readonly sentences: readonly { readonly text: string }[];
    }
    const texts = async (as: string): Promise<string[]> =>
      (await t.get<Communique>(as, `${PLENARY}/communique`)).body.sentences.map(({ text }) => text);
    expect(await texts('CAN-1')).toEqual([
      'As recommended by the Participation Committee (PC), the Plenary endorsed the admission of Ruritania.',
      'The Plenary requested the World Diamond Council (WDC) to report on its work within a reasonable timeframe.',
    ]);
    expect(await texts('GHA-1')).toHaveLength(3);
    expect(await texts('WDC-1')).toEqual([]);
    await act('USA-1', 'adopt-communique', {});
    expect(await texts('WDC-1')).toHaveLength(2);
    await act('SEC-1', 'publish', {});
    expect((await meeting('CAN-1')).status).toBe('published');
  });

  it('is in the register of decisions, clause by clause', async () => {
    interface Entry {
      readonly class: string;
      readonly dueAt: string | null;
      readonly clause: { readonly id: string };
    }
    const entries = async (query: string): Promise<readonly Entry[]> =>
      (await t.get<readonly Entry[]>('CAN-1', `/api/v1/decisions${query}`)).body;
    expect((await entries('')).map((entry) => [entry.class, entry.clause.id, entry.dueAt])).toEqual([
      ['decides', '1a', null],
      ['mandates', '2a', null],
    ]);
    expect(await entries('?addressee=WDC')).toHaveLength(1);
    expect(await entries('?class=takes-note')).toEqual([]);
    expect((await t.get('CAN-1', '/api/v1/decisions?class=wishes')).status).toBe(400);
  });
});

/** How what is due reaches people: mails of cases, the mail of the day, absences and bounces, and reminders to many. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseObservers, Engine, OutboxDispatcher, Sweeper } from '../../src/engine/index.js';
import type { CaseId } from '../../src/kernel/ids.js';
import type { Instant } from '../../src/kernel/instant.js';
import { BulkCases } from '../../src/modules/notices/bulk/bulk-cases.js';
import {
  Addressees,
  type BulkOutcome,
  type BulkPreview,
  Digests,
  Reach,
} from '../../src/modules/notices/index.js';
import type { MailEntry } from '../../src/modules/notifications/index.js';
import { Registry, contactSchema, partySchema } from '../../src/modules/registry/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { deliveryReport } from '../support/delivery-report.js';
import { until } from '../support/engine.js';

jest.setTimeout(120_000);
const START = '2012-09-03T10:00:00.000Z';
const SECRETARIAT = 'SEC-1';
const CHAIR = 'USA-1';

let t: TestApp;
let tx: EntityManager;
const begin = async (): Promise<void> => {
  t = await startTestApp(START);
  tx = t.app.get(DataSource).manager;
};
const end = (): Promise<void> => t.close();
/** Waits until every effect is carried out, however slow the machine. */
const settle = (): Promise<void> =>
  until(
    'every effect is carried out',
    async () => {
      await t.app.get(OutboxDispatcher).settle();
      return (
        (await tx.query<unknown[]>(`select 1 from outbox_message where status = 'pending' limit 1`))
          .length === 0
      );
    },
    100_000,
  );

/** Opens an anomaly and informs everybody, so that the answer of a party is due. @returns id of the case */
async function awaitAnswerOf(party: string, number: number): Promise<string> {
  const opened = await t.post('CHE-1', '/api/v1/anomalies', {
    reference: `KP/ANOMALY/2012/${number}`,
    title: `Parcels of ${party} without a certificate`,
    source: 'made up',
    kind: 'certificates',
    raisedBy: 'CHE',
    concerning: party,
    text: 'Two parcels came without a valid certificate.',
  });
  expect([opened.status, opened.body]).toMatchObject([201, { status: 'accepted' }]);
  const id = String(opened.body['caseId']);
  expect((await t.post(CHAIR, `/api/v1/anomalies/${id}/inform`, {})).status).toBe(200);
  await settle();
  return id;
}
const give = async (as: string, id: string, command: string, body: object): Promise<void> => {
  const { status, body: answer } = await t.post(as, `/api/v1/anomalies/${id}/${command}`, body);
  expect([status, answer]).toMatchObject([200, { status: 'accepted' }]);
  await settle();
};
const mails = async (query: string): Promise<MailEntry[]> => {
  const { body } = await t.get<MailEntry[]>(SECRETARIAT, `/api/v1/mails?limit=1000&${query}`);
  return [...body].reverse();
};
const told = (entries: readonly MailEntry[]) =>
  entries.map(({ template, contactId }) => `${template} ${contactId}`).sort();
const textOf = async (entry: MailEntry | undefined): Promise<string> => {
  const { body } = await t.get<{ text: string }>(SECRETARIAT, `/api/v1/mails/${entry?.id ?? ''}`);
  return body.text.replaceAll(/\s+/g, ' ');
};
const unreachable = async (id: string): Promise<unknown> => {
  const { body } = await t.get<{ waiting: { unreachable: string[] }[] }>(
    SECRETARIAT,
    `/api/v1/anomalies/${id}`,
  );
  return body.waiting.flatMap((one) => one.unreachable);
};

describe('a notice of a case', () => {
  let id: string;
  beforeAll(async () => {
    await begin();
    id = await awaitAnswerOf('GIN', 1);
  });
  afterAll(end);

  it('goes out at once where it is news, to everybody behind its codes, and is written once', async () => {
    const opened = (await mails(`case=${id}`)).filter(({ template }) => template === 'opened');
    expect(told(opened)).toEqual(['opened SEC-1', 'opened SEC-2', 'opened USA-1']);
    expect(opened.every(({ status }) => status === 'sent')).toBe(true);
    const [box] = (await t.mailbox.list('head@gin.example', 1)).entries;
    expect(box?.subject).toBe('KP/ANOMALY/2012/1: CHE a signalé une anomalie concernant GIN.');
    await tx.query(
      `update outbox_message set status = 'pending', settled_at = null, next_attempt_at = clock_timestamp() where topic = 'case-notice'`,
    );
    const before = (await mails(`case=${id}`)).length;
    await settle();
    expect(await mails(`case=${id}`)).toHaveLength(before);
  });

  it('waits for the morning where it may; alone it goes out as itself, with the due instant in the zone of the reader', async () => {
    await t.travelTo('2012-09-27T06:59:59Z');
    expect((await mails(`case=${id}`)).filter(({ template }) => template === 'reminder')).toEqual([]);
    await t.travelTo('2012-09-27T07:00:00Z');
    const reminders = (await mails(`case=${id}`)).filter(({ template }) => template === 'reminder');
    expect(told(reminders)).toEqual(['reminder GIN-1', 'reminder GIN-2']);
    expect(reminders[0]).toMatchObject({
      occurredAt: '2012-09-26T09:00:00.000Z',
      status: 'sent',
      late: false,
    });
    expect(await textOf(reminders[0])).toContain(
      'À remettre avant : mercredi 3 octobre 2012, 24:00 (Africa/Conakry, fin de la journée)',
    );
  });

  it('is one mail where several fall on one day, to each recipient one; released twice it is sent once', async () => {
    const other = await awaitAnswerOf('GIN', 2);
    await awaitAnswerOf('ZWE', 3);
    for (const one of [id, other]) await give(SECRETARIAT, one, 'remind', { duty: 'answer' });
    await tx.query(`update simulated_clock set instant = '2012-09-28T07:00:00Z'`);
    const digests = t.app.get(Digests);
    await Promise.all([digests.release(), digests.release()]);
    await t.app.get(Sweeper).sweep();
    await settle();
    const day = (await mails('')).filter(({ template, party }) => template === 'digest' && party === 'GIN');
    expect(told(day)).toEqual(['digest GIN-1', 'digest GIN-2']);
    const text = await textOf(day.find(({ contactId }) => contactId === 'GIN-1'));
    for (const said of [
      'KP/ANOMALY/2012/1',
      'KP/ANOMALY/2012/2',
      '2 questions pour Guinea, head of delegation',
    ])
      expect(text).toContain(said);
    expect((await mails('party=ZWE')).filter(({ template }) => template !== 'news')).toEqual([]);
    expect(day.every(({ status, caseId }) => status === 'sent' && caseId === null)).toBe(true);
  });

  it('that presses for what was lawfully postponed, or done, does not go out', async () => {
    await give(SECRETARIAT, id, 'remind', { duty: 'answer' });
    await give(SECRETARIAT, id, 'postpone', { duty: 'answer', until: '2012-10-31', reason: 'A flood.' });
    const before = (await mails(`case=${id}`)).filter(({ template }) => template === 'reminder').length;
    await t.travelTo('2012-10-01T12:00:00Z');
    expect((await mails(`case=${id}`)).filter(({ template }) => template === 'reminder')).toHaveLength(
      before,
    );
    expect(
      await tx.query(
        `select distinct outcome from digest_item where case_id = $1 and outcome like 'not sent%'`,
        [id],
      ),
    ).toEqual([{ outcome: 'not sent: it is postponed until 2012-11-01T00:00:00.000Z' }]);
    await t.travelTo('2012-10-30T00:00:00Z');
    const pressed = (await mails(`case=${id}`)).filter(({ template }) =>
      ['late', 'rung', 'task'].includes(template),
    );
    expect(pressed).toEqual([]);
  });

  it('passes on where its recipient left before the morning, unless the others have it already', async () => {
    const shared = await awaitAnswerOf('AGO', 4);
    await give(SECRETARIAT, shared, 'remind', { duty: 'answer' });
    const personal = await awaitAnswerOf('ZAF', 5);
    const away = { validFrom: '2012-10-29T00:00:00Z' };
    expect((await t.post('ZAF-1', '/api/v1/contacts/ZAF-1/absences', away)).status).toBe(201);
    await give(SECRETARIAT, personal, 'remind', { duty: 'answer' });
    const registry = t.app.get(Registry);
    for (const left of ['AGO-2', 'ZAF-2'])
      await registry.endContact(left, '2012-10-30T00:00:01.000Z' as Instant);
    await t.travelTo('2012-10-30T12:00:00Z');
    const reminders = async (id: string) =>
      told((await mails(`case=${id}`)).filter(({ template }) => template === 'reminder'));
    expect(await reminders(shared)).toEqual(['reminder AGO-1']);
    expect(await reminders(personal)).toEqual(expect.arrayContaining(['reminder ZAF-1', 'reminder SEC-1']));
    expect(
      await tx.query<unknown[]>(
        'select 1 from digest_item where settled_at is null and release_at <= legal_now()',
      ),
    ).toEqual([]);
  });
});

describe('the mail of the day, when it is due', () => {
  let t0: Registry;
  beforeAll(async () => {
    await begin();
    t0 = t.app.get(Registry);
  });
  afterAll(end);
  const outcomes = () =>
    tx.query<{ id: string; outcome: string }[]>(
      'select contact_id as id, outcome from digest_item order by outcome, contact_id',
    );

  it('passes over whoever is away by then', async () => {
    const id = await awaitAnswerOf('GIN', 1);
    await give(SECRETARIAT, id, 'remind', { duty: 'answer' });
    const away = { validFrom: '2012-09-03T23:00:00Z', validTo: '2012-09-06T00:00:00Z' };
    expect((await t.post('GIN-1', '/api/v1/contacts/GIN-1/absences', away)).status).toBe(201);
    await t.travelTo('2012-09-04T12:00:00Z');
    const reminders = (await mails(`case=${id}`)).filter(({ template }) => template === 'reminder');
    expect(told(reminders)).toEqual(['reminder GIN-2']);
    expect((await outcomes()).at(-1)).toEqual({
      id: 'GIN-1',
      outcome: 'not sent: GIN-1 is away, and others have it',
    });
  });

  it('goes to whoever holds the office by then, in one mail, and not to the party that held it', async () => {
    for (const number of [2, 3]) {
      const opened = await t.post('CHE-1', '/api/v1/anomalies', {
        reference: `KP/ANOMALY/2012/${number}`,
        title: 'Parcels without a certificate',
        source: 'made up',
        kind: 'certificates',
        raisedBy: 'CHE',
        concerning: 'ZWE',
        text: 'Two parcels came without a valid certificate.',
      });
      await settle();
      await give(SECRETARIAT, String(opened.body['caseId']), 'remind', {});
    }
    await t0.endTerm('chair', '2012-09-04T13:00:00.000Z' as Instant);
    await t0.beginTerm({
      office: 'chair',
      party: 'ZAF',
      contactId: 'ZAF-1',
      validFrom: '2012-09-04T13:00:00.000Z' as Instant,
      validTo: '2012-12-01T00:00:00.000Z' as Instant,
      source: 'a test',
    });
    await t.travelTo('2012-09-05T18:00:00Z');
    const day = (await mails('')).filter(({ template }) => template === 'digest');
    expect(told(day)).toEqual(['digest ZAF-1']);
    expect((await mails('party=USA')).filter(({ template }) => template === 'reminder')).toEqual([]);
    expect(await textOf(day[0])).toContain('USA-1 does not speak for chair any more');
  });
});

describe('whom a target means', () => {
  const here = new Addressees();
  const NOW = '2012-09-10T00:00:00.000Z' as Instant;
  const who = async (...to: Parameters<Addressees['recipientsOf']>[1]) =>
    (await here.recipientsOf(tx, to, NOW)).map(({ contact, instead }) => [contact.id, instead]);
  const put = (id: string, more: object) =>
    t.app.get(Registry).putContact(
      contactSchema.parse({
        id,
        party: id.slice(0, 3),
        name: `Person ${id}`,
        email: `${id.toLowerCase()}@gin.example`,
        languages: ['en'],
        zone: 'UTC',
        rank: 3,
        validFrom: '2012-01-01T00:00:00Z',
        source: 'a test',
        ...more,
      }),
    );
  beforeAll(begin);
  afterAll(end);

  it('is decided by rank where no function is entered, and says so where there is none of the kind', async () => {
    expect(await who('GIN')).toEqual([
      ['GIN-1', null],
      ['GIN-2', null],
    ]);
    expect(await who({ code: 'GIN', who: 'head-of-delegation' })).toEqual([['GIN-1', null]]);
    expect(await who({ code: 'GIN', who: 'alternates' })).toEqual([
      ['GIN-1', 'no alternate of GIN is known'],
    ]);
    expect(await who({ code: 'GIN', who: 'authority' })).toEqual([
      ['GIN-1', 'no authority above the focal point of GIN is known'],
    ]);
  });

  it('is by function where one is entered', async () => {
    await put('GIN-3', { function: 'alternate' });
    await put('GIN-4', { function: 'authority' });
    expect(await who('GIN')).toEqual([
      ['GIN-1', null],
      ['GIN-2', null],
    ]);
    expect(await who({ code: 'GIN', who: 'alternates' })).toEqual([['GIN-3', null]]);
    expect(await who({ code: 'GIN', who: 'authority' })).toEqual([['GIN-4', null]]);
    expect((await t.get(SECRETARIAT, '/api/v1/contacts')).body).toContainEqual(
      expect.objectContaining({ id: 'GIN-3', function: 'alternate' }),
    );
  });

  it('passes over whoever is away; with nobody of the kind there it goes to others of the party, who are told why', async () => {
    const away = { validFrom: '2012-09-09T00:00:00Z', validTo: '2012-09-11T00:00:00Z' };
    expect((await t.post('GIN-1', '/api/v1/contacts/GIN-1/absences', away)).status).toBe(201);
    expect(await who('GIN')).toEqual([['GIN-2', null]]);
    expect((await t.post(SECRETARIAT, '/api/v1/contacts/GIN-2/absences', away)).status).toBe(201);
    const why = 'Guinea, head of delegation; Guinea, focal point cannot be reached now';
    expect(await who('GIN')).toEqual([
      ['GIN-3', why],
      ['GIN-4', why],
    ]);
  });

  it('that is one contact is that one and nobody else', async () => {
    expect(await who({ code: 'GIN-1', who: 'this-contact' })).toEqual([['GIN-1', null]]);
    expect(await who({ code: 'GIN-9', who: 'this-contact' })).toEqual([]);
  });

  it('is told of absences by the contact itself or the Secretariat alone', async () => {
    const away = { validFrom: '2013-01-01T00:00:00Z' };
    expect((await t.post('CHE-1', '/api/v1/contacts/GIN-1/absences', away)).body).toMatchObject({
      code: 'registry.not-your-absence',
    });
    expect((await t.post(SECRETARIAT, '/api/v1/contacts/GIN-77/absences', away)).body).toMatchObject({
      code: 'registry.unknown-contact',
    });
    expect(
      (await t.post('GIN-1', '/api/v1/contacts/GIN-1/absences', { validFrom: '2012-09-10T00:00:00Z' })).body,
    ).toMatchObject({ code: 'registry.overlap' });
    expect((await t.get('CHE-1', '/api/v1/absences')).body).toEqual([]);
    expect((await t.get('GIN-1', '/api/v1/absences')).body).toHaveLength(2);
  });
});

describe('a party that nothing reaches', () => {
  let id: string;
  beforeAll(async () => {
    await begin();
    id = await awaitAnswerOf('GIN', 1);
  });
  afterAll(end);
  const reports = (entries: readonly MailEntry[]) =>
    Promise.all(
      entries.map(async ({ id: mail }) =>
        fetch(`${t.url}/api/v1/mail/bounces`, {
          method: 'POST',
          body: deliveryReport(mail),
          headers: { ...(await t.session(SECRETARIAT)), 'content-type': 'message/rfc822' },
        }),
      ),
    );
  const notes = async () => {
    const { body } = await t.get<{ events: { type: string }[] }>(
      SECRETARIAT,
      `/api/v1/anomalies/${id}/history`,
    );
    return body.events.map(({ type }) => type).filter((type) => type.endsWith('reachable-noted'));
  };

  it('is noted in its cases when mail has come back from all its contacts, and not before', async () => {
    const [head, other] = (await mails(`case=${id}&party=GIN`)).filter(({ template }) => template === 'news');
    await reports(head ? [head] : []);
    await t.app.get(Reach).tellCases();
    expect(await unreachable(id)).toEqual([]);
    await reports(other ? [other] : []);
    await t.app.get(Reach).tellCases();
    expect(await unreachable(id)).toEqual(['GIN']);
    expect(await notes()).toEqual(['unreachable-noted']);
    await Promise.all([t.app.get(Reach).tellCases(), t.app.get(Sweeper).sweep()]);
    expect(await notes()).toEqual(['unreachable-noted']);
  });

  it('is known to be reached again when a contact is replaced by one with another address', async () => {
    await t.app.get(Registry).putContact(
      contactSchema.parse({
        id: 'GIN-2',
        party: 'GIN',
        name: 'Guinea, new focal point',
        email: 'new@gin.example',
        languages: ['fr'],
        zone: 'Africa/Conakry',
        rank: 2,
        validFrom: '2012-09-03T10:00:00Z',
        source: 'a test',
      }),
    );
    await t.app.get(Reach).tellCases();
    expect(await unreachable(id)).toEqual([]);
  });

  it('is noted on the day on which everybody left there is away, and until they are back', async () => {
    const away = { validFrom: '2012-10-05T00:00:00Z', validTo: '2012-10-07T00:00:00Z' };
    await t.post('GIN-2', '/api/v1/contacts/GIN-2/absences', away);
    await t.travelTo('2012-10-04T23:59:59Z');
    expect(await unreachable(id)).toEqual([]);
    await t.travelTo('2012-10-05T00:00:00Z');
    expect(await unreachable(id)).toEqual(['GIN']);
    await t.travelTo('2012-10-07T00:00:00Z');
    expect(await unreachable(id)).toEqual([]);
  });

  it('is as a person says, as long as the registry says no other than then', async () => {
    await give(SECRETARIAT, id, 'note-unreachable', { party: 'GIN', why: 'absent' });
    await t.app.get(Reach).tellCases();
    expect(await unreachable(id)).toEqual(['GIN']);
    await give(SECRETARIAT, id, 'note-reachable', { party: 'GIN' });
    await t.post('GIN-2', '/api/v1/contacts/GIN-2/absences', { validFrom: '2012-10-08T00:00:00Z' });
    await t.travelTo('2012-10-08T00:00:00Z');
    expect(await unreachable(id)).toEqual(['GIN']);
  });

  it('without any contact is so from the opening on, and the ladder passes over its contacts and comes earlier', async () => {
    await t.app.get(Registry).addParty(
      partySchema.parse({
        code: 'XYZ',
        name: 'Party without contacts',
        kind: 'observer',
        validFrom: '2012-01-01T00:00:00Z',
        source: 'a test',
      }),
    );
    const lone = await awaitAnswerOf('XYZ', 9);
    await t.app.get(Reach).tellCases();
    expect(await unreachable(lone)).toEqual(['XYZ']);
    await t.travelTo('2012-11-15T12:00:00Z');
    const tasks = (await mails(`case=${lone}`)).filter(({ template }) => template === 'task');
    expect(tasks.map(({ occurredAt }) => occurredAt)[0]).toBe('2012-11-15T00:00:00.000Z');
  });
});

describe('what is due of an organ', () => {
  beforeAll(begin);
  afterAll(end);

  it('is due of the one it is merged into: shown by the merger, found and written to under the new code', async () => {
    const id = await awaitAnswerOf('GIN', 1);
    const swap = `jsonb_set(snapshot, '{context,duties,1,from}', '["PC"]')`;
    await tx.query(`update case_file set snapshot = ${swap} where id = $1`, [id]);
    await t.app.get(CaseObservers).startOver('case-owing');
    await t.app.get(CaseObservers).catchUp();
    const order = {
      from: ['PC', 'SC'],
      into: { code: 'CPC', name: 'Committee on Participation and Chairmanship' },
      at: '2012-09-10T00:00:00Z',
      source: 'a test',
    };
    const { body } = await t.post<{ pending: object[] }>(SECRETARIAT, '/api/v1/mergers', order);
    expect(body.pending).toContainEqual(
      expect.objectContaining({ organ: 'PC', source: 'cases', items: [expect.objectContaining({ id })] }),
    );
    await t.travelTo('2012-09-10T01:00:00Z');
    const shown = await t.post<BulkPreview>(SECRETARIAT, '/api/v1/bulk-reminders/preview', { organ: 'CPC' });
    expect(shown.body.lines.length).toBeGreaterThan(0);
    expect(shown.body.lines.every(({ caseId }) => caseId === id)).toBe(true);
  });
});

describe('reminders to many', () => {
  let guinea: string;
  let zimbabwe: string;
  let angola: string;
  beforeAll(async () => {
    await begin();
    guinea = await awaitAnswerOf('GIN', 1);
    zimbabwe = await awaitAnswerOf('ZWE', 2);
    angola = await awaitAnswerOf('AGO', 3);
    await t.travelTo('2012-09-10T00:00:00Z');
  });
  afterAll(end);
  const preview = async (filter: object, as = SECRETARIAT) =>
    t.post<BulkPreview & { code?: string }>(as, '/api/v1/bulk-reminders/preview', filter);
  const send = async (id: string, body: object = {}, as = SECRETARIAT) =>
    t.post<BulkOutcome & { code?: string }>(as, `/api/v1/bulk-reminders/${id}/send`, body);
  const reminded = async () => {
    await settle();
    return (await tx.query<{ id: string }[]>(`select contact_id as id from digest_item order by 1`)).map(
      (row) => row.id,
    );
  };

  it('show the exact recipients first, and send nothing', async () => {
    const { body } = await preview({ collection: 'anomalies' });
    expect(body.lines.map(({ reference, contact }) => `${reference} ${contact}`).sort()).toEqual(
      ['1 GIN-1', '1 GIN-2', '2 ZWE-1', '2 ZWE-2', '3 AGO-1', '3 AGO-2'].map(
        (line) => `KP/ANOMALY/2012/${line}`,
      ),
    );
    expect(body.lines[0]).toMatchObject({ duty: 'answer', late: false, why: 'it is due' });
    expect(await reminded()).toEqual([]);
    expect((await preview({ late: true })).body.lines).toEqual([]);
    expect((await preview({ party: 'ZWE' })).body.lines.map(({ contact }) => contact)).toEqual([
      'ZWE-1',
      'ZWE-2',
    ]);
    expect((await preview({ ids: [angola] })).body.lines.map(({ caseId }) => caseId)).toEqual([
      angola,
      angola,
    ]);
  });

  it('are sent to exactly those shown; who has answered, was postponed or replaced meanwhile is left out, nobody is added', async () => {
    const { body: shown } = await preview({});
    await give('GIN-1', guinea, 'reply', { text: 'Both certificates are valid.' });
    await give(SECRETARIAT, zimbabwe, 'postpone', { duty: 'answer', until: '2012-12-31', reason: 'Agreed.' });
    const registry = t.app.get(Registry);
    await registry.endContact('AGO-2', '2012-09-10T00:00:00.000Z' as Instant);
    await registry.putContact(
      contactSchema.parse({
        id: 'AGO-3',
        party: 'AGO',
        name: 'Angola, new focal point',
        email: 'new@ago.example',
        languages: ['pt'],
        zone: 'Africa/Luanda',
        rank: 2,
        validFrom: '2012-09-10T00:00:00Z',
        source: 'a test',
      }),
    );
    const { status, body } = await send(shown.id, { hash: shown.hash });
    expect(status).toBe(200);
    expect(body.sent.map(({ contact }) => contact)).toEqual(['AGO-1']);
    expect(body.leftOut.map(({ contact, reason }) => `${contact ?? ''}: ${reason}`).sort()).toEqual([
      'AGO-2: AGO-2 is not who it would go to now',
      'GIN-1: it is not awaited any more',
      'GIN-2: it is not awaited any more',
      'ZWE-1: it is postponed until 2013-01-01T00:00:00.000Z',
      'ZWE-2: it is postponed until 2013-01-01T00:00:00.000Z',
    ]);
    expect(await reminded()).toEqual(['AGO-1']);
    expect((await send(shown.id)).body).toEqual(body);
    expect(await reminded()).toEqual(['AGO-1']);
    await t.travelTo('2012-09-10T12:00:00Z');
    const [box] = (await t.mailbox.list('head@ago.example', 1)).entries;
    expect(box?.subject).toMatch(/^KP\/ANOMALY\/2012\/3: .*AGO/);
  });

  it('do not count on whom mail comes back from, and go to no other address than the one shown', async () => {
    await t.travelTo('2012-09-11T00:00:00Z');
    const { body: before } = await preview({ party: 'AGO' });
    await tx.query(
      `insert into contact_delivery (row_id, contact_id, bounced_at, diagnostic)
        values (gen_random_uuid(), 'AGO-1', legal_now(), 'gone')`,
    );
    const { body: shown } = await preview({ party: 'AGO' });
    expect(shown.lines.map(({ contact }) => contact)).toEqual(['AGO-3']);
    expect(shown.leftOut).toMatchObject([
      { contact: 'AGO-1', reason: expect.stringContaining('mail to AGO-1 comes back since 2012-09-11') },
    ]);
    const { body: late } = await send(before.id);
    expect(late.sent.map(({ contact }) => contact)).toEqual(['AGO-3']);
    expect(late.leftOut).toMatchObject([{ contact: 'AGO-1', reason: expect.stringContaining('comes back') }]);
    await settle();
    await t.app.get(Registry).putContact(
      contactSchema.parse({
        id: 'AGO-3',
        party: 'AGO',
        name: 'Angola, new focal point',
        email: 'newer@ago.example',
        languages: ['pt'],
        zone: 'Africa/Luanda',
        rank: 2,
        validFrom: '2012-09-11T00:00:00Z',
        source: 'a test',
      }),
    );
    await t.travelTo('2012-09-11T12:00:00Z');
    expect(
      await tx.query(
        `select outcome from digest_item where contact_id = 'AGO-3' order by collected_at desc limit 1`,
      ),
    ).toEqual([{ outcome: 'not sent: the address changed' }]);
    expect((await t.mailbox.list('newer@ago.example', 9)).entries).toEqual([]);
  });

  it('have another hash where another is left out, and are not cut short', async () => {
    const { body: one } = await preview({ ids: [zimbabwe] });
    await give(SECRETARIAT, zimbabwe, 'postpone', { duty: 'answer', until: '2013-06-30', reason: 'Agreed.' });
    const { body: other } = await preview({ ids: [zimbabwe] });
    expect([one.lines, other.lines]).toEqual([[], []]);
    expect(other.hash).not.toBe(one.hash);
    const cases = t.app.get(BulkCases);
    expect(await cases.filesFor({ late: false, ids: [zimbabwe, angola] }, 2)).toHaveLength(2);
    await expect(cases.filesFor({ late: false, ids: [zimbabwe, angola] }, 1)).rejects.toMatchObject({
      code: 'bulk.too-many',
      message: expect.stringContaining('Narrow the filter'),
    });
  });

  it('leave out what was pressed for today already, to the end of the day, and not on the next', async () => {
    const pressed = (at: string) => `it was pressed for today already (${at}): once a day is enough`;
    await t.travelTo('2012-09-11T23:59:59Z');
    const { body: today } = await preview({ ids: [angola] });
    expect([today.lines, today.leftOut]).toEqual([
      [],
      [
        {
          caseId: angola,
          workflow: 'anomaly',
          reference: 'KP/ANOMALY/2012/3',
          duty: 'answer',
          what: expect.any(String),
          contact: null,
          reason: pressed('2012-09-11T00:00:00.000Z'),
        },
      ],
    ]);
    await t.travelTo('2012-09-12T00:00:00Z');
    const { body: shown } = await preview({ ids: [angola] });
    expect(shown.lines.map(({ contact }) => contact)).toEqual(['AGO-3']);
    await give(SECRETARIAT, angola, 'remind', { duty: 'answer' });
    const { body: sent } = await send(shown.id);
    expect([sent.sent, sent.leftOut]).toMatchObject([
      [],
      [{ contact: 'AGO-3', reason: pressed('2012-09-12T00:00:00.000Z') }],
    ]);
  });

  it('are open while a case has not decided; a repeat reads what it decided', async () => {
    await t.travelTo('2012-09-13T00:00:00Z');
    const { body: shown } = await preview({ ids: [angola] });
    await tx.query(`update case_file set health = 'stuck', trouble = 'a test' where id = $1`, [angola]);
    expect((await send(shown.id)).body.code).toBe('bulk.not-decided');
    await t.app.get(Engine).resume(angola as CaseId);
    const { status, body } = await send(shown.id);
    expect([status, body.sent.map(({ contact }) => contact)]).toEqual([200, ['AGO-3']]);
  });

  it('are refused with the remedy: another hash, too late, unknown, a kind there is not, a delegate', async () => {
    const { body: shown } = await preview({});
    expect((await send(shown.id, { hash: 'x' })).body.code).toBe('bulk.other-list');
    await t.travelTo('2012-09-13T01:00:00Z');
    expect((await send(shown.id)).body.code).toBe('bulk.expired');
    expect((await send('0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001')).body.code).toBe('bulk.unknown');
    expect((await preview({ workflow: 'nothing' })).body.code).toBe('bulk.unknown-workflow');
    expect((await preview({ ids: ['KP/NOTHING'] })).body.code).toBe('bulk.unknown-case');
    expect((await preview({}, 'GIN-1')).status).toBe(403);
    expect((await preview({ nonsense: 1 })).status).toBe(400);
  });
});

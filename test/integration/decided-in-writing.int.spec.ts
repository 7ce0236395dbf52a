/** A case that a written procedure decides: what adoption does there, when, how often, and what an annulment takes back. Nobody retypes it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OutboxDispatcher, Sweeper } from '../../src/engine/index.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import type { Instant } from '../../src/kernel/instant.js';
import { Registry, rollAt } from '../../src/modules/registry/index.js';
import { workflows } from '../../workflows/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { expectInvariants } from '../support/invariants.js';

const PROCEDURES = '/api/v1/written-procedures';
/** Those who stay for the test, beside whoever holds an office then or later: a small body, so that few mails are sent. */
const STAY = ['CAN', 'GHA', 'IND', 'NAM', 'USA', 'ZAF'];
const BEGIN = '2013-02-01T09:00:00.000Z' as Instant;
const EFFECT = '2013-04-01T00:00:00.000Z';

describe('an application that is decided in writing', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp(BEGIN);
    for (const code of await members(BEGIN))
      if (!STAY.includes(code))
        await t.app
          .get(Registry)
          .endParty(code, BEGIN)
          .catch((error: unknown) => {
            if (!(error instanceof DomainError && error.code === 'registry.holds-office')) throw error;
          });
  }, 120_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  }, 120_000);

  const act = async (path: string, body: object, as = 'ZAF-1') => {
    const { status, body: answer } = await t.post<{ caseId: string; code?: string; detail?: string }>(
      as,
      path,
      body,
    );
    expect([path, status < 300, answer.code, answer.detail]).toEqual([path, true, undefined, undefined]);
    return answer;
  };
  const settle = async (): Promise<void> => {
    await t.app.get(Sweeper).sweep();
    await t.app.get(OutboxDispatcher).settle();
  };
  const admission = (code: string): string =>
    `/api/v1/applications/${encodeURIComponent(`KP/ADMISSION/2013/${code}`)}`;
  const status = async (code: string) =>
    (await t.get<{ status: string }>('ZAF-1', admission(code))).body.status;
  const members = async (at: Instant): Promise<string[]> =>
    (await rollAt(t.app.get(DataSource).manager, at)).map(({ code }) => code);
  const isMember = async (code: string, at: string): Promise<boolean> =>
    (await members(at as Instant)).includes(code);

  /** An application that was circulated and, unless it is said otherwise, recommended for a decision in writing. */
  async function applies(code: string, name: string, { recommended = true } = {}): Promise<void> {
    const application = {
      ...{ reference: `KP/ADMISSION/2013/${code}`, title: `Admission of ${name}`, source: 'made up' },
      ...{ applicant: code, name, as: 'participant' },
      file: ['authorities', 'laws', 'rules', 'synopsis'].map((item) => ({ item })),
    };
    await act('/api/v1/applications', application, 'SEC-1');
    await act(`${admission(code)}/circulate`, {});
    const through = {
      what: 'admit',
      through: 'written-procedure',
      text: 'It meets the minimum requirements.',
    };
    if (recommended) await act(`${admission(code)}/recommend`, through);
  }

  let drafts = 0;
  /** A procedure in draft about that application. */
  async function drafted(code: string, about: object = {}): Promise<string> {
    const { caseId } = await act(PROCEDURES, {
      reference: `KP/WP/2013/${(drafts += 1)}`,
      title: `Admission of ${code}`,
      subject: 'An admission',
      texts: [{ language: 'en', body: `${code} is admitted as a Participant.` }],
      about: {
        ...{ workflow: 'admission', reference: `KP/ADMISSION/2013/${code}`, command: 'decide' },
        payload: { how: 'admitted', reason: 'The Participants adopted it in writing.' },
        ...about,
      },
    });
    return `${PROCEDURES}/${caseId}`;
  }

  async function adopted(path: string, declaration: object, launch: object = {}): Promise<void> {
    await act(`${path}/launch`, {
      ruleSet: 'kp',
      reminderDays: [1],
      departure: 'Few mails make a quick test.',
      ...launch,
    });
    const { textHash, deadline } = (
      await t.get<{ textHash: string; deadline: { iso: string } }>('ZAF-1', path)
    ).body;
    for (const party of await members(BEGIN))
      await act(
        `${path}/record-position`,
        { kind: 'support', contactId: `${party}-1`, channel: 'api', textHash },
        `${party}-1`,
      );
    await t.travelTo(new Date(Date.parse(deadline.iso) + 3_600_000).toISOString());
    await act(`${path}/declare`, { outcome: 'adopted', statement: 'Adopted.', ...declaration });
    await settle();
  }

  it.each([
    [
      'there is no such case',
      { reference: 'KP/ADMISSION/2013/XXX' },
      'There is no admission of the reference',
    ],
    ['a command that no decision stands behind', { command: 'circulate' }, 'does not hear «circulate»'],
    [
      'what the command does not take',
      { payload: { how: 'elected', reason: 'x' } },
      'What «decide» carries is not',
    ],
    ['no workflow of cases', { workflow: 'mandates' }, 'is none of the workflows'],
  ])('is not launched where adoption could do nothing: %s', async (_what, about, words) => {
    if (_what === 'there is no such case') await applies('ATL', 'Atlantis');
    const path = await drafted('ATL', about);
    const { status: code, body } = await t.post('ZAF-1', `${path}/launch`, { ruleSet: 'kp' });
    expect([code, body['code']]).toEqual([409, 'launch.about']);
    expect(String(body['detail'])).toContain(words);
    await act(`${path}/discard`, {});
  });

  it('is not launched about an application that is not there yet', async () => {
    const application = {
      ...{ reference: 'KP/ADMISSION/2013/EARLY', title: 'Early', source: 'made up', applicant: 'ERL' },
      ...{ name: 'Early', as: 'participant' },
    };
    await act('/api/v1/applications', application, 'SEC-1');
    const path = await drafted('EARLY');
    const { body } = await t.post('ZAF-1', `${path}/launch`, { ruleSet: 'kp' });
    expect(String(body['detail'])).toContain('Bring it to the point where it waits for a decision first.');
    await act(`${path}/discard`, {});
  });

  it('admits by its adoption: the applicant is on the roll at the effective instant, and nobody retyped it', async () => {
    const path = await drafted('ATL');
    await adopted(path, { effectiveAt: EFFECT });
    expect(await status('ATL')).toBe('admitted from a later date');
    await t.travelTo('2013-04-02T09:00:00.000Z');
    await settle();
    expect(await status('ATL')).toBe('admitted, lists to follow');
    expect([await isMember('ATL', '2013-03-31T23:59:59.999Z'), await isMember('ATL', EFFECT)]).toEqual([
      false,
      true,
    ]);
    const { body } = await t.get('ZAF-1', admission('ATL'));
    expect(JSON.stringify(body)).toContain(`"reference":"KP/WP/2013/${drafts}"`);
  }, 240_000);

  it('is told once, however often the effect is tried', async () => {
    const decided = async (): Promise<number> => {
      const rows = await t.app.get(DataSource).query<{ count: number }[]>(
        `select count(*)::int as count from case_event e join case_file f on f.id = e.case_id
          where f.workflow = 'admission' and f.snapshot #>> '{context,reference}' = 'KP/ADMISSION/2013/ATL' and e.type = 'decided'`,
      );
      return rows[0]?.count ?? -1;
    };
    expect(await decided()).toBe(1);
    const [again] = await t.app
      .get(DataSource)
      .query<[unknown[], number]>(
        `update outbox_message set status = 'pending' where topic = 'tell-case' and payload ->> 'reference' = 'KP/ADMISSION/2013/ATL' returning id`,
      );
    expect(again).toHaveLength(1);
    await settle();
    expect(await decided()).toBe(1);
  });

  it('an adoption that is annulled before it takes effect admits nobody, and the application waits as before', async () => {
    await applies('LEM', 'Lemuria');
    const path = await drafted('LEM');
    const launch = { unreachedReason: 'A new Participant has named no contact yet.' };
    await adopted(path, { effectiveAt: '2013-12-01T00:00:00.000Z' }, launch);
    expect(await status('LEM')).toBe('admitted from a later date');
    const contest = { party: 'GHA', ground: 'procedure', statement: 'We had objected.' };
    await act(`${path}/contest`, contest, 'GHA-1');
    await act(`${path}/annul`, { reason: 'An objection had been received in time.' });
    await settle();
    expect(await status('LEM')).toBe('recommended');
    await t.travelTo('2013-12-02T09:00:00.000Z');
    expect(await isMember('LEM', '2013-12-02T09:00:00.000Z')).toBe(false);
  }, 240_000);
});

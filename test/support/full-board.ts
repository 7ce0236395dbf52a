/** A board with something of every kind on it: reports of a year of which most have come, anomalies, a written procedure, mail that comes back. */
import { expect } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Mails } from '../../src/modules/notifications/index.js';
import { noteBounce } from '../../src/modules/registry/index.js';
import type { TestApp } from './app.js';

/** Whose report of the year does not come. */
const SILENT = ['AGO', 'CAF', 'GHA', 'GIN', 'VEN'];
const ASKED = [...SILENT, 'BWA', 'CAN', 'CHE', 'IND', 'ZAF'];
const CYCLE = {
  reference: 'KP/ANNUAL-REPORTS',
  title: 'Annual reports',
  source: 'made up',
  rule: {
    id: 'annual-report',
    title: 'annual report',
    periods: 'year',
    due: { monthDay: '01-20' },
    owedBy: { kind: 'participants-among', codes: ASKED, source: 'made up' },
    assessedBy: 'WGM',
    basis: 'made up',
    source: 'made up',
  },
};
/** Opens an application at this instant: the Chair of the year that ends opens the cycle that asks when it has ended. */
export const BOARD_BEGINS = '2012-12-31T09:00:00.000Z';
/** The instant at which {@link fillBoard} leaves the application. */
export const BOARD_STANDS = '2013-01-25T09:00:00.000Z';

/** What the board was filled with. */
export interface FullBoard {
  readonly procedure: string;
  /** the anomaly concerning Guinea, whose mail comes back */
  readonly anomaly: string;
}

/** @param t an application at {@link BOARD_BEGINS} @returns ids of what a test asks for; the application stands at {@link BOARD_STANDS} then */
export async function fillBoard(t: TestApp): Promise<FullBoard> {
  const done = async (as: string, path: string, body: object): Promise<string> => {
    const answer = await t.post<{ caseId: string }>(as, `/api/v1/${path}`, body);
    expect({ path, ...answer, ok: answer.status < 300 }).toMatchObject({ path, ok: true });
    return answer.body.caseId;
  };
  const cycle = await done('USA-1', 'reporting-cycles', CYCLE);
  await t.travelTo('2013-01-01T12:00:00.000Z');
  const parties = ASKED.filter((code) => !SILENT.includes(code));
  await done('SEC-1', `reporting-cycles/${cycle}/receive`, { period: '2012', parties, figures: 'letters' });
  await t.travelTo('2013-01-10T09:00:00.000Z');
  const anomaly = await anomalyOf(done, 'GIN', 1);
  await anomalyOf(done, 'BRA', 2);
  await t.travelTo('2013-01-15T09:00:00.000Z');
  const procedure = await procedureAnswered(t, done);
  await t.travelTo('2013-01-24T09:00:00.000Z');
  await t.app.get(DataSource).transaction(async (tx) => {
    await noteBounce(tx, 'CAF-1', '550 no such user');
  });
  const mails = t.app.get(Mails);
  for (const { id } of await mails.list({ caseId: procedure, party: 'GIN' }))
    await mails.bounced(id, '550 no such user');
  await t.travelTo(BOARD_STANDS);
  return { procedure, anomaly };
}

type Done = (as: string, path: string, body: object) => Promise<string>;

async function anomalyOf(done: Done, party: string, number: number): Promise<string> {
  const id = await done('CHE-1', 'anomalies', {
    reference: `KP/ANOMALY/2013/${number}`,
    title: 'Imports without a certificate',
    source: 'made up',
    kind: 'certificates',
    raisedBy: 'CHE',
    concerning: party,
    text: 'Two parcels came without a valid certificate.',
  });
  await done('ZAF-1', `anomalies/${id}/inform`, {});
  return id;
}

/** Four have answered: with yes, with a statement, with no, and by a letter that nobody has confirmed yet. */
async function procedureAnswered(t: TestApp, done: Done): Promise<string> {
  const id = await done('ZAF-1', 'written-procedures', {
    reference: 'KP/WP/2013/1',
    title: 'Road map for a merger',
    subject: 'Merging two committees',
    texts: [{ language: 'en', body: 'The road map for merging the two committees is adopted.' }],
  });
  await done('ZAF-1', `written-procedures/${id}/launch`, { ruleSet: 'kp' });
  await t.travelTo('2013-01-16T09:00:00.000Z');
  const { body } = await t.get<{ textHash: string }>('ZAF-1', `/api/v1/written-procedures/${id}`);
  const answer = (party: string, kind: string, more: object = {}) =>
    done(`${party}-1`, `written-procedures/${id}/record-position`, {
      kind,
      contactId: `${party}-1`,
      channel: 'api',
      textHash: body.textHash,
      ...more,
    });
  await answer('BWA', 'no-objection');
  await answer('NAM', 'objection', { reason: 'Too fast.' });
  await done('SEC-1', `written-procedures/${id}/register-offline-position`, {
    party: 'SLE',
    kind: 'no-objection',
    receivedAt: '2013-01-16T08:00:00.000Z',
    evidence: 'note verbale of 16 January',
  });
  return id;
}

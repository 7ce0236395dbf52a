/** A cycle of reports in the running application: whom it asks, what comes back to it, and that nothing is opened twice. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { CaseReader, Engine, type OutboxMessage, PermanentFailure } from '../../src/engine/index.js';
import { type CaseId, type OutboxId, newId } from '../../src/kernel/ids.js';
import { toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { seedReportingCycles } from '../../src/modules/casework/index.js';
import { OpeningsForEach } from '../../src/modules/casework/openings-for-each.service.js';
import { reportingCycleContextSchema } from '../../workflows/reporting-cycle/index.js';
import { reportingDutyContextSchema } from '../../workflows/reporting-duty/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const CYCLES = '/api/v1/reporting-cycles';
const REPORTS = '/api/v1/reports';
const CYCLE = {
  reference: 'KP/ANNUAL-REPORTS',
  title: 'Annual reports',
  source: 'decision on the KPCS Peer Review System',
  rule: {
    id: 'annual-report',
    title: 'annual report',
    periods: 'year',
    due: { monthDay: '03-31' },
    owedBy: { kind: 'participants' },
    assessedBy: 'WGM',
    basis: 'decision on the KPCS Peer Review System',
    source: 'decision on the KPCS Peer Review System',
  },
  earlier: [{ party: 'IDN', period: '2010', how: 'not-submitted', source: 'assumed' }],
};

let t: TestApp;
let cycleId: CaseId;
beforeAll(async () => {
  t = await startTestApp('2011-12-31T09:00:00.000Z');
  const opened = await t.post<{ caseId: CaseId }>('COD-1', CYCLES, CYCLE);
  expect(opened).toMatchObject({ status: 201 });
  cycleId = opened.body.caseId;
  await t.travelTo('2012-01-01T12:00:00.000Z');
}, 240_000);
afterAll(() => t.close(), 180_000);

const cycle = async () =>
  reportingCycleContextSchema.parse((await t.app.get(CaseReader).view(cycleId)).context);
const duties = async () =>
  (await t.app.get(CaseReader).list({ workflow: 'reporting-duty', limit: 1000 })).map(({ context }) =>
    reportingDutyContextSchema.parse(context),
  );
const dutyOf = async (code: string) => {
  const found = (await duties()).find(({ party }) => party === code);
  if (!found) throw new Error(`no report of ${code}`);
  return found;
};

describe('a cycle that turns', () => {
  it('asked the fifty who were Participants when 2011 ended, and wrote them down', async () => {
    const asked = (await duties()).map(({ party }) => party).sort();
    expect(asked).toHaveLength(50);
    expect(asked).toEqual(expect.arrayContaining(['IDN', 'VEN', 'CIV']));
    expect(asked).not.toContain('CMR'); // it joined in August 2012
    expect((await cycle()).ledgers).toMatchObject([
      { period: '2011', how: 'opened', owed: asked, settled: [] },
    ]);
  });

  it('gave each its day, its organ, and the earlier failures of that party alone', async () => {
    expect(await dutyOf('IDN')).toMatchObject({
      reference: 'KP/ANNUAL-REPORTS/2011/IDN',
      organ: 'WGM',
      earlier: [{ period: '2010', how: 'not-submitted' }],
      duties: [{ due: { at: '2012-04-01T00:00:00.000Z' } }],
    });
    expect((await dutyOf('CHE')).earlier).toEqual([]);
  });

  it('hears of what a delegate sends in, and shows it to Participants, and to no Observer who does not sit in the organ', async () => {
    const { caseId } = await dutyOf('CHE');
    const report = { documents: [{ title: 'Annual report 2011', url: 'https://site.example/che/2011' }] };
    expect((await t.post('GIN-1', `${REPORTS}/${caseId}/submit`, report)).body).toMatchObject({
      code: 'case.not-yours-to-say',
    });
    expect((await t.post('CHE-1', `${REPORTS}/${caseId}/submit`, report)).status).toBe(200);
    await t.travelTo('2012-01-01T13:00:00.000Z');
    expect((await cycle()).ledgers).toMatchObject([{ settled: ['CHE'] }]);
    expect((await t.get('DDI-1', `${REPORTS}/${caseId}`)).status).toBe(404);
  });

  it('takes in at once what several sent by letter', async () => {
    const receipt = { period: '2011', parties: ['AGO', 'ARM'], figures: 'letters of 2 January 2012' };
    expect((await t.post('SEC-1', `${CYCLES}/${cycleId}/receive`, receipt)).status).toBe(200);
    await t.travelTo('2012-01-01T14:00:00.000Z');
    expect((await cycle()).ledgers).toMatchObject([{ settled: ['AGO', 'ARM', 'CHE'] }]);
    expect((await dutyOf('AGO')).submissions).toMatchObject([
      { late: false, figures: 'letters of 2 January 2012' },
    ]);
  });
});

describe('the cycles that the Kimberley Process begins with', () => {
  const standing = async () =>
    (await seedReportingCycles(t.app.get(Engine))).map(({ status, refusal }) => refusal?.code ?? status);

  it('are opened from the period that runs, each once; one whose reference is in use is refused', async () => {
    const outcomes = ['case.reference-in-use', 'accepted', 'accepted', 'accepted'];
    expect(await standing()).toEqual(outcomes);
    expect(await standing()).toEqual(outcomes);
    const files = await t.app.get(CaseReader).list({ workflow: 'reporting-cycle' });
    expect(files.map(({ context }) => [context['reference'], context['current']]).sort()).toEqual([
      ['KP/ANNUAL-REPORTS', '2012'],
      ['KP/DATA-ANOMALIES', '2012'],
      ['KP/PRODUCTION-STATISTICS', '2012-H1'],
      ['KP/TRADE-STATISTICS', '2012-Q1'],
    ]);
  });
});

describe('what opens a case for each', () => {
  const payload = (reference: string): JsonObject => ({
    ...{
      reference,
      title: 'Report of $party',
      source: 'made up',
      party: '$party',
      report: 'observers-report',
    },
    ...{ what: 'report', period: '2011', due: '2012-03-31', basis: 'made up' },
  });
  const message = (of: JsonObject, reference: string): OutboxMessage => ({
    id: newId<OutboxId>(),
    caseId: cycleId,
    eventSeq: 1,
    topic: 'open-for-each',
    payload: {
      ...{ workflow: 'reporting-duty', of, at: '2011-12-31T23:59:59.999Z', key: reference },
      ...{ payload: payload(`${reference}/$party`), each: {}, back: null },
    },
    occurredAt: toInstant('2012-01-01T00:00:00Z'),
    late: false,
    historical: false,
    attempts: 1,
    failures: 0,
  });
  const opened = async (reference: string): Promise<string[]> =>
    (await duties())
      .filter((duty) => duty.reference.startsWith(`${reference}/`))
      .map(({ party }) => party)
      .sort();

  it('opens nothing twice, however often it is carried out', async () => {
    const observers = message({ kind: 'observers', codes: null, also: [], except: ['DDI'] }, 'OBS');
    expect(await t.app.get(OpeningsForEach).carryOut(observers)).toBe('done');
    expect(await t.app.get(OpeningsForEach).carryOut(observers)).toBe('done');
    expect(await opened('OBS')).toEqual(['CSC', 'WDC']); // the fourth Observer of 2012 joined in June of that year
  });

  it('opens the others where one is refused, and says which and why', async () => {
    const codes = message({ kind: 'codes', codes: ['CHE', 'NOBODY', 'IDN'], also: [], except: [] }, 'SOME');
    const carried = t.app.get(OpeningsForEach).carryOut(codes);
    await expect(carried).rejects.toThrow(PermanentFailure);
    await expect(carried).rejects.toThrow(/^NOBODY: .*participant or observer only/);
    expect(await opened('SOME')).toEqual(['CHE', 'IDN']);
  });

  it('left no work parked by the cycle itself', async () => {
    const parked = await t.app
      .get(DataSource)
      .query(`select topic, outcome from outbox_message where status = 'parked'`);
    expect(parked).toEqual([]);
  });
});

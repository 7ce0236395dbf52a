import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given, pressedFor } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { dataAnomaliesContextSchema } from './data-anomalies.context.js';
import { dataAnomalies } from './data-anomalies.workflow.js';

const person = (id: string, party: string): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles: ['participant'],
});
const analyst = person('EU-1', 'EU');
const swiss = person('CHE-1', 'CHE');
const officer: Persona = { ...person('USA-1', 'USA'), roles: ['chair'] };
const WGS = { facts: { speaksFor: ['EU', 'WGS'] } };
const OWN = { facts: { speaksFor: ['CHE'] } };
const STANDING = { ladders: KP_LADDERS, known: { CHE: 'participant', WGS: 'organ', XXX: 'unknown' } };
const RECORDED: JsonObject = {
  reference: 'KP/DATA-ANOMALIES/2012/CHE',
  title: 'Statistics of 2012: CHE',
  source: 'made up',
  party: 'CHE',
  period: '2012',
  cycle: 'KP/DATA-ANOMALIES',
  questions: [
    { id: 'imports', text: 'Imports exceed what others exported.' },
    { id: 'prices', text: 'Prices doubled within a quarter.' },
  ],
};
const analysed = (change: JsonObject = {}): Drive =>
  given(dataAnomalies).start(
    { payload: { ...RECORDED, ...change }, by: analyst, ...WGS },
    '2013-06-03T10:00:00Z',
    STANDING,
  );
const sent = () => analysed().then('send', {}, analyst, WGS);
const reply = (drive: Drive, ...questions: string[]) =>
  drive.then('reply', { answers: questions.map((question) => ({ question, text: 'So.' })) }, swiss, OWN);
const assess = (drive: Drive, results: Readonly<Record<string, string>>) =>
  drive.then(
    'assess',
    { results: Object.entries(results).map(([question, how]) => ({ question, how })) },
    analyst,
    WGS,
  );
const told = (drive: Drive) =>
  drive.effects
    .filter(({ topic }) => topic === 'tell-case')
    .map(({ payload }) => (payload['payload'] as JsonObject)['standing']);
const waiting = (drive: Drive) =>
  dataAnomalies
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on, due }) => `${key}: ${on.join()} ${due?.slice(0, 10) ?? ''}`);

describe('an analysis of statistics', () => {
  it('is sound', () => {
    expect(() => requireSound(dataAnomalies)).not.toThrow();
  });

  it('waits for the organ to send its questions, and is counted by its cycle', () => {
    const drive = analysed();
    expect(drive.described.needed).toBe('WGS is to send the questionnaire (2 questions).');
    expect(told(drive)).toEqual(['opened']);
    expect(waiting(drive)).toEqual(['sending: WGS ']);
  });

  it('is a matter of the Participant and the organ, unless it says otherwise', () => {
    const visible = (drive: Drive) => dataAnomaliesContextSchema.parse(drive.context).visibility;
    expect(visible(analysed())).toBe('concerned');
    expect(visible(analysed({ visibility: 'participants' }))).toBe('participants');
  });

  it('then for the answers, for sixty days', () => {
    const drive = sent();
    expect(waiting(drive)).toEqual(['answer: CHE 2013-08-03']);
    expect(drive.described).toMatchObject({ status: 'questionnaire sent' });
    reply(drive, 'prices');
    expect(drive.described.needed).toContain('Not answered: imports.');
    expect(told(drive)).toEqual(['opened']);
  });

  it('is closed when every answer explains', () => {
    const drive = assess(reply(sent(), 'imports', 'prices'), { imports: 'explained', prices: 'explained' });
    expect(drive.ended).toBe(true);
    expect(drive.described.needed).toBe('Nothing: every question is explained');
    expect(told(drive).slice(0, 2)).toEqual(['opened', 'submitted']);
  });

  it('asks an organ that assesses no answer for it, by mail alone', () => {
    const drive = reply(sent(), 'imports', 'prices').timePasses('2014-12-31T00:00:00Z');
    expect(pressedFor(drive, 'assessment')).toEqual([
      ['reminder', 'WGS', true],
      ['reminder', 'WGS', true],
      ['late', 'WGS,secretariat', true],
      ['rung', 'WGS', true],
      ['rung', 'chair', true],
      ['rung', 'secretariat', true],
    ]);
  });

  it('asks again what is left open, and has figures corrected before it is closed', () => {
    const drive = assess(reply(sent(), 'imports', 'prices'), { imports: 'open', prices: 'to-be-corrected' });
    expect(drive.described).toMatchObject({ status: 'questionnaire sent' });
    expect(told(drive)).toEqual(['opened', 'submitted', 'returned']);
    reply(drive, 'imports');
    expect(drive.described.needed).toBe('WGS is to assess the answers: imports.');
    assess(drive, { imports: 'explained' });
    expect(drive.described).toMatchObject({ status: 'to be corrected' });
    expect(waiting(drive)).toEqual(['correction: CHE 2013-08-03']);
    drive.then('correct', { figures: 'statistics site, second version' }, swiss, OWN);
    expect(waiting(drive)?.map((one) => one.split(' ')[1])).toEqual(['WGS']);
    assess(drive, { prices: 'explained' });
    expect(drive.ended).toBe(true);
    expect(dataAnomaliesContextSchema.parse(drive.context).corrections).toHaveLength(1);
  });

  it.each([
    ['2013-08-02T23:59:59Z', false],
    ['2013-08-03T00:00:00Z', true],
    ['2013-08-03T00:00:01Z', true],
  ])('answered at %s is answered late: %s, and taken all the same', (at, late) => {
    const drive = reply(sent().timePasses(at), 'imports', 'prices');
    expect(
      dataAnomaliesContextSchema.parse(drive.context).duties.find(({ id }) => id === 'answer')?.closed,
    ).toMatchObject({
      how: 'done',
      late,
    });
  });

  it('of a Participant that is excused is closed', () => {
    const drive = sent().then('excuse', { reason: 'no trade' }, officer);
    expect(drive.described.needed).toBe('Nothing: the Participant was excused');
    expect(told(drive)).toEqual(['opened', 'excused']);
  });

  it('excused from correcting has answered all the same', () => {
    const answered = reply(sent(), 'imports', 'prices');
    const drive = assess(answered, { imports: 'explained', prices: 'to-be-corrected' });
    drive.then('excuse', { reason: 'the files burnt' }, officer);
    expect(drive.ended).toBe(true);
    expect(told(drive)).toEqual(['opened', 'submitted']);
  });

  it('whose organ were excused would stand still, and is not', () => {
    for (const drive of [analysed(), reply(sent(), 'imports', 'prices')])
      expect(drive.refusal('excuse', { reason: 'x' }, officer).code).toBe('anomalies.organ-not-excused');
  });

  it('tells its cycle when the answer is late, and when it was given more time', () => {
    const drive = sent().timePasses('2013-08-02T23:59:59Z');
    expect(told(drive)).toEqual(['opened']);
    drive.timePasses('2013-08-03T00:00:00Z');
    expect(told(drive)).toEqual(['opened', 'late']);
    expect(drive.described.status).toBe('answer late');
    drive.then('postpone', { until: '2013-09-30', reason: 'asked for' }, officer);
    expect(drive.described.status).toBe('questionnaire sent');
    reply(drive.timePasses('2013-10-02T00:00:00Z'), 'imports', 'prices');
    expect(told(drive)).toEqual(['opened', 'late', 'in-time-again', 'late', 'submitted']);
  });

  it.each<readonly [string, () => Drive, JsonObject]>([
    ['send', analysed, {}],
    [
      'assess',
      () => reply(sent(), 'imports', 'prices'),
      { results: ['imports', 'prices'].map((question) => ({ question, how: 'explained' })) },
    ],
    ['close', sent, { reason: 'x' }],
  ])('is not for its own Participant to %s, though it sits in the organ', (type, drive, payload) => {
    const facts = { speaksFor: ['CHE', 'WGS'] };
    expect(drive().refusal(type, payload, swiss, { facts }).code).toBe('case.own-case');
  });

  it('that asks nothing is closed by the organ', () => {
    const drive = analysed({ questions: [] });
    expect(drive.refusal('send', {}, analyst, WGS).code).toBe('anomalies.nothing-to-ask');
    drive.then('close', { reason: 'nothing was found' }, analyst, WGS);
    expect(drive.ended).toBe(true);
    expect(told(drive)).toEqual(['opened', 'submitted']);
  });

  it.each<readonly [string, () => Drive, string, JsonObject, JsonObject, string]>([
    [
      'another’s answers',
      sent,
      'reply',
      { answers: [{ question: 'imports', text: 'x' }] },
      { speaksFor: ['EU'] },
      'case.not-yours-to-say',
    ],
    [
      'an answer to no question',
      sent,
      'reply',
      { answers: [{ question: 'x', text: 'x' }] },
      OWN.facts,
      'anomalies.no-such-question',
    ],
    [
      'two answers to one',
      sent,
      'reply',
      { answers: ['x', 'y'].map((text) => ({ question: 'imports', text })) },
      OWN.facts,
      'anomalies.twice',
    ],
    [
      'an assessment that leaves an answer out',
      () => reply(sent(), 'imports', 'prices'),
      'assess',
      { results: [{ question: 'imports', how: 'explained' }] },
      WGS.facts,
      'anomalies.not-all-assessed',
    ],
    [
      'an assessment by a stranger',
      () => reply(sent(), 'imports', 'prices'),
      'assess',
      { results: [{ question: 'imports', how: 'open' }] },
      OWN.facts,
      'case.not-yours-to-say',
    ],
    [
      'an assessment before the answers',
      sent,
      'assess',
      { results: [{ question: 'imports', how: 'open' }] },
      WGS.facts,
      'case.unexpected-state',
    ],
  ])('refuses %s', (_what, drive, type, payload, facts, code) => {
    const by = facts === WGS.facts ? analyst : swiss;
    expect(drive().refusal(type, payload, by, { facts }).code).toBe(code);
  });

  it.each<readonly [string, JsonObject, string]>([
    ['of nobody', { party: 'XXX' }, 'case.wrong-code'],
    ['by no organ', { organ: 'XXX' }, 'case.wrong-code'],
    [
      'with two questions of one id',
      {
        questions: [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ],
      },
      'anomalies.twice',
    ],
  ])('is not recorded %s', (_what, change, code) => {
    const event = {
      type: 'start',
      occurredAt: '2013-06-03T10:00:00.000Z',
      commandId: 'c',
      actor: analyst.actor,
      payload: dataAnomalies.start.payload.parse({ ...RECORDED, ...change }),
      facts: { roles: ['participant'], ...STANDING, ...WGS.facts },
    };
    expect(dataAnomalies.start.refusal(null as never, event as never)?.code).toBe(code);
  });
});

/** Three real successions, played on the statechart as they are reported; what no source tells is marked assumed. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { successionContextSchema } from './succession.context.js';
import { successionWorkflow } from './succession.workflow.js';

const persona = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = persona('chair', 'USA', 'chair', 'participant');
const secretary = persona('secretary', 'SEC', 'secretariat');
const called = (payload: JsonObject, at: string, participants: readonly string[]): Drive =>
  given(successionWorkflow).start({ payload, by: chair }, at, { participants: [...participants] });
const terms = (drive: Drive): unknown[] =>
  drive.effects
    .filter(({ topic }) => topic === 'begin-term')
    .map(({ payload: { office, party, from, to, standing } }) => [office, party, from, to, standing]);

describe('2012–13: China', () => {
  /** The call and its day are assumed; the offer of 26 November and the term without days are in the Washington communiqué, paragraph 60. */
  const washington = (): Drive =>
    called(
      {
        reference: 'KP/SUCC/2013',
        year: 2013,
        recommendation: { words: 'within a reasonable timeframe', reviewOn: '2013-01-31' },
      },
      '2012-09-03T09:00:00Z',
      ['CHN', 'USA', 'ZAF'],
    ).then('submit-candidature', { party: 'CHN' }, persona('china', 'CHN', 'participant'), {
      at: '2012-11-26T12:00:00Z',
    });

  it('after the Plenary no Vice-Chair is selected, and nothing is overdue', () => {
    const drive = washington()
      .then('consider', {}, secretary, { at: '2012-11-30T20:00:00Z' })
      .timePasses('2013-01-31T00:00:00Z');
    expect(drive.state).toContain('open.selection.considering + open.office.chair-ahead + open.reviews.none');
    expect(drive.described.needed).toContain('within a reasonable timeframe');
    expect(terms(drive)).toEqual([]);
  });

  it('is Vice-Chair for the rest of 2013 and Chair of 2014, on the Committee’s recommendation', () => {
    const drive = washington()
      .then('consider', {}, secretary, { at: '2012-11-30T20:00:00Z' })
      .then('recommend', { party: 'CHN' }, secretary, { at: '2013-02-14T09:00:00Z' }) // assumed: the day
      .then(
        'decide',
        {
          party: 'CHN',
          decidedBy: {
            kind: 'elsewhere',
            source: 'report of 24 November 2013: Vice-Chair 2013, Chair 2014; the route was not found',
            decidedAt: '2013-03-01T00:00:00Z', // assumed: the day
          },
        },
        secretary,
        { at: '2013-03-01T09:00:00Z' },
      );
    expect(terms(drive)).toEqual([
      ['vice-chair', 'CHN', '2013-03-01T00:00:00.000Z', '2014-01-01T00:00:00.000Z', 'elected'],
      ['chair', 'CHN', '2014-01-01T00:00:00.000Z', '2015-01-01T00:00:00.000Z', 'elected'],
    ]);
    expect(drive.timePasses('2015-01-01T00:00:00Z').lastEffects).toMatchObject([
      { topic: 'seat-past-chair', payload: { party: 'CHN', year: 2015 } },
    ]);
  });
});

describe('2014–15: the United Arab Emirates and Australia', () => {
  const PLENARY = { kind: 'plenary', meeting: 'KP/PLENARY/2014', item: 'vice-chair' };
  const found = (result: string, at: string): JsonObject => ({
    meeting: { item: { finding: { result, at }, offices: [] } },
  });
  /** Two candidates, no consensus at Guangzhou in November 2014; the days are assumed. */
  const guangzhou = (): Drive =>
    called({ reference: 'KP/SUCC/2015', year: 2015 }, '2014-09-01T09:00:00Z', ['ARE', 'AUS', 'CHN', 'AGO'])
      .then('submit-candidature', { party: 'ARE' }, secretary)
      .then('submit-candidature', { party: 'AUS' }, secretary)
      .then('consider', {}, secretary)
      .then('recommend', { party: null, note: 'no consensus in the Committee' }, secretary)
      .then('record-no-consensus', { soughtBy: PLENARY }, chair, {
        at: '2014-11-14T18:00:00Z',
        facts: found('no-consensus', '2014-11-14T17:00:00.000Z'),
      });

  it('no consensus is found: 2015 begins without a Vice-Chair, and in June it is still open', () => {
    const drive = guangzhou()
      .then('consult', { note: 'both capitals' }, chair)
      .timePasses('2015-06-30T00:00:00Z');
    expect(drive.state).toContain('open.selection.deadlock + open.office.chair-ahead');
    expect(drive.described.needed).toContain('Standing: ARE, AUS.');
    expect(successionContextSchema.parse(drive.context).vacancies).toEqual([
      { office: 'vice-chair', from: '2015-01-01T00:00:00.000Z', to: null },
    ]);
  });

  it('a withdrawal on a condition lets nobody through by itself; the Plenary of 2015 decides', () => {
    const drive = guangzhou().then(
      'withdraw-candidature',
      { party: 'AUS', reason: 'an agreement of the two', condition: 'Australia follows in 2017' },
      secretary,
      { at: '2015-07-01T00:00:00Z' },
    );
    expect(terms(drive)).toEqual([]);
    drive
      .timePasses('2015-11-20T18:00:00Z')
      .then(
        'settle-withdrawal',
        { party: 'AUS', met: true, note: 'the same Plenary selects it for 2017' },
        chair,
      )
      .then('decide', { party: 'ARE', decidedBy: { ...PLENARY, meeting: 'KP/PLENARY/2015' } }, chair, {
        facts: found('consensus', '2015-11-20T16:00:00.000Z'),
      });
    expect(terms(drive)).toEqual([
      ['vice-chair', 'ARE', '2015-11-20T16:00:00.000Z', '2016-01-01T00:00:00.000Z', 'elected'],
      ['chair', 'ARE', '2016-01-01T00:00:00.000Z', '2017-01-01T00:00:00.000Z', 'elected'],
    ]);
    const next = called({ reference: 'KP/SUCC/2016', year: 2016 }, '2015-11-20T10:00:00Z', ['ARE', 'AUS'])
      .then('submit-candidature', { party: 'AUS' }, secretary)
      .then('decide', { party: 'AUS', decidedBy: { ...PLENARY, meeting: 'KP/PLENARY/2015' } }, chair, {
        at: '2015-11-20T18:00:00Z',
        facts: found('consensus', '2015-11-20T16:00:00.000Z'),
      });
    expect(terms(next).at(-1)).toEqual([
      'chair',
      'AUS',
      '2017-01-01T00:00:00.000Z',
      '2018-01-01T00:00:00.000Z',
      'elected',
    ]);
  });
});

describe('2025: India', () => {
  const PROCEDURE = { kind: 'written-procedure', reference: 'KP/WP/2025/1' };
  const draft = {
    reference: 'KP/WP/2025/1',
    title: 'India as Vice-Chair and Chair',
    subject: 'Succession to the Chair for 2026',
    texts: [
      { language: 'en', body: 'India is Vice-Chair from 25 December 2025 and Chair from 1 January 2026.' },
    ],
  };
  /** Thailand withdrew; Qatar, Belarus and the Emirates as custodian were vetoed at the Plenary of November 2025; the days are assumed. */
  const dubai = (): Drive =>
    called({ reference: 'KP/SUCC/2025', year: 2025 }, '2025-09-01T09:00:00Z', [
      'THA',
      'QAT',
      'BLR',
      'ARE',
      'IND',
    ])
      .then('submit-candidature', { party: 'THA' }, secretary)
      .then('withdraw-candidature', { party: 'THA', reason: 'withdrawn' }, secretary)
      .then('submit-candidature', { party: 'QAT' }, secretary)
      .then('submit-candidature', { party: 'BLR' }, secretary)
      .then(
        'record-no-consensus',
        { soughtBy: { kind: 'plenary', meeting: 'KP/PLENARY/2025', item: 'chair-2026' } },
        chair,
        {
          at: '2025-11-21T18:00:00Z',
          facts: {
            meeting: {
              item: { finding: { result: 'no-consensus', at: '2025-11-21T17:00:00.000Z' }, offices: [] },
            },
          },
        },
      );
  const inProcedure = (): Drive =>
    dubai()
      .timePasses('2025-12-05T07:00:00Z')
      .then('submit-candidature', { party: 'IND' }, secretary)
      .then('put-to-written-procedure', { party: 'IND', draft }, chair);

  it('a custodian whom the Plenary did not agree on is none', () => {
    const vetoed = {
      party: 'ARE',
      until: '2026-12-31',
      decidedBy: { kind: 'plenary', meeting: 'KP/PLENARY/2025', item: 'custodian' },
    };
    expect(
      dubai().refusal('appoint-custodian', vetoed, secretary, {
        facts: {
          meeting: {
            item: { finding: { result: 'no-consensus', at: '2025-11-21T17:00:00.000Z' }, offices: [] },
          },
        },
      }).code,
    ).toBe('succession.no-consensus');
  });

  it('is selected in writing: Vice-Chair from 25 to 31 December, Chair from 1 January 2026', () => {
    const drive = inProcedure().then('decide', { party: 'IND', decidedBy: PROCEDURE }, secretary, {
      at: '2025-12-25T08:01:00Z',
      facts: {
        procedure: {
          memberConcerned: 'IND',
          outcome: 'adopted',
          declaredAt: '2025-12-25T08:00:00.000Z',
          effectiveAt: '2025-12-25T00:00:00.000Z',
        },
      },
    });
    expect(terms(drive)).toEqual([
      ['vice-chair', 'IND', '2025-12-25T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'elected'],
      ['chair', 'IND', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', 'elected'],
    ]);
  });

  it('had nobody been selected, the Chair would be vacant from New Year on', () => {
    expect(inProcedure().timePasses('2026-01-01T00:00:00Z').described.status).toBe(
      'in written procedure, Chair vacant',
    );
  });
});

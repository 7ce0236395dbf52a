/** Every precedent that comes with Plenum, replayed: each step and each outcome as its file says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Precedent, Replays, ownPrecedents } from '../../src/modules/precedents/index.js';
import { Mails } from '../../src/modules/notifications/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const procedures = ownPrecedents().filter((one): one is Precedent => 'draft' in one);

describe('precedents', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2026-01-01T00:00:00.000Z');
  }, 60_000);
  afterAll(() => t.close());

  it('are real histories of procedures and Plenaries, and one made-up procedure per preset', () => {
    const others = ownPrecedents().filter(({ kind }) => kind !== 'casework');
    expect(others.map(({ name, kind }) => [name, kind])).toEqual([
      ['cameroon-2012', 'history'],
      ['gaborone-2022', 'plenary'],
      ['india-2025', 'history'],
      ['johannesburg-2013', 'plenary'],
      ['luanda-2015', 'plenary'],
      ['marange-2011', 'history'],
      ...['eu-comitology', 'eu-council-silence', 'kp', 'osce', 'un-ga-74-544'].map((preset) => [
        `same-replies-${preset}`,
        'made-up',
      ]),
      ['washington-2012', 'plenary'],
    ]);
  });

  it('are histories of cases', () => {
    const cases = ownPrecedents().filter(({ kind }) => kind === 'casework');
    expect(cases.map(({ name }) => name)).toEqual([
      'admission-cameroon-2012',
      'admission-gabon-2018',
      'admissions-washington-2012',
      'annual-reports-2012',
      'cote-d-ivoire-2005-2014',
      'data-anomalies-2012',
      'guinea-2009-2013',
      'guinea-visit-2013',
      'liberia-visit-2013',
      'removal-congo-2004',
      'review-mission-zimbabwe-2010',
      'review-visits-2012',
      'technical-assistance-2012',
      'tolerance-list-2003',
      'venezuela-2005-2016',
      'zimbabwe-marange-2008-2012',
    ]);
  });

  it.each(ownPrecedents().map((precedent) => [precedent.name, precedent] as const))(
    '%s comes out as recorded',
    async (_name, precedent) => {
      const replay = await t.app.get(Replays).play(precedent);
      expect(
        replay.steps.flatMap((step) => step.faults.map((fault) => `${step.at} ${step.what}: ${fault}`)),
      ).toEqual([]);
      const again = await t.app.get(Replays).play(precedent);
      expect(again.caseId).toBe(replay.caseId);
    },
  );

  it('the same replies are adopted under four regimes and fail under one', async () => {
    const outcomes = procedures
      .filter((one) => one.kind === 'made-up')
      .map((one) => [one.name.replace('same-replies-', ''), one.outcome.held ?? null]);
    expect(Object.fromEntries(outcomes)).toEqual({
      'eu-comitology': 'adopted',
      'eu-council-silence': 'adopted',
      kp: null,
      osce: 'adopted',
      'un-ga-74-544': 'adopted',
    });
  });

  it('a file whose outcome is wrong is shown as differing', async () => {
    const [cameroon] = procedures;
    if (!cameroon) throw new Error('no precedent');
    const replay = await t.app.get(Replays).play({ ...cameroon, outcome: { held: 'not-adopted' } });
    expect(replay.holds).toBe(false);
  });

  it('tell nobody', async () => {
    expect(await t.app.get(Mails).list({})).toEqual([]);
  });
});

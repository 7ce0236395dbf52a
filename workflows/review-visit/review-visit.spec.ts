import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Drive } from '../../test/support/drive.js';
import {
  person,
  chair,
  zimbabwe,
  liberia,
  ofParty,
  MISSION,
  VISIT,
  member,
  TEAM,
  opened,
  asked,
  consented,
  arranged,
  AGREED,
  DECISION,
  STANDING,
  memory,
  waiting,
  at,
} from '../../test/support/review-visit.js';
import { interimMeasure } from '../interim-measure/index.js';
import { reviewVisit } from './review-visit.workflow.js';

describe('a review visit that was promised', () => {
  it('is sound', () => {
    expect(() => requireSound(reviewVisit)).not.toThrow();
  });

  it('waits for the invitation, to the end of its last day', () => {
    const drive = opened(VISIT, '2012-11-30T23:00:00Z');
    expect(at(drive)).toBe('committed');
    expect(waiting(drive)).toEqual(['invite: GIN 2014-01-01']);
    expect(drive.described.needed).toBe('GIN is to invite a review visit, at the latest on 2013-12-31.');
    drive.timePasses('2013-12-31T23:59:59Z');
    expect(memory(drive).duties[0]?.lateSince).toBeNull();
    drive.timePasses('2014-01-01T00:00:00Z');
    expect(memory(drive).duties[0]?.lateSince).toBe('2014-01-01T00:00:00.000Z');
    expect(at(drive)).toBe('committed');
  });

  it('is never late where only words say when', () => {
    const drive = opened({ ...VISIT, by: null, byWords: 'early 2013' }).timePasses('2016-01-01T00:00:00Z');
    expect(drive.records).toEqual([]);
    expect(drive.described.needed).toBe('GIN is to invite a review visit early 2013.');
  });

  it('is invited, late too, and then waits for the working group', () => {
    const drive = opened(VISIT).timePasses('2014-02-01T00:00:00Z');
    drive.then('invite', { text: 'You are welcome.' }, person('GIN-1', 'GIN', 'participant'), ofParty('GIN'));
    expect(memory(drive).duties[0]?.closed).toMatchObject({ how: 'done', late: true });
    expect(waiting(drive)).toEqual(['arrangements: WGM 2014-01-01']);
    expect(drive.described.needed).toBe('WGM is to settle: the team, the terms, the dates.');
  });

  it('is due anew when the invitation is withdrawn', () => {
    const guinea = person('GIN-1', 'GIN', 'participant');
    const drive = opened(VISIT)
      .then('invite', { text: 'You are welcome.' }, guinea, ofParty('GIN'))
      .then('withdraw', { reason: 'elections' }, guinea, ofParty('GIN'));
    expect(at(drive)).toBe('committed');
    expect(waiting(drive)).toEqual(['invite: GIN 2014-01-01']);
  });

  it('is called off by a decision only', () => {
    expect(opened(VISIT).refusal('call-off', { reason: 'x' }, chair).code).toBe('visit.commitment-stands');
    const decision = { by: 'plenary', reference: 'KP/PLENARY/2009', at: '2009-11-05T00:00:00Z' };
    const drive = opened(VISIT).then('call-off', { reason: 'released', decision }, chair);
    expect([at(drive), drive.ended]).toEqual(['called-off', true]);
  });
});

describe('a visit on invitation', () => {
  const invited = (more: JsonObject = {}): Drive =>
    opened({ ...VISIT, by: null, basis: 'invitation', ...more }, '2012-12-01T10:00:00Z');

  it('ends when the invitation is withdrawn', () => {
    const drive = invited().then('withdraw', { reason: 'elections' }, chair);
    expect([at(drive), drive.ended]).toEqual(['withdrawn', true]);
  });

  it('keeps who offered to lead or join, and takes none from the one visited', () => {
    const drive = invited({ offers: [{ code: 'GHA', as: 'leader' }] });
    drive.then('offer', { code: 'LBR' }, liberia, ofParty('LBR'));
    expect(memory(drive).offers.map(({ code, as }) => `${code} ${as}`)).toEqual(['GHA leader', 'LBR member']);
    expect(drive.refusal('offer', { code: 'GIN' }, chair).code).toBe('visit.of-oneself');
  });

  it('is postponed without a date and arranged again', () => {
    const members = [member('GHA', 'leader'), ...['LBR', 'USA', 'WDC', 'CSC'].map((code) => member(code))];
    const drive = invited()
      .then('compose-team', { members }, chair)
      .then('set-terms', { text: 'All.', dates: { from: '2013-02-04', to: '2013-02-08' } }, chair);
    expect([at(drive), waiting(drive)]).toEqual(['arranged', ['visit: GHA 2013-02-09']]);
    drive.then('move-dates', { dates: null, reason: 'rains' }, chair);
    expect([at(drive), waiting(drive)]).toEqual(['arranging', ['arrangements: WGM']]);
    drive.then('move-dates', { dates: { from: '2013-03-04', to: '2013-03-08' }, reason: 'dry' }, chair);
    expect([at(drive), waiting(drive)]).toEqual(['arranged', ['visit: GHA 2013-03-09']]);
    expect(memory(drive).moves).toHaveLength(2);
  });

  it('may be known to be planned already, and waits for what is missing', () => {
    const drive = invited({ already: { stage: 'planned', dates: { from: '2012-12-03', to: '2012-12-07' } } });
    expect(waiting(drive)).toEqual(['arrangements: WGM 2012-12-04']);
    expect(drive.described.needed).toBe('WGM is to settle: the team, the terms.');
  });

  it('may be reported already, and waits for its recommendations to be entered', () => {
    const drive = invited({ already: { stage: 'reported' } });
    expect([at(drive), memory(drive).recommendationsKnown]).toEqual(['following-up', false]);
    expect(waiting(drive)).toEqual(['recommendations: WGM']);
    drive.then('recommend', { recommendations: [] }, chair);
    expect(at(drive)).toBe('next-awaited');
    expect(drive.next?.dueAt).toBe('2015-12-02T00:00:00.000Z');
  });
});

describe('a mission', () => {
  it('takes a consultation of all Participants and the consent of the one concerned', () => {
    expect(waiting(opened(MISSION))).toEqual(['proposal: chair']);
    const drive = asked();
    expect(drive.lastEffects.map(({ payload }) => [payload['kind'], payload['to']])).toEqual([
      ['request', [{ code: 'ZWE', who: 'contacts' }]],
      ['news', [{ code: 'participants', who: 'contacts' }]],
    ]);
    expect(waiting(drive)).toEqual(['consent: ZWE 2010-08-20']);
    expect(waiting(consented())).toEqual(['arrangements: chair']);
  });

  it('does not go without consent; a measure is opened by a person only, and once', () => {
    const drive = opened({ ...MISSION, concerns: ['AUS'] })
      .then('ask-consent', { text: 'Ten people, one week.' }, chair)
      .then('refuse-consent', { reason: 'Our sovereignty.' }, zimbabwe, ofParty('ZWE'));
    expect(at(drive)).toBe('refused');
    expect(drive.refusal('compose-team', { members: TEAM, ...AGREED }, chair).code).toBeDefined();
    expect(drive.effects.filter(({ topic }) => topic === 'open-case')).toEqual([]);
    const measure = { reference: 'KP/MEASURE/ZWE/2010', title: 'Interim measure', reason: 'It refused.' };
    drive.then('propose-measure', measure, chair);
    expect(drive.lastEffects).toMatchObject([
      {
        topic: 'open-case',
        payload: {
          workflow: 'interim-measure',
          payload: {
            party: 'ZWE',
            visibility: 'concerned',
            concerns: ['AUS'],
            indications: [{ text: 'Stones leave without control.' }, { text: 'It refused.' }],
          },
        },
      },
    ]);
    expect(() => interimMeasure.start.payload.parse(drive.lastEffects[0]?.payload['payload'])).not.toThrow();
    expect(drive.refusal('propose-measure', measure, chair).code).toBe('visit.measure-proposed');
    expect(at(drive.then('consent', { text: 'After all.' }, chair))).toBe('arranging');
  });

  it('has no consent any more when that is withdrawn', () => {
    const drive = arranged().then('withdraw', { reason: 'x' }, zimbabwe, ofParty('ZWE'));
    expect([at(drive), waiting(drive)]).toEqual(['refused', []]);
  });

  it('says nothing by a silence: an answer that does not come is late, and no refusal', () => {
    const drive = asked().timePasses('2010-12-31T00:00:00Z');
    expect([at(drive), memory(drive).consent]).toEqual(['consent-asked', null]);
    expect(
      memory(drive)
        .duties.at(-1)
        ?.climbs.map(({ rung }) => rung.to),
    ).toEqual(['contacts', 'alternates', 'WGM', 'head-of-delegation', 'authority', 'chair', 'PC', 'plenary']);
  });

  it.each([
    ['no indications', { indications: [] }, 'visit.no-indications'],
    ['no decision', { decision: null }, 'visit.not-decided'],
  ])('is not asked for with %s', (_what, change, code) => {
    const drive = opened({ ...MISSION, ...change });
    expect(drive.refusal('ask-consent', { text: 'x' }, chair).code).toBe(code);
  });

  it('is not decided on by the Chair alone', () => {
    const decision = { ...DECISION, by: 'chair' };
    expect(opened(MISSION).refusal('ask-consent', { text: 'x', decision }, chair).code).toBe(
      'decision.wrong-body',
    );
  });
});

describe('a team', () => {
  const without = (...codes: string[]) => TEAM.filter(({ code }) => !codes.includes(code));
  it.each([
    ['no leader', without('LBR'), '1 leader, not 0'],
    ['two leaders', [...TEAM, member('GIN', 'leader')], '1 leader, not 2'],
    ['no civil society', without('CSC'), '1 to 2 of CSC, not 0'],
    ['no industry', without('WDC'), '1 to 2 of WDC, not 0'],
    ['three of industry', [...TEAM, member('WDC'), member('WDC')], '1 to 2 of WDC, not 3'],
    [
      'two Participants',
      without('AUS', 'GHA', 'IND', 'NAM'),
      '3 to 8 Participants besides the leader, not 2',
    ],
    [
      'four experts',
      [...TEAM, ...['AUS', 'GHA', 'IND', 'NAM'].map((c) => member(c, 'expert'))],
      '0 to 3 experts, not 4',
    ],
  ])('with %s is refused, saying so', (_what, members, words) => {
    const refusal = consented().refusal('compose-team', { members, ...AGREED }, chair);
    expect(refusal.code).toBe('visit.team-not-whole');
    expect(refusal.message).toContain(words);
  });

  it.each([
    ['the one visited', { members: [...TEAM, member('ZWE')], ...AGREED }, 'visit.of-oneself'],
    ['nobody known', { members: [...TEAM, member('XXX')], ...AGREED }, 'case.wrong-code'],
    ['no consent to it', { members: TEAM }, 'visit.not-agreed'],
  ])('with %s is refused', (_what, payload, code) => {
    expect(consented().refusal('compose-team', payload, chair).code).toBe(code);
  });

  it('of a mission is the Chair’s, of a visit the working group’s', () => {
    const wgm = { facts: { speaksFor: ['LBR', 'WGM'] } };
    const payload = { members: TEAM, ...AGREED };
    expect(consented().refusal('compose-team', payload, liberia, wgm).code).toBe('visit.chair-arranges');
    const members = [member('GHA', 'leader'), ...['LBR', 'USA', 'WDC', 'CSC'].map((code) => member(code))];
    const visit = opened({ ...VISIT, by: null, basis: 'invitation' });
    expect(visit.refusal('compose-team', { members }, liberia, ofParty('LBR')).code).toBe(
      'case.not-yours-to-say',
    );
    const guinea = person('GIN-1', 'GIN', 'participant');
    const sitting = { facts: { speaksFor: ['GIN', 'WGM'] } };
    expect(visit.refusal('compose-team', { members }, guinea, sitting).code).toBe('case.own-case');
    expect(memory(visit.then('compose-team', { members }, liberia, wgm)).team).toHaveLength(5);
  });
});

describe('a case is not opened', () => {
  const refused = (payload: JsonObject, facts: JsonObject) => {
    const event = {
      type: 'start',
      occurredAt: '2012-09-03T10:00:00.000Z',
      commandId: 'c',
      actor: zimbabwe.actor,
      payload: reviewVisit.start.payload.parse(payload),
      facts: { ...STANDING, ...facts },
    };
    return reviewVisit.start.refusal(null as never, event as never)?.code;
  };
  it.each([
    [
      'as a visit on indications',
      { ...VISIT, basis: 'credible-indications' },
      ['chair'],
      [],
      'visit.takes-invitation',
    ],
    ['for nobody known', { ...VISIT, party: 'XXX' }, ['chair'], [], 'case.wrong-code'],
    ['in another’s name', VISIT, ['participant'], ['ZWE'], 'case.not-yours-to-say'],
    ['as a mission by a Participant', MISSION, ['participant'], ['ZWE'], 'visit.chair-proposes'],
    [
      'with a team of the one visited',
      { ...VISIT, offers: [{ code: 'GIN' }] },
      ['chair'],
      [],
      'visit.of-oneself',
    ],
    [
      'as promised and reported',
      { ...VISIT, already: { stage: 'reported' } },
      ['chair'],
      [],
      'visit.stage-without-consent',
    ],
  ])('%s', (_what, payload, roles, speaksFor, code) => {
    expect(refused(payload as JsonObject, { roles, speaksFor })).toBe(code);
  });
});

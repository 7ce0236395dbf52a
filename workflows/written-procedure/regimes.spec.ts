/** The same machine under other rules: each regime decides by its own file, and by no code of its own. */
import { describe, expect, it } from '@jest/globals';
import type { Drive } from '../../test/support/drive.js';
import {
  type Preset,
  type ProcedureOptions,
  aProcedure,
  answer,
  answers,
  chair,
  delegate,
  lastMails,
  memory,
  secretary,
  without,
} from '../../test/support/written-procedure.js';
import { tally } from './written-procedure.rules.js';

const adopt = { outcome: 'adopted', statement: 'adopted' };
const FAR = '2026-08-05T00:00:00Z';

/** Three of ten members have nothing against it, one abstains, six are silent. */
function threeOfTen(preset: Preset): Drive {
  const drive = aProcedure({ preset, members: 10 });
  for (const member of ['M1', 'M2', 'M3']) answers(drive, member, 'no-objection');
  return drive.timePasses(drive.context['round'] ? String(memory(drive).round?.deadline.at) : FAR);
}

describe('the same replies', () => {
  it.each<[Preset, string, string]>([
    ['kp', 'insufficient', 'insufficient'],
    ['un-ga-74-544', 'adoptable', 'awaiting-declaration.noticing'],
    ['osce', 'adoptable', 'awaiting-declaration.noticing'],
    ['eu-council-silence', 'adoptable', 'awaiting-declaration.noticing'],
    ['eu-comitology', 'adoptable', 'adopted'],
  ])('under %s are %s', (preset, finding, state) => {
    const drive = threeOfTen(preset);
    expect([tally(memory(drive)).finding, drive.state]).toEqual([finding, state]);
  });

  it.each<[Preset, string]>([
    ['kp', 'open.window.running + open.reminders.pacing'],
    ['un-ga-74-544', 'awaiting-declaration.noticing'],
    ['osce', 'referred'],
    ['eu-council-silence', 'awaiting-declaration.noticing'],
    ['eu-comitology', 'referred'],
  ])('with one objection leave %s in «%s»', (preset, state) => {
    expect(answers(aProcedure({ preset, members: 10 }), 'M4', 'objection').state).toBe(state);
  });
});

describe('the UN General Assembly', () => {
  it.each([
    [
      'one millisecond before 72 hours',
      '2026-07-04T11:59:59.999Z',
      'open.window.running + open.reminders.quiet',
    ],
    ['at 72 hours', '2026-07-04T12:00:00.000Z', 'awaiting-declaration.noticing'],
  ])('%s is %s', (_when, at, state) => {
    expect(aProcedure({ preset: 'un-ga-74-544', members: 193 }).timePasses(at).state).toBe(state);
  });

  it('breaks on one objection in the last millisecond, without a reason', () => {
    const drive = aProcedure({ preset: 'un-ga-74-544', members: 193 });
    drive.then('record-position', without(answer('M193', 'objection'), 'reason'), delegate('M193'), {
      at: '2026-07-04T11:59:59.999Z',
    });
    expect(memory(drive).round?.closed?.because).toBe('objection');
    expect(drive.refusal('declare', adopt, chair).message).toContain('Member M193 objected');
  });

  it('refuses > launch > with less than 72 hours', () => {
    expect(() =>
      aProcedure({ preset: 'un-ga-74-544', launch: { period: { value: 71, unit: 'hours' } } }),
    ).toThrow('launch.window-out-of-bounds');
  });

  it('adopted by silence takes effect at the expiry, whenever the President writes', () => {
    const drive = aProcedure({ preset: 'un-ga-74-544', members: 3 }).then('declare', adopt, chair, {
      at: '2026-07-06T12:00:00Z',
    });
    expect(memory(drive).declarations[0]).toMatchObject({
      at: '2026-07-06T12:00:00.000Z',
      effectiveAt: '2026-07-04T12:00:00.000Z',
    });
  });
});

describe('the OSCE', () => {
  it('is broken by an amendment, and all are told', () => {
    const drive = answers(aProcedure({ preset: 'osce', members: 3 }), 'M2', 'amendment');
    expect(drive.state).toBe('referred');
    expect(memory(drive).referral).toMatchObject({ to: 'the next Plenary' });
    expect(lastMails(drive)).toEqual(
      expect.arrayContaining(['objection chair-contact', 'referral M1-head', 'referral OBS-head']),
    );
  });

  it('is not broken by a reservation, which is kept', () => {
    const drive = answers(aProcedure({ preset: 'osce', members: 3 }), 'M2', 'reservation').timePasses(
      '2026-07-06T10:00:00Z',
    );
    expect(drive.state).toBe('awaiting-declaration.noticing');
    expect(memory(drive).positions).toMatchObject([
      { kind: 'reservation', reason: 'because', status: 'counted' },
    ]);
  });

  it('ends at noon in Vienna', () => {
    expect(memory(aProcedure({ preset: 'osce' })).round?.deadline).toMatchObject({
      at: '2026-07-06T10:00:00.000Z',
      wallTime: '2026-07-06T12:00',
    });
  });
});

describe('an EU committee', () => {
  it('ends without result on one request, and a meeting is convened', () => {
    const drive = answers(aProcedure({ preset: 'eu-comitology', members: 27 }), 'M27', 'objection');
    expect(drive.state).toBe('referred');
    expect(memory(drive).referral?.to).toBe('a meeting to be convened');
  });

  it('agrees tacitly and by itself: nobody declares', () => {
    const drive = aProcedure({ preset: 'eu-comitology', members: 27 }).timePasses('2026-07-16T00:00:00Z');
    expect(drive.state).toBe('adopted');
    expect(memory(drive).declarations).toMatchObject([{ authority: 'automatic', by: { kind: 'system' } }]);
  });

  it('is told by the Secretariat alone under the Council rules, by nobody else', () => {
    const drive = aProcedure({ preset: 'eu-council-silence', members: 27 }).timePasses(
      '2026-07-03T12:00:00Z',
    );
    expect(drive.refusal('declare', adopt, chair).code).toBe('procedure.not-your-office');
    expect(drive.then('declare', adopt, secretary).state).toBe('adopted');
  });
});

describe('a postal vote after an objection', () => {
  const postal: ProcedureOptions = {
    members: 5,
    rules: {
      onObjection: {
        does: 'postal-vote',
        when: 'at-deadline',
        consultation: null,
        nextRound: { value: 10, unit: 'calendar-days' },
        source: 'assumed',
      },
      affirmativeFloor: { threshold: { kind: 'none' }, source: 'assumed' },
    },
  };
  const second = (): Drive =>
    answers(aProcedure(postal), 'M5', 'objection').timePasses('2026-07-23T00:00:00Z');

  it('is a new round on the same text with new links', () => {
    const drive = second();
    expect(memory(drive).round).toMatchObject({
      number: 2,
      kind: 'postal-vote',
      deadline: { wallTime: '2026-08-02T24:00' },
    });
    expect(drive.lastEffects.map((effect) => effect.topic)).toContain('revoke-links');
    expect(tally(memory(drive)).answered).toBe(0);
  });

  it.each([
    [3, 2, 'adoptable'],
    [2, 2, 'blocked'],
    [2, 3, 'blocked'],
  ])('with %i for and %i against is %s', (inFavour, against, finding) => {
    const drive = second();
    for (let n = 1; n <= inFavour; n += 1) answers(drive, `M${n}`, 'support', { id: `for-${n}` });
    for (let n = inFavour + 1; n <= inFavour + against; n += 1)
      answers(drive, `M${n}`, 'objection', { id: `against-${n}` });
    drive.timePasses('2026-08-03T00:00:00Z');
    expect([tally(memory(drive)).finding, drive.state]).toEqual([finding, 'awaiting-declaration.noticing']);
  });
});

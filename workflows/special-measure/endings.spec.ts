import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  EXPORTS,
  acts,
  chair,
  decision,
  imposed,
  inForce,
  memory,
  plenary,
  progress,
  reason,
  ruled,
  terms,
  zimbabwe,
} from '../../test/support/special-measures.js';

describe('the end of a special measure', () => {
  const DATED = { sunset: { kind: 'date', on: '2012-06-30', under: 'paragraph 9' } };
  const PARAGRAPH_6: JsonObject = {
    sunset: { kind: 'condition', under: 'paragraph 6', condition: 'its terms are fulfilled' },
  };

  it.each([
    ['2012-06-30T23:59:59Z', false, ['partly']],
    ['2012-07-01T00:00:00Z', true, ['partly', 'eligible']],
    ['2012-07-01T00:00:01Z', true, ['partly', 'eligible']],
  ])('comes of itself by the date in its text, and by nothing else: %s', (at, ended, statuses) => {
    const drive = inForce(DATED).timePasses(at);
    expect(drive.ended).toBe(ended);
    expect(acts(drive).map(([status]) => status)).toEqual(statuses);
    if (ended)
      expect(memory(drive).end).toMatchObject({
        how: 'lapsed',
        at: '2012-07-01T00:00:00.000Z',
        decision: null,
      });
    if (ended) expect(drive.described.status).toBe('no longer applies');
  });

  it('never comes of itself without a date', () => {
    for (const more of [{}, PARAGRAPH_6])
      expect(inForce(more).timePasses('2021-01-01T00:00:00Z').ended).toBe(false);
  });

  it('a date is put off by deciding that it goes on', () => {
    const drive = inForce(DATED).then(
      'continue-measure',
      { ...ruled('2012-06-01T00:00:00Z'), sunset: { kind: 'date', on: '2012-12-31', under: 'paragraph 9' } },
      plenary,
      { at: '2012-06-01T12:00:00Z' },
    );
    expect(drive.timePasses('2012-12-31T23:59:59Z').ended).toBe(false);
    expect(drive.timePasses('2013-01-01T00:00:00Z').ended).toBe(true);
  });

  it.each([
    ['as the decision says', { tradeAfter: 'suspended' }, {}, ['partly', 'suspended']],
    ['as it was found', {}, { tradeBefore: 'may-not-trade' }, ['partly', 'may-not-trade']],
    ['as the registry has it, where neither is said', {}, { tradeBefore: null }, ['partly']],
  ])('by a date leaves trade %s', (_what, sunset, more, statuses) => {
    const dated = { sunset: { ...DATED.sunset, ...sunset }, ...more };
    const drive = inForce(dated).timePasses('2012-07-01T00:00:00Z');
    expect(drive.ended).toBe(true);
    expect(acts(drive).map(([status]) => status)).toEqual(statuses);
    const told = JSON.stringify(drive.lastEffects);
    expect(told.includes('Trade stays partly in the registry')).toBe(statuses.length === 1);
  });

  it.each(['lift', 'conclude'])('by decision it leaves trade as it was found: %s', (command) => {
    const end = (more: JsonObject) =>
      acts(inForce(more).then(command, ruled('2011-11-06T00:00:00Z'), chair)).map(([status]) => status);
    expect(end({ tradeBefore: 'suspended' })).toEqual(['partly', 'suspended']);
    expect(end({ tradeBefore: null })).toEqual(['partly']);
  });

  it.each(['lift', 'conclude', 'replace'])(
    'that comes before its first day is its end at once: %s',
    (command) => {
      const by = command === 'replace' ? { by: 'Next AD' } : {};
      const ends = { ...ruled('2011-11-04T00:00:00Z', { effectiveAt: '2011-11-05T00:00:00Z' }), ...by };
      const drive = imposed().then(command, ends, chair, { at: '2011-11-04T00:00:00Z' });
      expect(drive.ended).toBe(true);
      expect([acts(drive), memory(drive).end?.at]).toEqual([[], '2011-11-04T00:00:00.000Z']);
    },
  );

  it('decided before its first day, for later, comes later', () => {
    const ends = ruled('2011-11-04T00:00:00Z', { effectiveAt: '2012-01-01T00:00:00Z' });
    const drive = imposed().then('lift', ends, chair, { at: '2011-11-04T00:00:00Z' });
    expect([progress(drive), drive.ended]).toEqual(['decided', false]);
    drive.timePasses('2011-12-31T23:59:59Z');
    expect(drive.described.status).toBe('in force, lifted later');
    drive.timePasses('2012-01-01T00:00:00Z');
    expect(acts(drive).map(([status]) => status)).toEqual(['partly', 'eligible']);
  });

  it('before its first day a failed attempt to lift it is kept', () => {
    const attempt = { to: 'lift', where: 'Plenary', objections: ['CAN'], text: 'x' };
    expect(memory(imposed().then('record-no-consensus', attempt, chair)).attempts).toHaveLength(1);
  });

  it('under its own clause it lapses when the Plenary finds the condition satisfied', () => {
    const drive = inForce(PARAGRAPH_6);
    expect(drive.described.needed).toContain(
      'Under paragraph 6 they end once the Plenary finds: its terms are fulfilled.',
    );
    const under = { ...ruled('2011-11-06T00:00:00Z'), under: 'paragraph 6' };
    const elsewhere = { ...under, decision: decision('2011-11-06T00:00:00Z', { by: 'written-procedure' }) };
    expect(drive.refusal('lift', elsewhere, chair).code).toBe('measure.wrong-finder');
    drive.then('lift', under, plenary);
    expect([progress(drive), drive.ended]).toEqual(['lapsed', true]);
    expect(memory(drive).end).toMatchObject({ how: 'lapsed', under: 'paragraph 6' });
    expect(acts(drive).at(-1)?.[0]).toBe('eligible');
  });

  it.each([
    ['2011-12-31T23:59:59Z', 'in force, lifted later', false],
    ['2012-01-01T00:00:00Z', 'lifted', true],
    ['2012-01-01T00:00:01Z', 'lifted', true],
  ])('a lifting that takes effect later ends it then: %s', (at, status, ended) => {
    const later = {
      decision: decision('2011-11-06T00:00:00Z', { effectiveAt: '2012-01-01T00:00:00Z' }),
      reason,
    };
    const drive = inForce().then('lift', later, chair).timePasses(at);
    expect([drive.described.status, drive.ended]).toEqual([status, ended]);
    expect(acts(drive)).toHaveLength(ended ? 2 : 1);
  });

  describe('that is dated', () => {
    const dated = (): ReturnType<typeof inForce> =>
      inForce().then('lift', ruled('2011-11-06T00:00:00Z', { effectiveAt: '2012-01-01T00:00:00Z' }), chair);
    const on = (at: string, more: JsonObject = {}) => ({ ...ruled(at, more), sunset: null });

    it('does not come once it is decided that the measure goes on', () => {
      const drive = dated().then('continue-measure', on('2011-12-01T00:00:00Z'), plenary, {
        at: '2011-12-01T00:00:00Z',
      });
      expect(memory(drive).end).toBeNull();
      expect(drive.timePasses('2013-01-01T00:00:00Z').described.status).toBe('in force');
      expect(acts(drive)).toHaveLength(1);
    });

    it.each([
      ['continue-measure', on('2011-11-05T12:00:00Z'), 'measure.end-decided-since'],
      [
        'continue-measure',
        on('2011-11-06T00:00:00Z', { effectiveAt: '2012-01-01T00:00:01Z' }),
        'measure.goes-on-too-late',
      ],
      ['amend', { decision: decision('2011-11-06T00:00:00Z'), terms: [EXPORTS] }, 'measure.end-ahead'],
      ['lift-in-zones', { ...ruled('2011-11-06T00:00:00Z'), zones: ['Marange'] }, 'measure.end-ahead'],
    ])('is named where it would stand in the way: %s', (type, payload, code) => {
      const refusal = dated().refusal(type, payload, chair);
      expect([refusal.code, refusal.message.includes('2012-01-01T00:00:00.000Z')]).toEqual([code, true]);
    });
  });

  it('a conclusion leaves a duty behind: the visit is a case of its own', () => {
    const commitment = { text: 'invites a review visit', by: '2013-12-31' };
    const drive = inForce().then('conclude', { ...ruled('2011-11-06T00:00:00Z'), commitment }, chair);
    expect(progress(drive)).toBe('concluded');
    const [opened] = drive.lastEffects.filter(({ topic }) => topic === 'open-case');
    expect(opened?.payload).toMatchObject({
      workflow: 'review-visit',
      payload: {
        party: 'ZWE',
        kind: 'visit',
        basis: 'commitment',
        by: '2013-12-31',
        follows: [{ workflow: 'special-measure', reference: 'KP/SM/2011/1' }],
      },
    });
  });

  it('what is left behind by a confidential measure is confidential, too', () => {
    const commitment = { text: 'invites a review visit' };
    const confidential = { visibility: 'concerned', concerns: ['WGM', 'CAN'] };
    const drive = inForce(confidential).then(
      'conclude',
      { ...ruled('2011-11-06T00:00:00Z'), commitment },
      chair,
    );
    const [opened] = drive.lastEffects.filter(({ topic }) => topic === 'open-case');
    expect(opened?.payload['payload']).toMatchObject(confidential);
  });

  it('another instrument takes its place, and says itself what becomes of trade', () => {
    const drive = inForce().then('replace', { ...ruled('2011-11-06T00:00:00Z'), by: 'Next AD' }, chair);
    expect(progress(drive)).toBe('replaced');
    expect(acts(drive)).toHaveLength(1);
  });

  it.each([
    [
      'before it began',
      'lift',
      ruled('2011-11-05T12:00:00Z', { effectiveAt: '2011-11-04T00:00:00Z' }),
      'measure.effect-too-early',
    ],
    [
      'by a Chair’s notice',
      'lift',
      ruled('2011-11-06T00:00:00Z', { by: 'chair' }),
      'measure.notice-is-no-decision',
    ],
    [
      'against an objection',
      'lift',
      { ...ruled('2011-11-06T00:00:00Z'), objections: ['CAN'] },
      'measure.no-consensus',
    ],
    [
      'without saying whether the party counts',
      'lift',
      ruled('2011-11-06T00:00:00Z', { concernedCounts: null }),
      'measure.concerned-unsaid',
    ],
    [
      'with a promise that is over',
      'conclude',
      { ...ruled('2011-11-06T00:00:00Z'), commitment: { text: 'x', by: '2010-12-31' } },
      'case.past-day',
    ],
  ])('is not recorded %s', (_what, type, payload, code) => {
    expect(inForce().refusal(type, payload, chair).code).toBe(code);
  });

  it('is not for the Participant to record', () => {
    expect(inForce().refusal('lift', ruled('2011-11-06T00:00:00Z'), zimbabwe).code).toBe(
      'procedure.not-your-role',
    );
  });
});

describe('lifting by zone', () => {
  const lifting = (zones: string[]) => ({ ...ruled('2011-11-06T00:00:00Z'), zones });
  const everywhere = {
    terms: [{ ...EXPORTS, zones: [], measure: 'temporary-suspension', trade: 'suspended' }],
  };

  it('a suspension of a whole country leaves part of trade once a zone is let out', () => {
    const drive = inForce(everywhere);
    expect(acts(drive).at(-1)?.[0]).toBe('suspended');
    drive.then('lift-in-zones', lifting(['Berberati']), chair);
    expect(acts(drive).at(-1)?.[0]).toBe('partly');
    expect(drive.described).toMatchObject({ status: 'in force, lifted in part' });
    expect(drive.described.needed).toContain('temporary suspension except in Berberati');
  });

  it('a term is gone with its last zone', () => {
    const drive = inForce().then('lift-in-zones', lifting(['Marange']), chair);
    expect(terms(drive)).toEqual(['exports', 'plan']);
    drive.then('lift-in-zones', lifting(['Chiadzwa']), chair);
    expect(terms(drive)).toEqual(['plan']);
    expect(acts(drive).at(-1)?.[0]).toBe('eligible');
  });

  it.each([
    ['twice in one zone', [['Berberati'], ['Berberati']], everywhere, 'measure.zone-not-under-it'],
    ['where it does not apply', [['Harare']], { terms: [EXPORTS] }, 'measure.zone-not-under-it'],
    ['until nothing is left', [['Marange', 'Chiadzwa']], { terms: [EXPORTS] }, 'measure.nothing-left'],
  ])('is refused %s', (_what, zones, more, code) => {
    const drive = inForce(more);
    for (const first of zones.slice(0, -1)) drive.then('lift-in-zones', lifting(first), chair);
    expect(drive.refusal('lift-in-zones', lifting(zones.at(-1) ?? []), chair).code).toBe(code);
  });
});

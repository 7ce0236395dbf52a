import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { reintegrationContextSchema } from './reintegration.context.js';
import { reintegration } from './reintegration.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const secretariat = person('SEC-1', 'SEC', 'secretariat');
const ivorian = person('CIV-1', 'CIV', 'participant');
const STANDING: JsonObject = {
  ladders: KP_LADDERS,
  known: { CIV: 'participant', VEN: 'participant', WGM: 'organ', XXX: 'unknown', WDC: 'observer' },
  roll: ['CIV', 'ZAF'],
};
const [EXAMPLE] = reintegration.examples;
const CIV = EXAMPLE?.payload as JsonObject;
/** One key: no other body has a measure. */
const VEN: JsonObject = {
  reference: 'KP/REINTEGRATION/2013/1',
  title: 'Way back of Venezuela',
  source: 'made up for this test',
  party: 'VEN',
  tradeStatus: 'may-not-trade',
};
const OPENED = '2012-12-03T10:00:00Z';
const start = (payload: JsonObject = CIV, standing: JsonObject = STANDING): Drive =>
  given(reintegration).start({ payload, by: secretariat }, OPENED, standing);
const memory = (drive: Drive) => reintegrationContextSchema.parse(drive.context);
const progress = (drive: Drive) => drive.state.split(' + ')[0]?.replace('progress.', '');
const waiting = (drive: Drive) =>
  reintegration
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on }) => `${key}: ${on.join()}`);
/** What was written into the registry, in order: `eligible 2014-04-29`. */
const written = (drive: Drive): string[] =>
  drive.effects
    .filter(({ topic }) => topic === 'registry-act')
    .map(
      ({ payload }) => `${String(payload['status'] ?? payload['act'])} ${String(payload['at']).slice(0, 10)}`,
    );

const decision = (at: string, more: JsonObject = {}): JsonObject => ({
  decision: { by: 'plenary', reference: 'KP/PLENARY', at, ...more },
});
const CLEARED = '2013-11-22T13:00:00Z';
const LIFTED = '2014-04-29T15:00:00Z';
const clear = (drive: Drive, more: JsonObject = { waived: ['visit', 'controls'] }, at = CLEARED): Drive =>
  drive.then('clear', { ...decision(at), ...more }, secretariat, { at });
/** @param recordedAt when it is entered here, where that is later */
const outside = (drive: Drive, act: string, at: string, more: JsonObject = {}, recordedAt = at): Drive =>
  drive.then(
    'record-outside-act',
    { track: 'embargo', act, at, source: `resolution on ${act}`, ...more },
    secretariat,
    { at: recordedAt },
  );
const lift = (drive: Drive, more: JsonObject = {}): Drive => outside(drive, 'lifted', LIFTED, more);

describe('a way back', () => {
  it('is sound', () => expect(() => requireSound(reintegration)).not.toThrow());

  it('begins with what somebody owes, and says what is decided elsewhere', () => {
    const drive = start();
    expect([progress(drive), waiting(drive)]).toEqual([
      'under-way',
      ['step-visit: WGM', 'step-controls: CIV'],
    ]);
    expect(memory(drive).duties.map(({ due }) => due?.at ?? null)).toEqual([
      null,
      '2013-07-01T00:00:00.000Z',
    ]);
    expect(memory(drive).outside[0]?.acts).toMatchObject([
      { act: 'imposed', at: '2005-12-15T00:00:00.000Z' },
    ]);
  });

  it('waits for a proposal to clear once every step is done, and no longer when one more is asked for', () => {
    const drive = start();
    drive.then('complete-step', { step: 'visit', by: 'WGM', text: 'Visited.' }, secretariat);
    drive.then('complete-step', { step: 'controls', by: 'CIV', text: 'In place.' }, ivorian, {
      facts: { speaksFor: ['CIV'] },
    });
    expect(waiting(drive)).toEqual(['clearance: chair']);
    drive.then(
      'add-step',
      { id: 'statistics', kind: 'statistics', text: 'statistics of 2012', by: ['CIV'] },
      secretariat,
    );
    expect(waiting(drive)).toEqual(['step-statistics: CIV']);
    drive.then('drop-step', { step: 'statistics', reason: 'There was no trade.' }, secretariat);
    expect(waiting(drive)).toEqual(['clearance: chair']);
    clear(drive, {});
    expect([progress(drive), waiting(drive)]).toEqual(['cleared', []]);
  });
});

describe('two keys', () => {
  it('the clearance first: nothing changes in trade until the other body lifts, and then from that day', () => {
    const drive = clear(start());
    expect([progress(drive), memory(drive).trade.status]).toEqual(['cleared', 'embargoed']);
    drive.timePasses('2014-04-29T14:59:59Z');
    expect([progress(drive), memory(drive).restored]).toEqual(['cleared', null]);
    lift(drive);
    expect([progress(drive), drive.ended]).toEqual(['restored', false]);
    expect(memory(drive).trade).toEqual({
      ...{ status: 'eligible', since: '2014-04-29T15:00:00.000Z', source: 'resolution on lifted' },
    });
    expect(memory(drive).restored).toEqual({
      at: '2014-04-29T15:00:00.000Z',
      clearedAt: '2013-11-22T13:00:00.000Z',
      liftedAt: '2014-04-29T15:00:00.000Z',
      daysApart: 158,
    });
    expect(written(drive)).toEqual(['embargoed 2005-12-15', 'eligible 2014-04-29']);
    expect(drive.records.at(-1)).toMatchObject({ type: 'keys-turned', data: { daysApart: 158 } });
  });

  it('the other body first: it is recorded, and the party may trade from the clearance on', () => {
    const drive = outside(start(), 'lifted', '2013-04-29T15:00:00Z');
    expect([progress(drive), memory(drive).trade.status]).toEqual(['lifted-elsewhere', 'embargoed']);
    expect(drive.described.needed).toContain('CIV still may not trade');
    expect(written(drive)).toEqual(['embargoed 2005-12-15']);
    clear(drive);
    expect([progress(drive), written(drive).at(-1)]).toEqual(['restored', 'eligible 2013-11-22']);
    expect(memory(drive).restored?.daysApart).toBe(-207);
  });

  it('what the other body did counts from its day, not from the day on which it was recorded', () => {
    const drive = outside(clear(start()), 'lifted', LIFTED, {}, '2014-05-20T09:00:00Z');
    expect(written(drive).at(-1)).toBe('eligible 2014-04-29');
    expect(memory(drive).outside[0]?.acts.at(-1)?.recordedAt).toBe('2014-05-20T09:00:00.000Z');
  });

  it('the other body imposes again: no trade from that day, and again when it lifts', () => {
    const drive = lift(clear(start()));
    outside(drive, 're-imposed', '2014-09-01T00:00:00Z');
    expect([progress(drive), memory(drive).restored]).toEqual(['cleared', null]);
    expect(written(drive).at(-1)).toBe('embargoed 2014-09-01');
    outside(drive, 'lifted', '2015-02-01T00:00:00Z');
    expect([progress(drive), written(drive).at(-1)]).toEqual(['restored', 'eligible 2015-02-01']);
  });

  it('the clearance is taken back: the measure of the other body does not come back with it, what the decision says does', () => {
    const drive = lift(clear(start()));
    const at = '2014-11-14T12:00:00Z';
    drive.then('withdraw-clearance', { ...decision(at), reason: 'Controls failed.' }, secretariat, { at });
    expect([progress(drive), written(drive).at(-1)]).toEqual(['lifted-elsewhere', 'suspended 2014-11-14']);
    expect(waiting(drive)).toEqual(['step-visit: WGM', 'step-controls: CIV']);
    clear(drive, { waived: ['visit', 'controls'] }, '2015-11-20T12:00:00Z');
    expect([progress(drive), written(drive).at(-1)]).toEqual(['restored', 'eligible 2015-11-20']);
  });

  it('a clearance taken back while the embargo stands leaves the embargo', () => {
    const drive = clear(start());
    const at = '2014-01-10T12:00:00Z';
    drive.then('withdraw-clearance', { ...decision(at), reason: 'Controls failed.' }, secretariat, { at });
    expect([progress(drive), memory(drive).trade.status]).toEqual(['under-way', 'embargoed']);
    lift(drive);
    expect([progress(drive), written(drive)]).toEqual(['lifted-elsewhere', ['embargoed 2005-12-15']]);
  });

  it('imposed again after a clearance was taken back, and lifted: as before, until the next clearance', () => {
    const drive = lift(clear(start()));
    const at = '2014-11-14T12:00:00Z';
    drive.then('withdraw-clearance', { ...decision(at), reason: 'Controls failed.' }, secretariat, { at });
    outside(drive, 're-imposed', '2015-01-01T00:00:00Z');
    outside(drive, 'lifted', '2015-06-01T00:00:00Z');
    expect([progress(drive), written(drive).at(-1)]).toEqual(['lifted-elsewhere', 'embargoed 2015-01-01']);
  });

  it('with two other bodies both must lift', () => {
    const second = { kind: 'outside', id: 'union', body: 'Another body', measure: 'a ban' };
    const tracks = [
      ...(CIV['tracks'] as JsonObject[]),
      { ...second, imposed: { at: '2006-01-01T00:00:00Z', source: 'x' } },
    ];
    const drive = lift(clear(start({ ...CIV, tracks })));
    expect(progress(drive)).toBe('cleared');
    expect(memory(drive).trade).toMatchObject({ status: 'embargoed', since: '2006-01-01T00:00:00.000Z' });
    drive.then(
      'record-outside-act',
      { track: 'union', act: 'lifted', at: '2014-05-01T00:00:00Z', source: 'y' },
      secretariat,
      {
        at: '2014-05-01T00:00:00Z',
      },
    );
    expect([progress(drive), written(drive).at(-1)]).toEqual(['restored', 'eligible 2014-05-01']);
  });

  it('a measure nobody has recorded an act of is not lifted', () => {
    const track = { kind: 'outside', id: 'embargo', body: 'Another body', measure: 'a ban' };
    const drive = clear(start({ ...CIV, tracks: [track] }), {});
    expect([progress(drive), written(drive)]).toEqual(['cleared', []]);
  });
});

describe('a readmission after a clearance', () => {
  it('asks for nothing that the clearance had waived', () => {
    const at = '2014-06-01T12:00:00Z';
    const drive = lift(clear(start())).then('readmit', decision(at), secretariat, { at });
    expect([drive.ended, written(drive).at(-1)]).toEqual([true, 'eligible 2014-04-29']);
  });
});

describe('one key', () => {
  it('is enough where no other body has a measure', () => {
    const drive = clear(start(VEN), {});
    expect([progress(drive), written(drive)]).toEqual(['restored', ['eligible 2013-11-22']]);
    expect(memory(drive).restored).toMatchObject({ liftedAt: null, daysApart: null });
  });

  it.each([
    ['a party off the roll is admitted again', ['ZAF'], ['admit 2016-11-18', 'eligible 2016-11-18']],
    ['a party that never left it is not', ['ZAF', 'VEN'], ['eligible 2016-11-18']],
  ])('a readmission ends it: %s', (_what, roll, acts) => {
    const drive = start(VEN, { ...STANDING, roll });
    drive.then(
      'note-attendance',
      { meeting: 'KP/PLENARY/2015', from: '2015-11-16', to: '2015-11-20', source: 'x' },
      secretariat,
    );
    const at = '2016-11-18T12:00:00Z';
    drive.then('readmit', decision(at), secretariat, { at });
    expect([drive.described.status, drive.ended]).toEqual(['readmitted', true]);
    expect(written(drive)).toEqual(acts);
    expect(memory(drive).attended).toHaveLength(1);
  });

  it('may be given up, and trade stays as it is', () => {
    const drive = start(VEN).then('give-up', { reason: 'It no longer wants to.' }, secretariat);
    expect([drive.described.status, written(drive)]).toEqual(['given up', []]);
  });
});

describe('the review by the other body', () => {
  const restored = (): Drive => lift(clear(start()), { reviewOn: '2015-04-30' });

  it('is watched by the Secretariat, for the days that the rules give it', () => {
    const drive = restored();
    expect(waiting(drive)).toEqual(['review-embargo: secretariat']);
    expect(memory(drive).duties.at(-1)?.due?.at).toBe('2015-05-15T00:00:00.000Z');
    drive.timePasses('2015-05-14T23:59:59Z');
    expect(memory(drive).duties.at(-1)?.lateSince).toBeNull();
    drive.timePasses('2015-05-15T00:00:00Z');
    expect(memory(drive).duties.at(-1)?.lateSince).toBe('2015-05-15T00:00:00.000Z');
    expect([progress(drive), drive.ended]).toEqual(['restored', false]);
  });

  it('is recorded, and changes nothing in trade', () => {
    const drive = outside(restored(), 'reviewed', '2015-04-28T00:00:00Z');
    expect([progress(drive), waiting(drive), written(drive).at(-1)]).toEqual([
      'restored',
      [],
      'eligible 2014-04-29',
    ]);
    drive.then('conclude', { reason: 'It trades, and nothing is outstanding.' }, secretariat);
    expect([drive.described.status, drive.ended]).toEqual(['reintegrated', true]);
  });
});

describe('what is refused', () => {
  const opening = (change: JsonObject): string | undefined =>
    reintegration.start.refusal(
      null as never,
      {
        type: 'start',
        occurredAt: '2012-12-03T10:00:00.000Z',
        commandId: 'c',
        actor: secretariat.actor,
        payload: reintegration.start.payload.parse({ ...CIV, ...change }),
        facts: { roles: ['secretariat'], ...STANDING },
      } as never,
    )?.code;
  const own = (...steps: JsonObject[]): JsonObject => ({ kind: 'own', steps });
  const step = (more: JsonObject = {}): JsonObject => ({ id: 'a', text: 'x', by: ['CIV'], ...more });
  const embargo = { kind: 'outside', id: 'a', body: 'x', measure: 'x' };

  it.each([
    ['a party nobody knows', { party: 'XXX' }, 'case.wrong-code'],
    ['two tracks of the body itself', { tracks: [own(), own()] }, 'reintegration.two-own'],
    ['two of one id', { tracks: [own(step()), embargo] }, 'reintegration.same-id'],
    ['a step of nobody', { tracks: [own(step({ by: ['XXX'] }))] }, 'case.wrong-code'],
    [
      'a measure to come',
      { tracks: [{ ...embargo, imposed: { at: '2013-01-01T00:00:00Z', source: 'x' } }] },
      'procedure.in-the-future',
    ],
    ['a decision to come', decision('2013-01-01T00:00:00Z'), 'decision.in-the-future'],
  ])('opening with %s', (_what, change, code) => expect(opening(change)).toBe(code));

  it.each([
    ['complete-step', { step: 'nothing', by: 'WGM', text: 'x' }, 'reintegration.no-step'],
    ['complete-step', { step: 'visit', by: 'CIV', text: 'x' }, 'reintegration.not-of-you'],
    [
      'complete-step',
      { step: 'visit', by: 'WGM', text: 'x', at: '2013-01-01T00:00:00Z' },
      'procedure.in-the-future',
    ],
    ['add-step', { id: 'visit', text: 'x', by: ['CIV'] }, 'reintegration.same-id'],
    ['add-step', { id: 'embargo', text: 'x', by: ['CIV'] }, 'reintegration.same-id'],
    ['clear', decision(OPENED), 'reintegration.steps-open'],
    ['clear', { ...decision(OPENED), waived: ['visit'] }, 'reintegration.steps-open'],
    ['clear', { ...decision(OPENED), waived: ['visit', 'controls', 'x'] }, 'reintegration.nothing-to-waive'],
    ['clear', { ...decision(OPENED, { by: 'chair' }), waived: ['visit', 'controls'] }, 'decision.wrong-body'],
    ['record-outside-act', { track: 'x', act: 'lifted', at: OPENED, source: 'x' }, 'reintegration.no-track'],
    [
      'record-outside-act',
      { track: 'embargo', act: 'imposed', at: OPENED, source: 'x' },
      'reintegration.act-out-of-turn',
    ],
    [
      'record-outside-act',
      { track: 'embargo', act: 're-imposed', at: OPENED, source: 'x' },
      'reintegration.act-out-of-turn',
    ],
    [
      'record-outside-act',
      { track: 'embargo', act: 'lifted', at: '2004-01-01T00:00:00Z', source: 'x' },
      'reintegration.act-out-of-turn',
    ],
    [
      'record-outside-act',
      { track: 'embargo', act: 'lifted', at: LIFTED, source: 'x' },
      'procedure.in-the-future',
    ],
    ['readmit', { ...decision(OPENED), waived: ['visit', 'controls'] }, 'reintegration.other-key'],
  ])('%s with %j', (type, payload, code) => {
    expect(start().refusal(type, payload, secretariat).code).toBe(code);
  });

  it('a step done in another’s name', () => {
    const done = { step: 'visit', by: 'WGM', text: 'x' };
    expect(start().refusal('complete-step', done, ivorian, { facts: { speaksFor: ['CIV'] } }).code).toBe(
      'case.not-yours-to-say',
    );
  });

  it('taking back a clearance by a decision before it', () => {
    const drive = clear(start());
    const early = { ...decision('2013-11-21T13:00:00Z'), reason: 'x' };
    expect(drive.refusal('withdraw-clearance', early, secretariat).code).toBe(
      'reintegration.before-clearance',
    );
  });

  it.each([
    ['2013-11-30T23:59:59Z', 'reintegration.effect-ahead'],
    ['2013-12-01T00:00:00Z', null],
    ['2013-12-01T00:00:01Z', null],
  ])('a clearance of effect from 1 December, entered at %s: %s', (at, code) => {
    const payload = decision(CLEARED, { effectiveAt: '2013-12-01T00:00:00Z' });
    const drive = start(VEN).timePasses(at);
    if (code !== null) {
      expect(drive.refusal('clear', payload, secretariat)).toMatchObject({
        code,
        field: 'decision.effectiveAt',
      });
      expect(drive.refusal('readmit', payload, secretariat).code).toBe(code);
      expect([progress(drive), written(drive)]).toEqual(['under-way', []]);
    } else {
      drive.then('clear', payload, secretariat);
      expect([progress(drive), written(drive)]).toEqual(['restored', ['eligible 2013-12-01']]);
    }
  });

  it('taking a clearance back before that takes effect', () => {
    const drive = clear(start(VEN), {});
    const back = {
      ...decision('2014-11-14T12:00:00Z', { effectiveAt: '2015-01-01T00:00:00Z' }),
      reason: 'x',
    };
    const refusal = drive.timePasses('2014-12-31T23:59:59Z').refusal('withdraw-clearance', back, secretariat);
    expect(refusal.code).toBe('reintegration.effect-ahead');
    expect([progress(drive), memory(drive).trade.status]).toEqual(['restored', 'eligible']);
    drive.then('withdraw-clearance', back, secretariat, { at: '2015-01-01T00:00:00Z' });
    expect(written(drive).at(-1)).toBe('suspended 2015-01-01');
  });

  it('to excuse a step behind the back of the clearance', () => {
    expect(start().refusal('excuse', { duty: 'step-visit', reason: 'x' }, secretariat).code).toBe(
      'reintegration.not-excused',
    );
  });

  it('an attendance that ends before it begins', () => {
    const wrong = { meeting: 'x', from: '2015-11-20', to: '2015-11-16', source: 'x' };
    expect(() => start().then('note-attendance', wrong, secretariat)).toThrow();
  });
});

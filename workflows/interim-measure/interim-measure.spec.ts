import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { measureContextSchema, provisionsAt } from '../measures/index.js';
import { interimMeasure } from './interim-measure.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('USA-1', 'USA', 'chair');
const guinea = person('GIN-1', 'GIN', 'participant');
const canada = person('CAN-1', 'CAN', 'participant');
const STANDING = {
  ladders: KP_LADDERS,
  known: { GIN: 'participant', CAN: 'participant', PC: 'organ', WDC: 'observer', XXX: 'unknown' },
};
const INDICATED: JsonObject = {
  reference: 'KP/IM/2012/1',
  title: 'Exports that production does not explain',
  source: 'made up',
  party: 'GIN',
  indications: [{ text: 'More was exported than produced.', source: 'made up' }],
};
const indicated = (more: JsonObject = {}): Drive =>
  given(interimMeasure).start(
    { payload: { ...INDICATED, ...more }, by: chair },
    '2012-12-10T10:00:00Z',
    STANDING,
  );
const dialogue = (): Drive => indicated().then('open-dialogue', {}, chair);
const ofGuinea = { facts: { speaksFor: ['GIN'] } };
const ofCommittee = { facts: { speaksFor: ['CAN', 'PC'] } };
const heard = (): Drive => dialogue().then('hear', { text: 'A mine was left out.' }, guinea, ofGuinea);
const recommended = (): Drive =>
  heard().then('recommend', { text: 'Supervise exports.' }, canada, ofCommittee);
const DECIDED: JsonObject = {
  instrument: 'Decision on Guinea',
  decision: {
    by: 'written-procedure',
    reference: 'KP/WP/2012/9',
    at: '2012-12-10T09:00:00Z',
    concernedCounts: false,
  },
  objections: ['GIN'],
  terms: [
    { id: 'exports', measure: 'supervised-exports', text: 'Watched.', trade: 'suspended', source: 'made up' },
  ],
};
const memory = (drive: Drive) => measureContextSchema.parse(drive.context);
const open = (drive: Drive) =>
  interimMeasure
    .waiting?.({ state: {}, context: drive.context, timers: [] })
    .map(({ key, on, due }) => `${key}: ${on.join()} ${due?.slice(0, 10) ?? '-'}`);

describe('an interim measure', () => {
  it('is sound', () => expect(() => requireSound(interimMeasure)).not.toThrow());

  it('begins with indications: the Chair is to open a dialogue', () => {
    const drive = indicated();
    expect(drive.described).toMatchObject({
      status: 'indicated',
      needed: 'The Chair is to open a dialogue with GIN.',
    });
    expect(open(drive)).toEqual(['dialogue: chair -']);
  });

  it('is confidential to those concerned until it is decided, and then known to all Participants', () => {
    expect(memory(recommended())).toMatchObject({
      visibility: 'concerned',
      concerns: ['PC'],
      subjects: ['GIN'],
    });
    const drive = recommended().then('decide', DECIDED, chair);
    expect(memory(drive).visibility).toBe('participants');
    expect(drive.lastEffects.find(({ payload }) => payload['kind'] === 'decision')?.payload['to']).toEqual([
      { code: 'participants', who: 'contacts' },
    ]);
  });

  it('gives the Participant thirty days to be heard, and keeps what it says', () => {
    const drive = dialogue();
    expect(open(drive)).toEqual(['hearing: GIN 2013-01-10']);
    expect(drive.lastEffects.map(({ payload }) => [payload['kind'], payload['duty']])).toEqual([
      ['request', 'hearing'],
    ]);
    drive.then('hear', { text: 'A mine was left out.' }, guinea, ofGuinea);
    expect(memory(drive).heard).toMatchObject([{ by: 'GIN', text: 'A mine was left out.' }]);
    expect(open(drive)).toEqual(['recommendation: PC 2013-01-10']);
  });

  it('then waits for the committee, for as long as the rules say, whether it was heard or excused', () => {
    const drive = dialogue().timePasses('2012-12-20T10:00:00Z');
    drive.then('hear', { text: 'x' }, guinea, ofGuinea).timePasses('2012-12-27T00:00:00Z');
    drive.then('hear', { text: 'And more.' }, guinea, ofGuinea);
    expect(open(drive)).toEqual(['recommendation: PC 2013-01-20']);
    expect(open(drive.then('recommend', { text: 'x' }, canada, ofCommittee))).toEqual(['decision: chair -']);
    const excused = dialogue().then('excuse', { duty: 'hearing', reason: 'A flood.' }, chair);
    expect(open(excused)).toEqual(['recommendation: PC 2013-02-10']); // from the end of the time in which it may speak
    expect(excused.described.needed).toMatch(/^Awaited: recommendation on GIN of PC by /);
    const asked = { duty: 'recommendation', reason: 'x' };
    expect(excused.refusal('excuse', asked, chair).code).toBe('duty.not-excusable');
  });

  it('presses a committee that recommends nothing, by mail alone', () => {
    const drive = dialogue().then('hear', { text: 'x' }, guinea, ofGuinea).timePasses('2013-06-01T00:00:00Z');
    const sent = drive.effects.filter(({ payload }) => payload['duty'] === 'recommendation');
    expect(sent.map(({ payload: { kind, to, digest } }) => [kind, to, digest])).toEqual([
      ...['reminder', 'reminder'].map((kind) => [kind, [{ code: 'PC', who: 'contacts' }], true]),
      ['late', ['PC', 'secretariat'].map((code) => ({ code, who: 'contacts' })), true],
      ...['PC', 'chair', 'secretariat'].map((code) => ['rung', [{ code, who: 'contacts' }], true]),
    ]);
  });

  it.each([
    ['2013-01-09T23:59:59Z', 'measure.not-heard'],
    ['2013-01-10T00:00:00Z', null],
    ['2013-01-10T00:00:01Z', null],
  ])('is recommended on nobody unheard before its time is over: %s', (at, code) => {
    const drive = dialogue().timePasses(at);
    const give = (): unknown => drive.then('recommend', { text: 'x' }, canada, ofCommittee);
    if (code === null) expect(give).not.toThrow();
    else expect(drive.refusal('recommend', { text: 'x' }, canada, ofCommittee).code).toBe(code);
  });

  it.each([
    ['2013-01-09T23:59:59Z', 'measure.not-heard'],
    ['2013-01-10T00:00:00Z', null],
  ])('an excuse takes nothing from the time in which it may speak: %s', (at, code) => {
    const drive = dialogue().then('excuse', { duty: 'hearing', reason: 'The office was flooded.' }, chair);
    drive.timePasses(at);
    const give = (): unknown => drive.then('recommend', { text: 'x' }, canada, ofCommittee);
    if (code === null) expect(give).not.toThrow();
    else expect(drive.refusal('recommend', { text: 'x' }, canada, ofCommittee).code).toBe(code);
  });

  it('comes onto the agenda of the next Plenary once it is recommended, confidential as it is, until it is decided or dropped', () => {
    const drive = recommended();
    const item = { title: 'KP/IM/2012/1: Exports that production does not explain', visibility: 'concerned' };
    expect(memory(drive).forPlenary).toMatchObject({ item: { ...item, concerns: ['GIN', 'PC'] } });
    expect(drive.lastEffects.find(({ topic }) => topic === 'put-before-plenary')?.payload).toMatchObject({
      item,
      words: 'Supervise exports.',
    });
    expect(memory(recommended().then('decide', DECIDED, chair)).forPlenary).toBeNull();
    const dropped = recommended().then('drop', { how: 'not-pursued', reason: 'x' }, chair);
    expect(memory(dropped).forPlenary).toBeNull();
  });

  it('that is to be decided in writing comes onto no agenda', () => {
    const drive = heard().then('recommend', { text: 'x', through: 'written-procedure' }, canada, ofCommittee);
    expect(memory(drive).forPlenary).toBeNull();
    expect(drive.lastEffects.map(({ topic }) => topic)).not.toContain('put-before-plenary');
  });

  it('is not recommended by the Participant concerned, which sits in the committee', () => {
    const facts = { facts: { speaksFor: ['GIN', 'PC'] } };
    expect(heard().refusal('recommend', { text: 'x' }, guinea, facts).code).toBe('case.own-case');
  });

  it('is read by whoever raised it, and by the Participant concerned once it is asked', () => {
    const drive = given(interimMeasure).start(
      { payload: INDICATED, by: canada },
      '2012-12-10T10:00:00Z',
      STANDING,
    );
    expect(memory(drive)).toMatchObject({ subjects: [], concerns: ['PC', 'CAN'] });
    const france = person('FRA-1', 'FRA', 'participant');
    drive.then('add-indications', { indications: [{ text: 'x', source: 'x' }] }, france);
    expect(memory(drive)).toMatchObject({ subjects: [], concerns: ['PC', 'CAN', 'FRA'] });
    drive.then('open-dialogue', {}, chair);
    expect(memory(drive)).toMatchObject({ subjects: ['GIN'], concerns: ['PC', 'CAN', 'FRA'] });
  });

  it.each([
    ['before it was asked', indicated, false],
    ['once it was', dialogue, true],
  ])('that it is dropped reaches the Participant concerned only if it knows of it: %s', (_when, at, told) => {
    const drive = at().then('drop', { how: 'not-pursued', reason: 'x' }, chair);
    const to = drive.lastEffects.flatMap(({ payload }) => payload['to'] as { code: string }[]); // as every notice has it
    expect(to.some(({ code }) => code === 'GIN')).toBe(told);
  });

  it('a hearing that is postponed holds the recommendation back as long', () => {
    const drive = dialogue().then('postpone', { duty: 'hearing', until: '2013-02-28', reason: 'x' }, chair);
    drive.timePasses('2013-02-28T23:59:59Z');
    expect(drive.refusal('recommend', { text: 'x' }, canada, ofCommittee).code).toBe('measure.not-heard');
    drive.timePasses('2013-03-01T00:00:00Z');
    expect(() => drive.then('recommend', { text: 'x' }, canada, ofCommittee)).not.toThrow();
  });

  it('waits for a decision, whatever is attempted', () => {
    const drive = recommended();
    expect(open(drive)).toEqual(['decision: chair -']);
    drive.then(
      'record-no-consensus',
      { to: 'decide', where: 'Plenary', objections: ['CAN'], text: 'x' },
      chair,
    );
    expect(drive.described.needed).toContain('No consensus so far: the Chair consults.');
    expect(drive.described.status).toBe('recommended');
  });

  it('once decided it is in force and lives as every measure does', () => {
    const drive = recommended().then('decide', DECIDED, chair);
    expect(drive.described.status).toBe('in force');
    expect(open(drive)).toEqual([]);
    expect(memory(drive)).toMatchObject({
      instrument: 'Decision on Guinea',
      versions: [{ kind: 'adopted', objections: ['GIN'], decision: { concernedCounts: false } }],
    });
    expect(provisionsAt(memory(drive))?.terms).toMatchObject([
      { id: 'exports', since: '2012-12-10T09:00:00.000Z' },
    ]);
    const [act] = drive.effects.filter(({ topic }) => topic === 'registry-act');
    expect(act?.payload).toMatchObject({ act: 'trade-status', party: 'GIN', status: 'suspended' });
    const lifting = {
      by: 'plenary',
      reference: 'Plenary',
      at: '2012-12-10T10:00:00Z',
      concernedCounts: true,
    };
    drive.then('lift', { decision: lifting, reason: 'x' }, chair);
    expect([drive.ended, drive.described.status]).toEqual([true, 'lifted']);
  });

  it.each(['explained', 'remedied', 'not-pursued', 'no-consensus'])('may be dropped as %s', (how) => {
    const drive = recommended().then('drop', { how, reason: 'x' }, chair);
    expect([drive.ended, memory(drive).ending?.how, open(drive)]).toEqual([true, how, []]);
    expect(drive.described).toMatchObject({ status: 'no measure', needed: 'Nothing: no measure (x).' });
  });

  it('never ends, and nothing is decided, by time', () => {
    for (const drive of [indicated(), dialogue(), recommended()]) {
      const { state } = drive;
      drive.timePasses('2015-01-01T00:00:00Z');
      expect([drive.state.split(' + ')[0], drive.ended]).toEqual([state.split(' + ')[0], false]);
    }
  });
});

describe('what an interim measure refuses', () => {
  it.each([
    [
      'the statement of another',
      dialogue(),
      'hear',
      { text: 'x' },
      canada,
      ofCommittee,
      'case.not-yours-to-say',
    ],
    [
      'a recommendation by one who does not sit there',
      heard(),
      'recommend',
      { text: 'x' },
      guinea,
      ofGuinea,
      'case.not-yours-to-say',
    ],
    ['a decision before a recommendation', heard(), 'decide', DECIDED, chair, {}, 'case.unexpected-state'],
    [
      'a decision by an Intersessional, unless the rules allow it',
      recommended(),
      'decide',
      { ...DECIDED, decision: { ...(DECIDED['decision'] as JsonObject), by: 'intersessional' } },
      chair,
      {},
      'decision.wrong-body',
    ],
    [
      'a decision against Participants',
      recommended(),
      'decide',
      { ...DECIDED, objections: ['CAN'] },
      chair,
      {},
      'measure.no-consensus',
    ],
    [
      'a decision by the Participant concerned',
      recommended(),
      'decide',
      DECIDED,
      guinea,
      ofGuinea,
      'procedure.not-your-role',
    ],
  ])('%s', (_what, drive, type, payload, by, facts, code) => {
    expect(drive.refusal(type, payload, by, facts).code).toBe(code);
  });

  it.each([
    ['nobody known', { party: 'XXX' }, 'case.wrong-code'],
    ['an Observer', { party: 'WDC' }, 'case.wrong-code'],
  ])('indications on %s', (_what, more, code) => {
    const payload = interimMeasure.start.payload.parse({ ...INDICATED, ...more });
    const event = {
      ...{
        type: 'start',
        occurredAt: '2012-12-10T10:00:00.000Z',
        commandId: 'c',
        actor: chair.actor,
        payload,
      },
      facts: { roles: ['chair'], ...STANDING },
    };
    expect(interimMeasure.start.refusal(null as never, event as never)?.code).toBe(code);
  });
});

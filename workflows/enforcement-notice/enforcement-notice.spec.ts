import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given, pressedFor } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { enforcementContextSchema } from './enforcement-notice.context.js';
import { enforcementNotice } from './enforcement-notice.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('USA-1', 'USA', 'chair');
const swiss = person('CHE-1', 'CHE', 'participant');
const guinean = person('GIN-1', 'GIN', 'participant');
const of = (code: string) => ({ facts: { speaksFor: [code] } });
const STANDING: JsonObject = {
  ladders: KP_LADDERS,
  known: { CHE: 'participant', GIN: 'participant', LBR: 'participant', WDC: 'observer', WCO: 'unknown' },
  roll: ['CHE', 'GIN', 'LBR', 'USA'],
};
const REPORT: JsonObject = {
  reference: 'KP/CERTIFICATE/2012/1',
  title: 'Certificate with a wrong seal',
  source: 'made up',
  reportedBy: 'CHE',
  certificate: { number: 'GN-0001', issuer: 'GIN' },
  text: 'The seal is not the one on file.',
};
const reported = (more: JsonObject = {}): Drive =>
  given(enforcementNotice).start(
    { payload: { ...REPORT, ...more }, by: swiss, facts: { speaksFor: ['CHE'] } },
    '2012-09-03T10:00:00Z',
    STANDING,
  );
const checked = (finding: string): Drive =>
  reported().then('check', { finding, text: 'We looked.' }, guinean, of('GIN'));
const shared = (): Drive => checked('fake').then('share', { besides: ['WCO'] }, chair);
const memory = (drive: Drive) => enforcementContextSchema.parse(drive.context);
const at = ({ state }: Drive) => state.replace('duties.closed + ', '').replace(/progress\.([\w-]+).*/, '$1');
const waiting = (drive: Drive) =>
  enforcementNotice
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on }) => `${key}: ${on.join()}`);
const toldBy = (drive: Drive) =>
  drive.lastEffects.flatMap(({ payload }) => (payload['to'] as { code: string }[]).map(({ code }) => code));

describe('a reported certificate', () => {
  it('is sound', () => {
    expect(() => requireSound(enforcementNotice)).not.toThrow();
  });

  it('is known to those concerned, and waits ten working days for the alleged issuer', () => {
    const drive = reported();
    expect(memory(drive)).toMatchObject({ visibility: 'concerned', concerns: ['CHE'], subjects: ['GIN'] });
    expect(waiting(drive)).toEqual(['check: GIN']);
    expect(memory(drive).duties[0]?.due?.at).toBe('2012-09-18T00:00:00.000Z');
    drive.timePasses('2012-09-17T23:59:59Z');
    expect(memory(drive).duties[0]?.lateSince).toBeNull();
    drive.timePasses('2012-09-18T00:00:00Z');
    expect(memory(drive).duties[0]?.lateSince).toBe('2012-09-18T00:00:00.000Z');
    expect(at(drive)).toBe('reported');
  });

  it('that names no issuer is checked by the Secretariat', () => {
    expect(waiting(reported({ certificate: { number: 'XX-1' } }))).toEqual(['check: secretariat']);
  });

  it('found fake is shared with all Participants and the bodies entitled, and nobody else', () => {
    const drive = checked('fake');
    expect(drive.refusal('share', { besides: ['WDC'] }, chair).code).toBe('notice.not-entitled');
    drive.then('share', { besides: ['WCO'] }, chair);
    expect(toldBy(drive)).toEqual(['CHE', 'GIN', 'LBR', 'USA', 'WCO']);
    expect(memory(drive)).toMatchObject({ visibility: 'participants', shared: [{ unconfirmed: false }] });
    expect(drive.lastEffects[0]?.payload['lead']).toBe('Fake: certificate GN-0001 of GIN');
  });

  it('shared with some stays a matter of those concerned', () => {
    const drive = checked('fake').then('share', { with: ['LBR'] }, chair);
    expect([memory(drive).visibility, toldBy(drive)]).toEqual(['concerned', ['LBR']]);
    expect(memory(drive).concerns).toEqual(['CHE', 'LBR']);
  });

  it('shared before the check says that nothing is confirmed', () => {
    const drive = reported().then('share', {}, chair);
    expect(drive.lastEffects[0]?.payload['lead']).toBe(
      'Suspected, not confirmed: certificate GN-0001 of GIN',
    );
    expect([at(drive), memory(drive).shared[0]?.unconfirmed]).toEqual(['reported', true]);
  });

  it('is acknowledged by those told, once each, and followed up', () => {
    const drive = shared().then('acknowledge', { by: 'LBR' }, chair);
    expect(drive.described.needed).toContain('1 of 5 acknowledged');
    expect(drive.refusal('acknowledge', { by: 'LBR' }, chair).code).toBe('notice.acknowledged');
    const untold = checked('fake').then('share', { with: ['LBR'] }, chair);
    expect(untold.refusal('acknowledge', { by: 'USA' }, chair).code).toBe('notice.not-told');
    drive.then('follow-up', { by: 'CHE', kind: 'seizure', text: 'The parcel was seized.' }, swiss, of('CHE'));
    drive.then('conclude', { reason: 'The courts have it.' }, chair);
    expect([at(drive), drive.ended]).toEqual(['concluded', true]);
  });

  it('found genuine is withdrawn, and all who had a warning hear of it', () => {
    const drive = reported()
      .then('share', { with: ['LBR'] }, chair)
      .then('check', { finding: 'genuine', text: 'A new seal.' }, guinean, of('GIN'));
    expect([at(drive), waiting(drive)]).toEqual(['found-genuine', ['answer: CHE']]);
    expect(drive.refusal('share', {}, chair).code).toBe('notice.found-genuine');
    drive.then('withdraw', { reason: 'The seal is new.' }, swiss, of('CHE'));
    expect([at(drive), drive.ended]).toEqual(['withdrawn', true]);
    expect(toldBy(drive)).toEqual(['chair', 'secretariat', 'GIN', 'LBR']);
  });

  it('found genuine may be contested, and is checked again', () => {
    const drive = checked('genuine').then('contest', { text: 'The paper is wrong too.' }, swiss, of('CHE'));
    expect([at(drive), waiting(drive)]).toEqual(['reported', ['check: GIN']]);
  });

  it('shared awaits an acknowledgement of each who was told, by their authorities, for ten working days', () => {
    const drive = shared();
    expect(drive.lastEffects[0]?.payload['to']).toContainEqual({ code: 'LBR', who: 'authority' });
    expect(waiting(drive)).toEqual(['course: chair', 'acknowledgement: CHE,GIN,LBR,USA,WCO']);
    const due = () => memory(drive).duties.findLast(({ id }) => id === 'acknowledgement');
    expect(due()?.due?.at).toBe('2012-09-18T00:00:00.000Z');
    for (const by of ['CHE', 'GIN', 'USA', 'WCO']) drive.then('acknowledge', { by }, chair);
    expect(waiting(drive)).toEqual(['course: chair', 'acknowledgement: LBR']);
    drive.then('acknowledge', { by: 'LBR' }, person('LBR-1', 'LBR', 'participant'), of('LBR'));
    expect(due()?.closed?.how).toBe('done');
    expect(waiting(drive)).toEqual(['course: chair']);
  });

  it('shared, asks whoever acknowledges nothing for it, by mail alone', () => {
    const drive = checked('fake')
      .then('share', { with: ['LBR'] }, chair)
      .timePasses('2014-12-31T00:00:00Z');
    expect(pressedFor(drive, 'acknowledgement')).toEqual([
      ['reminder', 'LBR', true],
      ['reminder', 'LBR', true],
      ['late', 'LBR,secretariat', true],
      ['rung', 'LBR', true],
      ['rung', 'chair', true],
      ['rung', 'secretariat', true],
    ]);
  });

  it('shared again awaits those told before and now', () => {
    const drive = checked('fake').then('share', { with: ['LBR'] }, chair);
    drive.then('share', { with: ['GIN'] }, chair);
    expect(waiting(drive)).toEqual(['course: chair', 'acknowledgement: LBR,GIN']);
  });

  it('is never left with nobody to act by an excuse', () => {
    for (const [drive, duty] of [
      [reported(), 'check'],
      [checked('genuine'), 'answer'],
      [checked('cannot-tell'), 'course'],
    ] as const)
      expect(drive.refusal('excuse', { duty, reason: 'x' }, chair).code).toBe('notice.not-excused');
    const drive = shared().then('excuse', { duty: 'acknowledgement', reason: 'x' }, chair);
    expect(waiting(drive)).toEqual(['course: chair']);
  });

  it('may stay unclear, and be checked again', () => {
    const drive = checked('cannot-tell');
    expect(at(drive)).toBe('unclear');
    expect(at(drive.then('check', { finding: 'fake', text: 'Now we see.' }, chair))).toBe('confirmed');
  });

  it('wrongly reported is corrected by a new event, told to all who had it, and checked anew', () => {
    const drive = shared().then(
      'correct',
      { certificate: { number: 'LR-7', issuer: 'LBR' }, text: 'Another number.', reason: 'misread' },
      swiss,
      of('CHE'),
    );
    expect([at(drive), waiting(drive)]).toEqual(['reported', ['check: LBR']]);
    expect(toldBy(drive)).toEqual(expect.arrayContaining(['GIN', 'LBR', 'USA', 'WCO']));
    expect(memory(drive).corrections[0]?.before.certificate.number).toBe('GN-0001');
  });

  it.each([
    ['check', reported, { finding: 'fake', text: 'x' }, 'case.not-yours-to-say'],
    ['withdraw', () => checked('genuine'), { reason: 'x' }, 'case.not-yours-to-say'],
    ['contest', () => checked('genuine'), { text: 'x' }, 'case.not-yours-to-say'],
    ['follow-up', shared, { by: 'WDC', kind: 'other', text: 'x' }, 'notice.not-entitled'],
  ])('refuses to %s for another', (type, from: () => Drive, payload: JsonObject, code) => {
    expect(from().refusal(type, payload, person('LBR-1', 'LBR', 'participant'), of('LBR')).code).toBe(code);
  });

  it.each([
    ['by nobody known', { reportedBy: 'XXX' }, 'case.wrong-code'],
    ['in another’s name', { reportedBy: 'LBR' }, 'case.not-yours-to-say'],
    [
      'of an issuer who is no Participant',
      { certificate: { number: '1', issuer: 'WDC' } },
      'case.wrong-code',
    ],
    ['to everybody', { visibility: 'all' }, 'notice.governments-only'],
  ])('is not taken %s', (_what, change, code) => {
    const event = {
      type: 'start',
      occurredAt: '2012-09-03T10:00:00.000Z',
      commandId: 'c',
      actor: swiss.actor,
      payload: enforcementNotice.start.payload.parse({ ...REPORT, ...change }),
      facts: { ...STANDING, roles: ['participant'], speaksFor: ['CHE'] },
    };
    expect(enforcementNotice.start.refusal(null as never, event as never)?.code).toBe(code);
  });
});

import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { laddersSchema } from '../casework/index.js';
import { interimMeasure } from '../interim-measure/index.js';
import { anomalyContextSchema } from './anomaly.context.js';
import { anomaly } from './anomaly.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('USA-1', 'USA', 'chair');
const swiss = person('CHE-1', 'CHE', 'participant');
const guinean = person('GIN-1', 'GIN', 'participant');
const STANDING = {
  ladders: KP_LADDERS,
  known: { CHE: 'participant', GIN: 'participant', WDC: 'observer', PC: 'organ', XXX: 'unknown' },
};
const RAISED: JsonObject = {
  reference: 'KP/ANOMALY/2012/1',
  title: 'Imports without a certificate',
  source: 'made up',
  kind: 'certificates',
  raisedBy: 'CHE',
  concerning: 'GIN',
  text: 'Two parcels came without a valid certificate.',
};
const raised = (more: JsonObject = {}): Drive =>
  given(anomaly).start(
    { payload: { ...RAISED, ...more }, by: swiss, facts: { speaksFor: ['CHE'] } },
    '2012-09-03T10:00:00Z',
    STANDING,
  );
const informed = (): Drive => raised().then('inform', {}, chair);
const memory = (drive: Drive) => anomalyContextSchema.parse(drive.context);
const answerOf = (drive: Drive) => memory(drive).duties.find(({ id }) => id === 'answer');
const waiting = (drive: Drive) =>
  anomaly
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on }) => `${key}: ${on.join()}`);

describe('an anomaly', () => {
  it('is sound', () => {
    expect(() => requireSound(anomaly)).not.toThrow();
  });

  it('waits for the Chair to inform all Participants', () => {
    const drive = raised();
    expect(drive.described.needed).toBe('The Chair is to inform all Participants without delay.');
    expect(waiting(drive)).toEqual(['inform: chair']);
    expect(drive.lastEffects.map(({ payload }) => payload['kind'])).toEqual(['opened']);
  });

  it('then for whoever it concerns, for thirty days', () => {
    const drive = informed();
    expect(waiting(drive)).toEqual(['answer: GIN']);
    expect(memory(drive).duties.at(-1)?.due?.at).toBe('2012-10-04T00:00:00.000Z');
    expect(drive.lastEffects.map(({ payload }) => payload['to'])).toEqual([
      [{ code: 'participants', who: 'contacts' }],
    ]);
  });

  it('ends when the Chair records what came of it', () => {
    const drive = informed()
      .then('reply', { text: 'The certificates were found.' }, guinean, { facts: { speaksFor: ['GIN'] } })
      .then('conclude', { how: 'explained', reason: 'Both certificates are valid.' }, chair);
    expect(drive.ended).toBe(true);
    expect(drive.described).toMatchObject({ status: 'concluded', next: null });
    expect(drive.history).toEqual(['raised', 'informed', 'replied', 'concluded']);
  });

  it('waits for the Chair to record what came of it once it was answered, however often, or the answer excused', () => {
    const ofGuinea = { facts: { speaksFor: ['GIN'] } };
    const drive = informed().then('reply', { text: 'x' }, guinean, ofGuinea);
    expect(memory(drive).duties.at(-1)).toMatchObject({ due: { at: '2012-10-04T00:00:00.000Z' } });
    drive.timePasses('2012-09-10T10:00:00Z').then('reply', { text: 'And more.' }, guinean, ofGuinea);
    expect(waiting(drive)).toEqual(['outcome: chair']);
    expect(memory(drive).duties.at(-1)).toMatchObject({ due: { at: '2012-10-04T00:00:00.000Z' } });
    const excused = informed().then('excuse', { reason: 'A flood.' }, chair);
    expect(waiting(excused)).toEqual(['outcome: chair']);
    expect(excused.described.needed).toBe('The Chair is to record what came of it.');
    expect(excused.refusal('excuse', { reason: 'x' }, chair).code).toBe('duty.not-excusable');
  });

  it('is not concluded before all were informed', () => {
    const conclusion = { how: 'not-pursued', reason: 'x' };
    expect(raised().refusal('conclude', conclusion, chair).code).toBe('case.unexpected-state');
  });

  it('all learn what came of what all were told', () => {
    const drive = informed().then('conclude', { how: 'explained', reason: 'x' }, chair);
    expect(drive.lastEffects.map(({ topic, payload }) => [topic, payload['to']])).toEqual([
      ['case-notice', [{ code: 'participants', who: 'contacts' }]],
    ]);
  });

  it('even while it is confidential whoever raised it reads it, and all do once they are informed', () => {
    const drive = raised({ visibility: 'concerned' });
    expect(memory(drive)).toMatchObject({ visibility: 'concerned', concerns: ['CHE'] });
    expect(memory(drive.then('inform', {}, chair)).visibility).toBe('participants');
  });

  it.each(['measure-proposed', 'to-participation-committee'])('is taken up by the committee: %s', (how) => {
    const drive = informed().then('conclude', { how, reason: 'x' }, chair);
    const [notice, opened] = drive.lastEffects;
    expect(notice?.payload['to']).toContainEqual({ code: 'PC', who: 'contacts' });
    expect(opened).toMatchObject({
      topic: 'open-case',
      payload: {
        workflow: 'interim-measure',
        payload: { party: 'GIN', indications: [{ text: RAISED['text'] }] },
      },
    });
    const { payload } = opened?.payload ?? {};
    expect(interimMeasure.start.payload.safeParse(payload).success).toBe(true);
    expect(memory(drive).outcome?.follow?.reference).toBe('KP/ANOMALY/2012/1/IM');
  });

  it('opens no second case where one that follows is named', () => {
    const follow = { workflow: 'interim-measure', reference: 'KP/IM/2012/1' };
    const drive = informed().then('conclude', { how: 'measure-proposed', reason: 'x', follow }, chair);
    expect(drive.lastEffects.map(({ topic }) => topic)).toEqual(['case-notice']);
    expect(memory(drive).outcome?.follow).toEqual(follow);
  });

  it('no measure is proposed on one that is no Participant, which learns of the outcome all the same', () => {
    const drive = raised({ concerning: 'WDC' }).then('inform', {}, chair);
    const refusal = drive.refusal('conclude', { how: 'measure-proposed', reason: 'x' }, chair);
    expect(refusal).toMatchObject({ code: 'anomaly.no-participant', field: 'how' });
    drive.then('conclude', { how: 'explained', reason: 'x' }, chair);
    expect(drive.lastEffects[0]?.payload['to']).toContainEqual({ code: 'WDC', who: 'contacts' });
  });

  it.each([
    ['another’s name', { ...RAISED }, ['IDN'], 'case.not-yours-to-say'],
    ['nobody’s name', { ...RAISED, raisedBy: 'XXX' }, ['XXX'], 'case.wrong-code'],
    ['itself', { ...RAISED, concerning: 'CHE' }, ['CHE'], 'anomaly.of-oneself'],
  ])('is not raised in %s', (_what, payload, speaksFor, code) => {
    const event = {
      type: 'start',
      occurredAt: '2012-09-03T10:00:00.000Z',
      commandId: 'c',
      actor: swiss.actor,
      payload: anomaly.start.payload.parse(payload),
      facts: { roles: ['participant'], ...STANDING, speaksFor },
    };
    expect(anomaly.start.refusal(null as never, event as never)?.code).toBe(code);
  });
});

describe('the ladder of an answer that does not come', () => {
  const facts = (drive: Drive) =>
    drive.records.map(({ type, data }) => `${type} ${String((data as JsonObject)['to'] ?? '')}`.trim());

  it('reminds, notes the lateness, climbs, and brings it before the Plenary', () => {
    const drive = informed().timePasses('2012-12-31T00:00:00Z');
    expect(facts(drive)).toEqual([
      ...['reminded', 'reminded', 'reminded', 'became-late'],
      ...['contacts', 'head-of-delegation', 'authority', 'PC', 'plenary'].map((to) => `rung-climbed ${to}`),
    ]);
    expect(memory(drive).forPlenary).toMatchObject({ since: '2012-12-03T00:00:00.000Z' });
    expect(drive.state).toBe('progress.dialogue + duties.quiet');
  });

  it('never ends the case, and lateness is no end: the answer is still taken', () => {
    const drive = informed().timePasses('2013-12-31T00:00:00Z');
    drive.then('reply', { text: 'Late, but here.' }, guinean, { facts: { speaksFor: ['GIN'] } });
    expect(answerOf(drive)?.closed).toMatchObject({ how: 'done', late: true });
    expect(memory(drive).forPlenary).toBeNull();
    expect(waiting(drive)).toEqual(['outcome: chair']);
  });

  it('does not climb on what is lawfully postponed, and counts from its end', () => {
    const drive = informed().then('postpone', { until: '2013-01-31', reason: 'elections' }, chair);
    drive.timePasses('2013-01-31T23:59:59Z');
    expect(facts(drive)).toEqual([]);
    drive.timePasses('2013-02-04T00:00:00Z');
    expect(facts(drive)).toEqual(['became-late', 'rung-climbed contacts']);
  });

  it('is pressed from the end of a postponement that was ended early, rung by rung and not all at once', () => {
    const drive = informed().then('postpone', { until: '2013-06-30', reason: 'elections' }, chair);
    drive.timePasses('2013-01-10T12:00:00Z').then('resume', { reason: 'The elections are over.' }, chair);
    drive.timePasses('2013-01-20T00:00:00Z');
    expect(facts(drive)).toEqual(['became-late', 'rung-climbed contacts']);
    expect(memory(drive).duties.at(-1)?.lateSince).toBe('2013-01-10T12:00:00.000Z');
  });

  it('is not late where it is done inside a lawful postponement', () => {
    const drive = informed().then('postpone', { until: '2013-01-31', reason: 'elections' }, chair);
    drive.timePasses('2012-12-01T00:00:00Z');
    drive.then('reply', { text: 'Here.' }, guinean, { facts: { speaksFor: ['GIN'] } });
    expect(answerOf(drive)?.closed).toMatchObject({ how: 'done', late: false });
  });

  it('takes what was brought before the Plenary back when it is postponed, and brings it anew afterwards', () => {
    const drive = informed().timePasses('2012-12-31T00:00:00Z');
    drive.then('postpone', { until: '2013-01-31', reason: 'elections' }, chair);
    expect(memory(drive).forPlenary).toBeNull();
    drive.timePasses('2013-06-30T00:00:00Z');
    expect(memory(drive).forPlenary?.since).toBe('2013-04-02T00:00:00.000Z');
  });

  it('reminds again once an early answer holds no longer', () => {
    const drive = informed().then('answer', { by: 'GIN', text: 'Soon.' }, guinean, {
      facts: { speaksFor: ['GIN'] },
    });
    expect(drive.next?.dueAt).toBe('2012-09-26T09:00:00.000Z');
  });

  it('counts its steps since the last answer: whoever answered is not silent', () => {
    const reached = (drive: Drive) =>
      anomaly.waiting?.({ state: drive.state, context: drive.context, timers: [] })[0]?.rung.reached;
    const drive = informed().timePasses('2012-10-03T12:00:00Z');
    expect(reached(drive)).toBe(3);
    drive.then('answer', { by: 'GIN', text: 'Soon.' }, guinean, { facts: { speaksFor: ['GIN'] } });
    expect(reached(drive)).toBe(0);
  });

  it('halts for fourteen days after an answer that is none yet', () => {
    const drive = informed().timePasses('2012-10-08T12:00:00Z');
    drive.then('answer', { by: 'GIN', text: 'We are looking into it.' }, guinean, {
      facts: { speaksFor: ['GIN'] },
    });
    expect(drive.next?.dueAt).toBe('2012-10-29T00:00:00.000Z'); // the call of 14 October, later by as long
  });

  it('climbs faster when nothing reaches them: rungs to their own contacts are passed over', () => {
    const drive = informed().then('note-unreachable', { party: 'GIN', why: 'bounced' }, chair);
    drive.timePasses('2012-10-11T00:00:00Z');
    const { climbs = [] } = memory(drive).duties.at(-1) ?? {};
    expect(climbs.map(({ at, passedOver, rung }) => [at.slice(0, 10), passedOver, rung.to])).toEqual([
      ['2012-10-04', true, 'contacts'],
      ['2012-10-11', false, 'head-of-delegation'],
    ]);
    expect(drive.lastEffects.map(({ payload }) => payload['kind'])).toEqual(['task']);
  });

  it('asks a person for a call and keeps asking for the log of it', () => {
    const drive = informed().timePasses('2012-10-20T00:00:00Z');
    const last = () => waiting(drive) && memory(drive).duties.at(-1)?.climbs.at(-1)?.logged;
    expect(last()).toBe(false);
    const note = { channel: 'note-verbale', with: 'the ministry', result: 'reached', text: 'Sent.' };
    drive.then('log-contact', note, chair);
    expect(last()).toBe(false); // a note verbale does not stand for the call
    drive.then(
      'log-contact',
      { channel: 'call', with: 'the minister’s office', result: 'not-reached', text: 'No answer.' },
      chair,
    );
    expect(last()).toBe(true);
  });

  it('is halted by an excuse', () => {
    const drive = informed().then('excuse', { reason: 'The office was closed by a flood.' }, chair);
    expect(answerOf(drive)?.closed?.how).toBe('excused');
    expect(waiting(drive)).toEqual(['outcome: chair']);
  });

  it.each([
    ['a day that has passed', 'postpone', { until: '2012-09-01', reason: 'x' }, 'case.past-day'],
    ['a day before it is due', 'postpone', { until: '2012-09-20', reason: 'x' }, 'duty.postponed-backwards'],
    ['what nobody knows', 'remind', { duty: 'nothing' }, 'duty.unknown'],
    [
      'somebody of whom nothing is due',
      'note-unreachable',
      { party: 'FRA', why: 'bounced' },
      'duty.not-awaited',
    ],
    ['what is not postponed', 'resume', { reason: 'x' }, 'duty.not-postponed'],
  ])('refuses %s', (_what, type, payload, code) => {
    expect(informed().refusal(type, payload, chair).code).toBe(code);
  });
});

describe('a rung that a person is to write at', () => {
  const { measures } = laddersSchema.parse(KP_LADDERS);
  if (!measures) throw new Error('no such ladder');
  const rungs = measures.rungs.map((rung) => (rung.to === 'contacts' ? { ...rung, by: 'chair' } : rung));

  it('is a task, and waits until the mail is logged', () => {
    const drive = given(anomaly)
      .start({ payload: RAISED, by: swiss, facts: { speaksFor: ['CHE'] } }, '2012-09-03T10:00:00Z', {
        ...STANDING,
        ladders: { ...KP_LADDERS, measures: { ...measures, rungs } },
      })
      .then('inform', {}, chair)
      .timePasses('2012-10-07T00:00:00Z');
    expect(drive.lastEffects.map(({ payload: { kind, to, lead } }) => [kind, to, lead])).toEqual([
      [
        'task',
        [{ code: 'chair', who: 'contacts' }],
        'Write to GIN (contacts): answer to the anomaly is still awaited of GIN',
      ],
    ]);
    const logged = () => answerOf(drive)?.climbs.at(-1)?.logged;
    expect(logged()).toBe(false);
    drive.then('log-contact', { channel: 'mail', with: 'GIN', result: 'reached', text: 'Sent.' }, chair);
    expect(logged()).toBe(true);
  });
});

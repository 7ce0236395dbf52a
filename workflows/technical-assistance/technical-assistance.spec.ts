import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { ASSISTANCE_RULES, assistanceContextSchema } from './technical-assistance.context.js';
import { technicalAssistance } from './technical-assistance.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('USA-1', 'USA', 'chair');
const cameroon = person('CMR-1', 'CMR', 'participant');
const asCameroon = { facts: { speaksFor: ['CMR'] } };
const STANDING: JsonObject = {
  ladders: KP_LADDERS,
  known: { CMR: 'participant', EU: 'participant', GHA: 'participant', XXX: 'unknown' },
};
const YEAR: JsonObject = {
  reference: 'KP/ASSISTANCE/2012',
  title: 'Technical assistance in 2012',
  source: 'made up',
  year: 2012,
};
const REQUEST = { kind: 'request', by: 'CMR', subject: 'Traceability', text: 'Help to trace stones.' };
const OFFER = {
  kind: 'offer',
  by: 'EU',
  behalfOf: 'An institute',
  subject: 'Training',
  text: 'Two experts.',
};
const opened = (more: JsonObject = {}, at = '2012-06-20T10:00:00Z'): Drive =>
  given(technicalAssistance).start({ payload: { ...YEAR, ...more }, by: chair }, at, STANDING);
const both = (): Drive => opened().then('enter', REQUEST, cameroon, asCameroon).then('enter', OFFER, chair);
const matched = (more: JsonObject = {}): Drive =>
  opened()
    .then('enter', REQUEST, chair)
    .then('enter', { ...OFFER, ...more }, chair)
    .then('match', { request: 'request-1', offer: 'offer-1' }, cameroon, asCameroon);
const delivered = (): Drive =>
  matched().then('record-delivery', { match: 'match-1', text: 'A week of training.' }, chair);
const memory = (drive: Drive) => assistanceContextSchema.parse(drive.context);
const waiting = (drive: Drive) =>
  technicalAssistance
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on }) => `${key}: ${on.join()}`);
const bulletins = (drive: Drive) =>
  drive.effects
    .filter(({ topic }) => topic === 'case-notice')
    .filter(({ payload }) => String(payload['lead']).includes('bulletin'));
const endings = (drive: Drive) =>
  memory(drive).entries.map(({ id, closed }) => `${id} ${closed?.how ?? 'open'}`);

describe('a year of technical assistance', () => {
  it('is sound', () => {
    expect(() => requireSound(technicalAssistance)).not.toThrow();
  });

  it('tells everybody each month, at its hour, what is open', () => {
    const drive = both().timePasses('2012-07-01T08:59:59Z');
    expect(bulletins(drive)).toEqual([]);
    drive.timePasses('2012-07-01T09:00:00Z');
    const [sent] = bulletins(drive);
    expect(sent?.payload['to']).toEqual([
      { code: 'participants', who: 'contacts' },
      { code: 'observers', who: 'contacts' },
    ]);
    expect(sent?.payload['lead']).toBe('Technical assistance bulletin 2012/07: 1 asked for, 1 on offer');
    expect(sent?.payload['paragraphs']).toEqual([
      'Asked for by CMR (request-1): Traceability. Help to trace stones.',
      'On offer by An institute, through EU (offer-1): Training. Two experts.',
    ]);
    drive.timePasses('2012-09-01T09:00:00Z');
    expect(memory(drive).bulletins.map(({ number }) => number)).toEqual(['2012/07', '2012/08', '2012/09']);
    expect(drive.next).toMatchObject({ name: 'bulletin', dueAt: '2012-10-01T09:00:00.000Z' });
  });

  it('counts the hour in its zone', () => {
    expect(opened({ zone: 'America/New_York' }).next?.dueAt).toBe('2012-07-01T13:00:00.000Z');
  });

  it('skips a month in which nothing is open, and says so in its history', () => {
    const drive = opened().timePasses('2012-07-01T09:00:00Z');
    expect(bulletins(drive)).toEqual([]);
    expect(drive.records.map(({ type }) => type)).toEqual(['bulletin-skipped']);
    expect(memory(drive).bulletins[0]).toMatchObject({ number: '2012/07', skipped: true });
  });

  it('or says that nothing is open, where its rules want that', () => {
    const drive = opened({ rules: { ...ASSISTANCE_RULES, skipEmpty: false } }).timePasses(
      '2012-07-01T09:00:00Z',
    );
    expect(bulletins(drive)[0]?.payload['paragraphs']).toEqual([
      'Nothing is asked for or on offer this month.',
    ]);
  });

  it('leaves out of the bulletin what is matched, but for a standing offer', () => {
    const numbers = (drive: Drive) => {
      const last = memory(drive.timePasses('2012-07-01T09:00:00Z')).bulletins.at(-1);
      return [...(last?.requests ?? []), ...(last?.offers ?? [])];
    };
    expect(numbers(matched())).toEqual([]);
    expect(numbers(matched({ standing: true }))).toEqual(['offer-1']);
  });
});

describe('a match', () => {
  it('is delivered, evaluated, and closes both', () => {
    const drive = matched();
    expect(waiting(drive)).toEqual(['delivery-1: EU']);
    drive.then('record-delivery', { match: 'match-1', text: 'A week.' }, chair);
    expect(waiting(drive)).toEqual(['evaluation-1: CMR']);
    expect(memory(drive).duties.at(-1)?.due?.at).toBe('2012-07-21T00:00:00.000Z');
    drive.then('evaluate', { match: 'match-1', helped: 'partly', text: 'Good.' }, cameroon, asCameroon);
    expect([endings(drive), waiting(drive)]).toEqual([['request-1 met', 'offer-1 given'], []]);
  });

  it('that did not help leaves the request open', () => {
    const drive = delivered().then('evaluate', { match: 'match-1', helped: 'no', text: 'x' }, chair);
    expect(endings(drive)).toEqual(['request-1 open', 'offer-1 given']);
  });

  it('of which nothing comes opens both again', () => {
    const drive = matched().then('fall-through', { match: 'match-1', reason: 'no visa' }, chair);
    expect([endings(drive), waiting(drive)]).toEqual([['request-1 open', 'offer-1 open'], []]);
    drive.then('match', { request: 'request-1', offer: 'offer-1' }, chair);
    expect(waiting(drive)).toEqual(['delivery-2: EU']);
  });

  it.each([
    ['enter', both, { ...REQUEST, by: 'GHA' }, 'case.not-yours-to-say', cameroon],
    ['enter', both, { ...REQUEST, by: 'XXX' }, 'case.wrong-code'],
    ['enter', both, { ...REQUEST, standing: true }, 'assistance.standing-request'],
    ['match', matched, { request: 'request-1', offer: 'offer-1' }, 'assistance.not-open'],
    ['match', both, { request: 'request-1', offer: 'offer-9' }, 'assistance.not-open'],
    [
      'match',
      both,
      { request: 'request-1', offer: 'offer-1' },
      'case.not-yours-to-say',
      person('GHA-1', 'GHA', 'participant'),
    ],
    ['record-delivery', both, { match: 'match-1', text: 'x' }, 'assistance.no-match'],
    ['record-delivery', delivered, { match: 'match-1', text: 'x' }, 'assistance.delivered'],
    ['evaluate', matched, { match: 'match-1', helped: 'yes', text: 'x' }, 'assistance.not-delivered'],
    ['excuse', matched, { reason: 'x' }, 'assistance.not-excused'],
    ['excuse', delivered, { reason: 'x' }, 'assistance.not-excused'],
    ['withdraw-entry', matched, { entry: 'offer-1', reason: 'x' }, 'assistance.matched'],
    ['withdraw-entry', both, { entry: 'offer-1', reason: 'x' }, 'case.not-yours-to-say', cameroon],
  ])(
    'refuses to %s wrongly',
    (type, from: () => Drive, payload: JsonObject, code: string, by: Persona = chair) => {
      const facts = by === chair ? {} : { facts: { speaksFor: [by.actor.party ?? ''] } };
      expect(from().refusal(type, payload, by, facts).code).toBe(code);
    },
  );
});

describe('the end of the year', () => {
  const openings = (drive: Drive) => drive.effects.filter(({ topic }) => topic === 'open-case');

  it('opens the next case for those who knew of this one', () => {
    const few = { visibility: 'concerned', concerns: ['GHA'], subjects: ['CMR'] };
    const drive = opened(few).timePasses('2013-01-01T00:00:00Z');
    expect(openings(drive)[0]?.payload['payload']).toMatchObject(few);
  });

  it('never comes where the Chair ended it for good: what is open is closed, and no case follows', () => {
    const drive = both();
    expect(drive.refusal('end', { reason: 'x' }, cameroon, asCameroon).code).toBe('procedure.not-your-role');
    drive.then('end', { reason: 'another body does it now' }, chair).timePasses('2013-02-01T00:00:00Z');
    expect([drive.ended, openings(drive)]).toEqual([true, []]);
    expect(endings(drive)).toEqual(['request-1 ended', 'offer-1 ended']);
    expect(memory(drive).ending).toMatchObject({ how: 'ended', reason: 'another body does it now' });
  });

  it('ended for good with a match under way waits for that, and tells nobody what comes free', () => {
    const drive = delivered().then('end', { reason: 'x' }, chair);
    expect([drive.ended, waiting(drive)]).toEqual([false, ['evaluation-1: CMR']]);
    drive.then('evaluate', { match: 'match-1', helped: 'no', text: 'x' }, chair);
    expect([drive.ended, endings(drive)]).toEqual([true, ['request-1 ended', 'offer-1 given']]);
    expect(drive.effects.filter(({ topic }) => topic.endsWith('-case'))).toEqual([]);
  });

  it('ends the case at its last instant, and passes on what is open', () => {
    const drive = both().then('withdraw-entry', { entry: 'offer-1', reason: 'x' }, chair);
    drive.timePasses('2012-12-31T23:59:59Z');
    expect([drive.ended, openings(drive)]).toEqual([false, []]);
    drive.timePasses('2013-01-01T00:00:00Z');
    expect([drive.ended, endings(drive)]).toEqual([true, ['request-1 carried-over', 'offer-1 withdrawn']]);
    const payload = openings(drive)[0]?.payload['payload'] as JsonObject;
    const next = given(technicalAssistance).start({ payload, by: chair }, '2013-01-01T00:00:00Z', STANDING);
    expect(memory(next)).toMatchObject({
      reference: 'KP/ASSISTANCE/2013',
      title: 'Technical assistance in 2013',
      year: 2013,
      entries: [{ id: 'request-1', by: 'CMR', from: { reference: 'KP/ASSISTANCE/2012', id: 'request-1' } }],
      nextBulletin: { number: '2013/01', at: '2013-01-01T09:00:00.000Z' },
    });
  });

  it('leaves what is under way to be finished, and tells the next year what comes free', () => {
    const drive = delivered().timePasses('2013-01-01T00:00:00Z');
    expect([drive.ended, endings(drive)]).toEqual([false, ['request-1 open', 'offer-1 open']]);
    drive.then('evaluate', { match: 'match-1', helped: 'no', text: 'x' }, chair, {
      at: '2013-01-10T00:00:00Z',
    });
    const told = drive.effects.filter(({ topic }) => topic === 'tell-case');
    expect(told.map(({ payload }) => [payload['reference'], payload['command']])).toEqual([
      ['KP/ASSISTANCE/2013', 'take-over'],
    ]);
    const entries = (told[0]?.payload['payload'] as JsonObject)['entries'];
    const next = opened({ year: 2013, reference: 'KP/ASSISTANCE/2013' }, '2013-01-01T00:00:00Z');
    next.then('take-over', { entries } as JsonObject, {
      actor: { kind: 'system', id: 'x', name: 'x' },
      roles: ['system'],
    });
    expect(endings(next)).toEqual(['request-1 open']);
    expect([drive.ended, endings(drive)]).toEqual([true, ['request-1 carried-over', 'offer-1 given']]);
  });

  it('cannot be before the case is opened', () => {
    const event = {
      type: 'start',
      occurredAt: '2013-01-01T00:00:00.000Z',
      commandId: 'c',
      actor: chair.actor,
      payload: technicalAssistance.start.payload.parse(YEAR),
      facts: { roles: ['chair'] },
    };
    expect(technicalAssistance.start.refusal(null as never, event as never)?.code).toBe(
      'assistance.year-over',
    );
  });
});

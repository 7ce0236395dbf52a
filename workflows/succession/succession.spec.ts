import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import { addMs, toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { type SuccessionContext, successionContextSchema } from './succession.context.js';
import { successionWorkflow } from './succession.workflow.js';

const persona = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = persona('chair', 'USA', 'chair', 'participant');
const secretary = persona('secretary', 'SEC', 'secretariat');
const china = persona('china', 'CHN', 'participant');
const council = persona('council', 'WDC', 'observer');

const CALL = { reference: 'KP/SUCC/2013', year: 2013, zone: 'America/New_York' };
const CALLED_AT = '2012-09-03T09:00:00Z';
/** Midnight of New Year's Eve in Washington is five hours after midnight UTC. */
const VICE_CHAIR_YEAR = '2013-01-01T05:00:00.000Z';
const CHAIR_YEAR = '2014-01-01T05:00:00.000Z';
const CHAIR_YEAR_END = '2015-01-01T05:00:00.000Z';
const STANDING: JsonObject = { participants: ['CHN', 'USA', 'ZAF', 'ARE', 'AUS'] };
const FOUND_AT = '2013-03-15T16:00:00.000Z';
const meeting = (result: string | null, offices: JsonObject[] = []): JsonObject => ({
  meeting: { item: { finding: result === null ? null : { result, at: FOUND_AT }, offices } },
});
const procedure = (outcome: string, more: JsonObject = {}): JsonObject => ({
  procedure: { memberConcerned: 'CHN', outcome, declaredAt: FOUND_AT, effectiveAt: null, ...more },
});
const AT_PLENARY = { kind: 'plenary', meeting: 'KP/PLENARY/2012', item: 'vice-chair' };
const IN_WRITING = { kind: 'written-procedure', reference: 'KP/WP/1' };
const elsewhere = (decidedAt: string): JsonObject => ({ kind: 'elsewhere', source: 'a notice', decidedAt });

const called = (payload: JsonObject = {}, at = CALLED_AT): Drive =>
  given(successionWorkflow).start({ payload: { ...CALL, ...payload }, by: chair }, at, STANDING);
const withChina = (payload: JsonObject = {}): Drive =>
  called(payload).then('submit-candidature', { party: 'CHN' }, china);
const considered = (): Drive =>
  withChina().then('consider', {}, chair).then('recommend', { party: 'CHN' }, chair);
const deadlocked = (): Drive =>
  considered().then('record-no-consensus', { soughtBy: AT_PLENARY }, chair, {
    at: '2012-11-30T20:00:00Z',
    facts: meeting('no-consensus'),
  });
const memory = (drive: Drive): SuccessionContext => successionContextSchema.parse(drive.context);
const effectsOf = (drive: Drive, topic: string): readonly JsonObject[] =>
  drive.effects.filter((effect) => effect.topic === topic).map(({ payload }) => payload);
const notices = (drive: Drive): unknown[] =>
  effectsOf(drive, 'succession-notice').map(({ template }) => template);
const refusedStart = (payload: JsonObject, facts: JsonObject = {}): string | undefined =>
  successionWorkflow.start.refusal(
    null as never,
    {
      type: 'start',
      occurredAt: toInstant(CALLED_AT),
      commandId: 'c',
      actor: chair.actor,
      payload: successionWorkflow.start.payload.parse({ ...CALL, ...payload }),
      facts: { roles: ['chair'], ...facts },
    } as never,
  )?.code;

/** State one second before an instant, at it, and one second after it. */
function around(start: () => Drive, instant: string): [string, string, string] {
  const at = toInstant(instant);
  const seen = [-1000, 0, 1000].map((ms) => start().timePasses(addMs(at, ms)).state);
  return seen as [string, string, string]; // three offsets
}
const region = (states: readonly string[], name: string): (string | undefined)[] =>
  states.map((state) => state.split(' + ').find((leaf) => leaf.includes(`.${name}.`)));

describe('the workflow', () => {
  it('is sound', () => {
    expect(() => requireSound(successionWorkflow)).not.toThrow();
  });
});

describe('the call', () => {
  it('counts both years in the zone of the body, and tells everybody', () => {
    const drive = called();
    expect(memory(drive)).toMatchObject({
      title: 'Vice-Chair of 2013, who is to chair 2014',
      years: {
        viceChair: { from: VICE_CHAIR_YEAR, to: CHAIR_YEAR },
        chair: { from: CHAIR_YEAR, to: CHAIR_YEAR_END },
      },
    });
    expect(notices(drive)).toEqual(['candidatures-called']);
  });

  it.each<[JsonObject, JsonObject, string]>([
    [{ zone: 'Mars/Olympus' }, {}, 'calendar.unknown-zone'],
    [{ year: 2010 }, {}, 'succession.year-over'],
    [{ year: 2019 }, {}, 'succession.year-too-far'],
    [{ closing: { kind: 'exact', wallTime: '2012-09-01T24:00' } }, {}, 'succession.closes-in-the-past'],
    [{ closing: { kind: 'exact', wallTime: '2012-02-30T24:00' } }, {}, 'calendar.bad-wall-time'],
    [{ recommendation: { reviewOn: '2012-09-01' } }, {}, 'succession.review-in-the-past'],
    [
      { closing: { kind: 'soft', words: 'in time', reviewOn: '2012-08-01' } },
      {},
      'succession.review-in-the-past',
    ],
    [{}, { others: [{ reference: 'KP/SUCC/A', office: 'chair', year: 2014 }] }, 'succession.exists'],
  ])('refuses %j beside %j as %s', (payload, facts, code) => {
    expect(refusedStart(payload, facts)).toBe(code);
  });

  it('may be for the last year that is near enough, and beside the succession to another year', () => {
    expect(
      refusedStart({ year: 2017 }, { others: [{ reference: 'A', office: 'chair', year: 2013 }] }),
    ).toBeUndefined();
    expect(() => called({ year: 2017 })).not.toThrow();
  });

  it('to the Chair alone leads to no year as Vice-Chair', () => {
    const drive = called({ office: 'chair', year: 2014 });
    expect(memory(drive).years.viceChair).toBeNull();
    expect(drive.state).toContain('open.office.chair-ahead');
  });
});

describe('a candidature', () => {
  it('is of a Participant, once, in its own name', () => {
    expect(called().refusal('submit-candidature', { party: 'CHN' }, council).code).toBe(
      'procedure.not-your-role',
    );
    expect(called().refusal('submit-candidature', { party: 'ZAF' }, china).code).toBe(
      'succession.not-your-party',
    );
    expect(called().refusal('submit-candidature', { party: 'WDC' }, secretary)).toMatchObject({
      code: 'succession.no-participant',
      message: expect.stringContaining('VI.4'),
    });
    expect(withChina().refusal('submit-candidature', { party: 'CHN' }, secretary).code).toBe(
      'succession.candidate-twice',
    );
  });

  it.each<[string, boolean]>([
    ['2012-11-02T03:59:59.000Z', false],
    ['2012-11-02T04:00:00.000Z', true],
    ['2012-11-02T04:00:01.000Z', true],
  ])('that comes at %s is late: %s, recorded and not refused', (at, late) => {
    const drive = called({ closing: { kind: 'exact', wallTime: '2012-11-01T24:00' } }).then(
      'submit-candidature',
      { party: 'CHN' },
      china,
      { at },
    );
    expect(memory(drive).candidatures).toMatchObject([{ party: 'CHN', late, status: 'standing' }]);
    expect(drive.records.map(({ type }) => type)).toEqual(late ? ['candidature-late'] : []);
  });

  it('late is refused where the call says so, and an offer that came by letter in time is not late', () => {
    const strict = (): Drive =>
      called({
        closing: { kind: 'exact', wallTime: '2012-11-01T24:00' },
        lateCandidatures: 'refused',
      }).timePasses('2012-11-05T09:00:00Z');
    expect(strict().refusal('submit-candidature', { party: 'CHN' }, china).code).toBe(
      'succession.candidature-late',
    );
    const byLetter = { party: 'CHN', offeredAt: '2012-10-30T12:00:00Z' };
    expect(strict().refusal('submit-candidature', byLetter, china).code).toBe('succession.not-your-date');
    expect(memory(strict().then('submit-candidature', byLetter, secretary)).candidatures).toMatchObject([
      { late: false, offeredAt: '2012-10-30T12:00:00.000Z' },
    ]);
    const tomorrow = { party: 'CHN', offeredAt: '2012-11-06T12:00:00Z' };
    expect(strict().refusal('submit-candidature', tomorrow, secretary).code).toBe('procedure.in-the-future');
  });

  it('withdrawn on a condition rests until somebody says whether it came true', () => {
    const resting = (): Drive =>
      considered().then(
        'withdraw-candidature',
        { party: 'CHN', reason: 'a deal', condition: 'if ZAF stands' },
        china,
      );
    expect(resting().refusal('decide', { party: 'CHN', decidedBy: elsewhere(CALLED_AT) }, chair).code).toBe(
      'succession.candidature-rests',
    );
    expect(resting().refusal('submit-candidature', { party: 'CHN' }, china).code).toBe(
      'succession.candidate-twice',
    );
    const back = resting().then('settle-withdrawal', { party: 'CHN', met: false, note: 'it did not' }, chair);
    expect(memory(back).candidatures).toMatchObject([{ status: 'standing' }]);
    const gone = resting().then('settle-withdrawal', { party: 'CHN', met: true, note: 'it did' }, chair);
    expect(gone.refusal('recommend', { party: 'CHN' }, chair).code).toBe('succession.no-candidate');
    expect(gone.refusal('settle-withdrawal', { party: 'CHN', met: true, note: 'x' }, chair).code).toBe(
      'succession.no-condition-open',
    );
    expect(() => gone.then('submit-candidature', { party: 'CHN' }, china)).not.toThrow();
  });
});

describe('the Committee', () => {
  it('takes up the candidatures when the call closes, and not a second before', () => {
    const closing = { kind: 'exact', wallTime: '2012-11-01T24:00' };
    expect(
      region(
        around(() => called({ closing }), '2012-11-02T04:00:00Z'),
        'selection',
      ),
    ).toEqual(['open.selection.called.closing', 'open.selection.considering', 'open.selection.considering']);
  });

  it('recommends one of those who stand, or nobody; nothing is overdue meanwhile', () => {
    const drive = withChina({ recommendation: { reviewOn: '2012-10-15' } }).then('consider', {}, chair);
    expect(drive.refusal('recommend', { party: 'ZAF' }, chair).code).toBe('succession.no-candidate');
    const seen = around(
      () => withChina({ recommendation: { reviewOn: '2012-10-15' } }).then('consider', {}, chair),
      '2012-10-15T04:00:00Z',
    );
    expect(region(seen, 'reviews')).toEqual([
      'open.reviews.waiting',
      'open.reviews.none',
      'open.reviews.none',
    ]);
    drive.timePasses('2012-10-16T00:00:00Z');
    expect(region([drive.state], 'selection')).toEqual(['open.selection.considering']);
    expect(notices(drive)).toContain('review');
    expect(drive.described.status).toBe('before the Committee');
    drive.then('set-review', { on: '2012-12-01', about: 'the Committee again' }, chair);
    expect(region([drive.state], 'reviews')).toEqual(['open.reviews.waiting']);
    expect(drive.refusal('set-review', { on: '2012-10-01', about: 'x' }, chair).code).toBe(
      'succession.review-in-the-past',
    );
    drive.then('recommend', { party: null, note: 'no consensus among us' }, chair);
    expect(drive.described.needed).toContain('SC recommends nobody');
  });
});

describe('a decision', () => {
  const decideWith = (decidedBy: JsonObject, facts: JsonObject, more: JsonObject = {}): Drive =>
    considered().then('decide', { party: 'CHN', decidedBy, ...more }, chair, {
      at: '2013-03-20T09:00:00Z',
      facts,
    });
  const refused = (decidedBy: JsonObject, facts: JsonObject, more: JsonObject = {}): string =>
    considered()
      .timePasses('2013-03-20T09:00:00Z')
      .refusal('decide', { party: 'CHN', decidedBy, ...more }, chair, { facts }).code;

  it('of the Plenary gives two terms: what is left of the year as Vice-Chair, and the next year as Chair', () => {
    const drive = decideWith(AT_PLENARY, meeting('consensus'));
    expect(effectsOf(drive, 'begin-term')).toEqual([
      expect.objectContaining({
        office: 'vice-chair',
        party: 'CHN',
        from: FOUND_AT,
        to: CHAIR_YEAR,
        standing: 'elected',
      }),
      expect.objectContaining({
        office: 'chair',
        from: CHAIR_YEAR,
        to: CHAIR_YEAR_END,
        source: 'consensus at KP/PLENARY/2012, item «vice-chair»; succession KP/SUCC/2013',
      }),
    ]);
    expect(memory(drive).vacancies).toEqual([{ office: 'vice-chair', from: VICE_CHAIR_YEAR, to: FOUND_AT }]);
    expect(notices(drive).at(-1)).toBe('selected');
  });

  it('before the year gives both years whole', () => {
    const at = { at: '2012-12-10T12:00:00Z' };
    const drive = considered().then(
      'decide',
      { party: 'CHN', decidedBy: elsewhere('2012-12-10T09:00:00Z') },
      chair,
      at,
    );
    expect(memory(drive).decision?.terms).toEqual([
      { office: 'vice-chair', from: VICE_CHAIR_YEAR, to: CHAIR_YEAR },
      { office: 'chair', from: CHAIR_YEAR, to: CHAIR_YEAR_END },
    ]);
  });

  it.each<[string, JsonObject, JsonObject, JsonObject, string]>([
    ['without consensus', AT_PLENARY, meeting('no-consensus'), {}, 'succession.no-consensus'],
    ['deferred', AT_PLENARY, meeting('deferred'), {}, 'succession.no-consensus'],
    ['on which nothing was found', AT_PLENARY, meeting(null), {}, 'succession.no-consensus'],
    ['of an unknown meeting', AT_PLENARY, {}, {}, 'succession.unknown-meeting'],
    ['on an unknown item', AT_PLENARY, { meeting: { item: null } }, {}, 'succession.unknown-item'],
    ['of an unknown procedure', IN_WRITING, {}, {}, 'succession.unknown-procedure'],
    [
      'of a procedure under way',
      IN_WRITING,
      procedure('open', { declaredAt: null }),
      {},
      'succession.no-consensus',
    ],
    ['of a procedure not adopted', IN_WRITING, procedure('not-adopted'), {}, 'succession.no-consensus'],
    [
      'of a procedure on another',
      IN_WRITING,
      procedure('adopted', { memberConcerned: 'ZAF' }),
      {},
      'succession.decided-on-another',
    ],
    [
      'whose clauses name another',
      AT_PLENARY,
      meeting('consensus', [{ office: 'vice-chair', year: 2013, party: 'ZAF' }]),
      {},
      'succession.decided-on-another',
    ],
    ['that lies ahead', elsewhere('2013-03-21T09:00:00Z'), {}, {}, 'procedure.in-the-future'],
    [
      'with a term before it',
      AT_PLENARY,
      meeting('consensus'),
      { effectiveAt: '2013-03-15T15:59:59Z' },
      'succession.term-before-decision',
    ],
    [
      'with nothing left of its years',
      AT_PLENARY,
      meeting('consensus'),
      { effectiveAt: CHAIR_YEAR_END },
      'succession.year-over',
    ],
    [
      'for somebody who does not stand',
      AT_PLENARY,
      meeting('consensus'),
      { party: 'ZAF' },
      'succession.no-candidate',
    ],
    [
      'for a Participant no more',
      AT_PLENARY,
      { ...meeting('consensus'), participants: ['USA'] },
      {},
      'succession.no-participant',
    ],
  ])('%s is refused', (_, decidedBy, facts, more, code) => {
    expect(refused(decidedBy, facts, more)).toBe(code);
  });

  const term = (party: string, from: string, to: string | null, standing = 'elected'): JsonObject => ({
    terms: [{ office: 'chair', party, from, to, standing }],
  });
  it.each<[string, JsonObject, boolean]>([
    ['another is elected for that year', term('ZAF', CHAIR_YEAR, CHAIR_YEAR_END), false],
    [
      'another holds it into that year, to a fixed end',
      term('ZAF', '2013-01-01T00:00:00.000Z', addMs(toInstant(CHAIR_YEAR), 1)),
      false,
    ],
    ['another begins later in that year', term('ZAF', '2014-06-01T00:00:00.000Z', null), false],
    ['another holds it to the very end of the year before', term('ZAF', VICE_CHAIR_YEAR, CHAIR_YEAR), true],
    ['another holds it until the next begins', term('ZAF', VICE_CHAIR_YEAR, null), true],
    ['the same was entered before', term('CHN', CHAIR_YEAR, CHAIR_YEAR_END), true],
    ['a custodian is appointed for it', term('ZAF', CHAIR_YEAR, CHAIR_YEAR_END, 'custodian'), true],
    ['a custodian begins later', term('ZAF', '2014-06-01T00:00:00.000Z', CHAIR_YEAR_END, 'custodian'), false],
  ])('where %s is permitted: %s', (_, terms, permitted) => {
    const facts = { ...meeting('consensus'), ...terms } as JsonObject;
    if (permitted) expect(decideWith(AT_PLENARY, facts).state).toBe('selected');
    else expect(refused(AT_PLENARY, facts)).toBe('succession.terms-overlap');
  });

  it('against, or without, a recommendation is recorded as that', () => {
    const against = considered()
      .then('submit-candidature', { party: 'ZAF' }, secretary)
      .then('decide', { party: 'ZAF', decidedBy: elsewhere(CALLED_AT) }, chair);
    expect(against.records).toContainEqual({
      type: 'decided-against-recommendation',
      data: { party: 'ZAF' },
    });
    const without = withChina().then('decide', { party: 'CHN', decidedBy: elsewhere(CALLED_AT) }, chair);
    expect(without.records).toContainEqual({
      type: 'decided-without-recommendation',
      data: { party: 'CHN' },
    });
  });

  it('is followed by the year in the Chair, and by a seat for the past Chair when it ends', () => {
    const selected = (): Drive => decideWith(AT_PLENARY, meeting('consensus'));
    expect(around(selected, CHAIR_YEAR)).toEqual(['selected', 'presiding', 'presiding']);
    expect(around(selected, CHAIR_YEAR_END)).toEqual(['presiding', 'served', 'served']);
    const drive = selected().timePasses(CHAIR_YEAR_END);
    expect(drive.ended).toBe(true);
    expect(effectsOf(drive, 'seat-past-chair')).toEqual([
      expect.objectContaining({
        party: 'CHN',
        year: 2015,
        from: CHAIR_YEAR_END,
        to: '2016-01-01T05:00:00.000Z',
      }),
    ]);
  });
});

describe('no consensus', () => {
  it('leads into deadlock, where the Chair consults and candidates come and go', () => {
    const drive = deadlocked()
      .then('consult', { note: 'capitals asked' }, chair)
      .then('submit-candidature', { party: 'ZAF' }, secretary)
      .then('withdraw-candidature', { party: 'CHN', reason: 'no support' }, china);
    expect(region([drive.state], 'selection')).toEqual(['open.selection.deadlock']);
    expect(drive.described).toMatchObject({
      status: 'without consensus',
      needed: expect.stringContaining('Standing: ZAF.'),
    });
    expect(deadlocked().refusal('consult', { note: 'x' }, secretary).code).toBe('procedure.not-your-role');
    expect(considered().refusal('consult', { note: 'x' }, chair).code).toBe('case.unexpected-state');
  });

  it.each<[JsonObject, JsonObject, string]>([
    [AT_PLENARY, meeting('consensus'), 'succession.was-decided'],
    [AT_PLENARY, meeting(null), 'succession.not-ended'],
    [IN_WRITING, procedure('adopted'), 'succession.was-decided'],
    [IN_WRITING, procedure('open', { declaredAt: null }), 'succession.not-ended'],
    [IN_WRITING, {}, 'succession.unknown-procedure'],
    [elsewhere('2013-01-01T00:00:00Z'), {}, 'procedure.in-the-future'],
  ])('is not recorded against the record: %j with %j', (soughtBy, facts, code) => {
    expect(considered().refusal('record-no-consensus', { soughtBy }, chair, { facts }).code).toBe(code);
  });

  it('may be put to written procedure, one at a time, under a reference of its own', () => {
    const draft = { reference: 'KP/WP/1', title: 'T', subject: 'S', texts: [{ language: 'en', body: 'B' }] };
    const put = { party: 'CHN', draft };
    expect(deadlocked().refusal('put-to-written-procedure', put, secretary).code).toBe(
      'procedure.not-your-role',
    );
    expect(deadlocked().refusal('put-to-written-procedure', { ...put, party: 'ZAF' }, chair).code).toBe(
      'succession.no-candidate',
    );
    expect(
      deadlocked().refusal('put-to-written-procedure', put, chair, { facts: procedure('open') }).code,
    ).toBe('succession.procedure-exists');
    const drive = deadlocked().then('put-to-written-procedure', put, chair);
    expect(effectsOf(drive, 'draft-selection')).toMatchObject([
      { party: 'CHN', draft: { reference: 'KP/WP/1' } },
    ]);
    expect(drive.refusal('put-to-written-procedure', put, chair).code).toBe('succession.procedure-under-way');
    drive.then('record-no-consensus', { soughtBy: IN_WRITING }, secretary, {
      facts: procedure('not-adopted'),
    });
    expect(region([drive.state], 'selection')).toEqual(['open.selection.deadlock']);
    const again = { ...put, draft: { ...draft, reference: 'KP/WP/2' } };
    expect(() => drive.then('put-to-written-procedure', again, chair)).not.toThrow();
  });
});

describe('the office', () => {
  it('of Vice-Chair, then of Chair, is vacant when its year begins in the zone of the body', () => {
    expect(region(around(deadlocked, VICE_CHAIR_YEAR), 'office')).toEqual([
      'open.office.ahead',
      'open.office.chair-ahead',
      'open.office.chair-ahead',
    ]);
    expect(region(around(deadlocked, CHAIR_YEAR), 'office')).toEqual([
      'open.office.chair-ahead',
      'open.office.vacant',
      'open.office.vacant',
    ]);
    const drive = deadlocked().timePasses(CHAIR_YEAR);
    expect(effectsOf(drive, 'end-term')).toEqual([
      { succession: 'KP/SUCC/2013', office: 'vice-chair', at: VICE_CHAIR_YEAR },
      { succession: 'KP/SUCC/2013', office: 'chair', at: CHAIR_YEAR },
    ]);
    expect(drive.records.filter(({ type }) => type === 'fell-vacant')).toHaveLength(2);
    expect(effectsOf(drive, 'begin-term')).toEqual([]);
    expect(drive.described).toMatchObject({ status: 'without consensus, Chair vacant' });
  });

  it('announces its vacancy ahead at each of the days configured, to the second', () => {
    const warned = (at: string): number =>
      notices(called({ warnDays: [30] }).timePasses(at)).filter((template) => template === 'vacancy-ahead')
        .length;
    expect(['2012-12-02T04:59:59Z', '2012-12-02T05:00:00Z', '2012-12-02T05:00:01Z'].map(warned)).toEqual([
      0, 1, 1,
    ]);
    expect(['2013-12-02T04:59:59Z', '2013-12-02T05:00:00Z'].map(warned)).toEqual([1, 2]);
  });

  it('left open to the end of its year lapses; nobody was elected', () => {
    expect(around(deadlocked, CHAIR_YEAR_END).map((state) => state.split('.')[0])).toEqual([
      'open',
      'lapsed',
      'lapsed',
    ]);
    const drive = deadlocked().timePasses(CHAIR_YEAR_END);
    expect([effectsOf(drive, 'begin-term'), effectsOf(drive, 'seat-past-chair')]).toEqual([[], []]);
  });

  const keep = { party: 'ZAF', until: '2014-03-31', decidedBy: elsewhere('2013-12-20T09:00:00Z') };
  const vacant = (): Drive => deadlocked().timePasses('2014-01-10T12:00:00Z');
  const inCustody = (): Drive => vacant().then('appoint-custodian', keep, secretary);

  it('is kept by a custodian, who is recorded as that, until the day named', () => {
    expect(effectsOf(inCustody(), 'begin-term')).toEqual([
      {
        succession: 'KP/SUCC/2013',
        office: 'chair',
        party: 'ZAF',
        from: '2014-01-10T12:00:00.000Z',
        to: '2014-04-01T04:00:00.000Z',
        standing: 'custodian',
        source: 'a notice; succession KP/SUCC/2013',
      },
    ]);
    expect(region(around(inCustody, '2014-04-01T04:00:00Z'), 'office')).toEqual([
      'open.office.in-custody',
      'open.office.vacant',
      'open.office.vacant',
    ]);
    expect(memory(inCustody().timePasses('2014-04-02T00:00:00Z')).vacancies.slice(1)).toEqual([
      { office: 'chair', from: CHAIR_YEAR, to: '2014-01-10T12:00:00.000Z' },
      { office: 'chair', from: '2014-04-01T04:00:00.000Z', to: null },
    ]);
  });

  it('may be given into custody ahead of the vacancy; a second custody takes over from the first', () => {
    const ahead = deadlocked().then('appoint-custodian', keep, secretary, { at: '2013-12-21T09:00:00Z' });
    expect(region([ahead.timePasses(CHAIR_YEAR).state], 'office')).toEqual(['open.office.in-custody']);
    expect(memory(ahead).vacancies.map(({ office }) => office)).toEqual(['vice-chair']);
    const longer = { ...keep, until: '2014-06-30' };
    ahead.then('appoint-custodian', longer, secretary, { at: '2014-03-01T00:00:00Z' });
    expect(ahead.timePasses('2014-04-02T00:00:00Z').state).toContain('in-custody');
    expect(ahead.timePasses('2014-07-01T04:00:00Z').state).toContain('office.vacant');
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    ['an Observer', { party: 'WDC' }, {}, 'succession.no-participant'],
    ['nobody’s decision', { decidedBy: AT_PLENARY }, meeting('no-consensus'), 'succession.no-consensus'],
    ['a day that has passed', { until: '2014-01-09' }, {}, 'succession.custody-empty'],
    ['a day that does not exist', { until: '2014-02-30' }, {}, 'procedure.bad-payload'],
    [
      'an office that is held',
      {},
      {
        terms: [{ office: 'chair', party: 'CHN', from: CHAIR_YEAR, to: CHAIR_YEAR_END, standing: 'elected' }],
      },
      'succession.terms-overlap',
    ],
  ])('is not kept by %s', (_, more, facts, code) => {
    const payload = { ...keep, ...more };
    const spec = successionWorkflow.commands['appoint-custodian'];
    if (code === 'procedure.bad-payload') expect(spec?.payload.safeParse(payload).success).toBe(false);
    else expect(vacant().refusal('appoint-custodian', payload, secretary, { facts }).code).toBe(code);
  });

  it('in custody passes to whoever is selected, from the decision on', () => {
    const drive = inCustody().then(
      'decide',
      { party: 'CHN', decidedBy: elsewhere('2014-02-10T09:00:00Z') },
      secretary,
      {
        at: '2014-02-11T09:00:00Z',
      },
    );
    expect(drive.state).toBe('presiding');
    expect(memory(drive).decision?.terms).toEqual([
      { office: 'chair', from: '2014-02-10T09:00:00.000Z', to: CHAIR_YEAR_END },
    ]);
  });
});

describe('a call taken back', () => {
  it('ends without a trace in the offices', () => {
    const drive = withChina().then('cancel', { reason: 'called for the wrong year' }, chair);
    expect([drive.state, drive.ended, drive.next]).toEqual(['cancelled', true, null]);
    expect(effectsOf(drive, 'begin-term')).toEqual([]);
  });
});

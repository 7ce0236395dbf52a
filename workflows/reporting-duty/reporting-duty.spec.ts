import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given, pressedFor } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { reportingCycle } from '../reporting-cycle/index.js';
import { REPORTING_RULES, reportingDutyContextSchema } from './reporting-duty.context.js';
import { reportingDuty } from './reporting-duty.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('USA-1', 'USA', 'chair');
const party = person('IDN-1', 'IDN', 'participant');
const monitor = person('EU-1', 'EU', 'participant');
const system: Persona = { actor: { kind: 'system', id: 'system', name: 'Plenum' }, roles: ['system'] };
const STANDING = {
  ladders: KP_LADDERS,
  known: { IDN: 'participant', XXX: 'unknown', WGM: 'organ', PC: 'organ' },
};
const OWN = { facts: { speaksFor: ['IDN'] } };
const WGM = { facts: { speaksFor: ['EU', 'WGM'] } };
const OPEN: JsonObject = {
  reference: 'KP/ANNUAL-REPORTS/2011/IDN',
  title: 'annual report for 2011: IDN',
  source: 'made up',
  party: 'IDN',
  report: 'annual-report',
  what: 'annual report',
  period: '2011',
  due: '2012-03-31',
  basis: 'decision on the KPCS Peer Review System',
  organ: 'WGM',
  cycle: 'KP/ANNUAL-REPORTS',
};
const AGAIN: JsonObject = { earlier: [{ period: '2010', how: 'not-submitted' }] };
const FILE = { documents: [{ title: 'Annual report 2011', url: 'https://site.example/idn/2011' }] };
const owed = (change: JsonObject = {}): Drive =>
  given(reportingDuty).start(
    { payload: { ...OPEN, ...change }, by: system },
    '2012-01-01T00:00:00Z',
    STANDING,
  );
const submitted = (at = '2012-03-20T10:00:00Z') => owed().then('submit', FILE, party, { ...OWN, at });
const memory = (drive: Drive) => reportingDutyContextSchema.parse(drive.context);
const told = (drive: Drive) =>
  drive.effects
    .filter(({ topic }) => topic === 'tell-case')
    .map(({ payload }) => {
      expect(
        reportingCycle.commands['note-standing']?.payload.safeParse(payload['payload']).error,
      ).toBeUndefined();
      return (payload['payload'] as JsonObject)['standing'];
    });
const waiting = (drive: Drive) =>
  reportingDuty
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on }) => `${key}: ${on.join()}`);

describe('a report', () => {
  it('is sound', () => {
    expect(() => requireSound(reportingDuty)).not.toThrow();
  });

  it('is awaited of its party until the end of its last day', () => {
    const drive = owed();
    expect(drive.described).toMatchObject({
      status: 'awaited',
      needed:
        'Awaited: annual report for 2011 of IDN by Saturday 31 March 2012, 24:00 (UTC, end of the day).',
    });
    expect(waiting(drive)).toEqual(['report: IDN']);
  });

  it.each([
    ['2012-03-31T23:59:59Z', false, 'awaited'],
    ['2012-04-01T00:00:00Z', true, 'late'],
    ['2012-04-01T00:00:01Z', true, 'late'],
  ])('that comes at %s is late: %s, and taken all the same', (at, late, status) => {
    const drive = owed().timePasses(at);
    expect(drive.described.status).toBe(status);
    drive.then('submit', FILE, party, OWN);
    expect(memory(drive).submissions).toMatchObject([{ late }]);
    expect(memory(drive).duties[0]?.closed).toMatchObject({ how: 'done', late });
    expect(told(drive)).toEqual(late ? ['late', 'submitted'] : ['submitted']);
    expect(drive.described.needed).toBe(`It came ${late ? 'late' : 'in time'}: WGM is to assess it.`);
  });

  it('whose case is opened after its last day is late at once', () => {
    const drive = given(reportingDuty)
      .start({ payload: OPEN, by: system }, '2012-06-01T00:00:00Z', STANDING)
      .timePasses('2012-06-01T00:00:00Z');
    expect(drive.described.status).toBe('late');
  });

  it('goes to the organ, which is due to assess it, and closes without findings', () => {
    const drive = submitted();
    expect(waiting(drive)).toEqual(['assessment: WGM']);
    drive.then('assess', {}, monitor, WGM);
    expect(drive.ended).toBe(true);
    expect(drive.described).toMatchObject({
      status: 'closed',
      needed: 'Nothing: it came in time, and was assessed without findings',
      next: null,
    });
  });

  it('is asked for of an organ that assesses or judges nothing, by mail alone', () => {
    const mails = [
      ['reminder', 'WGM', true],
      ['reminder', 'WGM', true],
      ['late', 'WGM,secretariat', true],
      ['rung', 'WGM', true],
      ['rung', 'chair', true],
      ['rung', 'secretariat', true],
    ];
    expect(pressedFor(submitted().timePasses('2013-12-31T00:00:00Z'), 'assessment')).toEqual(mails);
    const findings = [{ id: 'a', text: 'x', severity: 'serious' }];
    const answered = submitted()
      .then('assess', { findings }, monitor, WGM)
      .then('answer-finding', { finding: 'a', text: 'x' }, party, OWN);
    expect(pressedFor(answered.timePasses('2013-12-31T00:00:00Z'), 'judgement')).toEqual(mails);
  });

  it('that no organ assesses closes when it comes', () => {
    const drive = owed({ organ: null }).then('submit', { figures: 'the statistics site' }, party, OWN);
    expect(drive.described.needed).toBe('Nothing: it came in time; nobody assesses it');
  });

  it('found incomplete goes back with what is missing and a day of its own', () => {
    const drive = submitted().then(
      'find-incomplete',
      { missing: ['figures of exports'], due: '2012-05-15' },
      monitor,
      WGM,
    );
    expect(drive.described).toMatchObject({
      status: 'returned as incomplete',
      needed:
        'Awaited: annual report for 2011 of IDN by Tuesday 15 May 2012, 24:00 (UTC, end of the day). Missing is: figures of exports.',
    });
    expect(drive.timePasses('2012-05-16T00:00:00Z').described.status).toBe('late');
    drive.then('submit', FILE, party, OWN).then('assess', {}, monitor, WGM);
    expect(told(drive)).toEqual(['submitted', 'returned', 'late', 'submitted']);
    expect(memory(drive).submissions.map(({ late }) => late)).toEqual([false, true]);
    expect(drive.ended).toBe(true);
  });

  it('without a day of its own goes back for as long as its rules say', () => {
    const drive = submitted('2012-03-20T10:00:00Z').then('find-incomplete', { missing: ['x'] }, monitor, WGM);
    expect(memory(drive).returns[0]?.due.at).toBe('2012-04-20T00:00:00.000Z');
  });

  it('excused ends, and the cycle is told', () => {
    const drive = owed().then('excuse', { reason: 'no trade in that year' }, chair);
    expect(drive.ended).toBe(true);
    expect(drive.described).toMatchObject({ status: 'excused', needed: 'Nothing: no trade in that year' });
    expect(told(drive)).toEqual(['excused']);
  });

  it('postponed while it is late is awaited again, and late once more after its new day', () => {
    const drive = owed().timePasses('2012-04-02T00:00:00Z');
    drive.then('postpone', { until: '2012-06-30', reason: 'elections' }, chair);
    expect(drive.described.status).toBe('awaited');
    expect(drive.timePasses('2012-06-30T23:59:59Z').described.status).toBe('awaited');
    expect(drive.timePasses('2012-07-01T00:00:00Z').described.status).toBe('late');
    expect(told(drive)).toEqual(['late', 'in-time-again', 'late']);
    const tells = drive.effects
      .filter(({ topic }) => topic === 'tell-case')
      .map(({ payload }) => payload['key']);
    expect(new Set(tells).size).toBe(tells.length);
  });

  it('of a party that is unable waits for the Chair, and the ladder with it', () => {
    const drive = owed().timePasses('2012-04-01T00:00:00Z');
    drive.then('notify-unable', { text: 'The figures were lost in a flood.' }, party, OWN);
    expect(drive.described.needed).toContain(
      'IDN says that it is unable to: postpone it, excuse it, or insist.',
    );
    expect(drive.lastEffects.map(({ payload }) => payload['kind'])).toEqual(['request']);
    expect(drive.next?.dueAt).toBe('2012-04-30T00:00:00.000Z'); // the rung of the seventh day, later by the 21 days of the ladder
  });

  it('that is not owed after all is dropped', () => {
    const drive = owed().then('drop', { reason: 'it left the scheme' }, chair);
    expect(drive.described.status).toBe('not owed');
    expect(told(drive)).toEqual(['dropped']);
  });
});

describe('the findings of an assessment', () => {
  const FINDINGS = {
    findings: [
      { id: 'stock', text: 'No figures of stocks.', severity: 'shortcoming' },
      { id: 'style', text: 'Well written.', severity: 'observation' },
      { id: 'mines', text: 'One mine is left out.', severity: 'serious' },
    ],
  };
  const found = () => submitted().then('assess', FINDINGS, monitor, WGM);
  const answer = (drive: Drive, finding: string) =>
    drive.then('answer-finding', { finding, text: 'Here it is.' }, party, OWN);
  const judge = (drive: Drive, finding: string, content: boolean) =>
    drive.then('settle-finding', { finding, content }, monitor, WGM);

  it('are answered by the party and settled by the organ, an observation by nobody', () => {
    const drive = found();
    expect(drive.described).toMatchObject({
      status: 'assessed, with findings',
      needed: 'IDN is to answer: stock, mines.',
    });
    expect(waiting(drive)).toEqual(['answer: IDN']);
    answer(answer(drive, 'stock'), 'mines');
    expect(waiting(drive)).toEqual(['judgement: WGM']);
    expect(drive.described.needed).toBe('WGM is to say whether the answers are enough: stock, mines.');
    judge(judge(drive, 'stock', true), 'mines', true);
    expect(drive.ended).toBe(true);
    expect(drive.described.needed).toBe('Nothing: it came in time, and its findings are settled');
  });

  it('not settled by an answer are asked for again', () => {
    const drive = answer(answer(found(), 'stock'), 'mines');
    judge(judge(drive, 'stock', true), 'mines', false);
    expect(waiting(drive)).toEqual(['answer: IDN']);
    expect(drive.described.needed).toBe('IDN is to answer: mines.');
    judge(answer(drive, 'mines'), 'mines', true);
    expect(drive.ended).toBe(true);
  });

  it('answered in part, the rest settled without an answer, are for the organ to judge', () => {
    const drive = judge(answer(found(), 'stock'), 'mines', true);
    expect(waiting(drive)).toEqual(['judgement: WGM']);
    expect(drive.described.needed).toBe('WGM is to say whether the answers are enough: stock.');
    expect(memory(drive).duties.find(({ id }) => id === 'answer')?.closed?.how).toBe('decided');
    judge(drive, 'stock', true);
    expect(drive.ended).toBe(true);
  });

  it('all settled without an answer close the report', () => {
    expect(judge(judge(found(), 'stock', true), 'mines', true).ended).toBe(true);
  });

  it('that are observations alone close the report', () => {
    const drive = submitted().then('assess', { findings: [FINDINGS.findings[1] ?? {}] }, monitor, WGM);
    expect(drive.ended).toBe(true);
  });
});

describe('repeated failure', () => {
  const late = (change: JsonObject = AGAIN) => owed(change).timePasses('2012-04-01T00:00:00Z');
  const decision = {
    by: 'plenary',
    reference: 'Washington communiqué 2012, paragraph 7',
    at: '2012-11-30T16:00:00Z',
  };

  it('asks the Chair and the Participation Committee to engage, without a day', () => {
    const drive = late();
    expect(waiting(drive)).toEqual(['report: IDN', 'engagement: chair,PC']);
    expect(memory(drive).duties.at(-1)?.due).toBeNull();
    expect(drive.described.needed).toContain('It failed again: 2010 (not submitted), and now 2011.');
    const requests = drive.effects.filter(({ payload }) => payload['kind'] === 'request');
    expect(requests.map(({ payload }) => payload['to'])).toEqual([
      [
        { code: 'chair', who: 'contacts' },
        { code: 'PC', who: 'contacts' },
      ],
    ]);
  });

  it('is none at the first failure', () => {
    expect(waiting(late({}))).toEqual(['report: IDN']);
  });

  it('is engaged about on a Plenary’s request, and what was done is recorded', () => {
    const drive = late().then('ask-to-engage', { words: 'as soon as can be', decision }, chair, {
      at: '2012-11-30T17:00:00Z',
    });
    expect(memory(drive).engagements).toMatchObject([
      { at: '2012-04-01T00:00:00.000Z', decision: null },
      {
        at: '2012-11-30T17:00:00.000Z',
        asked: 'as soon as can be',
        decision: { by: 'plenary', recorded: false },
      },
    ]);
    drive.then('engage', { by: 'chair', text: 'The Chair wrote to the minister.' }, chair);
    expect(memory(drive).engagements.at(-1)?.words).toMatchObject([{ by: 'chair' }]);
    expect(waiting(drive)).toEqual(['report: IDN']);
  });

  it.each<readonly [string, string, Persona, readonly string[], string]>([
    ['another Participant, in the Chair’s name', 'chair', monitor, ['EU'], 'case.not-yours-to-say'],
    ['the one that failed, as a member of the Committee', 'PC', party, ['IDN', 'PC'], 'case.own-case'],
  ])('is not engaged about by %s', (_what, by, who, speaksFor, code) => {
    const drive = late();
    expect(
      drive.refusal('engage', { by, text: 'x' }, who, { facts: { speaksFor: [...speaksFor] } }).code,
    ).toBe(code);
    expect(waiting(drive)).toContain('engagement: chair,PC');
  });

  it.each(['IDN', 'EU', 'WGM'])(
    'is not engaged about in the name of %s, which the rules do not name',
    (by) => {
      const refusal = late().refusal('engage', { by, text: 'x' }, chair);
      expect(refusal).toMatchObject({ code: 'reporting.not-engaging', field: 'by' });
      expect(refusal.message).toBe(`It is for chair, PC to engage, and not for ${by}.`);
    },
  );

  it('is engaged about by whom the rules of the case name', () => {
    const rules: JsonObject = { ...REPORTING_RULES, engaging: ['secretariat', 'WGM'] };
    const drive = late({ ...AGAIN, rules });
    expect(waiting(drive)).toContain('engagement: secretariat,WGM');
    const asked = drive.effects.find(({ payload }) => payload['duty'] === 'engagement');
    expect(asked?.payload['to']).toEqual(['secretariat', 'WGM'].map((code) => ({ code, who: 'contacts' })));
    expect(drive.refusal('engage', { by: 'PC', text: 'x' }, chair).code).toBe('reporting.not-engaging');
    expect(waiting(drive.then('engage', { by: 'WGM', text: 'x' }, monitor, WGM))).toEqual(['report: IDN']);
  });

  it('is engaged about by another member of the Committee', () => {
    const by = { facts: { speaksFor: ['EU', 'PC'] } };
    expect(waiting(late().then('engage', { by: 'PC', text: 'x' }, monitor, by))).toEqual(['report: IDN']);
  });

  it('leads to a measure that is proposed once, with failure to report as its indication', () => {
    const measure = { reference: 'KP/MEASURE/2013/1', title: 'Indonesia', text: 'Nothing came.' };
    const drive = late().then('propose-measure', measure, chair);
    expect(drive.lastEffects).toMatchObject([
      {
        topic: 'open-case',
        payload: {
          workflow: 'interim-measure',
          payload: {
            party: 'IDN',
            reference: 'KP/MEASURE/2013/1',
            visibility: 'concerned',
            indications: [
              {
                text: 'repeated failure to report (annual report): 2010 (not submitted), and now 2011. Nothing came.',
                source: 'KP/ANNUAL-REPORTS/2011/IDN',
              },
            ],
          },
        },
      },
    ]);
    expect(drive.refusal('propose-measure', { ...measure, reference: 'x' }, chair).code).toBe(
      'reporting.measure-proposed',
    );
  });

  it('ends where the report comes after all: nobody is to engage any more', () => {
    const drive = late().then('submit', FILE, party, OWN);
    expect(waiting(drive)).toEqual(['assessment: WGM']);
    expect(drive.described.needed).toBe('It came late: WGM is to assess it.');
  });

  it('climbs the ladder to the Committee and onto the agenda of the next Plenary', () => {
    const drive = late().timePasses('2012-12-31T00:00:00Z');
    const climbed = drive.records
      .filter(({ type }) => type === 'rung-climbed')
      .map(({ data }) => {
        const { at, to } = data as { at: string; to: string };
        return `${at.slice(0, 10)} ${to}`;
      });
    expect(climbed).toEqual([
      '2012-04-08 contacts',
      '2012-04-22 alternates',
      '2012-05-06 head-of-delegation',
      '2012-05-31 authority',
      '2012-06-30 chair',
      '2012-07-30 PC',
      '2012-09-28 plenary',
    ]);
    expect(memory(drive).forPlenary).not.toBeNull();
    expect(drive.ended).toBe(false);
  });
});

describe('a report refuses', () => {
  const submit = submitted;
  const withFinding = () =>
    submit().then('assess', { findings: [{ id: 'a', text: 'x', severity: 'serious' }] }, monitor, WGM);
  it.each<readonly [string, () => Drive, string, JsonObject, Persona, JsonObject, string]>([
    ['nothing as a submission', owed, 'submit', {}, party, OWN.facts, 'reporting.nothing-sent'],
    ['another’s submission', owed, 'submit', FILE, monitor, { speaksFor: ['EU'] }, 'case.not-yours-to-say'],
    [
      'an assessment by a stranger',
      submit,
      'assess',
      {},
      monitor,
      { speaksFor: ['EU'] },
      'case.not-yours-to-say',
    ],
    [
      'findings of one id',
      submit,
      'assess',
      { findings: [1, 2].map(() => ({ id: 'a', text: 'x', severity: 'serious' })) },
      monitor,
      WGM.facts,
      'reporting.finding-twice',
    ],
    [
      'a return to a day that has passed',
      submit,
      'find-incomplete',
      { missing: ['x'], due: '2012-03-01' },
      monitor,
      WGM.facts,
      'case.past-day',
    ],
    ...(
      [
        ['an assessment', submit, 'assess', {}],
        ['a return', submit, 'find-incomplete', { missing: ['x'] }],
        ['a judgement', withFinding, 'settle-finding', { finding: 'a', content: true }],
      ] as const
    ).map(
      ([what, drive, type, payload]) =>
        [
          `${what} by the one whose report it is, though it sits in the organ`,
          drive,
          type,
          payload as JsonObject,
          party,
          { speaksFor: ['IDN', 'WGM'] },
          'case.own-case',
        ] as const,
    ),
    ['an assessment of what has not come', owed, 'assess', {}, monitor, WGM.facts, 'case.unexpected-state'],
    [
      'engagement before it is late',
      owed,
      'ask-to-engage',
      { words: 'x' },
      chair,
      {},
      'case.unexpected-state',
    ],
    [
      'a measure at the first failure',
      () => owed().timePasses('2012-04-01T00:00:00Z'),
      'propose-measure',
      { reference: 'x', title: 'x', text: 'x' },
      chair,
      {},
      'reporting.not-repeated',
    ],
    [
      'engagement that nobody asked for',
      () => owed().timePasses('2012-04-01T00:00:00Z'),
      'engage',
      { by: 'chair', text: 'x' },
      chair,
      {},
      'reporting.not-asked',
    ],
    [
      'an answer to no finding',
      withFinding,
      'answer-finding',
      { finding: 'b', text: 'x' },
      party,
      OWN.facts,
      'reporting.no-such-finding',
    ],
  ])('%s', (_what, drive, type, payload, by, facts, code) => {
    expect(drive().refusal(type, payload, by, { facts }).code).toBe(code);
  });

  it.each<readonly [string, JsonObject, string]>([
    ['a party that nobody knows', { party: 'XXX' }, 'case.wrong-code'],
    ['an organ that nobody knows', { organ: 'XXX' }, 'case.wrong-code'],
    [
      'earlier failures that are not earlier',
      { earlier: [{ period: '2011', how: 'late' }] },
      'reporting.not-earlier',
    ],
  ])('to be opened for %s', (_what, change, code) => {
    const event = {
      type: 'start',
      occurredAt: '2012-01-01T00:00:00.000Z',
      commandId: 'c',
      actor: chair.actor,
      payload: reportingDuty.start.payload.parse({ ...OPEN, ...change }),
      facts: { roles: ['chair'], ...STANDING },
    };
    expect(reportingDuty.start.refusal(null as never, event as never)?.code).toBe(code);
  });
});

import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import type { Clause } from './clause.js';
import { draftCommunique, paragraphNumbers } from './communique.rules.js';
import { meetingContextSchema } from './plenary-meeting.context.js';
import { plenaryMeeting } from './plenary-meeting.workflow.js';

const persona = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = persona('chair', 'USA', 'chair', 'participant');
const secretary = persona('secretary', 'SEC', 'secretariat');
const canada = persona('canada', 'CAN', 'participant');
const ghana = persona('ghana', 'GHA', 'participant');
const system: Persona = { actor: { kind: 'system', id: 'plenary', name: 'Plenum' }, roles: ['system'] };

const CONVENE = {
  reference: 'KP/PLENARY/2012',
  title: 'Tenth Plenary',
  ordinal: 10,
  place: 'Washington, D.C.',
  zone: 'America/New_York',
  opensAt: { wallTime: '2012-11-27T09:00', zone: 'America/New_York' },
  endsAt: { wallTime: '2012-11-30T18:00', zone: 'America/New_York' },
};
const OPENING = '2012-11-27T14:00:00.000Z';
const END = '2012-11-30T23:00:00.000Z';
const items = [
  { id: 'admissions', title: 'Admissions', source: 'PC', recommendation: 'admit three applicants' },
  { id: 'definition', title: 'Definition of conflict diamonds', source: 'CKR' },
];

const onRoll = { CAN: 'participant', GHA: 'participant', WDC: 'observer' };
const convened = (payload: JsonObject = {}, facts: JsonObject = {}): Drive =>
  given(plenaryMeeting).start(
    { payload: { ...CONVENE, ...payload }, by: chair, facts },
    '2012-08-01T09:00:00Z',
    { onRoll },
  );
const withItems = (): Drive => convened().then('add-items', { items }, secretary);
const present = {
  attendees: [
    { party: 'CAN', name: 'Canada', as: 'participant', credentials: true },
    { party: 'GHA', name: 'Ghana', as: 'participant', credentials: false },
    { party: 'WDC', name: 'World Diamond Council', as: 'observer', credentials: true },
  ],
};
const inSession = (): Drive =>
  withItems()
    .timePasses(OPENING)
    .then('register-attendance', present, secretary)
    .then('adopt-agenda', {}, chair);
const agreed = (): Drive =>
  inSession()
    .then('find', { item: 'admissions', result: 'consensus' }, chair)
    .then('find', { item: 'definition', result: 'no-consensus' }, chair);
const noticesOf = (drive: Drive) =>
  drive.effects.filter(({ topic }) => topic === 'meeting-notice').map(({ payload }) => payload['template']);
const memory = (drive: Drive) => meetingContextSchema.parse(drive.context);

const ADMISSION: Clause['fact'] & { kind: 'admission' } = {
  kind: 'admission',
  parties: ['PAN'],
  as: 'participant',
  via: 'plenary',
  effectiveOn: null,
};
const clause = (id: string, more: Partial<Clause> = {}): JsonObject =>
  ({
    id,
    paragraph: 3,
    by: 'plenary',
    verb: 'endorsed',
    text: 'the admission of Panama',
    fact: ADMISSION,
    item: 'admissions',
    ...more,
  }) as JsonObject;
const recording = (drive: Drive, ...clauses: JsonObject[]): Drive =>
  drive.then('record-clauses', { clauses }, secretary);
const refusedClause = (more: Partial<Clause>): string =>
  agreed().refusal('record-clauses', { clauses: [clause('1a', more)] }, secretary).code;

describe('the workflow', () => {
  it('is sound', () => {
    expect(() => requireSound(plenaryMeeting)).not.toThrow();
  });
});

describe('convened', () => {
  it('counts its notices backward: amendments end on 29 August for a Plenary of 27 November 2012', () => {
    const { limits } = memory(convened());
    expect(limits.amendments).toMatchObject({ wallTime: expect.stringContaining('2012-08-29') });
    expect(limits.agenda.rule).toContain('30 calendar-days before 2012-11-27');
  });

  it.each([
    [{ opensAt: { wallTime: '2012-07-01T09:00', zone: 'UTC' } }, 'meeting.opens-in-the-past'],
    [{ endsAt: { wallTime: '2012-11-27T08:00', zone: 'America/New_York' } }, 'meeting.ends-before-it-opens'],
    [{ type: 'organ' }, 'meeting.organ-missing'],
    [
      {
        opensAt: { wallTime: '2012-08-20T09:00', zone: 'UTC' },
        endsAt: { wallTime: '2012-08-21T09:00', zone: 'UTC' },
      },
      'meeting.notice-too-short',
    ],
  ])('refuses %j as %s', (payload, code) => {
    const start = plenaryMeeting.start.refusal(
      null as never,
      {
        type: 'start',
        occurredAt: '2012-08-01T09:00:00.000Z',
        commandId: 'c',
        actor: chair.actor,
        payload: plenaryMeeting.start.payload.parse({ ...CONVENE, ...payload }),
        facts: { roles: ['chair'] },
      } as never,
    );
    expect(start?.code).toBe(code);
  });

  it('takes what broken procedures carried over onto its agenda, with their file', () => {
    const origin = { workflow: 'written-procedure', caseId: 'x', reference: 'KP/WP/1' };
    const drive = convened({}, { carried: [{ id: 'kp-wp-1', title: 'Broken', origin }] });
    expect(memory(drive).items).toMatchObject([{ id: 'kp-wp-1', origin, agenda: 'proposed' }]);
  });

  it('takes items up to the last instant of their notice, and not after it', () => {
    const limit = memory(convened()).limits.agenda.at;
    const before = new Date(Date.parse(limit) - 1).toISOString();
    const own = { items: [{ id: 'mine', title: 'Mine' }] };
    expect(() => convened().then('add-items', own, canada, { at: before })).not.toThrow();
    expect(convened().refusal('add-items', own, canada, { at: limit }).code).toBe('meeting.item-too-late');
    const amendment = { items: [{ id: 'core', title: 'Core Document', kind: 'amendment' }] };
    expect(convened().refusal('add-items', amendment, canada, { at: '2012-09-01T00:00:00Z' })).toMatchObject({
      code: 'meeting.amendment-too-late',
      message: expect.stringContaining('VI.18'),
    });
  });

  it('takes an organ’s recommendation from the offices alone, and lets whoever brought an item withdraw it', () => {
    const brought = { id: 'mine', title: 'Mine' };
    expect(convened().refusal('add-items', { items: [{ ...brought, source: 'PC' }] }, canada).code).toBe(
      'meeting.not-yours-to-recommend',
    );
    const drive = convened().then('add-items', { items: [brought] }, canada);
    expect(drive.refusal('withdraw-item', { item: 'mine', reason: 'x' }, ghana).code).toBe(
      'meeting.not-your-item',
    );
    drive.then('withdraw-item', { item: 'mine', reason: 'settled' }, canada);
    expect(memory(drive).items[0]?.agenda).toBe('withdrawn');
  });

  it('refuses an item twice, and withdraws one that is not wanted any more', () => {
    expect(withItems().refusal('add-items', { items: [items[0]!] }, secretary).code).toBe(
      'meeting.item-exists',
    );
    const drive = withItems().then('withdraw-item', { item: 'definition', reason: 'later' }, secretary);
    expect(memory(drive).items[1]).toMatchObject({ agenda: 'withdrawn', agendaNote: 'later' });
  });

  it('has its items in the order that the offices give them, before the agenda is adopted', () => {
    const drive = withItems().then('add-items', { items: [{ id: 'mine', title: 'Mine' }] }, canada);
    const order = (): string[] => memory(drive).items.map(({ id }) => id);
    expect(order()).toEqual(['admissions', 'definition', 'mine']);
    drive.then('place-item', { item: 'mine', place: 1 }, secretary);
    expect(order()).toEqual(['mine', 'admissions', 'definition']);
    drive.timePasses(OPENING).then('place-item', { item: 'mine', place: 2 }, chair);
    expect(order()).toEqual(['admissions', 'mine', 'definition']);
    for (const [item, place, code] of [
      ['mine', 2, 'meeting.no-such-place'],
      ['mine', 4, 'meeting.no-such-place'],
      ['nothing', 1, 'meeting.item-unknown'],
    ] as const)
      expect(drive.refusal('place-item', { item, place }, chair).code).toBe(code);
    expect(drive.refusal('place-item', { item: 'mine', place: 1 }, canada).code).toMatch(/role/);
  });

  it('moved, counts its notices from the new opening and tells everybody', () => {
    const drive = withItems().then(
      'reschedule',
      {
        opensAt: { wallTime: '2012-12-04T09:00', zone: 'America/New_York' },
        endsAt: { wallTime: '2012-12-07T18:00', zone: 'America/New_York' },
        reason: 'storm',
      },
      chair,
    );
    expect(drive.next?.dueAt.slice(0, 10)).toBe(memory(drive).limits.agenda.at.slice(0, 10));
    expect(memory(drive).limits.agenda.rule).toContain('before 2012-12-04');
    expect(noticesOf(drive)).toEqual(['convened', 'rescheduled']);
    expect(drive.lastEffects.at(-1)).toEqual({
      topic: 'meeting-dated',
      payload: { meeting: 'KP/PLENARY/2012', event: 'plenary-2012', opensAt: '2012-12-04T14:00:00.000Z' },
    });
    drive.then('cancel', { reason: 'no host' }, chair);
    expect(drive.lastEffects.at(-1)?.payload).toMatchObject({ event: 'plenary-2012', opensAt: null });
  });

  it('opens at its hour, not before', () => {
    const before = withItems().timePasses('2012-11-27T13:59:59.999Z');
    expect(before.state).toContain('convened');
    expect(before.timePasses(OPENING).state).toBe('opening');
    expect(memory(before).openedAt).toBe(OPENING);
  });
});

describe('opened', () => {
  it('adopts the agenda, records what was refused, and takes up late items if all agree', () => {
    const drive = withItems()
      .timePasses(OPENING)
      .then(
        'adopt-agenda',
        {
          refused: [{ item: 'definition', reason: 'no consensus on the item' }],
          late: [{ id: 'floods', title: 'Floods' }],
        },
        chair,
      );
    expect(memory(drive).items.map(({ id, agenda }) => [id, agenda])).toEqual([
      ['admissions', 'admitted'],
      ['definition', 'refused'],
      ['floods', 'admitted'],
    ]);
    expect(drive.records).toContainEqual({
      type: 'item-refused',
      data: { item: 'definition', reason: 'no consensus on the item' },
    });
    expect(drive.refusal('find', { item: 'definition', result: 'noted' }, chair).code).toBe(
      'meeting.item-not-on-agenda',
    );
  });

  it('takes up a late item with whoever is present and asked for it, and with nobody who is not', () => {
    const drive = withItems().timePasses(OPENING).then('register-attendance', present, secretary);
    const late = (askedBy: string): JsonObject => ({ late: [{ id: 'floods', title: 'Floods', askedBy }] });
    expect(drive.refusal('adopt-agenda', late('ZWE'), chair)).toMatchObject({
      code: 'meeting.asker-absent',
      field: 'late.0.askedBy',
    });
    drive.then('adopt-agenda', late('CAN'), chair);
    expect(memory(drive).items.at(-1)).toMatchObject({ id: 'floods', agenda: 'admitted', askedBy: 'CAN' });
    expect(memory(drive).items[0]).not.toHaveProperty('askedBy');
  });

  it('is not adopted over an objection to it, nor without the Participants it needs', () => {
    const drive = withItems().timePasses(OPENING).then('register-attendance', present, secretary);
    drive.then('object', { to: 'agenda', party: 'CAN', statement: 'An item is missing.' }, canada);
    expect(drive.refusal('adopt-agenda', {}, chair).code).toBe('meeting.objection-stands');
    expect(drive.refusal('object', { to: 'agenda', party: 'WDC', statement: 'No.' }, secretary).code).toBe(
      'meeting.no-standing',
    );
    drive.then('lift-objection', { to: 'agenda', party: 'CAN' }, canada).then('adopt-agenda', {}, chair);
    expect(drive.state).toContain('in-session');
    const few = convened({ quorum: 2 }).then('add-items', { items }, secretary).timePasses(OPENING);
    few.then('register-attendance', present, secretary); // two Participants, one of them without credentials
    expect(few.refusal('adopt-agenda', {}, chair)).toMatchObject({
      code: 'meeting.no-quorum',
      message: expect.stringContaining('1 of 2'),
    });
  });

  it('registers delegations as what the roll says, each once, and takes one off again', () => {
    const drive = withItems().timePasses(OPENING);
    const attendee = (party: string, as: string): JsonObject => ({
      party,
      name: party,
      as,
      credentials: true,
    });
    const refused = (...attendees: JsonObject[]): string =>
      drive.refusal('register-attendance', { attendees }, secretary).code;
    expect(refused(attendee('WDC', 'participant'))).toBe('meeting.not-on-roll');
    expect(refused(attendee('RUR', 'participant'))).toBe('meeting.not-on-roll');
    expect(refused(attendee('CAN', 'guest'))).toBe('meeting.not-on-roll');
    expect(refused(attendee('CAN', 'participant'), attendee('CAN', 'participant'))).toBe(
      'meeting.attends-twice',
    );
    drive.then('register-attendance', { attendees: [attendee('World Bank', 'guest')] }, secretary);
    drive.then('withdraw-attendance', { party: 'World Bank', reason: 'left' }, secretary);
    expect(memory(drive).attendance).toEqual([]);
    expect(drive.refusal('withdraw-attendance', { party: 'World Bank', reason: 'x' }, secretary).code).toBe(
      'meeting.not-attending',
    );
  });

  it('is for the Chair to adopt', () => {
    expect(withItems().timePasses(OPENING).refusal('adopt-agenda', {}, secretary).code).toBe(
      'procedure.not-your-role',
    );
  });
});

describe('in session', () => {
  it('finds no consensus over an objection that stands, and finds it once the objection gives way', () => {
    const drive = inSession().then(
      'take-position',
      { item: 'admissions', party: 'CAN', kind: 'objection', statement: 'Not yet.' },
      canada,
    );
    expect(drive.refusal('find', { item: 'admissions', result: 'consensus' }, chair)).toMatchObject({
      code: 'meeting.objection-stands',
      message: expect.stringContaining('VI.5'),
    });
    drive
      .then('consult', { item: 'admissions', note: 'The Chair spoke with Canada.' }, chair)
      .then('take-position', { item: 'admissions', party: 'CAN', kind: 'abstain' }, canada)
      .then('find', { item: 'admissions', result: 'consensus' }, chair);
    expect(memory(drive).items[0]?.findings).toMatchObject([{ result: 'consensus' }]);
  });

  it.each([
    [{ party: 'WDC', kind: 'support' }, secretary, 'meeting.no-standing'],
    [{ party: 'FRA', kind: 'support' }, secretary, 'meeting.not-attending'],
    [{ party: 'CAN', kind: 'objection' }, canada, 'meeting.reason-missing'],
    [{ party: 'CAN', kind: 'support' }, ghana, 'meeting.not-your-party'],
    [{ party: 'GHA', kind: 'support' }, ghana, 'meeting.no-credentials'],
  ])('refuses the position %j', (position, by, code) => {
    expect(inSession().refusal('take-position', { item: 'admissions', ...position }, by).code).toBe(code);
  });

  it('runs past its planned end, as a fact that ends nothing', () => {
    const drive = agreed().timePasses(END);
    expect([drive.state, drive.described.status, memory(drive).overran]).toEqual([
      'in-session.overrun',
      'in overrun',
      true,
    ]);
    expect(drive.then('close', {}, chair, { at: '2012-12-01T05:00:00Z' }).state).toBe('closed');
  });

  it('sends an item to written procedure', () => {
    const draft = {
      reference: 'KP/WP/9',
      title: 'Definition',
      subject: 'Definition',
      texts: [{ language: 'en', body: 'Any.' }],
    };
    const drive = inSession().then('send-to-written-procedure', { item: 'definition', draft }, chair);
    expect(drive.lastEffects).toEqual([
      { topic: 'open-procedure', payload: { meeting: 'KP/PLENARY/2012', item: 'definition', draft } },
    ]);
    expect(memory(drive).items[1]?.findings).toMatchObject([{ result: 'to-written-procedure' }]);
  });

  it('lets nobody but the offices speak in another’s name, and nobody act on a matter that is hidden from them', () => {
    const hidden = { id: 'concern', title: 'A concern', visibility: 'concerned', concerns: ['GHA'] };
    const drive = convened()
      .then('add-items', { items: [...items, hidden] }, secretary)
      .timePasses(OPENING)
      .then('register-attendance', present, secretary)
      .then('adopt-agenda', {}, chair);
    const said = { item: 'definition', by: 'GHA', text: 'We agree.' };
    expect(drive.refusal('make-statement', said, canada).code).toBe('meeting.not-your-party');
    expect(() => drive.then('make-statement', said, secretary)).not.toThrow();
    const refusal = drive.refusal('make-statement', { item: 'concern', by: 'CAN', text: 'What?' }, canada);
    expect(refusal.code).toBe('meeting.item-unknown');
    expect(refusal.message).not.toMatch(/are: .*concern/);
    expect(drive.described.needed).not.toContain('concern');
  });

  it('takes a procedure’s file onto its agenda from nobody but the system', () => {
    const origin = { workflow: 'written-procedure', caseId: 'x', reference: 'KP/WP/1' };
    const item = { id: 'procedure-1', title: 'Broken', origin };
    expect(convened().refusal('add-items', { items: [item] }, canada).code).toBe('meeting.origin-not-yours');
    const opening = withItems().timePasses(OPENING);
    expect(opening.refusal('adopt-agenda', { late: [item] }, chair).code).toBe('meeting.origin-not-yours');
    expect(
      convened().refusal('add-items', { items: [{ id: 'procedure-1', title: 'Mine' }] }, canada).code,
    ).toBe('meeting.id-reserved');
    const late = '2012-11-20T00:00:00Z'; // its own notice was the procedure's
    const waiting = { at: late, facts: { carried: [item] } };
    expect(() => convened().then('add-items', { items: [item] }, system, waiting)).not.toThrow();
    expect(convened().refusal('add-items', { items: [item] }, system, { at: late }).code).toBe(
      'meeting.not-waiting',
    );
  });

  it('does not close on a decision whose consensus was lost after it was recorded', () => {
    const drive = recording(agreed(), clause('1a'));
    drive.then('find', { item: 'admissions', result: 'no-consensus' }, chair);
    expect(drive.refusal('close', {}, chair).code).toBe('meeting.no-consensus');
    drive.then('find', { item: 'admissions', result: 'consensus' }, chair).then('close', {}, chair);
    expect(drive.state).toBe('closed');
  });

  it('does not close on a consensus to which somebody objected afterwards', () => {
    const objection = { item: 'admissions', party: 'CAN', kind: 'objection', statement: 'Wait.' };
    const drive = recording(agreed(), clause('1a')).then('take-position', objection, canada);
    expect(drive.refusal('close', {}, chair)).toMatchObject({
      code: 'meeting.no-consensus',
      message: expect.stringContaining('CAN objected after consensus was found'),
    });
  });

  it('keeps who gave a position, and lets an office change a delegation’s own only with the reason', () => {
    const objection = { item: 'admissions', party: 'CAN', kind: 'objection', statement: 'Not yet.' };
    const drive = inSession().then('take-position', objection, canada);
    const support = { item: 'admissions', party: 'CAN', kind: 'support' };
    expect(drive.refusal('take-position', support, secretary).code).toBe('meeting.position-not-yours');
    drive.then('take-position', { ...support, statement: 'Said so in the room.' }, secretary);
    expect(memory(drive).items[0]?.positions.map(({ by }) => by.id)).toEqual(['canada', 'secretary']);
  });

  it('follows the recommendation of an organ, as it was recorded', () => {
    const drive = inSession().then('follow-recommendation', { item: 'admissions' }, chair);
    expect(memory(drive).items[0]?.findings).toMatchObject([{ result: 'consensus' }]);
    expect(drive.refusal('follow-recommendation', { item: 'definition' }, chair).code).toBe(
      'meeting.nothing-recommended',
    );
    drive
      .then('recommend', { item: 'definition', organ: 'CKR', outcome: 'wait', result: 'deferred' }, chair)
      .then('follow-recommendation', { item: 'definition' }, chair);
    expect(memory(drive).items[1]?.findings).toMatchObject([{ result: 'deferred' }]);
  });

  it('sends nothing to written procedure that has ended, and takes the item back when no draft could be made', () => {
    const draft = { reference: 'R', title: 'T', subject: 'S', texts: [{ language: 'en', body: 'Any.' }] };
    const drive = inSession().then('send-to-written-procedure', { item: 'definition', draft }, chair);
    expect(drive.refusal('send-to-written-procedure', { item: 'definition', draft }, chair).code).toBe(
      'meeting.item-has-ended',
    );
    drive.then('note-draft-refused', { item: 'definition', reason: 'R is in use.' }, system);
    expect(memory(drive).items[1]?.findings.at(-1)).toMatchObject({
      result: 'deferred',
      note: 'R is in use.',
    });
    expect(() => drive.then('send-to-written-procedure', { item: 'definition', draft }, chair)).not.toThrow();
  });

  it('does not close while an item has no finding', () => {
    expect(inSession().refusal('close', {}, chair)).toMatchObject({
      code: 'meeting.items-open',
      message: expect.stringContaining('admissions, definition'),
    });
  });
});

describe('clauses', () => {
  it.each<[string, Partial<Clause>]>([
    ['meeting.no-consensus', { item: null }],
    ['meeting.no-consensus', { item: 'definition' }],
    ['meeting.addressee-missing', { verb: 'requested', fact: { kind: 'mandate', task: 'report' } }],
    ['meeting.deadline-before-trigger', { deadline: { kind: 'day', on: '2012-11-20' } }],
    [
      'meeting.deadline-before-trigger',
      { deadline: { kind: 'soft', words: 'soon', reviewOn: '2012-01-01' } },
    ],
    ['meeting.reference-lost', { refersTo: ['99z'] }],
    ['meeting.item-unknown', { verb: 'noted', item: 'definitoin' }],
  ])('are refused as %s', (code, more) => {
    expect(refusedClause(more)).toBe(code);
  });

  it('are taken all or none', () => {
    const drive = agreed();
    drive.refusal('record-clauses', { clauses: [clause('1a'), clause('1b', { item: null })] }, secretary);
    expect(memory(drive).clauses).toEqual([]);
  });

  it('that the records would not take are refused with the rule behind it', () => {
    const facts = { refusedByRecords: { '1a': 'The PC has nine members. Rule «pc-size».' } };
    expect(
      agreed().refusal('record-clauses', { clauses: [clause('1a')] }, secretary, { facts }),
    ).toMatchObject({ code: 'meeting.refused-by-records', message: expect.stringContaining('pc-size') });
  });

  it('that take note need no consensus, and change nothing: whom a meeting welcomes it has not admitted', () => {
    const drive = recording(agreed(), clause('1a', { verb: 'welcomed', item: null }));
    drive.then('close', {}, chair);
    expect(drive.lastEffects).toEqual([]);
  });

  it.each<[string, Partial<Clause>]>([
    ['meeting.verb-does-not-decide', { verb: 'invited', addressees: ['chair'], item: null }],
    [
      'meeting.verb-does-not-decide',
      {
        verb: 'tasked',
        addressees: ['CKR'],
        item: null,
        fact: { kind: 'merger', from: ['PC', 'SC'], into: 'CPC', name: null },
      },
    ],
    ['meeting.deadline-before-trigger', { fact: { ...ADMISSION, effectiveOn: '2001-01-01' } }],
    [
      'meeting.deadline-before-trigger',
      { deadline: { kind: 'event', event: 'plenary-2009', words: 'then', reviewOn: '2013-01-01' } },
    ],
  ])('change no rights by the way: %s', (code, more) => {
    expect(refusedClause(more)).toBe(code);
  });

  it('that an organ or a Participant is said to decide change no rights of others, and an organ may invite guests to itself', () => {
    const decided: Partial<Clause> = { verb: 'decided', item: null };
    const guests: Clause['fact'] & { kind: 'seats' } = {
      kind: 'seats',
      organ: 'CKR',
      parties: ['ZWE'],
      capacity: 'guest',
    };
    const drive = recording(
      agreed(),
      clause('1a', { ...decided, by: 'ZWE' }),
      clause('1b', { ...decided, by: 'CKR', fact: { ...guests, organ: 'WGM' } }),
      clause('1c', { ...decided, by: 'CKR', fact: guests }),
    );
    drive.then('close', {}, chair);
    expect(drive.lastEffects.map(({ payload }) => (payload['clause'] as Clause).id)).toEqual(['1c']);
  });

  it('that give a mandate need no consensus on their item, but none may have been sought there in vain', () => {
    const mandate: Partial<Clause> = {
      verb: 'tasked',
      addressees: ['CKR'],
      fact: { kind: 'mandate', task: 'report' },
    };
    expect(refusedClause({ ...mandate, item: 'definition' })).toBe('meeting.no-consensus');
    expect(() => recording(agreed(), clause('1a', { ...mandate, item: null }))).not.toThrow();
  });

  it('fall due after they are recorded, wherever the meeting is', () => {
    const late = agreed().timePasses('2012-12-01T09:00:00Z');
    const due = { clauses: [clause('1a', { deadline: { kind: 'day', on: '2012-11-30' } })] };
    expect(late.refusal('record-clauses', due, secretary).code).toBe('meeting.deadline-before-trigger');
    const never = { clauses: [clause('1a', { deadline: { kind: 'day', on: '9999-12-31' } })] };
    expect(late.refusal('record-clauses', never, secretary).field).toBe('clauses.0.deadline');
  });

  it('of a meeting whose organ was merged are its successor’s to decide', () => {
    const session = convened({ type: 'organ', organs: ['PC', 'WGS'] })
      .then('add-items', { items: [{ id: 'file', title: 'A file', concerns: ['PC'] }] }, secretary)
      .then('succeed-organ', { from: 'PC', to: 'CPC' }, system);
    expect([memory(session).organs, memory(session).items[0]?.concerns]).toEqual([['CPC', 'WGS'], ['CPC']]);
    expect(session.refusal('succeed-organ', { from: 'PC', to: 'CPC' }, system).code).toBe(
      'meeting.not-of-this-organ',
    );
  });

  it('of an organ’s meeting decide for that organ alone, and by its consensus', () => {
    const session = convened({ type: 'organ', organs: ['WGDE', 'WGS'] })
      .then('add-items', { items: [items[1]!] }, secretary)
      .timePasses(OPENING)
      .then('adopt-agenda', {}, chair);
    const decision = (by: string): JsonObject => ({
      clauses: [
        clause('1a', {
          by,
          verb: 'adopted',
          item: 'definition',
          fact: { kind: 'organ-decision', organ: 'WGS', subject: 'methodology' },
        }),
      ],
    });
    expect(session.refusal('record-clauses', decision('plenary'), secretary).code).toBe(
      'meeting.beyond-its-remit',
    );
    expect(session.refusal('record-clauses', decision('WGS'), secretary).code).toBe('meeting.no-consensus');
    session.then('find', { item: 'definition', result: 'consensus' }, chair);
    expect(() => session.then('record-clauses', decision('WGS'), secretary)).not.toThrow();
  });

  it('decided by an organ within its remit need no item of the Plenary', () => {
    const fact = { kind: 'organ-decision', organ: 'WGS', subject: 'methodology' } as const;
    expect(() =>
      recording(inSession(), clause('22a', { by: 'WGS', verb: 'adopted', item: null, fact })),
    ).not.toThrow();
  });

  it('are carried out when the meeting closes, prose excepted', () => {
    const drive = recording(
      agreed(),
      clause('1a'),
      clause('2a', { verb: 'informed', fact: { kind: 'note' } }),
    );
    drive.then('close', {}, chair);
    expect(drive.lastEffects.map(({ topic, payload }) => [topic, (payload['clause'] as Clause).id])).toEqual([
      ['carry-out', '1a'],
    ]);
  });

  it('of a body whose decisions take effect with publication are carried out then', () => {
    const drive = convened({ effectOn: 'publication' })
      .then('add-items', { items: [items[0]!] }, secretary)
      .timePasses(OPENING)
      .then('adopt-agenda', {}, chair)
      .then('find', { item: 'admissions', result: 'consensus' }, chair);
    recording(drive, clause('1a')).then('close', {}, chair);
    expect(drive.lastEffects).toEqual([]);
    drive.then('adopt-communique', {}, chair).then('publish', {}, secretary);
    expect(drive.lastEffects.map(({ topic }) => topic)).toContain('carry-out');
  });
});

describe('the communiqué', () => {
  const text = (drive: Drive): string[] =>
    draftCommunique(memory(drive), { WGM: 'the Working Group on Monitoring', PAN: 'Panama' }).map(
      (one) => one.text,
    );

  it('is drafted from the clauses: verb, addressees, term, report and references in their places', () => {
    const mandate = clause('4a', {
      paragraph: 9,
      verb: 'tasked',
      text: 'with a road map',
      fact: { kind: 'mandate', task: 'road map' },
      source: 'WGM',
      addressees: ['WGM'],
      deadline: { kind: 'day', on: '2013-04-01' },
      reportTo: 'plenary-2013',
      refersTo: ['1a'],
    });
    expect(text(recording(agreed(), clause('1a'), mandate))).toEqual([
      'The Plenary endorsed the admission of Panama.',
      'As recommended by the Working Group on Monitoring, the Plenary tasked the Working Group on Monitoring with a road map by 1 April 2013, and to report to the Plenary of 2013 (see paragraph 1).',
    ]);
  });

  it('numbers its paragraphs without gaps', () => {
    const drive = recording(agreed(), clause('1a', { paragraph: 3 }), clause('1b', { paragraph: 9 }));
    expect([...paragraphNumbers(memory(drive))]).toEqual([
      [3, 1],
      [9, 2],
    ]);
  });

  it('shows an edit, keeps what it was drafted from, and asks for another look when the fact changes', () => {
    const drive = recording(agreed(), clause('1a')).then(
      'edit-sentence',
      { clauseId: '1a', text: 'Panama was admitted.' },
      secretary,
    );
    expect(text(drive)).toEqual(['Panama was admitted.']);
    const changed = drive.then(
      'amend-clause',
      { clause: clause('1a', { text: 'the admission of Kenya' }), reason: 'wrong' },
      secretary,
    );
    expect(draftCommunique(memory(changed), {})).toMatchObject([{ outdated: true, grounded: true }]);
    drive.then('close', {}, chair);
    expect(drive.refusal('adopt-communique', {}, chair).code).toBe('communique.outdated-edits');
    const editId = memory(drive).edits[0]?.id ?? '';
    drive.then('drop-edit', { editId }, secretary).then('adopt-communique', {}, chair);
    expect(drive.state).toBe('communique-adopted');
  });

  it('shows a sentence that rests on no fact as such', () => {
    const drive = recording(agreed(), clause('1a')).then(
      'add-sentence',
      { paragraph: 3, text: 'All were glad.' },
      secretary,
    );
    expect(draftCommunique(memory(drive), {}).map(({ text: line, grounded }) => [line, grounded])).toEqual([
      ['The Plenary endorsed the admission of Panama.', true],
      ['All were glad.', false],
    ]);
  });

  it('empty is not adopted; the Chair states the outcome instead', () => {
    const drive = agreed().then('close', {}, chair);
    expect(drive.refusal('adopt-communique', {}, chair).code).toBe('communique.empty');
    expect(drive.then('close-with-statement', { statement: 'Ninety-eight items.' }, chair).ended).toBe(true);
    expect(drive.lastEffects.map(({ payload }) => payload['template'])).toEqual(['statement']);
  });

  it('is not adopted over an objection to its text', () => {
    const drive = recording(agreed(), clause('1a')).then('close', {}, chair);
    drive.then('object', { to: 'communique', party: 'CAN', statement: 'Not this word.' }, canada);
    expect(drive.refusal('adopt-communique', {}, chair).code).toBe('meeting.objection-stands');
    drive.then('lift-objection', { to: 'communique', party: 'CAN' }, secretary);
    expect(drive.then('adopt-communique', {}, chair).state).toBe('communique-adopted');
  });
});

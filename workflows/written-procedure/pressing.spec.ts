/** Silent members: reminded by hand, called, and links that reached somebody else. */
import { describe, expect, it } from '@jest/globals';
import type { Drive } from '../../test/support/drive.js';
import {
  aDraft,
  aProcedure,
  answers,
  chair,
  colleague,
  delegate,
  formerChair,
  lastMails,
  mailer,
  memory,
  secretary,
} from '../../test/support/written-procedure.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { procedureContextSchema } from './written-procedure.context.js';
import { tally } from './written-procedure.rules.js';

const CLOSED = '2026-07-23T00:00:00Z';
const procedure = (): Drive => aProcedure({ members: 4 });
const bounced = (drive: Drive, party: string, post: string): Drive =>
  drive.then(
    'record-undeliverable',
    { party, contactId: `${party}-${post}`, mailId: 'mail-1', diagnostic: '550 no such user' },
    mailer,
  );
const remind = (members: readonly string[], contacts: readonly string[] | null = null): JsonObject => ({
  members: [...members],
  contacts: contacts && [...contacts],
});
const call = (more: JsonObject = {}): JsonObject => ({
  party: 'M2',
  channel: 'call',
  on: '2026-07-02',
  with: 'Ms Mensah, desk officer',
  result: 'reached',
  text: 'She will consult the ministry.',
  ...more,
});

describe('a reminder by hand', () => {
  it('goes to exactly the members named, at their working addresses, and says how long is left', () => {
    const drive = bounced(procedure(), 'M3', 'head').then('remind', remind(['M2', 'M3']), secretary, {
      at: '2026-07-17T09:00:00Z',
    });
    expect(lastMails(drive)).toEqual(['reminder M2-head', 'reminder M2-deputy', 'reminder M3-deputy']);
    expect(drive.lastEffects.map(({ payload }) => payload['facts'])).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ label: '5-days' })),
    );
    expect(drive.lastEffects.every(({ payload }) => payload['statutory'] === false)).toBe(true);
    expect(drive.history.at(-1)).toBe('reminded-by-hand');
    expect(memory(drive).handReminders).toEqual([
      { at: '2026-07-17T09:00:00.000Z', by: 'secretary', members: ['M2', 'M3'] },
    ]);
  });

  it('goes to the contacts named alone, where a list names them', () => {
    const drive = procedure().then('remind', remind(['M2', 'M3'], ['M2-deputy', 'M3-head']), chair);
    expect(lastMails(drive)).toEqual(['reminder M2-deputy', 'reminder M3-head']);
  });

  it.each([
    ['2026-07-21T00:00:00.000Z', '2-days'],
    ['2026-07-22T00:00:00.000Z', '1-days'],
    ['2026-07-22T00:00:00.001Z', '23-hours'],
    ['2026-07-22T23:00:00.000Z', '1-hours'],
    ['2026-07-22T23:00:00.001Z', 'last-morning'],
  ])('at %s says %s', (at, label) => {
    const drive = procedure().then('remind', remind(['M2']), secretary, { at });
    expect(drive.lastEffects[0]?.payload['facts']).toMatchObject({ label });
  });

  it('leaves the timetable of reminders, the deadline and the count as they were', () => {
    const before = procedure();
    const after = procedure().then('remind', remind(['M2']), secretary);
    expect(after.next).toEqual(before.next);
    expect({ ...memory(after), handReminders: undefined }).toEqual({
      ...memory(before),
      handReminders: undefined,
    });
  });

  it('is taken once a day, by the day of the zone of the deadline, and shows on the board', () => {
    const drive = procedure().then('remind', remind(['M2']), secretary, { at: '2026-07-06T08:00:00Z' });
    expect(drive.waiting[0]?.rung.last).toBe('some were reminded by hand');
    expect(
      drive.refusal('remind', remind(['M3', 'M2']), colleague, { at: '2026-07-06T23:59:59Z' }),
    ).toMatchObject({
      code: 'reminder.today-already',
      field: 'members',
      message: expect.stringMatching(/^Member M2: /),
    });
    drive.then('remind', remind(['M3']), colleague);
    drive.then('remind', remind(['M2']), colleague, { at: '2026-07-07T00:00:00Z' });
  });

  it.each([
    [
      'a member has answered',
      remind(['M2', 'M3']),
      'reminder.answered',
      /^Member M2: there is an answer already/,
    ],
    ['one is no member', remind(['M3', 'OBS', 'XXX']), 'procedure.not-a-member', /^OBS, XXX: /],
    ['no address of a member works', remind(['M3', 'M4']), 'reminder.reaches-nobody', /^Member M4: .* Call/],
    [
      'a contact is nobody’s of these',
      remind(['M3'], ['M3-head', 'M1-head']),
      'reminder.unknown-contact',
      /^M1-head: /,
    ],
    [
      'those named of a member are out of reach',
      remind(['M1', 'M3'], ['M1-head']),
      'reminder.reaches-nobody',
      /^Member M3: /,
    ],
  ])('is refused whole when %s', (_when, payload, code, message) => {
    const drive = bounced(bounced(answers(procedure(), 'M2', 'support'), 'M4', 'head'), 'M4', 'deputy');
    expect(drive.refusal('remind', payload, secretary)).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('does not stop a member from being reminded whose answer was taken back', () => {
    const drive = answers(procedure(), 'M2', 'support', { id: 'answer-1' });
    drive.then('withdraw-position', { positionId: 'answer-1' }, delegate('M2'));
    expect(lastMails(drive.then('remind', remind(['M2']), secretary))).toHaveLength(2);
  });

  it('is for Chair and Secretariat, and for an open window', () => {
    const drive = procedure();
    expect(drive.refusal('remind', remind(['M2']), formerChair).code).toBe('procedure.not-your-role');
    expect(drive.timePasses(CLOSED).state).not.toMatch(/^open/);
    expect(drive.refusal('remind', remind(['M2']), secretary).message).toContain('remind');
    expect(aDraft().refusal('remind', remind(['M2']), secretary).message).toContain('remind');
  });

  it.each([
    ['nobody is named', { members: [] }],
    ['somebody is named twice', { members: ['M2', 'M2'] }],
    ['the list of contacts is empty', { members: ['M2'], contacts: [] }],
  ])('does not parse when %s', (_when, payload) => {
    expect(() => procedure().then('remind', payload, secretary)).toThrow();
  });
});

describe('a call or note verbale', () => {
  it('is kept with day, channel, whom and what was said; it is no answer and no delivery', () => {
    const before = tally(memory(procedure()));
    const drive = procedure().then('log-contact', call(), secretary, { at: '2026-07-03T09:00:00Z' });
    expect(memory(drive).contactLog).toEqual([
      { ...call(), by: 'secretary', at: '2026-07-03T09:00:00.000Z' },
    ]);
    expect(tally(memory(drive))).toEqual(before);
    expect([drive.lastEffects, drive.waiting[0]?.rung.last]).toEqual([
      [],
      'a call or note verbale was logged',
    ]);
  });

  it('is logged when the window has closed, too: it was made before', () => {
    const drive = procedure().timePasses('2026-07-22T00:00:00Z');
    drive
      .timePasses(CLOSED)
      .then('log-contact', call({ on: '2026-07-22', result: 'not-reached' }), colleague);
    expect(memory(drive).contactLog).toHaveLength(1);
  });

  it.each([
    [
      'it is before the launch, wherever one is',
      call({ on: '2026-06-30' }),
      'contact-log.before-launch',
      'on',
    ],
    ['the day has begun nowhere', call({ on: '2026-07-03' }), 'contact-log.in-the-future', 'on'],
    ['it was to no member', call({ party: 'OBS' }), 'procedure.not-a-member', 'party'],
  ])('is refused when %s', (_when, payload, code, field) => {
    expect(procedure().refusal('log-contact', payload, secretary)).toMatchObject({ code, field });
  });

  it.each(['2026-07-01', '2026-07-02'])(
    'of %s is taken at noon UTC of the first: it is that day somewhere',
    (on) => {
      expect(memory(procedure().then('log-contact', call({ on }), secretary)).contactLog?.[0]?.on).toBe(on);
    },
  );

  it('is not for delegates', () => {
    expect(procedure().refusal('log-contact', call(), delegate('M2')).code).toBe('procedure.not-your-role');
  });
});

describe('a link that reached somebody else', () => {
  const report = (
    drive: Drive,
    post = 'head',
    party = 'M2',
    role: 'participant' | 'observer' = 'participant',
  ): Drive => drive.then('report-wrong-recipient', { contactId: `${party}-${post}` }, delegate(party, role));

  it('ends, counts as an address that does not work, and waits for the Secretariat', () => {
    const drive = report(procedure());
    expect(drive.lastEffects).toEqual(
      [
        {
          topic: 'revoke-links',
          payload: { round: 1, party: 'M2', contactId: 'M2-head', reason: 'not-me' },
          key: expect.anything(),
        },
      ].map(({ topic, payload }) => expect.objectContaining({ topic, payload })),
    );
    expect(drive.waiting.find(({ key }) => key === 'contact/M2/M2-head')).toMatchObject({
      on: ['secretariat'],
      what: 'another contact for Member M2, whose link reached somebody else',
      since: '2026-07-01T12:00:00.000Z',
    });
    expect(lastMails(drive.then('remind', remind(['M2']), secretary))).toEqual(['reminder M2-deputy']);
  });

  it('leaves a delegation out of reach when it was the last one', () => {
    const drive = report(report(procedure()), 'deputy');
    expect(tally(memory(drive)).unreachable).toEqual(['M2']);
    expect(drive.records.at(-1)).toEqual({ type: 'party-unreachable', data: { party: 'M2' } });
  });

  it.each([
    [
      'replaced',
      'replace-contact',
      {
        party: 'M2',
        contactId: 'M2-head',
        contact: {
          id: 'M2-new',
          name: 'New',
          email: 'new@m2.example',
          languages: ['en'],
          zone: 'UTC',
          rank: 1,
        },
      },
    ],
    [
      'reached after all',
      'record-delivered',
      { party: 'M2', contactId: 'M2-head', evidence: 'By telephone.' },
    ],
  ])('is settled once the contact is %s', (_how, command, payload) => {
    const drive = report(procedure()).then(command, payload, secretary);
    expect(drive.waiting.map(({ key }) => key)).toEqual(['answers/1']);
  });

  it('may be an Observer’s; nobody reports a colleague’s', () => {
    report(procedure(), 'head', 'OBS', 'observer');
    const asOther = procedure().refusal(
      'report-wrong-recipient',
      { contactId: 'M2-deputy' },
      delegate('M2'),
      { asHimself: true },
    );
    expect(asOther.code).toBe('position.not-your-own');
  });
});

describe('an objection', () => {
  it('keeps which part it is about, why, and what would resolve it', () => {
    const said = {
      paragraph: 'Second paragraph',
      reason: 'Six months are too long.',
      resolution: 'Three months.',
    };
    const drive = answers(procedure(), 'M2', 'objection', said);
    expect(memory(drive).positions[0]).toMatchObject(said);
  });
});

describe('a history recorded before silent members could be pressed by hand', () => {
  it('replays into the same memory: nothing is there until it was done', () => {
    const drive = answers(procedure(), 'M2', 'objection');
    const keys = Object.keys(drive.context);
    expect(keys.filter((key) => ['handReminders', 'contactLog', 'wrongRecipients'].includes(key))).toEqual(
      [],
    );
    expect(Object.keys(memory(drive).positions[0] ?? {})).not.toEqual(
      expect.arrayContaining(['paragraph', 'resolution']),
    );
    expect(procedureContextSchema.parse(drive.context)).toEqual(drive.context);
  });
});

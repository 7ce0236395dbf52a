/** State by state: what happens, then what is refused and why. */
import { describe, expect, it } from '@jest/globals';
import type { Drive } from '../../test/support/drive.js';
import {
  HASH,
  REVISED_HASH,
  aDraft,
  aProcedure,
  answer,
  answers,
  chair,
  delegate,
  formerChair,
  lastMails,
  launchFacts,
  mailer,
  members,
  memory,
  secretary,
  support,
  without,
} from '../../test/support/written-procedure.js';
import { tally } from './written-procedure.rules.js';

const CLOSED = '2026-07-23T00:00:00Z';
const REVISED = [{ language: 'en', body: 'The body admits, on conditions.' }];
const revised = { facts: { textHash: REVISED_HASH } };
const adopt = { outcome: 'adopted', statement: 'The proposal is adopted.' };
const reject = { outcome: 'not-adopted', statement: 'The proposal is not adopted.' };
const lastTopics = (drive: Drive): readonly string[] => [
  ...new Set(drive.lastEffects.map((effect) => effect.topic)),
];

/** A KP procedure closed with 17 supporting answers. */
const adoptable = (): Drive => support(aProcedure(), 17).timePasses(CLOSED);
const adopted = (): Drive => adoptable().then('declare', adopt, chair, { at: '2026-07-24T09:00:00Z' });
const blocked = (): Drive => answers(support(aProcedure(), 17), 'M18', 'objection').timePasses(CLOSED);
const byFormerChair = { by: 'former chair', party: 'M2', at: '2026-07-23T08:00:00Z', ...adopt };
const withoutAuthority = (): Drive =>
  adoptable().then('register-declaration', byFormerChair, secretary, { at: '2026-07-23T09:00:00Z' });

describe('draft', () => {
  it('is amended freely, with the hash of each new text', () => {
    const drive = aDraft().then('amend-draft', { title: 'Another title', texts: REVISED }, chair, revised);
    expect(memory(drive)).toMatchObject({
      title: 'Another title',
      texts: REVISED,
      textHash: REVISED_HASH,
      subject: 'Admission of a member',
    });
  });

  it('is discarded, and nobody hears of it', () => {
    const drive = aDraft().then('discard', {}, secretary);
    expect([drive.state, drive.ended, drive.lastEffects]).toEqual(['discarded', true, []]);
  });

  it('launched freezes roll, rules, languages and Chair, and mails everybody', () => {
    const drive = aProcedure({ members: 2 });
    expect(memory(drive).frozen).toMatchObject({
      at: '2026-07-01T12:00:00.000Z',
      languages: ['en'],
      chair: { party: 'M1' },
      rules: { id: 'kp' },
    });
    expect(lastMails(drive)).toEqual([
      'launch M1-head',
      'launch M1-deputy',
      'launch M2-head',
      'launch M2-deputy',
      'launch OBS-head',
      'launch OBS-deputy',
    ]);
    expect(drive.next).toEqual({ name: 'reminder', dueAt: '2026-07-08T08:00:00.000Z' });
  });

  it('keeps a member excluded by the rules informed, as an observer', () => {
    const electorate = {
      memberConcerned: 'excluded',
      observers: 'recorded-never-counted',
      suspendedTrade: 'counts',
      source: 'assumed',
    };
    const drive = aProcedure({ members: 4, draft: { memberConcerned: 'M4' }, rules: { electorate } });
    expect(tally(memory(drive)).members).toBe(3);
    expect(memory(drive).frozen?.observers.map((party) => party.code)).toEqual(['OBS', 'M4']);
  });

  describe('refuses', () => {
    const launch = (
      payload: Parameters<Drive['then']>[1],
      options: Parameters<typeof launchFacts>[0] = {},
      by = chair,
    ) => aDraft().refusal('launch', { ruleSet: 'kp', ...payload }, by, { facts: launchFacts(options) });

    it.each([
      ['the sender holds no opening office', {}, {}, secretary, 'procedure.not-your-office'],
      ['nobody is on the roll', {}, { members: 0 }, chair, 'launch.nobody-to-ask'],
      [
        'the window is shorter than allowed',
        { period: { value: 4, unit: 'calendar-days' } },
        {},
        chair,
        'launch.window-out-of-bounds',
      ],
      [
        'the window is longer than allowed',
        { period: { value: 91, unit: 'calendar-days' } },
        {},
        chair,
        'launch.window-out-of-bounds',
      ],
      [
        'the deadline is no date',
        { deadline: { wallTime: '2026-02-30T12:00', zone: 'UTC' } },
        {},
        chair,
        'calendar.bad-wall-time',
      ],
      [
        'the zone does not exist',
        { deadline: { wallTime: '2026-07-20T12:00', zone: 'Mars/Olympus' } },
        {},
        chair,
        'calendar.unknown-zone',
      ],
      [
        'it is to open in the past',
        { opensAt: '2026-07-01T11:59:59.999Z' },
        {},
        chair,
        'launch.opens-too-early',
      ],
      [
        'a language is missing and not waived',
        { languages: ['en', 'fr'] },
        {},
        chair,
        'launch.languages-missing',
      ],
      [
        'the rules ask for a decision first',
        {},
        { preset: 'osce' as const },
        chair,
        'launch.precondition-missing',
      ],
    ])('launch if %s', (_why, payload, options, by, code) => {
      expect(launch(payload, options, by).code).toBe(code);
    });

    it('launch if the authoritative text is missing, waiver or not', () => {
      const drive = aDraft({ draft: { texts: [{ language: 'fr', body: 'La décision.' }] } });
      expect(
        drive.refusal('launch', { ruleSet: 'kp', languageWaiver: 'urgent' }, chair, { facts: launchFacts() })
          .code,
      ).toBe('launch.authoritative-text-missing');
    });

    it('launch if the records give no roll, naming what is missing', () => {
      expect(
        aDraft().refusal('launch', { ruleSet: 'kp' }, chair, { facts: without(launchFacts(), 'electorate') })
          .message,
      ).toContain('electorate');
    });

    it('amend-draft if it changes nothing, or changes the text without its hash', () => {
      expect(aDraft().refusal('amend-draft', {}, chair).code).toBe('draft.nothing-amended');
      expect(aDraft().refusal('amend-draft', { texts: REVISED }, chair).code).toBe('draft.hash-missing');
    });

    it('answers', () => {
      expect(aDraft().refusal('record-position', answer('M1', 'support'), delegate('M1')).code).toBe(
        'case.unexpected-state',
      );
    });
  });
});

describe('scheduled', () => {
  const scheduled = (): Drive => aProcedure({ members: 2, launch: { opensAt: '2026-07-10T09:00:00Z' } });

  it('opens at its instant, with the launch mail, and counts the window from there', () => {
    const drive = scheduled();
    expect([drive.state, drive.lastEffects]).toEqual(['scheduled', []]);
    drive.timePasses('2026-07-10T08:59:59.999Z');
    expect(drive.state).toBe('scheduled');
    drive.timePasses('2026-07-10T09:00:00Z');
    expect(drive.state).toBe('open.window.running + open.reminders.pacing');
    expect(lastMails(drive)).toHaveLength(6);
    expect(memory(drive).round?.deadline.wallTime).toBe('2026-07-31T24:00');
  });

  it('tells all at the launch where the rules ask for notice, and again at the opening', () => {
    const notice = { period: { value: 3, unit: 'calendar-days' }, source: 'assumed' };
    const drive = aProcedure({ members: 1, rules: { notice } });
    expect(drive.lastEffects[0]?.payload).toMatchObject({
      template: 'launch',
      facts: { kind: 'notice', opensAt: '2026-07-05T00:00:00.000Z' },
    });
    drive.timePasses('2026-07-05T00:00:00Z');
    expect(drive.lastEffects[0]?.payload).toMatchObject({ template: 'launch', facts: { kind: 'opening' } });
  });

  it('can be withdrawn', () => {
    expect(scheduled().then('withdraw', { reason: 'premature' }, chair).state).toBe('withdrawn');
  });

  it('refuses > record-position', () => {
    expect(scheduled().refusal('record-position', answer('M1', 'support'), delegate('M1')).code).toBe(
      'case.unexpected-state',
    );
  });
});

describe('open', () => {
  it('says what is needed and what comes next, with its numbers', () => {
    const drive = support(aProcedure(), 12);
    expect(drive.described).toEqual({
      status: 'open',
      needed:
        'Adopted if no member objects by 2026-07-23T00:00:00.000Z; 12 of at least 17 supporting answers received; 38 of 50 members have not answered.',
      next: {
        sentence: 'A reminder goes to those who have not answered.',
        at: '2026-07-08T08:00:00.000Z',
      },
    });
  });

  it('reminds only those who have not answered', () => {
    const drive = answers(aProcedure({ members: 2 }), 'M1', 'support').timePasses('2026-07-08T08:00:00Z');
    expect(lastMails(drive)).toEqual(['reminder M2-head', 'reminder M2-deputy']);
    expect(drive.lastEffects[0]?.payload).toMatchObject({ facts: { label: '14-days' }, statutory: false });
    expect(drive.records).toContainEqual({
      type: 'reminder-sent',
      data: { label: '14-days', recipients: 2 },
    });
  });

  it.each([
    ['2026-07-22T23:59:59.999Z', 'open.window.running + open.reminders.quiet'],
    ['2026-07-23T00:00:00.000Z', 'awaiting-declaration.noticing'],
    ['2026-07-23T00:00:00.001Z', 'awaiting-declaration.noticing'],
  ])('at %s is %s', (at, state) => {
    expect(support(aProcedure(), 17).timePasses(at).state).toBe(state);
  });

  it('extended takes answers until the new deadline, and tells all', () => {
    const drive = aProcedure({ members: 2 }).then(
      'extend',
      { to: { wallTime: '2026-07-29T24:00', zone: 'UTC' }, reason: 'holidays' },
      chair,
      { at: '2026-07-20T09:00:00Z' },
    );
    expect(lastMails(drive)).toEqual([
      'extension M1-head',
      'extension M1-deputy',
      'extension M2-head',
      'extension M2-deputy',
      'extension OBS-head',
      'extension OBS-deputy',
    ]);
    expect(memory(drive).round?.extensions).toMatchObject([
      {
        by: 'chair',
        reason: 'holidays',
        from: { at: '2026-07-23T00:00:00.000Z' },
        to: { at: '2026-07-30T00:00:00.000Z' },
      },
    ]);
    answers(drive, 'M1', 'support', { at: '2026-07-29T23:59:59.999Z' });
    expect(tally(memory(drive)).affirmative).toBe(1);
    expect(drive.timePasses('2026-07-30T00:00:00Z').state).not.toContain('open');
  });

  it('revised begins a shorter round: old answers are shown as given on the old text, old links are revoked', () => {
    const drive = support(aProcedure({ members: 2 }), 1).then(
      'revise',
      { texts: REVISED, reason: 'amendment' },
      chair,
      { ...revised, at: '2026-07-10T09:00:00Z' },
    );
    expect(memory(drive)).toMatchObject({
      round: {
        number: 2,
        kind: 'revised-text',
        textHash: REVISED_HASH,
        deadline: { wallTime: '2026-07-20T24:00' },
      },
      positions: [{ id: 'M1-support', status: 'earlier-text' }],
      earlierTexts: [{ round: 1, textHash: HASH }],
    });
    expect(drive.lastEffects[0]).toEqual({
      topic: 'revoke-links',
      payload: { round: 1, party: null, contactId: null, reason: 'The text was revised.' },
    });
    expect(lastMails(drive)).toHaveLength(6);
    expect(drive.refusal('record-position', answer('M1', 'support'), delegate('M1')).message).toContain(
      'an earlier text, since revised',
    );
    expect(tally(memory(drive)).answered).toBe(0);
  });

  it('referred or withdrawn ends, tells all and revokes the links', () => {
    for (const [command, payload, state] of [
      ['refer', { to: 'the Plenary of November', reason: 'too weighty' }, 'referred'],
      ['withdraw', { reason: 'overtaken' }, 'withdrawn'],
    ] as const) {
      const drive = aProcedure({ members: 1 }).then(command, payload, chair);
      expect([drive.state, drive.ended, lastTopics(drive)]).toEqual([state, true, ['revoke-links', 'mail']]);
      expect(drive.next).toBeNull();
    }
  });

  it('closes early when all have replied, where the rules say so, and not while one asks for time', () => {
    const early = { rules: { earlyClose: { when: 'all-replied', source: 'assumed' } }, members: 2 };
    const drive = answers(answers(aProcedure(early), 'M1', 'need-more-time'), 'M2', 'support');
    expect(drive.state).toContain('open');
    answers(drive, 'M1', 'support', { at: '2026-07-02T09:00:00Z' });
    expect(drive.state).toBe('awaiting-declaration.noticing');
    expect(memory(drive).round?.closed).toEqual({ at: '2026-07-02T09:00:00.000Z', because: 'all-replied' });
  });

  it('keeps silence from running against a member no mail reached, until a new address is', () => {
    const drive = aProcedure({ preset: 'un-ga-74-544', members: 2 });
    for (const post of ['head', 'deputy'])
      drive.then(
        'record-undeliverable',
        { party: 'M2', contactId: `M2-${post}`, mailId: 'mail-1', diagnostic: '550' },
        mailer,
      );
    expect(drive.records).toContainEqual({ type: 'party-unreachable', data: { party: 'M2' } });
    expect(drive.described.needed).toContain('no mail has reached Member M2');
    const contact = {
      id: 'M2-new',
      name: 'new',
      email: 'new@m2.example',
      languages: ['en'],
      zone: 'UTC',
      rank: 1,
    };
    drive.then('replace-contact', { party: 'M2', contactId: 'M2-head', contact }, secretary);
    expect(lastMails(drive)).toEqual(['launch M2-new']);
    expect(tally(memory(drive))).toMatchObject({ unserved: [], finding: 'adoptable' });
  });

  it('sends the notices of an office to its new holder once that is recorded', () => {
    const contact = {
      id: 'new-chair',
      name: 'new',
      email: 'chair@m9.example',
      languages: ['en'],
      zone: 'UTC',
      rank: 1,
    };
    const drive = aProcedure().then('hand-over-office', { role: 'chair', party: 'M9', contact }, secretary);
    expect(lastMails(answers(drive, 'M2', 'objection'))).toContain('objection new-chair');
  });

  describe('refuses', () => {
    it.each([
      ['moved back', { to: { wallTime: '2026-07-22T23:59', zone: 'UTC' } }, 'extension.not-later'],
      ['moved to where it is', { to: { wallTime: '2026-07-22T24:00', zone: 'UTC' } }, 'extension.not-later'],
      [
        'one minute further than all extensions may reach',
        { to: { wallTime: '2026-09-03T00:01', zone: 'UTC' } },
        'extension.too-far',
      ],
    ])('extend if the deadline is %s', (_what, payload, code) => {
      expect(aProcedure().refusal('extend', { ...payload, reason: 'why not' }, chair).code).toBe(code);
    });

    it('no extension as far as the rules let all of them reach', () => {
      const drive = aProcedure().then(
        'extend',
        { to: { wallTime: '2026-09-02T24:00', zone: 'UTC' }, reason: 'the furthest' },
        chair,
      );
      expect(memory(drive).round?.deadline.at).toBe('2026-09-03T00:00:00.000Z');
    });

    it('extend if it has been extended as often as allowed, or by one who does not hold the office', () => {
      const drive = aProcedure()
        .then('extend', { reason: 'once' }, chair)
        .then('extend', { reason: 'twice' }, chair);
      expect(drive.refusal('extend', { reason: 'thrice' }, chair).code).toBe('extension.used-up');
      expect(aProcedure().refusal('extend', { reason: 'mine' }, secretary).code).toBe(
        'procedure.not-your-office',
      );
    });

    it('extend if no length is given and the rules name none', () => {
      expect(aProcedure({ preset: 'osce' }).refusal('extend', { reason: 'more time' }, chair).code).toBe(
        'extension.length-missing',
      );
    });

    it('revise if the text is the same, or a language is missing', () => {
      expect(
        aProcedure().refusal('revise', { texts: REVISED, reason: 'x' }, chair, { facts: { textHash: HASH } })
          .code,
      ).toBe('revision.same-text');
      expect(
        aProcedure().refusal(
          'revise',
          { texts: [{ language: 'fr', body: 'x' }], reason: 'x' },
          chair,
          revised,
        ).code,
      ).toBe('launch.authoritative-text-missing');
    });

    it('declare, because the window has not closed', () => {
      expect(support(aProcedure(), 17).refusal('declare', adopt, chair).code).toBe('case.unexpected-state');
    });
  });
});

describe('too few answers', () => {
  const short = (): Drive => support(aProcedure(), 16).timePasses(CLOSED);

  it('wait to be extended, and say what is missing', () => {
    const drive = short();
    expect(drive.state).toBe('insufficient');
    expect(lastMails(drive)).toEqual(['closed chair-contact', 'closed secretariat-contact']);
    expect(drive.described).toEqual({
      status: 'insufficient',
      needed:
        'Not adopted so far: 16 of at least 17 supporting answers received. The Chair may extend the window until 2026-07-30T00:00:00.000Z.',
      next: { sentence: 'The proposal lapses.', at: '2026-07-30T00:00:00.000Z' },
    });
  });

  it('extended, and completed, can be adopted', () => {
    const drive = short().then('extend', { reason: 'one is missing' }, chair, { at: '2026-07-23T08:00:00Z' });
    expect(drive.state).toContain('open');
    answers(drive, 'M17', 'support', { at: '2026-07-25T09:00:00Z' });
    expect(drive.timePasses('2026-07-31T00:00:00Z').state).toBe('awaiting-declaration.noticing');
  });

  it.each([
    ['2026-07-29T23:59:59.999Z', 'insufficient', null],
    ['2026-07-30T00:00:00.000Z', 'lapsed', null],
    ['2026-07-30T00:00:00.001Z', 'lapsed', null],
  ])('at %s are %s', (at, state) => {
    expect(short().timePasses(at).state).toBe(state);
  });

  it('lapsed, tell all', () => {
    expect(lastMails(short().timePasses('2026-07-30T00:00:00Z'))).toHaveLength(104); // two officers, 50 members and an observer with two contacts each
  });

  it('where the rules allow no extension go to the Chair, or lapse at once if nobody answered', () => {
    const extension = {
      allowed: false,
      by: [],
      period: null,
      times: null,
      total: null,
      afterExpiry: null,
      source: 'assumed',
    };
    expect(support(aProcedure({ rules: { extension } }), 16).timePasses(CLOSED).state).toBe(
      'awaiting-declaration.noticing',
    );
    expect(aProcedure({ rules: { extension } }).timePasses(CLOSED).state).toBe('lapsed');
  });

  it('cannot be extended a third time: they go to the Chair', () => {
    const drive = support(aProcedure(), 1)
      .then('extend', { reason: '1' }, chair)
      .then('extend', { reason: '2' }, chair);
    expect(drive.timePasses('2026-08-06T00:00:00Z').state).toBe('awaiting-declaration.noticing');
  });

  it('refuse > declare adopted > with the reason', () => {
    expect(short().refusal('declare', adopt, chair)).toEqual({
      code: 'declaration.against-the-record',
      message:
        'The record does not bear out adoption: 16 of at least 17 supporting answers received. Extend, consult, revise or refer, or declare it not adopted.',
      field: 'outcome',
    });
  });

  it('may be declared not adopted', () => {
    expect(short().then('declare', reject, chair).state).toBe('not-adopted');
  });
});

describe('consultations', () => {
  it('follow a window closed with an objection, and all are told', () => {
    const drive = blocked();
    expect(drive.state).toBe('consulting');
    expect(memory(drive).consultation).toMatchObject({
      openedBy: 'the rules',
      endsAt: { wallTime: '2026-08-12T24:00' },
    });
    expect(drive.records.map((record) => record.type)).toEqual(
      expect.arrayContaining(['window-closed', 'consultation-opened']),
    );
    expect(drive.described.needed).toContain('Member M18 objected');
  });

  it('end with adoption in reach once the objection is withdrawn', () => {
    const drive = blocked().then('withdraw-position', { positionId: 'M18-objection' }, delegate('M18'));
    expect(drive.described.needed).toContain('Nobody stands in the way any more');
    expect(drive.then('close-consultations', { result: 'resume' }, chair).state).toBe(
      'awaiting-declaration.noticing',
    );
    expect(drive.then('declare', adopt, chair).state).toBe('adopted');
  });

  it('end without consensus, and only «not adopted» can be declared', () => {
    const drive = blocked().then('close-consultations', { result: 'no-consensus' }, chair);
    expect(drive.state).toBe('awaiting-declaration.noticing');
    expect(drive.refusal('declare', adopt, chair).message).toContain('Member M18 objected');
    expect(drive.then('declare', reject, chair).state).toBe('not-adopted');
  });

  it('end by themselves at their deadline', () => {
    expect(blocked().timePasses('2026-08-12T23:59:59.999Z').state).toBe('consulting');
    expect(blocked().timePasses('2026-08-13T00:00:00Z').state).toBe('awaiting-declaration.noticing');
  });

  it('prolonged end later', () => {
    const drive = blocked().then(
      'open-consultations',
      { note: 'two more weeks', endsAt: { wallTime: '2026-08-27T17:00', zone: 'UTC' } },
      chair,
    );
    expect(drive.next).toEqual({ name: 'consultation-end', dueAt: '2026-08-27T17:00:00.000Z' });
  });

  it('begun at once by an objection resume the window for the time it has left', () => {
    const atOnce = {
      does: 'consult',
      when: 'at-once',
      consultation: { value: 5, unit: 'calendar-days' },
      nextRound: { value: 7, unit: 'calendar-days' },
      source: 'assumed',
    };
    const drive = answers(aProcedure({ rules: { onObjection: atOnce } }), 'M2', 'objection', {
      at: '2026-07-03T09:00:00Z',
    });
    expect(drive.state).toBe('consulting');
    answers(drive, 'M3', 'support', { at: '2026-07-04T09:00:00Z' });
    drive
      .then('withdraw-position', { positionId: 'M2-objection' }, delegate('M2'))
      .then('close-consultations', { result: 'resume' }, chair);
    expect(drive.state).toBe('open.window.running + open.reminders.pacing');
    expect(memory(drive).positions.at(-1)).toMatchObject({ party: 'M3', status: 'counted' });
    expect(drive.next).toEqual({ name: 'reminder', dueAt: '2026-07-08T08:00:00.000Z' });
  });

  it('lead to a revised text and a new round', () => {
    const drive = blocked().then('revise', { texts: REVISED, reason: 'to meet M18' }, chair, {
      ...revised,
      at: '2026-07-30T09:00:00Z',
    });
    expect(drive.state).toContain('open');
    expect(memory(drive).round).toMatchObject({ number: 2, deadline: { wallTime: '2026-08-09T24:00' } });
  });

  it('refuse > close-consultations resume > while someone stands in the way', () => {
    expect(blocked().refusal('close-consultations', { result: 'resume' }, chair).code).toBe(
      'consultation.still-blocked',
    );
  });
});

describe('awaiting declaration', () => {
  it('reminds the Chair after 3 days, Chair and Secretariat after 7 and 14, and then waits', () => {
    const drive = adoptable().timePasses('2026-07-26T00:00:00Z');
    expect(lastMails(drive)).toEqual(['outcome-overdue chair-contact']);
    expect(lastMails(drive.timePasses('2026-07-30T00:00:00Z'))).toEqual([
      'outcome-overdue chair-contact',
      'outcome-overdue secretariat-contact',
    ]);
    expect(lastMails(drive.timePasses('2026-08-06T00:00:00Z'))).toHaveLength(2);
    expect([drive.state, drive.next]).toEqual(['awaiting-declaration.noticed', null]);
  });

  it('declared by the Chair is adopted, in effect from the stated date, and all are told', () => {
    const drive = adoptable().then('declare', { ...adopt, effectiveAt: '2026-08-01T00:00:00Z' }, chair);
    expect(memory(drive).declarations).toMatchObject([
      {
        outcome: 'adopted',
        authority: 'held',
        officeHeldBy: 'M1',
        effectiveAt: '2026-08-01T00:00:00.000Z',
        annulled: null,
      },
    ]);
    expect(lastMails(drive)).toContain('outcome OBS-head');
    expect(drive.records).toContainEqual(expect.objectContaining({ type: 'declared-adopted' }));
  });

  it('takes effect at the end of the window where no date is stated', () => {
    expect(memory(adopted()).declarations[0]?.effectiveAt).toBe('2026-07-23T00:00:00.000Z');
  });

  it('asks who holds the office at the instant of receipt', () => {
    expect(adoptable().refusal('declare', adopt, formerChair).code).toBe('procedure.not-your-role');
    expect(adoptable().refusal('declare', adopt, { ...chair, roles: ['vice-chair'] }).code).toBe(
      'procedure.not-your-office',
    );
  });

  it('refuses > declare not adopted > against a record of adoption', () => {
    expect(adoptable().refusal('declare', reject, chair).code).toBe('declaration.against-the-record');
  });

  it('refuses > declare > with a date the rules fix', () => {
    const drive = aProcedure({ preset: 'osce' }).timePasses('2026-07-06T10:00:00Z');
    expect(drive.refusal('declare', { ...adopt, effectiveAt: '2026-08-01T00:00:00Z' }, chair).code).toBe(
      'declaration.effect-fixed',
    );
  });

  it('opens consultations when a late objection was admitted', () => {
    const drive = answers(adoptable(), 'M30', 'objection').then(
      'rule-on-late-reply',
      { positionId: 'M30-objection', admit: true, reason: 'post was late' },
      chair,
    );
    expect(drive.described.needed).toContain('Member M30 objected');
    expect(drive.then('open-consultations', { note: 'with M30' }, chair).state).toBe('consulting');
  });

  it('can be withdrawn or referred still', () => {
    expect(adoptable().then('withdraw', { reason: 'overtaken' }, chair).state).toBe('withdrawn');
    expect(adoptable().then('refer', { to: 'the Plenary', reason: 'doubts' }, chair).state).toBe('referred');
  });
});

describe('declared without authority', () => {
  it('is a fact that waits: no effect, no date, all told', () => {
    const drive = withoutAuthority();
    expect(drive.state).toBe('declared-without-authority');
    expect(memory(drive).declarations).toMatchObject([
      { authority: 'lacking', officeHeldBy: 'M1', at: '2026-07-23T08:00:00.000Z', effectiveAt: null },
    ]);
  });

  it('with authority, and borne out, is an outcome', () => {
    const drive = adoptable().then(
      'register-declaration',
      { ...byFormerChair, party: 'M1', at: '2026-07-23T00:00:00Z' },
      secretary,
    );
    expect(drive.state).toBe('adopted');
  });

  it('is judged by who held the office when it was given, not when it was registered', () => {
    const changed = { at: '2026-07-24T00:00:00Z', facts: { holdersThen: { chair: 'M2' } } };
    const drive = adoptable().then('register-declaration', byFormerChair, secretary, changed);
    expect([drive.state, memory(drive).declarations[0]?.authority]).toEqual(['adopted', 'held']);
  });

  it('given before the window closed, or while a receipt waits for a ruling, is without effect', () => {
    const early = { ...byFormerChair, party: 'M1', at: '2026-07-20T00:00:00Z' };
    expect(adoptable().then('register-declaration', early, secretary).state).toBe(
      'declared-without-authority',
    );
    const waiting = adoptable().then('record-position', answer('M30', 'objection'), delegate('M30'), {
      at: '2026-07-22T12:00:00Z',
    });
    const timely = { ...byFormerChair, party: 'M1', at: '2026-07-23T00:00:00Z' };
    expect(
      waiting.then('register-declaration', timely, secretary, { at: '2026-07-24T00:00:00Z' }).state,
    ).toBe('declared-without-authority');
  });

  it('by the Chair, but against the record, is without effect all the same', () => {
    const drive = support(aProcedure(), 16)
      .timePasses(CLOSED)
      .then('register-declaration', { ...byFormerChair, party: 'M1', at: '2026-07-23T00:00:00Z' }, secretary);
    expect(drive.state).toBe('declared-without-authority');
    expect(drive.refusal('confirm-declaration', { statement: 'so be it' }, chair).code).toBe(
      'declaration.against-the-record',
    );
  });

  it('confirmed by the Chair in office is adopted; both declarations are kept', () => {
    const drive = withoutAuthority().then('confirm-declaration', { statement: 'I confirm.' }, chair);
    expect(drive.state).toBe('adopted');
    expect(memory(drive).declarations.map((one) => one.authority)).toEqual(['lacking', 'held']);
  });

  it('annulled waits to be declared again, and the annulment keeps its own date', () => {
    const drive = withoutAuthority().then('annul', { reason: 'the term had ended' }, chair, {
      at: '2026-07-25T09:00:00Z',
    });
    expect(drive.state).toBe('awaiting-declaration.noticing');
    expect(memory(drive).declarations).toMatchObject([
      {
        at: '2026-07-23T08:00:00.000Z',
        annulled: { at: '2026-07-25T09:00:00.000Z', reason: 'the term had ended' },
      },
    ]);
  });

  it('contested and upheld as declared waits again for the office', () => {
    const drive = withoutAuthority().then(
      'contest',
      { party: 'M5', ground: 'authority', statement: 'not the Chair' },
      delegate('M5'),
      { id: 'c1' },
    );
    expect(
      drive.then(
        'rule-on-contest',
        { contestId: 'c1', upheld: false, reason: 'the Chair will confirm' },
        chair,
      ).state,
    ).toBe('declared-without-authority');
  });
});

describe('adopted', () => {
  it.each([
    ['2026-08-23T23:59:59.999Z', 'adopted'],
    ['2026-08-24T00:00:00.000Z', 'adopted-final'],
  ])('at %s is %s', (at, state) => {
    expect(adopted().timePasses(at).state).toBe(state);
  });

  it('contested by several is ruled on one by one, and holds when all are dismissed', () => {
    const drive = adopted()
      .then('contest', { party: 'M5', ground: 'procedure', statement: 'wrong procedure' }, delegate('M5'), {
        id: 'c1',
      })
      .then(
        'contest',
        { party: 'M40', ground: 'unreceived-objection', statement: 'we wrote on 20 July' },
        delegate('M40'),
        { id: 'c2' },
      );
    expect(drive.state).toBe('contested');
    expect(drive.described.needed).toContain('2 contests');
    expect(memory(drive).contests[1]?.evidence).toBe(
      'The ledger holds no answer of Member M40, neither before the deadline of 2026-07-23T00:00:00.000Z nor up to 2026-07-24T09:00:00.000Z. No mail to it is known to have failed.',
    );
    drive.then('rule-on-contest', { contestId: 'c1', upheld: false, reason: 'as the rules say' }, chair);
    expect(drive.state).toBe('contested');
    expect(
      drive.then('rule-on-contest', { contestId: 'c2', upheld: false, reason: 'nothing was received' }, chair)
        .state,
    ).toBe('adopted');
    expect(drive.next).toEqual({ name: 'contest-period', dueAt: '2026-08-24T00:00:00.000Z' });
  });

  it('contested with success was never adopted: the declaration is kept, annulled, and «not adopted» declared', () => {
    const drive = adopted()
      .then(
        'contest',
        { party: 'M6', ground: 'unreceived-objection', statement: 'we wrote' },
        delegate('M6'),
        { id: 'c1' },
      )
      .then(
        'rule-on-contest',
        { contestId: 'c1', upheld: true, reason: 'reservations were expressed in time', then: 'not-adopted' },
        chair,
        { at: '2026-08-10T09:00:00Z' },
      );
    expect(drive.state).toBe('not-adopted');
    expect(memory(drive).declarations).toMatchObject([
      { outcome: 'adopted', at: '2026-07-24T09:00:00.000Z', annulled: { at: '2026-08-10T09:00:00.000Z' } },
      { outcome: 'not-adopted', at: '2026-08-10T09:00:00.000Z', annulled: null },
    ]);
    expect(lastMails(drive)).toEqual(expect.arrayContaining(['contest M6-head', 'outcome M1-head']));
  });

  it('contested with success may also be declared afresh', () => {
    const drive = adopted()
      .then('contest', { party: 'M6', ground: 'procedure', statement: 'wrong' }, delegate('M6'), { id: 'c1' })
      .then('rule-on-contest', { contestId: 'c1', upheld: true, reason: 'form' }, chair);
    expect(drive.state).toBe('awaiting-declaration.noticing');
    expect(drive.then('declare', adopt, chair).state).toBe('adopted');
  });

  it('annulled only on a receipt that came to light', () => {
    const drive = adopted();
    expect(drive.refusal('annul', { reason: 'second thoughts' }, chair).code).toBe(
      'declaration.not-contested',
    );
    answers(drive, 'M30', 'objection', { at: '2026-07-22T10:00:00Z' });
    expect(drive.then('annul', { reason: 'an objection came to light' }, chair).state).toBe(
      'awaiting-declaration.noticing',
    );
  });

  describe('refuses', () => {
    it.each([
      ['for another delegation', 'M5', delegate('M6'), 'contest.for-another'],
      ['for an observer', 'OBS', delegate('OBS', 'participant'), 'contest.not-a-member'],
    ])('contest %s', (_why, party, by, code) => {
      expect(adopted().refusal('contest', { party, ground: 'substance', statement: 'no' }, by).code).toBe(
        code,
      );
    });

    it('rule-on-contest for one that is not open', () => {
      const drive = adopted().then(
        'contest',
        { party: 'M5', ground: 'substance', statement: 'no' },
        delegate('M5'),
        { id: 'c1' },
      );
      expect(
        drive.refusal('rule-on-contest', { contestId: 'c9', upheld: true, reason: 'x' }, chair).message,
      ).toContain('Waiting: c1');
    });

    it('contest in the state «contested» after the period', () => {
      const drive = adopted().then(
        'contest',
        { party: 'M5', ground: 'substance', statement: 'no' },
        delegate('M5'),
        { id: 'c1' },
      );
      const late = { at: '2026-08-24T00:00:00Z' };
      expect(
        drive.refusal('contest', { party: 'M6', ground: 'substance', statement: 'no' }, delegate('M6'), late)
          .code,
      ).toBe('contest.too-late');
      expect(
        drive
          .then('rule-on-contest', { contestId: 'c1', upheld: false, reason: 'x' }, chair)
          .timePasses('2026-08-24T00:00:00Z').state,
      ).toBe('adopted-final');
    });
  });
});

describe('the roll at launch', () => {
  it('is what counts, whatever the register says later', () => {
    const drive = aProcedure({ members: 3 });
    expect(memory(drive).frozen?.electorate.map((party) => party.code)).toEqual(
      members(3).map((party) => party['code']),
    );
    expect(drive.refusal('record-position', answer('M4', 'objection'), delegate('M4')).code).toBe(
      'position.not-in-electorate',
    );
  });
});

describe('an answer in a colleague’s name', () => {
  it('is refused: the rank of whoever answers may decide which answer stands', () => {
    const drive = aProcedure({ members: 2 });
    const refusal = drive.refusal('record-position', answer('M1', 'support'), delegate('M2'), {
      asHimself: true,
    });
    expect(refusal.code).toBe('position.unknown-contact');
    const deputy = { ...delegate('M1'), actor: { ...delegate('M1').actor, id: 'M1-deputy' } };
    expect(
      drive.refusal('record-position', answer('M1', 'support'), deputy, { asHimself: true }),
    ).toMatchObject({
      code: 'position.not-your-own',
      field: 'contactId',
    });
  });
});

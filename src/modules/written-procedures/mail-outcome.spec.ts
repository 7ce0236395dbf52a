import { describe, expect, it } from '@jest/globals';
import { type Asked, lastAsked, written } from '../../../test/support/procedure-mails.js';
import { type Drive } from '../../../test/support/drive.js';
import {
  aProcedure,
  answers,
  chair,
  delegate,
  secretary,
  support,
} from '../../../test/support/written-procedure.js';

const small = (rules = {}): Drive => aProcedure({ members: 3, rules });
const adoptable = (): Drive =>
  answers(support(small(), 2), 'M3', 'abstain').timePasses('2026-07-23T00:00:00Z');
const adopt = {
  outcome: 'adopted',
  statement: 'It is adopted.',
  effectiveAt: '2026-08-01T00:00:00Z',
  publishedAt: '2026-08-13T00:00:00Z',
};
const doubt = { party: 'M3', ground: 'unreceived-objection', statement: 'we objected' };
const lineOf = (mail: Asked, start: string): string | undefined =>
  written(mail)
    .text.split('\n')
    .find((line) => line.startsWith(start));
const flat = (mail: Asked, reader = {}): string => written(mail, reader).text.replaceAll('\n', ' ');

describe('the outcome', () => {
  const outcome = (drive: Drive, to = 'M1-head'): Asked => lastAsked(drive, 'outcome', to);
  const adopted = (): Drive => adoptable().then('declare', adopt, chair, { at: '2026-07-24T09:00:00Z' });

  it('has the declaration, the tally, the date of effect, the publication and until when it can be contested', () => {
    const mail = outcome(adopted());
    const { subject, html } = written(mail);
    expect(subject).toBe('[KP] ADOPTED: WP-1 Admission');
    for (const sentence of [
      'Declared by chair on Friday 24 July 2026, 09:00:00 (UTC).',
      'In effect from Saturday 1 August 2026, 00:00:00 (UTC).',
      'Publication: Thursday 13 August 2026, 00:00:00 (UTC).',
      'Answered: 3 of 3 members. Answers in favour: 2; needed: 1. Objections: 0; needed to stop the proposal: 1.',
      '> It is adopted.',
    ])
      expect(flat(mail)).toContain(sentence);
    expect(html).toContain(
      'The outcome can be contested until:<br><time datetime="2026-08-24T00:00:00.000Z">',
    );
  });

  it('names the positions by member', () => {
    const mail = outcome(adopted());
    expect([lineOf(mail, 'Support'), lineOf(mail, 'Abstention')]).toEqual([
      'Support (2): Member M1, Member M2',
      'Abstention (1): Member M3',
    ]);
    expect(lineOf(mail, 'No answer')).toBeUndefined();
  });

  it('names those who objected and those who were silent when it fails', () => {
    const drive = answers(small(), 'M2', 'objection').timePasses('2026-07-23T00:00:00Z');
    drive
      .then('close-consultations', { result: 'no-consensus' }, chair)
      .then('declare', { outcome: 'not-adopted', statement: 'No consensus.' }, chair);
    const mail = outcome(drive, 'observer');
    expect(written(mail).subject).toBe('[KP] NOT ADOPTED: WP-1 Admission');
    expect(flat(mail)).toContain('Objections stand: Member M2.');
    expect([lineOf(mail, 'Objection ('), lineOf(mail, 'No answer')]).toEqual([
      'Objection (1): Member M2',
      'No answer (2): Member M1, Member M3',
    ]);
    expect(flat(mail)).not.toContain('In effect');
  });

  it('never says «adopted» of a declaration without authority', () => {
    const by = {
      by: 'Former Chair',
      party: 'M2',
      at: '2026-07-23T08:00:00Z',
      outcome: 'adopted',
      statement: 'Adopted, I say.',
    };
    const mail = outcome(
      adoptable().then('register-declaration', by, secretary, { at: '2026-07-23T09:00:00Z' }),
    );
    expect(written(mail).subject).toBe('[KP] DECLARED WITHOUT AUTHORITY: WP-1 Admission');
    expect(flat(mail)).toContain('has no effect unless the office in authority confirms it');
    expect(flat(mail)).not.toContain('In effect from');
  });

  it('tells of an annulment, by whom, when and why', () => {
    const mail = outcome(
      adopted()
        .then('contest', doubt, delegate('M3'))
        .then('annul', { reason: 'an objection came to light' }, chair, {
          at: '2026-07-25T09:00:00Z',
        }),
    );
    expect(written(mail).subject).toBe('[KP] DECLARATION ANNULLED: WP-1 Admission');
    expect(flat(mail)).toContain('chair annulled it on Saturday 25 July 2026, 09:00:00 (UTC).');
    expect(written(mail).text).toContain('> an objection came to light');
    expect(written(mail).html).not.toContain('<time');
  });

  it('says so when the rules declare by themselves', () => {
    const drive = support(
      small({ declaration: { by: [], overdueAfterDays: [], source: 'a test' } }),
      2,
    ).timePasses('2026-07-23T00:00:00Z');
    expect(flat(outcome(drive))).toContain(
      'Declared under the rules themselves on Thursday 23 July 2026, 00:00:00 (UTC).',
    );
  });

  it('is in French, in the reader’s zone too, for who reads French', () => {
    const text = flat(outcome(adopted()), { languages: ['fr'], zone: 'Europe/Brussels' });
    expect(text).toContain(
      'Prend effet le samedi 1 août 2026, 00:00:00 (UTC); samedi 1 août 2026, 02:00:00 (Europe/Brussels).',
    );
    expect(text).toContain('Soutien (2)\u00a0: Member M1, Member M2');
  });
});

describe('the closing of the window', () => {
  it('tells the offices what the answers came to and what is missing', () => {
    const mail = lastAsked(
      support(aProcedure({ members: 9 }), 2).timePasses('2026-07-23T00:00:00Z'),
      'closed',
      'chair',
    );
    expect(written(mail).subject).toBe('[KP] WINDOW CLOSED: WP-1 Admission');
    expect(flat(mail)).toContain('Too few answers in favour: 2 of at least 3.');
    expect(written(mail).html).toContain(
      'The window can still be extended until:<br><time datetime="2026-07-30T00:00:00.000Z">',
    );
  });

  it('says which turn the rules take when the proposal is blocked', () => {
    const drive = answers(small(), 'M2', 'objection').timePasses('2026-07-23T00:00:00Z');
    const text = flat(lastAsked(drive, 'closed', 'secretariat'));
    expect(text).toContain('The proposal is blocked.');
    expect(text).toContain('Under the rules the Chair now holds consultations.');
    expect(text).not.toContain('The outcome is declared by');
  });

  it('tells all when the proposal lapses', () => {
    const mail = lastAsked(small().timePasses('2026-08-01T00:00:00Z'), 'closed', 'observer');
    expect(written(mail).subject).toBe('[KP] LAPSED: WP-1 Admission');
    expect(flat(mail)).toContain('The proposal is neither adopted nor rejected.');
  });
});

describe('the notice that the outcome waits', () => {
  it('tells the Chair since when, what the record says and who must act', () => {
    const drive = adoptable().timePasses('2026-07-27T00:00:00Z');
    const mail = lastAsked(drive, 'outcome-overdue', 'chair');
    expect(written(mail).subject).toBe('[KP] OUTCOME OVERDUE: WP-1 Admission');
    expect(flat(mail)).toContain('It has waited since Thursday 23 July 2026, 00:00:00 (UTC).');
    expect(flat(mail)).toContain('The record bears out adoption.');
    expect(flat(mail)).toContain('Until the Chair declares it, the procedure has no outcome.');
    expect(written(mail).text).toContain('(notice 1)');
  });
});

describe('turns of the procedure', () => {
  const blocked = (): Drive =>
    answers(small(), 'M2', 'objection', { reason: 'too wide' }).timePasses('2026-07-23T00:00:00Z');

  it('consultations tell members who stands in the way and why, and the objector how to take it back', () => {
    const drive = blocked();
    const mail = lastAsked(drive, 'consultation', 'M1-head');
    expect(written(mail).subject).toMatch(/^\[KP\] CONSULTATIONS until 12 Aug 24:00 UTC: WP-1 Admission$/);
    expect(written(mail).text).toContain('In the way: Member M2, Objection');
    expect(written(mail).text).toContain('> too wide');
    expect(flat(mail)).not.toContain('You can take it back');
    expect(flat(lastAsked(drive, 'consultation', 'M2-deputy'))).toContain(
      'You can take it back by your link',
    );
  });

  it('consultations do not give observers the reasons', () => {
    const mail = lastAsked(blocked(), 'consultation', 'observer');
    expect(written(mail).text).toContain('In the way: Member M2, Objection');
    expect(written(mail).text).not.toContain('too wide');
  });

  it('a withdrawal and a referral give their reason and ask for nothing more', () => {
    const withdrawal = lastAsked(
      small().then('withdraw', { reason: 'overtaken' }, chair),
      'withdrawal',
      'M1-head',
    );
    expect(written(withdrawal).subject).toBe('[KP] WITHDRAWN: WP-1 Admission');
    expect(written(withdrawal).text).toContain('> overtaken');
    const referral = lastAsked(
      small().then('refer', { to: 'the Plenary', reason: 'doubts' }, chair),
      'referral',
      'M1-head',
    );
    expect(written(referral).subject).toBe('[KP] REFERRED: WP-1 Admission');
    expect(written(referral).text).toContain('> the Plenary');
  });

  it('a contest gives ground, words and evidence; its ruling gives the reasons', () => {
    const drive = adoptable()
      .then('declare', adopt, chair)
      .then('contest', doubt, delegate('M3'), { id: 'c1' });
    const contest = lastAsked(drive, 'contest', 'chair');
    expect(written(contest).subject).toBe('[KP] CONTESTED: WP-1 Admission');
    expect(flat(contest)).toContain('Ground: an objection that was sent is not on record.');
    expect(written(contest).text).toContain('> we objected');
    expect(written(contest).text).toContain('> The ledger holds of Member M3: abstain');
    const ruling = lastAsked(
      drive.then('rule-on-contest', { contestId: 'c1', upheld: false, reason: 'nothing came in' }, chair),
      'contest',
      'M3-head',
    );
    expect(written(ruling).subject).toBe('[KP] RULING: WP-1 Admission');
    expect(flat(ruling)).toContain('chair dismissed it on');
    expect(written(ruling).text).toContain('> nothing came in');
  });
});

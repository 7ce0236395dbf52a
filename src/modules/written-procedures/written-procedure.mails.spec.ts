import { describe, expect, it } from '@jest/globals';
import { everyProcedureMail, small } from '../../../test/support/procedure-courses.js';
import { BALLOT, lastAsked, written } from '../../../test/support/procedure-mails.js';
import { chair } from '../../../test/support/written-procedure.js';
import { MAIL_TEMPLATES } from '../../../workflows/written-procedure/index.js';
import { toInstant } from '../../kernel/instant.js';
import { readCatalogs, textFolders } from '../../platform/language/index.js';
import { MailTemplates } from '../notifications/index.js';
import { shortNameOf } from './mail-letter.js';
import { isPersonal, registerWrittenProcedureMails } from './written-procedure.mails.js';

const everyMail = everyProcedureMail();

describe('the mails of a written procedure', () => {
  it('have a renderer for every template', () => {
    const templates = new MailTemplates();
    registerWrittenProcedureMails(templates);
    for (const template of MAIL_TEMPLATES)
      expect(typeof templates.get('written-procedure', template).render).toBe('function');
  });

  it('are all asked for in the courses of this spec', () => {
    expect([...new Set(everyMail.map(({ effect }) => effect.template))].toSorted()).toEqual(
      [...MAIL_TEMPLATES].toSorted(),
    );
  });

  it.each(['en', 'fr'])('leave nothing blank or undefined in %s', (language) => {
    for (const mail of everyMail) {
      const { subject, text, html } = written(mail, { languages: [language] });
      expect(subject).toMatch(/^\[KP\] \S.*: WP-1 Admission$/);
      for (const form of [subject, text, html])
        expect(form).not.toMatch(/undefined|\bnull\b|NaN|\[object|\$\{/);
      expect(html).toContain(`<html lang="${language}">`);
    }
  });

  it('bring the link and the code to those who can answer, and to nobody else', () => {
    for (const mail of everyMail) {
      const { text, html, ics } = written(mail);
      const isTo = (form: string): boolean => form.includes(BALLOT.url);
      expect([isTo(text), isTo(html)]).toEqual([isPersonal(mail.effect), isPersonal(mail.effect)]);
      const hasCode = isPersonal(mail.effect) && mail.effect.to.role === 'participant';
      expect([text.includes(BALLOT.code), html.includes(BALLOT.code)]).toEqual([hasCode, hasCode]);
      expect(ics ?? '').not.toContain('/b/');
      expect(ics ?? '').not.toContain(BALLOT.code);
    }
  });

  it('say where replies go and who answers questions', () => {
    for (const mail of everyMail) {
      const { text } = written(mail);
      expect(text).toContain('Replies to this mail reach the Secretariat and are no answers.');
      expect(text).toContain('Questions: Secretariat, head of SEC <head@sec.example>.');
    }
  });

  it('keep lines of prose within 78 characters, so that no mail program breaks them', () => {
    for (const language of ['en', 'fr'])
      for (const mail of everyMail)
        for (const line of written(mail, { languages: [language] }).text.split('\n')) {
          const isFact = /\s?: /.test(line) || /https?:/.test(line);
          if (!isFact) expect(line.length).toBeLessThanOrEqual(78);
        }
  });
});

describe('a personal link', () => {
  const to = (role: string) => ({
    role,
    party: 'M1',
    contact: { id: 'c', name: 'c', email: 'c@m1.example', languages: ['en'], zone: 'UTC' },
  });
  const personal = (template: string, facts = {}, role = 'participant') =>
    isPersonal({ template, to: to(role), facts });

  it.each(['reminder', 'extension', 'revised-text', 'consultation', 'receipt'])(
    'comes with «%s»',
    (template) => {
      expect(personal(template)).toBe(true);
      expect(personal(template, {}, 'observer')).toBe(true);
    },
  );

  it.each(MAIL_TEMPLATES)('never goes to an office with «%s»', (template) => {
    expect(personal(template, { kind: 'opening' }, 'chair')).toBe(false);
    expect(personal(template, { kind: 'opening' }, 'secretariat')).toBe(false);
  });

  it.each([
    'outcome',
    'closed',
    'withdrawal',
    'referral',
    'contest',
    'objection',
    'late-reply',
    'outcome-overdue',
  ])('does not come with «%s»: nothing can be answered then', (template) =>
    expect(personal(template)).toBe(false),
  );

  it('comes with the opening, not with the notice before it', () => {
    expect([
      personal('launch', { kind: 'opening' }),
      personal('launch', { kind: 'replacement' }),
      personal('launch', { kind: 'notice' }),
    ]).toEqual([true, true, false]);
  });

  it('is not handed to the mailbox whose answer was reported as not the delegation’s own', () => {
    expect(personal('receipt', { what: 'disowned', isAnswerer: true })).toBe(false);
    expect(personal('receipt', { what: 'disowned', isAnswerer: false })).toBe(true);
  });
});

describe('a mail that was held up', () => {
  it('says when it was due and which deadline it is about', () => {
    const { text } = written(lastAsked(small(), 'launch', 'M1-head'), {}, { late: true });
    expect(text.replaceAll('\n', ' ')).toContain(
      'Issued late: the deadline is Wednesday 22 July 2026, 24:00 UTC (end of the day); this was due on Wednesday 1 July 2026, 12:00:00 (UTC)',
    );
  });

  it('says so without a deadline too', () => {
    const { text } = written(
      lastAsked(small().then('withdraw', { reason: 'overtaken' }, chair), 'withdrawal', 'M1-head'),
      {},
      { late: true },
    );
    expect(text.replaceAll('\n', ' ')).toContain(
      'Issued late: this was due on Wednesday 1 July 2026, 12:00:00 (UTC)',
    );
  });

  it('names the deadline that holds by now, when its own has been moved since', () => {
    const launch = lastAsked(small().then('extend', { reason: 'holidays' }, chair), 'launch', 'M1-head');
    const { text } = written(launch);
    expect(text).toContain('2026-07-23T00:00:00.000Z');
    expect(text.replaceAll('\n', ' ')).toContain('it is now Wednesday 29 July 2026, 24:00 UTC');
  });
});

describe('the short name of a body', () => {
  it.each([
    ['Kimberley Process', 'KP'],
    ['Council of the European Union', 'CEU'],
    ['Organization for Security and Co-operation in Europe', 'OSCE'],
    ['United Nations General Assembly', 'UNGA'],
    ['Committee under Regulation (EU) 182/2011', 'CR'],
    ['OSCE', 'OSCE'],
    ['the assembly', 'the assembly'],
    ['Évaluation Éthique', 'ÉÉ'],
    ['A]\r\nBcc: x [B', 'ABB'],
  ])('%s is %s', (body, short) => expect(shortNameOf(body)).toBe(short));
});

describe('the two languages', () => {
  const { en, fr } = readCatalogs(textFolders());
  const leaves = [...en.messages].filter(([key]) => key.startsWith('written-procedures.'));
  const same = [
    'kinds.objection',
    'kinds.abstain',
    'frame.document',
    'frame.rules',
    'tags.consultation',
    'count.positions',
    'answers.reasonOf',
    'outcome.published',
  ].map((key) => `written-procedures.${key}`);

  it('say everything, each in its own words', () => {
    expect(leaves.length).toBeGreaterThan(200);
    const alike = leaves.filter(([key, text]) => fr.messages.get(key) === text).map(([key]) => key);
    expect(alike.filter((key) => !same.includes(key))).toEqual([]);
  });

  it('never mix: no English of ours is left in a French mail', () => {
    const english = leaves
      .map(([, value]) => value)
      .filter((value) => value.length > 12 && !value.includes('{') && value !== 'FOR INFORMATION');
    for (const mail of everyMail) {
      const text = written(mail, { languages: ['fr'] }).text.replaceAll(/\s/g, ' ');
      for (const sentence of english) expect(text).not.toContain(sentence);
    }
  });
});

describe('a mail written at another instant', () => {
  it('says the same at every try: it depends on nothing but its facts', () => {
    const mail = lastAsked(small(), 'launch', 'M1-head');
    expect(written(mail)).toEqual(written(mail));
    expect(mail.facts.occurredAt).toBe(toInstant('2026-07-01T12:00:00Z'));
  });
});

describe('a French mail', () => {
  it('begins no line with a sign that belongs to the word before', () => {
    for (const mail of everyMail) expect(written(mail, { languages: ['fr'] }).text).not.toMatch(/^[;:!?»]/m);
  });
});

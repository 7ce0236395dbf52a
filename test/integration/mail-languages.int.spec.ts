import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineText, inZone } from '../../src/kernel/deadline-text.js';
import {
  type MailFacts,
  MailTemplates,
  type RenderedMail,
  mailEffectSchema,
} from '../../src/modules/notifications/index.js';
import { LANGUAGES, LANGUAGE_FACTS, type Language, Messages } from '../../src/platform/language/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { everyProcedureMail } from '../support/procedure-courses.js';
import { DUE, OWN_WORDS, sampleFacts } from '../support/sample-mails.js';

const ZONE = 'Asia/Tashkent';
const DRAFTS = LANGUAGES.filter((language) => LANGUAGE_FACTS[language].state === 'draft');
/** Words that every sentence of English has one of, and that no French one has. */
const ENGLISH =
  /(?<!\p{L})(?:the|is|are|was|were|be|of|by|to|and|for|it|its|not|from|this|that|with|has|have|what|who|you|your)(?!\p{L})/iu;
/** What a sample of a written procedure has of somebody's own words, and of names. */
const WRITTEN_BY_PEOPLE = [
  ...OWN_WORDS,
  'WP-1 Admission',
  'Written procedure of the Kimberley Process',
  /(?:New head|head of \w+|deputy of \w+|deputy|Member \w+)/,
  /<[^<>\s]+@[^<>\s]+>/,
  /https?:\S+/,
];

let running: TestApp;
let templates: MailTemplates;
const messages = Messages.load();
/** One of each template to each kind of recipient, at each kind of event. */
const procedureMails = [
  ...new Map(
    everyProcedureMail().map((one) => {
      const { template, to, facts } = one.effect;
      const { kind, what, finding } = facts;
      return [JSON.stringify([template, to.role, kind, what, finding]), one] as const;
    }),
  ).values(),
];

beforeAll(async () => {
  running = await startTestApp('2012-09-01T00:00:00Z');
  templates = running.app.get(MailTemplates);
}, 120_000);
afterAll(() => running.close());

/** The mail before it is written: a sample, with what it tells of late by an interruption. */
function factsOf(workflow: string, template: string, language: Language): MailFacts | null {
  const facts = sampleFacts(workflow, template);
  if (facts === null) return null;
  const contact = {
    id: 'GIN-1',
    name: 'Ruritanie',
    email: 'x@gin.example',
    languages: [language],
    zone: ZONE,
  };
  const to = { role: 'participant', party: 'GIN', contact };
  const { to: recipient } = mailEffectSchema.parse({ template, to, round: null, facts, statutory: true });
  return {
    id: '00000000-0000-7000-8000-000000000001',
    to: recipient,
    file: null,
    facts,
    round: null,
    ballot: null,
    publicUrl: 'https://plenum.example',
    occurredAt: DUE,
    late: true,
    messages,
    partyNames: new Map(),
  };
}

/** A written procedure's mail, as the reader of a language gets it. */
function procedureMail(template: string, language: Language): RenderedMail[] {
  return procedureMails
    .filter(({ effect }) => effect.template === template)
    .map(({ effect, facts }) => {
      const contact = { ...effect.to.contact, languages: [language], zone: ZONE };
      return templates.get('written-procedure', template).render({ ...facts, to: { ...effect.to, contact } });
    });
}

function rendered(workflow: string, template: string, language: Language): RenderedMail[] {
  if (workflow === 'written-procedure') return procedureMail(template, language);
  if (template === 'launch-rehearsal') return rehearsals(language);
  const facts = factsOf(workflow, template, language);
  return facts === null ? [] : [templates.get(workflow, template).render(facts)];
}

/** A launch mail that was rendered before, marked as a rehearsal. */
function rehearsals(language: Language): RenderedMail[] {
  const [launch] = procedureMail('launch', language);
  const facts = factsOf('across-cases', 'digest', language);
  if (!launch || !facts) return [];
  const { subject, text, html } = launch;
  const given = { language: launch.language, subject, text, html };
  return [templates.get('across-cases', 'launch-rehearsal').render({ ...facts, facts: given })];
}

const written = new Map<Language, { readonly name: string; readonly mail: RenderedMail }[]>();

/** Every sample in a language, written once. */
function everyMail(language: Language): { readonly name: string; readonly mail: RenderedMail }[] {
  const known = written.get(language);
  if (known) return known;
  const mails = templates
    .all()
    .flatMap(({ workflow, template }) =>
      rendered(workflow, template, language).map((mail) => ({ name: `${workflow}/${template}`, mail })),
    );
  written.set(language, mails);
  return mails;
}

function ofMachine(text: string): string {
  return WRITTEN_BY_PEOPLE.reduce<string>(
    (left, own) => left.replaceAll(typeof own === 'string' ? own : new RegExp(own.source, 'g'), ' '),
    text,
  );
}

/** What people wrote is quoted; in plain text each line of it is marked, but in a mail of the day, whose quotes are notices. */
const QUOTE = /<blockquote[^>]*>[^<]*<\/blockquote>/g;
const withoutQuotes = (text: string): string => text.replaceAll(/^> ?.*$/gm, ' ');
/** A calendar entry with its lines joined, and without what names the program and the entry. */
const unfolded = (ics: string): string => ics.replaceAll('\r\n ', '').replaceAll(/^(?:PRODID|UID).*$/gm, '');
const visible = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<');
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('every mail of the application', () => {
  it('has a sample here, so that a new one is not forgotten', () => {
    const all = templates.all();
    expect(all.length).toBeGreaterThan(100);
    const names = new Set(everyMail('en').map(({ name }) => name));
    const lacking = all.filter(({ workflow, template }) => !names.has(`${workflow}/${template}`));
    expect(lacking).toEqual([]);
  });

  it('is written in the language of whoever gets it', () => {
    for (const language of LANGUAGES)
      for (const { mail } of everyMail(language)) {
        expect(mail.language).toBe(language);
        expect(`${mail.subject}${mail.text}${mail.html}${mail.ics ?? ''}`).not.toMatch(
          /undefined|\bnull\b|NaN|\[object|\{[a-zA-Z]+[,}]/,
        );
      }
  });

  it('has no English left in French, calendar entry and HTML included', () => {
    const left = everyMail('fr').flatMap(({ name, mail: { subject, text, html, ics } }) =>
      [subject, withoutQuotes(text), visible(html.replaceAll(QUOTE, ' ')), unfolded(ics ?? '')]
        .flatMap((form) => ofMachine(flat(form)).split(/(?<=[.!?;]) /))
        .filter((sentence) => ENGLISH.test(sentence))
        .map((sentence) => `${name}: ${sentence}`),
    );
    expect(left).toEqual([]);
  });

  it.each(DRAFTS)(
    'says in %s, in one line, that its frame is a draft and that the English counts',
    (language) => {
      const line = messages.say(language, 'notifications.mail.draft');
      expect(line).not.toBe(messages.say('en', 'notifications.mail.draft'));
      for (const { mail } of everyMail(language)) {
        expect(flat(mail.text)).toContain(line);
        expect(flat(visible(mail.html))).toContain(line);
      }
    },
  );

  it.each(['en', 'fr'] as const)('says nothing of the kind in %s, which was reviewed', (language) => {
    const line = messages.say(language, 'notifications.mail.draft');
    for (const { mail } of everyMail(language)) expect(flat(mail.text)).not.toContain(line);
  });

  it('runs from right to left in Arabic, and from left to right in the others', () => {
    for (const { mail } of everyMail('ar'))
      expect(mail.html.match(/<(?:html|div) lang="ar" dir="rtl"/g)).toHaveLength(2);
    for (const { mail } of everyMail('zh')) expect(mail.html).not.toContain('dir="rtl"');
  });
});

describe('the instants in a mail', () => {
  it.each(LANGUAGES)('are those of the reader’s zone and of UTC, in %s', (language) => {
    const { local, utc } = deadlineText(DUE, { zone: ZONE, locale: language });
    const happened = [inZone(DUE, ZONE, language), inZone(DUE, 'UTC', language)];
    for (const [workflow, template] of [
      ['anomaly', 'reminder'],
      ['mandate', 'reminder'],
      ['hosting-term', 'opened'],
      ['plenary-meeting', 'convened'],
      ['succession', 'vacant'],
    ] as const) {
      const [mail] = rendered(workflow, template, language);
      expect(mail?.text).toContain(`\n  ${local}\n  ${utc}\n  ${DUE}\n`);
      for (const when of happened) expect(flat(mail?.text ?? '')).toContain(flat(when));
    }
    const [digest] = rendered('across-cases', 'digest', language);
    expect(flat(digest?.text ?? '')).toContain(flat(`${local} (${utc})`));
  });

  it('read as a person in Tashkent would write them', () => {
    const [mail] = rendered('anomaly', 'reminder', 'fr');
    expect(mail?.text).toContain(
      'À remettre avant\u00a0:\n  mercredi 3 octobre 2012, 05:00 (Asia/Tashkent)\n  mardi 2 octobre 2012, 24:00 UTC (fin de la journée)',
    );
  });
});

describe('a mail of the day', () => {
  it.each([
    ['fr', '2 questions pour Ruritanie, dont une en retard'],
    ['ru', '2 вопроса для получателя Ruritanie, из них 1 просрочен'],
    ['zh', 'Ruritanie有 2 件事项，其中 1 件已逾期'],
    ['en', '2 matters for Ruritanie, 1 of them late'],
  ] as const)('counts by the plural of its reader’s language: %s', (language, lead) => {
    const [mail] = rendered('across-cases', 'digest', language);
    expect(mail?.subject).toBe(`Plenum: ${lead}`);
  });
});

/** The letters of tests of mail: their orders and their renderers. */
import { type MailTemplates, htmlMail, textMail } from '../../src/modules/notifications/index.js';
import { calendarText } from '../../src/platform/mail/index.js';
import type { Letter } from './letter.workflow.js';

/** What a test may say of a letter. */
export interface LetterChanges {
  readonly template?: string;
  readonly contact?: string;
  readonly party?: string;
  readonly role?: string;
  readonly email?: string;
  readonly statutory?: boolean;
  readonly facts?: Letter['facts'];
}

/** A letter to the head of Angola's delegation, unless said otherwise. */
export function aLetter(changes: LetterChanges = {}): Letter {
  const {
    template = 'ballot',
    contact = 'AGO-1',
    party = 'AGO',
    role = 'participant',
    statutory = true,
    facts = {},
  } = changes;
  const email = changes.email ?? 'head@ago.example';
  return {
    template,
    to: {
      role,
      party,
      contact: {
        id: contact,
        name: 'Angola, head of delegation',
        email,
        languages: ['en'],
        zone: 'Africa/Luanda',
      },
    },
    round: 1,
    facts,
    statutory,
  };
}

/** `ballot` and `routine` bring a personal link, `notice` none; all say their `word`. `routine` is skipped on a fact of its own. */
export function registerLetters(templates: MailTemplates): void {
  for (const workflow of ['letter', 'deaf-letter']) {
    for (const template of ['ballot', 'routine', 'notice']) {
      const render: Parameters<MailTemplates['register']>[2] = ({
        file,
        facts,
        ballot,
        late,
        occurredAt,
        publicUrl,
      }) => {
        const subject = `[L] ${String(facts['word'] ?? 'Hello')}`;
        const body = {
          language: 'en',
          lead: `${subject} by noon`,
          paragraphs: [`Case ${file?.caseId ?? 'none'}, event of ${occurredAt}${late ? ', late' : ''}.`],
          deadline: null,
          action: ballot
            ? { label: 'Answer', url: ballot.url, note: `Your code is ${ballot.code}.` }
            : { label: 'Read', url: publicUrl, note: '' },
          quotes: [],
          facts: [],
          footer: ['Bye.'],
        };
        const entry = {
          uid: `${file?.caseId ?? 'none'}@plenum`,
          sequence: 0,
          method: 'PUBLISH',
          stampedAt: occurredAt,
          at: occurredAt,
          summary: subject,
          description: '',
        } as const;
        return {
          language: 'en',
          subject,
          text: textMail(body),
          html: htmlMail(body, subject),
          ics: calendarText([entry]),
        };
      };
      templates.register(workflow, template, render, () => template !== 'notice');
    }
    templates.registerCheck(workflow, async (_tx, { facts }) =>
      facts['answered'] === true ? 'the party has answered meanwhile' : null,
    );
  }
}

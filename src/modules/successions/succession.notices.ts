/** The notices of a succession as mails: who gets them, and what they say. */
import { deadlineText } from '../../kernel/deadline-text.js';
import type { Instant } from '../../kernel/instant.js';
import { type MailBody, type MailRenderer, htmlMail, textMail } from '../notifications/index.js';
import type { Contact, OfficeTerm, Party } from '../registry/index.js';
import {
  type SuccessionNotice,
  type SuccessionOffice,
  successionNoticeSchema,
} from '../../../workflows/succession/index.js';

type Template = SuccessionNotice['template'];

/** Whom a notice concerns: all Participants; these and the Observers; or the Chair and the Secretariat alone. */
export const AUDIENCES: Readonly<Record<Template, 'participants' | 'everybody' | 'offices'>> = {
  'candidatures-called': 'participants',
  recommended: 'participants',
  selected: 'everybody',
  deadlock: 'participants',
  review: 'offices',
  'vacancy-ahead': 'offices',
  vacant: 'offices',
  custodian: 'everybody',
  cancelled: 'participants',
};

/** A mail effect for one contact. */
export interface SuccessionMail {
  readonly template: Template;
  readonly to: { readonly role: string; readonly party: string; readonly contact: Contact };
  readonly round: null;
  readonly facts: { readonly notice: SuccessionNotice; readonly names: Readonly<Record<string, string>> };
  readonly statutory: true;
}

/** Who is there to be told at an instant. */
export interface Addressees {
  readonly parties: readonly Party[];
  readonly offices: readonly OfficeTerm[];
  readonly contacts: readonly Contact[];
}

/**
 * @param notice what is told
 * @param addressees parties on the roll, holders of Chair and Secretariat, and the contacts of all of them
 * @returns one mail for each contact concerned
 */
export function successionMails(
  notice: SuccessionNotice,
  { parties, offices, contacts }: Addressees,
): readonly SuccessionMail[] {
  const audience = AUDIENCES[notice.template];
  const names = Object.fromEntries(parties.map(({ code, name }) => [code, name]));
  const told =
    audience === 'offices'
      ? offices.flatMap(({ office, party, contactId }) =>
          contacts
            .filter((contact) => contact.party === party && (contactId === null || contact.id === contactId))
            .map((contact) => ({ role: office as string, party, contact })),
        )
      : parties
          .filter(({ kind }) => kind === 'participant' || (audience === 'everybody' && kind === 'observer'))
          .flatMap(({ code, kind }) =>
            contacts
              .filter((contact) => contact.party === code)
              .map((contact) => ({ role: kind as string, party: code, contact })),
          );
  return told.map((to) => ({
    template: notice.template,
    to,
    round: null,
    facts: { notice, names },
    statutory: true as const,
  }));
}

const OFFICE: Readonly<Record<SuccessionOffice, string>> = { chair: 'Chair', 'vice-chair': 'Vice-Chair' };

/** First line, label of the instant, and what follows. */
type Saying = (notice: SuccessionNotice, who: string) => readonly [string, string, readonly string[]];

const SAYING: Readonly<Record<Template, Saying>> = {
  'candidatures-called': ({ title }) => [
    `Candidatures are called for: ${title}.`,
    'What comes from then on is late',
    ['A Participant stands by itself, or tells the Secretariat.'],
  ],
  recommended: ({ title, parties }, who) => [
    parties.length > 0
      ? `The Selection Committee recommends ${who}: ${title}.`
      : `The Selection Committee recommends nobody: ${title}.`,
    '',
    ['A recommendation decides nothing: the Plenary, or a written procedure, decides by consensus.'],
  ],
  selected: ({ title }, who) => [`${who} is selected: ${title}.`, 'The first term begins', []],
  deadlock: ({ title, parties }, who) => [
    `No consensus was found: ${title}.`,
    '',
    [
      parties.length > 0 ? `Standing: ${who}.` : 'Nobody stands.',
      'The Chair consults. Candidatures may come and go until somebody is selected.',
    ],
  ],
  review: ({ title }) => [
    `It is time to look again: ${title}.`,
    '',
    ['Nothing is overdue: the term has no day.'],
  ],
  'vacancy-ahead': ({ office, parties }, who) => [
    `Nobody follows yet in the office of ${OFFICE[office]}.`,
    'It falls vacant',
    [parties.length > 0 ? `Standing: ${who}.` : 'Nobody stands.'],
  ],
  vacant: ({ office, parties }, who) => [
    `The office of ${OFFICE[office]} is vacant.`,
    'Vacant since',
    [
      parties.length > 0 ? `Standing: ${who}.` : 'Nobody stands.',
      ...(office === 'chair' ? ['Nobody is elected by itself; a custodian may be appointed.'] : []),
    ],
  ],
  custodian: (_notice, who) => [
    `${who} keeps the office of Chair as custodian.`,
    'The custody ends',
    ['A custodian was not elected: the office passes on as soon as somebody is selected.'],
  ],
  cancelled: ({ title }) => [`The call for candidatures is taken back: ${title}.`, '', []],
};

/** Renders any notice of a succession, in English. */
export const renderSuccessionNotice: MailRenderer = ({ facts, to, publicUrl, late, occurredAt }) => {
  const notice = successionNoticeSchema.parse(facts['notice']);
  const names = facts['names'] as Readonly<Record<string, string>>; // written by successionMails
  const who = notice.parties.map((code) => names[code] ?? code).join(', ');
  const [lead, label, paragraphs] = SAYING[notice.template](notice, who);
  const at = notice.at as Instant | null; // the schema checks the form of instants
  const body: MailBody = {
    language: 'en',
    lead,
    paragraphs,
    deadline: at === null ? null : { ...deadlineText(at, { zone: to.contact.zone, locale: 'en' }), label },
    action: null,
    quotes: notice.note.trim() === '' ? [] : [{ title: 'On record', text: notice.note }],
    facts: [],
    footer: [
      `Reference ${notice.reference}. ${publicUrl}`,
      ...(late ? [`This notice goes out late: what it tells of happened at ${occurredAt}.`] : []),
    ],
  };
  const subject = `${notice.reference}: ${lead}`;
  return { language: 'en', subject, text: textMail(body), html: htmlMail(body, subject), ics: null };
};

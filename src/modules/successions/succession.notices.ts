/** The notices of a succession as mails: who gets them, and what they say. */
import type { Instant } from '../../kernel/instant.js';
import { type Wording, layOut } from '../notices/index.js';
import { type MailReader, type MailRenderer, readerOf } from '../notifications/index.js';
import type { Contact, OfficeTerm, Party } from '../registry/index.js';
import { type SuccessionNotice, successionNoticeSchema } from '../../../workflows/succession/index.js';

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

/** Notices that give an instant; its label is the template's own. */
const DATED: ReadonlySet<Template> = new Set([
  'candidatures-called',
  'selected',
  'vacancy-ahead',
  'vacant',
  'custodian',
]);

/** What a notice says: of whom it tells is in its parties, whose names came with it. */
function wordingOf(notice: SuccessionNotice, who: string, { say, phrase }: MailReader): Wording {
  const { template, title, office, parties, note } = notice;
  const at = notice.at as Instant | null; // the schema checks the form of instants
  const about = { title: phrase(title).text, who, office, count: parties.length };
  const standing = say('successions.mail.standing', about);
  const paragraphs: Readonly<Record<Template, readonly string[]>> = {
    'candidatures-called': [say('successions.mail.candidatures-called.how')],
    recommended: [say('successions.mail.recommended.means')],
    selected: [],
    deadlock: [standing, say('successions.mail.deadlock.means')],
    review: [say('successions.mail.review.means')],
    'vacancy-ahead': [standing],
    vacant: [standing, ...(office === 'chair' ? [say('successions.mail.vacant.chair')] : [])],
    custodian: [say('successions.mail.custodian.means')],
    cancelled: [],
  };
  return {
    lead: say(`successions.mail.${template}.lead`, about),
    paragraphs: paragraphs[template],
    when:
      at === null ? null : { at, label: DATED.has(template) ? say(`successions.mail.${template}.when`) : '' },
    facts: [],
    quotes: note.trim() === '' ? [] : [{ title: say('successions.mail.onRecord'), text: phrase(note).text }],
  };
}

/** Renders any notice of a succession, in its reader's language. */
export const renderSuccessionNotice: MailRenderer = (mail) => {
  const notice = successionNoticeSchema.parse(mail.facts['notice']);
  const names = mail.facts['names'] as Readonly<Record<string, string>>; // written by successionMails
  const reader = readerOf(mail);
  const who = reader.list(notice.parties.map((code) => reader.partyName(names[code] ?? code, code)));
  return layOut(mail, notice.reference, wordingOf(notice, who, reader));
};

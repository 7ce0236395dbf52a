/** Several notices of a day in one mail. */
import { z } from 'zod';
import { deadlineText } from '../../../kernel/deadline-text.js';
import { oneLine } from '../../../platform/mail/index.js';
import { caseNoticeSchema } from '../../../../workflows/casework/index.js';
import { type MailBody, type MailRenderer, htmlMail, textMail } from '../../notifications/index.js';
import { wordingOf } from '../case-notices/case-notice.mails.js';
import { zoneOf } from '../notice.layout.js';

export const DIGEST_TEMPLATE = 'digest';
/** What stands in a digest, as its mail effect carries it. */
export const digestItemsSchema = z.array(
  z.object({ notice: caseNoticeSchema, instead: z.string().nullable() }),
);
type Item = z.output<typeof digestItemsSchema>[number];

/** Renders the mail of a day, in English: every notice whole, those with the nearest instant first. */
export const renderDigest: MailRenderer = ({ facts, to, publicUrl }) => {
  const items = [...digestItemsSchema.parse(facts['items'])].sort(byInstant);
  const late = items.filter(({ notice }) => notice.kind === 'late' || notice.kind === 'rung').length;
  const lead = `${items.length} matters for ${to.contact.name}${late > 0 ? `, ${late} of them late` : ''}`;
  const body: MailBody = {
    language: 'en',
    lead,
    paragraphs: ['These fell on one day, so they come in one mail.'],
    deadline: null,
    action: null,
    quotes: items.map((item) => quoted(item, zoneOf(to.contact))),
    facts: [],
    footer: [publicUrl],
  };
  const subject = oneLine(`Plenum: ${lead}`);
  return { language: 'en', subject, text: textMail(body), html: htmlMail(body, subject), ics: null };
};

function quoted({ notice, instead }: Item, zone: string): MailBody['quotes'][number] {
  const { lead, paragraphs, when, facts } = wordingOf(notice);
  const due = when && deadlineText(when.at, { zone, locale: 'en' });
  const lines = [
    ...(due ? [`${when.label}: ${due.local} (${due.utc})`] : []),
    ...paragraphs.filter((text) => text !== ''),
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...(instead === null ? [] : [`This comes to you because ${instead}. Please pass it on.`]),
  ];
  return { title: `${notice.reference}: ${lead}`, text: lines.join('\n') };
}

function byInstant({ notice: a }: Item, { notice: b }: Item): number {
  const [first, second] = [a, b].map(({ when }) => when?.at ?? '9999');
  return first === second ? a.reference.localeCompare(b.reference) : String(first) < String(second) ? -1 : 1;
}

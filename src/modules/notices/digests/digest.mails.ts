/** Several notices of a day in one mail. */
import { z } from 'zod';
import { caseNoticeSchema } from '../../../../workflows/casework/index.js';
import {
  type MailBody,
  type MailReader,
  type MailRenderer,
  type MailText,
  frameMail,
  labelled,
  plainText,
  readerOf,
} from '../../notifications/index.js';
import { wordingOf } from '../case-notices/case-notice.mails.js';
import { insteadOf } from '../notice.layout.js';

export const DIGEST_TEMPLATE = 'digest';
/** What stands in a digest, as its mail effect carries it. */
export const digestItemsSchema = z.array(
  z.object({ notice: caseNoticeSchema, instead: z.string().nullable() }),
);
type Item = z.output<typeof digestItemsSchema>[number];

/** Renders the mail of a day, in its reader's language: every notice whole, those with the nearest instant first. */
export const renderDigest: MailRenderer = (mail) => {
  const { facts, to, publicUrl } = mail;
  const reader = readerOf(mail);
  const items = [...digestItemsSchema.parse(facts['items'])].sort(byInstant);
  const late = items.filter(({ notice }) => notice.kind === 'late' || notice.kind === 'rung').length;
  const lead = reader.say('notices.mail.digest.lead', {
    count: items.length,
    name: to.contact.name,
    late,
  });
  return frameMail(reader, `Plenum: ${lead}`, {
    lead,
    paragraphs: [reader.say('notices.mail.digest.why')],
    deadline: null,
    action: null,
    quotes: items.map((item) => quoted(item, reader)),
    facts: [],
    footer: [publicUrl],
  });
};

function quoted({ notice, instead }: Item, reader: MailReader): MailBody['quotes'][number] {
  const { lead, paragraphs, when, facts } = wordingOf(notice, reader);
  const due = when && reader.deadline(when.at);
  const fact = (label: MailText, value: MailText): string => labelled(reader.language, label, value);
  const lines = [
    ...(due && when ? [fact(when.label, `${due.local} (${due.utc})`)] : []),
    ...paragraphs.map(plainText).filter((text) => text !== ''),
    ...facts.map(([label, value]) => fact(label, value)),
    ...(instead === null ? [] : [insteadOf(reader, instead)]),
  ];
  return { title: `${notice.reference}: ${plainText(lead)}`, text: lines.join('\n') };
}

function byInstant({ notice: a }: Item, { notice: b }: Item): number {
  const [first, second] = [a, b].map(({ when }) => when?.at ?? '9999');
  return first === second ? a.reference.localeCompare(b.reference) : String(first) < String(second) ? -1 : 1;
}

/** Puts the parts of a mail together: text, HTML and calendar from one body. */
import type { Instant } from '../../kernel/instant.js';
import { oneLine } from '../../platform/mail/index.js';
import { findMember, findObserver } from '../../../workflows/written-procedure/index.js';
import { type MailBody, type RenderedMail, htmlMail, plainText, textMail } from '../notifications/index.js';
import {
  type Letter,
  companions,
  partyIn,
  procedurePage,
  subjectLine,
  subjectMatter,
} from './mail-letter.js';

/** What one template says; the rest is the same for all. */
export interface LetterParts {
  /** what stands behind `[KP]` in the subject */
  readonly tag: string;
  /** first line: what, and by when */
  readonly lead: string;
  readonly deadline?: { readonly at: Instant; readonly label: string } | null | undefined;
  readonly paragraphs: readonly string[];
  readonly quotes?: MailBody['quotes'];
  readonly facts?: MailBody['facts'];
  /** label of the one button; opening the page if left out */
  readonly button?: string;
  readonly ics?: string | null;
  /** whether the whole delegation gets this mail, or this reader alone */
  readonly toOneAlone?: boolean;
}

/** Longest line of a quote in plain text, its mark included. */
const QUOTE_WIDTH = 76;

/**
 * @param letter the mail being written
 * @param parts what its template says
 * @returns the mail: text and HTML say the same, in the same order
 */
export function finish(letter: Letter, parts: LetterParts): RenderedMail {
  const { language } = letter;
  const subject = subjectLine(letter, parts.tag);
  const body = bodyOf(letter, parts);
  const text = textMail({
    ...body,
    quotes: body.quotes.map((quote) => ({ ...quote, text: marked(quote.text) })),
  });
  return { language, subject, text, html: htmlMail(body, subject), ics: parts.ics ?? null };
}

/** @returns text that a person wrote, without control characters; its lines are kept */
export function asWritten(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim();
}

function bodyOf(letter: Letter, parts: LetterParts): MailBody {
  const { language, mail } = letter;
  const hint = mail.ballot ? [letter.say('written-procedures.frame.codeUse')] : [];
  return {
    language,
    lead: oneLine(parts.lead),
    deadline: parts.deadline ? { ...letter.deadline(parts.deadline.at), label: parts.deadline.label } : null,
    paragraphs: [
      ...parts.paragraphs,
      ...lateness(letter, parts),
      ...(letter.isMember ? hint : []),
      ...letter.draft,
    ]
      .map(onOneLine)
      .filter((paragraph) => paragraph !== ''),
    action: action(letter, parts),
    quotes: (parts.quotes ?? []).map(({ title, text }) => ({ title: oneLine(title), text: asWritten(text) })),
    facts: allFacts(letter, parts).map(([label, value, address]): MailBody['facts'][number] => {
      const said = [onOneLine(plainText(label)), onOneLine(plainText(value))] as const;
      return address === undefined ? said : [...said, onOneLine(address)];
    }),
    footer: footer(letter, parts).map(onOneLine),
  };
}

function action(letter: Letter, parts: LetterParts): MailBody['action'] {
  const { mail, say } = letter;
  if (!mail.ballot)
    return {
      label: say('written-procedures.frame.openProcedure'),
      url: procedurePage(letter),
      note: say('written-procedures.frame.signIn'),
    };
  const label = parts.button ?? say('written-procedures.frame.openBallot');
  return { label, url: mail.ballot.url, note: say('written-procedures.frame.personal') };
}

/** The code of objections stands first: it is looked for, and typed by hand. Observers cannot object with effect and need none. */
function allFacts(letter: Letter, parts: LetterParts): MailBody['facts'] {
  const { mail, say, rules, isMember } = letter;
  const { title, version } = rules;
  const code =
    mail.ballot && isMember ? [[say('written-procedures.frame.code'), mail.ballot.code] as const] : [];
  return [
    ...code,
    [say('written-procedures.frame.procedure'), subjectMatter(letter)],
    ...(parts.facts ?? []),
    [say('written-procedures.frame.under'), say('written-procedures.frame.rules', { title, version })],
  ];
}

function lateness(letter: Letter, { deadline }: LetterParts): readonly string[] {
  const { mail, say, instant } = letter;
  if (!mail.late) return [];
  const due = instant(mail.occurredAt);
  if (!deadline) return [say('written-procedures.frame.late', { due })];
  return [say('written-procedures.frame.lateDeadline', { by: letter.deadline(deadline.at).utc, due })];
}

function footer(letter: Letter, parts: LetterParts): readonly string[] {
  const { frozen, say } = letter;
  const secretariat = frozen.officers
    .filter(({ role }) => role === 'secretariat')
    .map(({ contact }) => `${oneLine(contact.name)} <${contact.email}>`);
  return [
    ...delegation(letter, parts),
    ...(secretariat.length > 0
      ? [say('written-procedures.frame.secretariat', { contacts: secretariat.join(', ') })]
      : []),
    say('written-procedures.frame.replies'),
  ];
}

function delegation(letter: Letter, { toOneAlone }: LetterParts): readonly string[] {
  const { context, mail, say } = letter;
  const { party } = mail.to;
  if (toOneAlone || !(findMember(context, party) ?? findObserver(context, party))) return [];
  const name = partyIn(letter, party);
  const others = companions(letter).map((contact) => oneLine(contact.name));
  if (others.length > 0)
    return [say('written-procedures.frame.alsoTo', { names: others.join('; '), party: name })];
  return letter.mail.to.role === 'participant' || letter.mail.to.role === 'observer'
    ? [say('written-procedures.frame.nobodyElse', { party: name })]
    : [];
}

/** Names and other words of people stay within their line; lists of names may be long, so nothing is cut here. */
function onOneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** Every line of a quote marked in plain text, so that what a person wrote cannot pass for what the mail says. */
function marked(text: string): string {
  return text
    .split('\n')
    .flatMap(filled)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function filled(paragraph: string): readonly string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || `> ${last} ${word}`.length > QUOTE_WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

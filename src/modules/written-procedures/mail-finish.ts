/** Puts the parts of a mail together: text, HTML and calendar from one body. */
import type { Instant } from '../../kernel/instant.js';
import { oneLine } from '../../platform/mail/index.js';
import { findMember, findObserver, partyName } from '../../../workflows/written-procedure/index.js';
import { type MailBody, type RenderedMail, htmlMail, textMail } from '../notifications/index.js';
import {
  type Letter,
  companions,
  deadlineFor,
  instantFor,
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
  const { messages, language, mail } = letter;
  const hint = mail.ballot ? [messages.frame.codeUse] : [];
  const say = (text: string): string => unbroken(letter, onOneLine(text));
  return {
    language,
    lead: unbroken(letter, oneLine(parts.lead)),
    deadline: parts.deadline
      ? { ...deadlineFor(letter, parts.deadline.at), label: parts.deadline.label }
      : null,
    paragraphs: [...parts.paragraphs, ...lateness(letter, parts), ...(letter.isMember ? hint : [])]
      .map(say)
      .filter((paragraph) => paragraph !== ''),
    action: action(letter, parts),
    quotes: (parts.quotes ?? []).map(({ title, text }) => ({ title: oneLine(title), text: asWritten(text) })),
    facts: allFacts(letter, parts).map(([label, value]) => [onOneLine(label), onOneLine(value)] as const),
    footer: footer(letter, parts).map(say),
  };
}

/** French sets a space before some signs; a line must not begin with one. */
function unbroken({ language }: Letter, text: string): string {
  return language === 'fr' ? text.replace(/ (?=[;:!?»])/g, '\u00a0').replace(/« /g, '«\u00a0') : text;
}

function action(letter: Letter, parts: LetterParts): MailBody['action'] {
  const { mail, messages } = letter;
  const { openBallot, openProcedure, personal, signIn } = messages.frame;
  if (mail.ballot) return { label: parts.button ?? openBallot, url: mail.ballot.url, note: personal };
  return { label: openProcedure, url: procedurePage(letter), note: signIn };
}

/** The code of objections stands first: it is looked for, and typed by hand. Observers cannot object with effect and need none. */
function allFacts(letter: Letter, parts: LetterParts): MailBody['facts'] {
  const { mail, messages, rules, isMember } = letter;
  const code = mail.ballot && isMember ? [[messages.frame.code, mail.ballot.code] as const] : [];
  return [
    ...code,
    [messages.frame.procedure, subjectMatter(letter)],
    ...(parts.facts ?? []),
    [messages.frame.under, messages.frame.rules(rules.title, rules.version)],
  ];
}

function lateness(letter: Letter, { deadline }: LetterParts): readonly string[] {
  const { mail, messages } = letter;
  if (!mail.late) return [];
  const due = instantFor(letter, mail.occurredAt);
  if (!deadline) return [messages.frame.late(due)];
  return [messages.frame.lateDeadline(deadlineFor(letter, deadline.at).utc, due)];
}

function footer(letter: Letter, parts: LetterParts): readonly string[] {
  const { frozen, messages } = letter;
  const secretariat = frozen.officers
    .filter(({ role }) => role === 'secretariat')
    .map(({ contact }) => `${oneLine(contact.name)} <${contact.email}>`);
  return [
    ...delegation(letter, parts),
    ...(secretariat.length > 0 ? [messages.frame.secretariat(secretariat.join(', '))] : []),
    messages.frame.replies,
  ];
}

function delegation(letter: Letter, { toOneAlone }: LetterParts): readonly string[] {
  const { context, mail, messages } = letter;
  const { party } = mail.to;
  if (toOneAlone || !(findMember(context, party) ?? findObserver(context, party))) return [];
  const name = oneLine(partyName(context, party));
  const others = companions(letter).map((contact) => oneLine(contact.name));
  if (others.length > 0) return [messages.frame.alsoTo(others.join('; '), name)];
  return letter.mail.to.role === 'participant' || letter.mail.to.role === 'observer'
    ? [messages.frame.nobodyElse(name)]
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

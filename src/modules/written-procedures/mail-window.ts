/** The mails that ask for an answer: launch, reminder, extension, new round. Each begins with what, by when, and what silence means. */
import type { Instant } from '../../kernel/instant.js';
import { effectivePosition, partyName } from '../../../workflows/written-procedure/index.js';
import type { MailRenderer, RenderedMail } from '../notifications/index.js';
import { publishedDeadline } from './mail-calendar.js';
import { extensionFacts, launchFactsOfMail, newRoundFacts, reminderFacts } from './mail-event-facts.js';
import { type LetterParts, finish } from './mail-finish.js';
import { type Letter, deadlineFor, instantFor, letterOf, subjectMatter } from './mail-letter.js';
import { silenceSentence } from './mail-silence.js';
import { decisionText, documentFacts } from './mail-text.js';

/** One way to say what is asked, for the subject and for the first line. Both give the deadline in its short form: it must survive a preview. */
interface Wording {
  readonly tag: (by: string) => string;
  readonly lead: (by: string, what: string) => string;
}

interface Request {
  readonly at: Instant;
  readonly textHash: string;
  readonly wording: Wording;
  readonly paragraphs?: readonly string[];
  readonly quotes?: readonly { readonly title: string; readonly text: string }[];
  /** reminders leave calendars alone and need not repeat the text */
  readonly isReminder?: boolean;
  readonly toOneAlone?: boolean;
}

/** The launch: a notice of a window to come, its opening, or the opening for a contact who came in later. */
export const renderLaunch: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { kind, opensAt, deadline, textHash } = launchFactsOfMail.parse(mail.facts);
  const { window } = letter.messages;
  const isAhead = mail.occurredAt < opensAt;
  return ask(letter, {
    at: deadline.at,
    textHash,
    wording: kind === 'notice' || isAhead ? noticeWording(letter) : wordingOf(letter, 'action', 'open'),
    paragraphs: [
      ...(kind === 'replacement' ? [window.replacement] : []),
      ...(isAhead
        ? [(kind === 'notice' ? window.opensAt : window.opensLater)(instantFor(letter, opensAt))]
        : []),
    ],
    toOneAlone: kind === 'replacement',
  });
};

/** A reminder to a member whose answer is awaited. */
export const renderReminder: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { label, deadline, textHash } = reminderFacts.parse(mail.facts);
  const party = partyName(letter.context, mail.to.party);
  return ask(letter, {
    at: deadline.at,
    textHash,
    wording: reminderWording(letter, label),
    paragraphs: [letter.messages.window.noAnswerYet(party)],
    isReminder: true,
  });
};

/** A later deadline. */
export const renderExtension: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { from, to, reason, textHash } = extensionFacts.parse(mail.facts);
  const { tags, window } = letter.messages;
  return ask(letter, {
    at: to.at,
    textHash,
    wording: { tag: tags.extended, lead: window.extended },
    paragraphs: [window.movedFrom(deadlineFor(letter, from.at).utc)],
    quotes: [{ title: window.reasonGiven, text: reason }],
  });
};

/** A new round: on a revised text, or the vote on the same text. */
export const renderNewRound: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { kind, deadline, textHash, reason } = newRoundFacts.parse(mail.facts);
  const { window } = letter.messages;
  const isVote = kind === 'postal-vote';
  return ask(letter, {
    at: deadline.at,
    textHash,
    wording: isVote ? wordingOf(letter, 'vote', 'voteOpen') : wordingOf(letter, 'revised', 'revisedOpen'),
    paragraphs: [isVote ? window.newVote : window.newText],
    quotes: isVote ? [] : [{ title: window.reasonGiven, text: reason }],
  });
};

function ask(letter: Letter, request: Request): RenderedMail {
  const { messages } = letter;
  const {
    at,
    textHash,
    wording,
    paragraphs = [],
    quotes = [],
    isReminder = false,
    toOneAlone = false,
  } = request;
  const deadline = deadlineFor(letter, at);
  const text = isReminder ? { quotes: [], note: [] } : decisionText(letter, textHash);
  const parts: LetterParts = {
    tag: wording.tag(deadline.short),
    lead: wording.lead(deadline.short, subjectMatter(letter)),
    deadline: { at, label: messages.deadline.answers },
    paragraphs: [
      silence(letter),
      ...answerSoFar(letter),
      ...paragraphs,
      ...movedSince(letter, at),
      ...text.note,
    ],
    quotes: [...quotes, ...text.quotes],
    facts: documentFacts(letter, textHash),
    ...(letter.isMember ? { button: messages.frame.answerNow } : {}),
    ics: isReminder ? null : publishedDeadline(letter, at),
    toOneAlone,
  };
  return finish(letter, parts);
}

function silence({ isMember, messages, rules, language, round }: Letter): string {
  return isMember ? silenceSentence(rules, language, round.kind) : messages.silence.observer;
}

function answerSoFar({ context, round, mail, messages }: Letter): readonly string[] {
  const answer =
    round.number === context.round?.number ? effectivePosition(context, mail.to.party) : undefined;
  return answer ? [messages.window.answerSoFar(messages.kinds[answer.kind])] : [];
}

/** A mail written after an interruption tells the deadline of its event, and that it is no longer the one. */
function movedSince(letter: Letter, at: Instant): readonly string[] {
  const present = letter.round.deadline.at;
  return present === at ? [] : [letter.messages.frame.moved(deadlineFor(letter, present).utc)];
}

function wordingOf(
  { isMember, messages }: Letter,
  member: 'action' | 'revised' | 'vote',
  observer: 'open' | 'revisedOpen' | 'voteOpen',
): Wording {
  const kind = isMember ? member : observer;
  return { tag: messages.tags[kind], lead: messages.window[kind] };
}

function noticeWording({ messages }: Letter): Wording {
  return { tag: messages.tags.notice, lead: messages.window.notice };
}

/** Labels of the timetable are `7-days`, `6-hours`, `last-morning`. */
function reminderWording({ messages }: Letter, label: string): Wording {
  const { tags, window } = messages;
  const [, count, unit] = /^(\d+)-(days|hours)$/.exec(label) ?? [];
  if (count === undefined) return { tag: tags.lastDay, lead: window.lastDay };
  const before = messages.before(Number(count), unit === 'hours' ? 'hours' : 'days');
  return { tag: (by) => tags.reminder(before, by), lead: window.reminder };
}

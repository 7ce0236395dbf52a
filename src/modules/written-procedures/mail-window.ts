/** The mails that ask for an answer: launch, reminder, extension, new round. Each begins with what, by when, and what silence means. */
import type { Instant } from '../../kernel/instant.js';
import { effectivePosition } from '../../../workflows/written-procedure/index.js';
import type { MailRenderer, RenderedMail } from '../notifications/index.js';
import { publishedDeadline } from './mail-calendar.js';
import { extensionFacts, launchFactsOfMail, newRoundFacts, reminderFacts } from './mail-event-facts.js';
import { type LetterParts, finish } from './mail-finish.js';
import { type Letter, letterOf, partyIn, subjectMatter } from './mail-letter.js';
import { silenceSentence } from './mail-silence.js';
import { decisionText, documentFacts } from './mail-text.js';

/** What is asked: a message in `tags` for the subject, and one in `window` for the first line. */
type Wording =
  | 'action'
  | 'open'
  | 'notice'
  | 'lastDay'
  | 'extended'
  | 'revised'
  | 'revisedOpen'
  | 'vote'
  | 'voteOpen'
  | { readonly reminder: string };

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
  const { say, instant } = letter;
  const isAhead = mail.occurredAt < opensAt;
  const at = instant(opensAt);
  return ask(letter, {
    at: deadline.at,
    textHash,
    wording: kind === 'notice' || isAhead ? 'notice' : wordingOf(letter, 'action', 'open'),
    paragraphs: [
      ...(kind === 'replacement' ? [say('written-procedures.window.replacement')] : []),
      ...(isAhead && kind === 'notice' ? [say('written-procedures.window.opensAt', { at })] : []),
      ...(isAhead && kind !== 'notice' ? [say('written-procedures.window.opensLater', { at })] : []),
    ],
    toOneAlone: kind === 'replacement',
  });
};

/** A reminder to a member whose answer is awaited. */
export const renderReminder: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { label, deadline, textHash } = reminderFacts.parse(mail.facts);
  const party = partyIn(letter, mail.to.party);
  return ask(letter, {
    at: deadline.at,
    textHash,
    wording: reminderWording(letter, label),
    paragraphs: [letter.say('written-procedures.window.noAnswerYet', { party })],
    isReminder: true,
  });
};

/** A later deadline. */
export const renderExtension: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { from, to, reason, textHash } = extensionFacts.parse(mail.facts);
  const { say, deadline } = letter;
  return ask(letter, {
    at: to.at,
    textHash,
    wording: 'extended',
    paragraphs: [say('written-procedures.window.movedFrom', { from: deadline(from.at).utc })],
    quotes: [{ title: say('written-procedures.window.reasonGiven'), text: reason }],
  });
};

/** A new round: on a revised text, or the vote on the same text. */
export const renderNewRound: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { kind, deadline, textHash, reason } = newRoundFacts.parse(mail.facts);
  const { say } = letter;
  const isVote = kind === 'postal-vote';
  return ask(letter, {
    at: deadline.at,
    textHash,
    wording: isVote ? wordingOf(letter, 'vote', 'voteOpen') : wordingOf(letter, 'revised', 'revisedOpen'),
    paragraphs: [
      isVote ? say('written-procedures.window.newVote') : say('written-procedures.window.newText'),
    ],
    quotes: isVote ? [] : [{ title: say('written-procedures.window.reasonGiven'), text: reason }],
  });
};

function ask(letter: Letter, request: Request): RenderedMail {
  const { say } = letter;
  const {
    at,
    textHash,
    wording,
    paragraphs = [],
    quotes = [],
    isReminder = false,
    toOneAlone = false,
  } = request;
  const text = isReminder ? { quotes: [], note: [] } : decisionText(letter, textHash);
  const parts: LetterParts = {
    ...inShort(letter, wording, at),
    deadline: { at, label: say('written-procedures.deadline.answers') },
    paragraphs: [
      silence(letter),
      ...answerSoFar(letter),
      ...paragraphs,
      ...movedSince(letter, at),
      ...text.note,
    ],
    quotes: [...quotes, ...text.quotes],
    facts: documentFacts(letter, textHash),
    ...(letter.isMember ? { button: say('written-procedures.frame.answerNow') } : {}),
    ics: isReminder ? null : publishedDeadline(letter, at),
    toOneAlone,
  };
  return finish(letter, parts);
}

/** Subject and first line give the deadline in its short form: it must survive a preview. */
function inShort(letter: Letter, wording: Wording, at: Instant): Pick<LetterParts, 'tag' | 'lead'> {
  const { say } = letter;
  const by = letter.deadline(at).short;
  const what = subjectMatter(letter);
  if (typeof wording !== 'string')
    return {
      tag: say('written-procedures.tags.reminder', { before: wording.reminder, by }),
      lead: say('written-procedures.window.reminder', { by, what }),
    };
  return {
    tag: say(`written-procedures.tags.${wording}`, { by, to: by }),
    lead: say(`written-procedures.window.${wording}`, { by, what }),
  };
}

function silence({ isMember, say, rules, round }: Letter): string {
  return isMember ? silenceSentence(rules, say, round.kind) : say('written-procedures.silence.observer');
}

function answerSoFar({ context, round, mail, say }: Letter): readonly string[] {
  const answer =
    round.number === context.round?.number ? effectivePosition(context, mail.to.party) : undefined;
  if (!answer) return [];
  const kind = say(`written-procedures.kinds.${answer.kind}`);
  return [say('written-procedures.window.answerSoFar', { kind })];
}

/** A mail written after an interruption tells the deadline of its event, and that it is no longer the one. */
function movedSince(letter: Letter, at: Instant): readonly string[] {
  const present = letter.round.deadline.at;
  return present === at
    ? []
    : [letter.say('written-procedures.frame.moved', { by: letter.deadline(present).utc })];
}

function wordingOf(
  { isMember }: Letter,
  member: 'action' | 'revised' | 'vote',
  observer: 'open' | 'revisedOpen' | 'voteOpen',
): Wording {
  return isMember ? member : observer;
}

/** Labels of the timetable are `7-days`, `6-hours`, `last-morning`. */
function reminderWording({ say }: Letter, label: string): Wording {
  const [, count, unit = 'days'] = /^(\d+)-(days|hours)$/.exec(label) ?? [];
  if (count === undefined) return 'lastDay';
  return { reminder: say('written-procedures.before', { count: Number(count), unit }) };
}

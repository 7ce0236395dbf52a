/** The mails about answers: the receipt, word to the Chair of what stands in the way, word of a late reply. */
import { inZone } from '../../kernel/deadline-text.js';
import type { MailBody, MailRenderer } from '../notifications/index.js';
import { tallyOf } from './mail-count.js';
import {
  type AnswerFacts,
  type ObjectionFacts,
  type ReceiptFacts,
  answerFacts,
  objectionFacts,
  receiptFacts,
} from './mail-event-facts.js';
import { finish } from './mail-finish.js';
import { type Letter, deadlineFor, letterOf, officesInWords, subjectMatter } from './mail-letter.js';

/** The receipt, to the contact who answered and to the others of the delegation. */
export const renderReceipt: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const facts = receiptFacts.parse(mail.facts);
  const { messages } = letter;
  const { answers, deadline, kinds, statuses, tags } = messages;
  const canChange = takesAnswers(letter);
  return finish(letter, {
    tag: tags.receipt,
    lead: answers.happened[facts.what](kinds[facts.kind], subjectMatter(letter)),
    deadline: canChange ? { at: letter.round.deadline.at, label: deadline.change } : null,
    paragraphs: [
      statuses[facts.status],
      whoAnswered(letter, facts),
      facts.what === 'disowned' ? answers.newLinks : '',
      canChange ? answers.howToChange : answers.window,
      facts.what === 'disowned' ? '' : notUs(letter, facts),
    ],
    quotes: wordsOf(letter, facts),
    facts: answerAsFacts(letter, facts),
  });
};

/** Word to the Chair, at once, of an answer that stands in the way, asks for time, challenges the procedure, or is taken back. */
export const renderObjection: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const facts = objectionFacts.parse(mail.facts);
  const { answers, kinds, statuses } = letter.messages;
  const say = facts.status === 'withdrawn' ? answers.objectionWithdrawn : answers.objection;
  return finish(letter, {
    tag: objectionTag(letter, facts),
    lead: say(facts.partyName, kinds[facts.kind], subjectMatter(letter)),
    deadline: takesAnswers(letter)
      ? { at: letter.round.deadline.at, label: letter.messages.deadline.answers }
      : null,
    paragraphs: [statuses[facts.status], ...whatTheRuleDoes(letter, facts)],
    quotes: wordsOf(letter, facts, answers.noReason),
    facts: answerAsFacts(letter, facts),
  });
};

/** Word to the offices of an answer that came after the window, or came to light only then. */
export const renderLateReply: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const facts = answerFacts.parse(mail.facts);
  const { answers, kinds, statuses, tags } = letter.messages;
  return finish(letter, {
    tag: tags.late,
    lead: answers.late(facts.partyName, kinds[facts.kind], subjectMatter(letter)),
    paragraphs: [
      statuses[facts.status],
      answers.lateBy(deadlineFor(letter, letter.round.deadline.at).utc),
      answers.lateRuling(officesInWords(letter, letter.rules.lateReplies.ruledBy)),
    ],
    quotes: wordsOf(letter, facts, answers.noReason),
    facts: answerAsFacts(letter, facts),
  });
};

/** The deadline decides, not whether the closing has been processed. */
function takesAnswers({ round, mail }: Letter): boolean {
  return round.closed === null && mail.occurredAt < round.deadline.at;
}

function objectionTag({ messages }: Letter, { status, blocks, asksForTime }: ObjectionFacts): string {
  const { objection, objectionWithdrawn, timeAsked, timeWithdrawn } = messages.tags;
  if (asksForTime && !blocks) return status === 'withdrawn' ? timeWithdrawn : timeAsked;
  return status === 'withdrawn' ? objectionWithdrawn : objection;
}

function whatTheRuleDoes(letter: Letter, { blocks, asksForTime }: ObjectionFacts): readonly string[] {
  return [...(blocks ? afterObjection(letter) : []), ...(asksForTime ? [afterAskingForTime(letter)] : [])];
}

function afterObjection(letter: Letter): readonly string[] {
  const { messages, rules, round } = letter;
  const words = messages.rule;
  if (round.kind === 'postal-vote') return [words.vote];
  const { does, when } = rules.onObjection;
  const count = tallyOf(letter);
  if (count?.objectionsNeeded === null) return [words.noQuota];
  const standing = count?.blocking.length ?? 0;
  const needed = count?.objectionsNeeded ?? 0;
  const numbers = count ? [(standing >= needed ? words.enough : words.notEnough)(standing, needed)] : [];
  return [...numbers, when === 'at-once' ? words.atOnce : words.atDeadline, words.then[does]];
}

function afterAskingForTime(letter: Letter): string {
  const { messages, rules, round } = letter;
  const { allowed, times, by } = rules.extension;
  const mayExtend = allowed && (times === null || round.extensions.length < times);
  return mayExtend ? messages.rule.mayExtend(officesInWords(letter, by)) : messages.rule.noExtension;
}

function whoAnswered({ messages }: Letter, facts: ReceiptFacts): string {
  const { youAnswered, colleagueAnswered, offline } = messages.answers;
  if (facts.isAnswerer) return youAnswered(facts.partyName);
  return facts.answeredBy === null
    ? offline(facts.partyName)
    : colleagueAnswered(facts.answeredBy, facts.partyName);
}

function notUs({ mail, messages }: Letter, { positionId }: AnswerFacts): string {
  if (!mail.ballot) return messages.answers.notUsByMail;
  return messages.answers.notUs(`${mail.ballot.url}/not-us/${encodeURIComponent(positionId)}`);
}

function wordsOf(
  { messages }: Letter,
  { reason, statement }: AnswerFacts,
  without?: string,
): MailBody['quotes'] {
  const said = reason ?? without;
  return [
    ...(said === undefined ? [] : [{ title: messages.answers.reason, text: said }]),
    ...(statement === null ? [] : [{ title: messages.answers.statement, text: statement }]),
  ];
}

function answerAsFacts(letter: Letter, facts: AnswerFacts): MailBody['facts'] {
  const { messages, zone, locale } = letter;
  const words = messages.answers;
  return [
    [words.party, facts.partyName],
    [words.kind, messages.kinds[facts.kind]],
    [words.receivedUtc, inZone(facts.receivedAt, 'UTC', locale)],
    [words.receivedLocal, inZone(facts.receivedAt, zone, locale)],
    [words.channel, messages.channels[facts.channel]],
    [words.receipt, facts.positionId],
    [messages.frame.hash, facts.textHash],
  ];
}

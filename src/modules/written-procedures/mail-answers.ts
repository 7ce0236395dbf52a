/** The mails about answers: the receipt, word to the Chair of what stands in the way, word of a late reply. */
import { inZone } from '../../kernel/deadline-text.js';
import type { MessageValues } from '../../platform/language/index.js';
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
import { type Letter, letterOf, officesInWords, subjectMatter } from './mail-letter.js';

/** The receipt, to the contact who answered and to the others of the delegation. */
export const renderReceipt: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const facts = receiptFacts.parse(mail.facts);
  const { say } = letter;
  const canChange = takesAnswers(letter);
  return finish(letter, {
    tag: say('written-procedures.tags.receipt'),
    lead: say(`written-procedures.answers.happened.${facts.what}`, aboutOf(letter, facts)),
    deadline: canChange
      ? { at: letter.round.deadline.at, label: say('written-procedures.deadline.change') }
      : null,
    paragraphs: [
      say(`written-procedures.statuses.${facts.status}`),
      whoAnswered(letter, facts),
      facts.what === 'disowned' ? say('written-procedures.answers.newLinks') : '',
      canChange ? say('written-procedures.answers.howToChange') : say('written-procedures.answers.window'),
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
  const { say } = letter;
  const about = aboutOf(letter, facts);
  return finish(letter, {
    tag: objectionTag(letter, facts),
    lead:
      facts.status === 'withdrawn'
        ? say('written-procedures.answers.objectionWithdrawn', about)
        : say('written-procedures.answers.objection', about),
    deadline: takesAnswers(letter)
      ? { at: letter.round.deadline.at, label: say('written-procedures.deadline.answers') }
      : null,
    paragraphs: [say(`written-procedures.statuses.${facts.status}`), ...whatTheRuleDoes(letter, facts)],
    quotes: wordsOf(letter, facts, say('written-procedures.answers.noReason')),
    facts: answerAsFacts(letter, facts),
  });
};

/** Word to the offices of an answer that came after the window, or came to light only then. */
export const renderLateReply: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const facts = answerFacts.parse(mail.facts);
  const { say, deadline } = letter;
  const offices = officesInWords(letter, letter.rules.lateReplies.ruledBy);
  return finish(letter, {
    tag: say('written-procedures.tags.late'),
    lead: say('written-procedures.answers.late', aboutOf(letter, facts)),
    paragraphs: [
      say(`written-procedures.statuses.${facts.status}`),
      say('written-procedures.answers.lateBy', { deadline: deadline(letter.round.deadline.at).utc }),
      say('written-procedures.answers.lateRuling', { offices }),
    ],
    quotes: wordsOf(letter, facts, say('written-procedures.answers.noReason')),
    facts: answerAsFacts(letter, facts),
  });
};

/** Who answered what, about what. */
function aboutOf(letter: Letter, facts: AnswerFacts): MessageValues {
  return {
    party: whose(letter, facts),
    kind: letter.say(`written-procedures.kinds.${facts.kind}`),
    what: subjectMatter(letter),
  };
}

function whose(letter: Letter, { party, partyName }: AnswerFacts): string {
  return letter.partyName(partyName, party);
}

/** The deadline decides, not whether the closing has been processed. */
function takesAnswers({ round, mail }: Letter): boolean {
  return round.closed === null && mail.occurredAt < round.deadline.at;
}

function objectionTag({ say }: Letter, { status, blocks, asksForTime }: ObjectionFacts): string {
  if (asksForTime && !blocks)
    return status === 'withdrawn'
      ? say('written-procedures.tags.timeWithdrawn')
      : say('written-procedures.tags.timeAsked');
  return status === 'withdrawn'
    ? say('written-procedures.tags.objectionWithdrawn')
    : say('written-procedures.tags.objection');
}

function whatTheRuleDoes(letter: Letter, { blocks, asksForTime }: ObjectionFacts): readonly string[] {
  return [...(blocks ? afterObjection(letter) : []), ...(asksForTime ? [afterAskingForTime(letter)] : [])];
}

function afterObjection(letter: Letter): readonly string[] {
  const { say, rules, round } = letter;
  if (round.kind === 'postal-vote') return [say('written-procedures.rule.vote')];
  const { does, when } = rules.onObjection;
  const count = tallyOf(letter);
  if (count?.objectionsNeeded === null) return [say('written-procedures.rule.noQuota')];
  const standing = count?.blocking.length ?? 0;
  const needed = count?.objectionsNeeded ?? 0;
  const numbers = { count: standing, needed };
  const enough =
    standing >= needed
      ? say('written-procedures.rule.enough', numbers)
      : say('written-procedures.rule.notEnough', numbers);
  return [
    ...(count ? [enough] : []),
    when === 'at-once' ? say('written-procedures.rule.atOnce') : say('written-procedures.rule.atDeadline'),
    say(`written-procedures.rule.then.${does}`),
  ];
}

function afterAskingForTime(letter: Letter): string {
  const { say, rules, round } = letter;
  const { allowed, times, by } = rules.extension;
  const mayExtend = allowed && (times === null || round.extensions.length < times);
  return mayExtend
    ? say('written-procedures.rule.mayExtend', { offices: officesInWords(letter, by) })
    : say('written-procedures.rule.noExtension');
}

function whoAnswered(letter: Letter, facts: ReceiptFacts): string {
  const { say } = letter;
  const [party, name] = [whose(letter, facts), facts.answeredBy];
  if (facts.isAnswerer) return say('written-procedures.answers.youAnswered', { party });
  return name === null
    ? say('written-procedures.answers.offline', { party })
    : say('written-procedures.answers.colleagueAnswered', { name, party });
}

function notUs({ mail, say }: Letter, { positionId }: AnswerFacts): string {
  if (!mail.ballot) return say('written-procedures.answers.notUsByMail');
  const address = `${mail.ballot.url}/not-us/${encodeURIComponent(positionId)}`;
  return say('written-procedures.answers.notUs', { address });
}

/** What it is about, why, what would lift it, and what is for the record: in the words of whoever answered. */
function wordsOf({ say }: Letter, facts: AnswerFacts, without?: string): MailBody['quotes'] {
  const { paragraph, reason, resolution, statement } = facts;
  const said = { paragraph, reason: reason ?? without, resolution, statement };
  return Object.entries(said).flatMap(([name, text]) =>
    text === undefined || text === null ? [] : [{ title: say(`written-procedures.answers.${name}`), text }],
  );
}

function dayIn(day: string, language: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T12:00:00Z`));
}

function answerAsFacts(letter: Letter, facts: AnswerFacts): MailBody['facts'] {
  const { say, zone, language } = letter;
  return [
    [say('written-procedures.answers.party'), whose(letter, facts)],
    [say('written-procedures.answers.kind'), say(`written-procedures.kinds.${facts.kind}`)],
    ...(facts.until === undefined
      ? []
      : [[say('written-procedures.answers.until'), dayIn(facts.until, language)] as const]),
    [say('written-procedures.answers.receivedUtc'), inZone(facts.receivedAt, 'UTC', language)],
    [say('written-procedures.answers.receivedLocal'), inZone(facts.receivedAt, zone, language)],
    [say('written-procedures.answers.channel'), say(`written-procedures.channels.${facts.channel}`)],
    [say('written-procedures.answers.receipt'), facts.positionId],
    [say('written-procedures.frame.hash'), facts.textHash],
  ];
}

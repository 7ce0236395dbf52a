/** The mails on how a procedure ends: the window closed, the outcome, and the notice that it waits. */
import type { MailRenderer } from '../notifications/index.js';
import { cancelledDeadline } from './mail-calendar.js';
import { countSentences, missingSentences, positionFacts, tallyOf } from './mail-count.js';
import {
  type ClosedFacts,
  type OutcomeFacts,
  closedFacts,
  outcomeFacts,
  overdueFacts,
} from './mail-event-facts.js';
import { type LetterParts, finish } from './mail-finish.js';
import { type Letter, instantFor, letterOf, officesInWords, subjectMatter } from './mail-letter.js';

/** How the window closed: to the offices, and to all when the procedure ends there. */
export const renderClosed: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const facts = closedFacts.parse(mail.facts);
  const { closed, tags } = letter.messages;
  const hasLapsed = facts.ended === 'lapsed';
  return finish(letter, {
    tag: hasLapsed ? tags.lapsed : tags.closed,
    lead: (hasLapsed ? closed.lapsed : closed.lead)(subjectMatter(letter)),
    deadline: hasLapsed ? null : extendable(letter, facts),
    paragraphs: [
      `${closed.at(instantFor(letter, facts.closedAt))} ${closed.because[facts.because]}`,
      closed.finding[facts.finding],
      ...numbersAtClose(letter, facts),
      ...(hasLapsed ? [closed.lapsedMeans] : whatFollows(letter, facts)),
    ],
    ics: cancelledDeadline(letter),
  });
};

/** The outcome with its count and the positions by name; or that a declaration lacks authority, or was annulled. */
export const renderOutcome: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const facts = outcomeFacts.parse(mail.facts);
  if (facts.annulled) return finish(letter, annulment(letter, facts, facts.annulled));
  return finish(letter, declaration(letter, facts));
};

/** The outcome waits: to the Chair, later to the Secretariat too. */
export const renderOverdue: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { notice, since, finding } = overdueFacts.parse(mail.facts);
  const { closed, overdue, tags } = letter.messages;
  const count = tallyOf(letter);
  return finish(letter, {
    tag: tags.overdue,
    lead: overdue.lead(notice, subjectMatter(letter)),
    paragraphs: [
      since ? overdue.since(instantFor(letter, since)) : '',
      closed.finding[finding],
      ...(count ? [...countSentences(letter, count), ...missingSentences(letter, count)] : []),
      overdue.needs(officesInWords(letter, declaringOffices(letter))),
    ],
  });
};

function declaration(letter: Letter, facts: OutcomeFacts): LetterParts {
  const { messages } = letter;
  const { outcome: words, tags } = messages;
  const { outcome, authority, contestableUntil } = facts;
  const lacks = authority === 'lacking';
  const count = tallyOf(letter);
  return {
    tag: lacks ? tags.lacking : tags[outcome],
    lead: (lacks ? words.lackingLead : words.lead)[outcome](subjectMatter(letter)),
    deadline: contestableUntil && { at: contestableUntil.at, label: messages.deadline.contest },
    paragraphs: [
      declaredBy(letter, facts),
      ...(lacks ? [words.lacking] : datesOf(letter, facts)),
      count ? [...countSentences(letter, count), ...missingSentences(letter, count)].join(' ') : '',
      words.contest(officesInWords(letter, letter.rules.contest.ruledBy)),
    ],
    quotes: [{ title: words.statement, text: facts.statement }],
    facts: [[messages.frame.hash, letter.round.textHash], ...(count ? positionFacts(letter, count) : [])],
    ics: cancelledDeadline(letter),
  };
}

function annulment(
  letter: Letter,
  facts: OutcomeFacts,
  annulled: NonNullable<OutcomeFacts['annulled']>,
): LetterParts {
  const { outcome: words, tags } = letter.messages;
  return {
    tag: tags.annulled,
    lead: words.annulledLead(subjectMatter(letter)),
    paragraphs: [declaredBy(letter, facts), words.annulled(annulled.by, instantFor(letter, annulled.at))],
    quotes: [
      { title: words.reason, text: annulled.reason },
      { title: words.statement, text: facts.statement },
    ],
  };
}

function declaredBy(letter: Letter, { authority, declaredAt, declaredBy: name }: OutcomeFacts): string {
  const { declared, automatic } = letter.messages.outcome;
  const at = instantFor(letter, declaredAt);
  return authority === 'automatic' ? automatic(at) : declared(name, at);
}

function datesOf(letter: Letter, { outcome, effectiveAt, publishedAt }: OutcomeFacts): readonly string[] {
  const { effective, noEffect, published, unpublished } = letter.messages.outcome;
  const effect = effectiveAt ? effective(instantFor(letter, effectiveAt)) : noEffect;
  return [
    ...(outcome === 'adopted' ? [effect] : []),
    publishedAt ? published(instantFor(letter, publishedAt)) : unpublished[letter.rules.publication.when],
  ];
}

function numbersAtClose(letter: Letter, facts: ClosedFacts): readonly string[] {
  const words = letter.messages.count;
  const count = tallyOf(letter);
  const support =
    facts.floorNeeded > 0
      ? words.support(facts.affirmative, facts.floorNeeded)
      : words.supportOnly(facts.affirmative);
  return [`${words.numbers(facts)} ${support}`, ...(count ? missingSentences(letter, count) : [])];
}

function extendable({ context, messages }: Letter, { finding }: ClosedFacts): LetterParts['deadline'] {
  const until = finding === 'insufficient' ? context.extendableUntil : null;
  return until && { at: until.at, label: messages.deadline.extendable };
}

/** A blocked window takes the turn its rules name; every other, and one that just stops, waits for its declaration. */
function whatFollows(letter: Letter, { finding }: ClosedFacts): readonly string[] {
  const { messages, rules, round } = letter;
  const { declares, declaresItself, onBlocked } = messages.closed;
  const { does } = rules.onObjection;
  const takesTurn = finding === 'blocked' && !(does === 'postal-vote' && round.kind === 'postal-vote');
  const { by } = rules.declaration;
  const declaration = by.length > 0 ? declares(officesInWords(letter, by)) : declaresItself;
  return [...(takesTurn ? [onBlocked[does]] : []), ...(takesTurn && does !== 'stop' ? [] : [declaration])];
}

/** Where the rules declare by themselves, those that rule on contests stand in after an annulment. */
function declaringOffices({ rules }: Letter): readonly string[] {
  return rules.declaration.by.length > 0 ? rules.declaration.by : rules.contest.ruledBy;
}

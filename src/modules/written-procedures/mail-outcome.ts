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
import { type Letter, letterOf, officesInWords, subjectMatter } from './mail-letter.js';

/** How the window closed: to the offices, and to all when the procedure ends there. */
export const renderClosed: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const facts = closedFacts.parse(mail.facts);
  const { say, instant } = letter;
  const hasLapsed = facts.ended === 'lapsed';
  const what = subjectMatter(letter);
  return finish(letter, {
    tag: hasLapsed ? say('written-procedures.tags.lapsed') : say('written-procedures.tags.closed'),
    lead: hasLapsed
      ? say('written-procedures.closed.lapsed', { what })
      : say('written-procedures.closed.lead', { what }),
    deadline: hasLapsed ? null : extendable(letter, facts),
    paragraphs: [
      `${say('written-procedures.closed.at', { at: instant(facts.closedAt) })} ${say(`written-procedures.closed.because.${facts.because}`)}`,
      say(`written-procedures.closed.finding.${facts.finding}`),
      ...numbersAtClose(letter, facts),
      ...(hasLapsed ? [say('written-procedures.closed.lapsedMeans')] : whatFollows(letter, facts)),
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
  const { say, instant } = letter;
  const count = tallyOf(letter);
  const offices = officesInWords(letter, declaringOffices(letter));
  return finish(letter, {
    tag: say('written-procedures.tags.overdue'),
    lead: say('written-procedures.overdue.lead', { notice, what: subjectMatter(letter) }),
    paragraphs: [
      since ? say('written-procedures.overdue.since', { at: instant(since) }) : '',
      say(`written-procedures.closed.finding.${finding}`),
      ...(count ? [...countSentences(letter, count), ...missingSentences(letter, count)] : []),
      say('written-procedures.overdue.needs', { offices }),
    ],
  });
};

function declaration(letter: Letter, facts: OutcomeFacts): LetterParts {
  const { say } = letter;
  const { outcome, authority, contestableUntil } = facts;
  const lacks = authority === 'lacking';
  const count = tallyOf(letter);
  const offices = officesInWords(letter, letter.rules.contest.ruledBy);
  return {
    tag: say(`written-procedures.tags.${lacks ? 'lacking' : outcome}`),
    lead: say(`written-procedures.outcome.${lacks ? 'lackingLead' : 'lead'}.${outcome}`, {
      what: subjectMatter(letter),
    }),
    deadline: contestableUntil && {
      at: contestableUntil.at,
      label: say('written-procedures.deadline.contest'),
    },
    paragraphs: [
      declaredBy(letter, facts),
      ...(lacks ? [say('written-procedures.outcome.lacking')] : datesOf(letter, facts)),
      count ? [...countSentences(letter, count), ...missingSentences(letter, count)].join(' ') : '',
      say('written-procedures.outcome.contest', { offices }),
    ],
    quotes: [{ title: say('written-procedures.outcome.statement'), text: facts.statement }],
    facts: [
      [say('written-procedures.frame.hash'), letter.round.textHash],
      ...(count ? positionFacts(letter, count) : []),
    ],
    ics: cancelledDeadline(letter),
  };
}

function annulment(
  letter: Letter,
  facts: OutcomeFacts,
  annulled: NonNullable<OutcomeFacts['annulled']>,
): LetterParts {
  const { say, instant } = letter;
  const { by, at, reason } = annulled;
  return {
    tag: say('written-procedures.tags.annulled'),
    lead: say('written-procedures.outcome.annulledLead', { what: subjectMatter(letter) }),
    paragraphs: [
      declaredBy(letter, facts),
      say('written-procedures.outcome.annulled', { by, at: instant(at) }),
    ],
    quotes: [
      { title: say('written-procedures.outcome.reason'), text: reason },
      { title: say('written-procedures.outcome.statement'), text: facts.statement },
    ],
  };
}

function declaredBy(
  { say, instant }: Letter,
  { authority, declaredAt, declaredBy: by }: OutcomeFacts,
): string {
  const at = instant(declaredAt);
  return authority === 'automatic'
    ? say('written-procedures.outcome.automatic', { at })
    : say('written-procedures.outcome.declared', { by, at });
}

function datesOf(letter: Letter, { outcome, effectiveAt, publishedAt }: OutcomeFacts): readonly string[] {
  const { say, instant, rules } = letter;
  const effect = effectiveAt
    ? say('written-procedures.outcome.effective', { at: instant(effectiveAt) })
    : say('written-procedures.outcome.noEffect');
  return [
    ...(outcome === 'adopted' ? [effect] : []),
    publishedAt
      ? say('written-procedures.outcome.published', { at: instant(publishedAt) })
      : say(`written-procedures.outcome.unpublished.${rules.publication.when}`),
  ];
}

function numbersAtClose(letter: Letter, facts: ClosedFacts): readonly string[] {
  const { say } = letter;
  const { answered, members, affirmative, floorNeeded } = facts;
  const count = tallyOf(letter);
  const support =
    floorNeeded > 0
      ? say('written-procedures.count.support', { affirmative, needed: floorNeeded })
      : say('written-procedures.count.supportOnly', { affirmative });
  const numbers = say('written-procedures.count.numbers', { answered, members });
  return [`${numbers} ${support}`, ...(count ? missingSentences(letter, count) : [])];
}

function extendable({ context, say }: Letter, { finding }: ClosedFacts): LetterParts['deadline'] {
  const until = finding === 'insufficient' ? context.extendableUntil : null;
  return until && { at: until.at, label: say('written-procedures.deadline.extendable') };
}

/** A blocked window takes the turn its rules name; every other, and one that just stops, waits for its declaration. */
function whatFollows(letter: Letter, { finding }: ClosedFacts): readonly string[] {
  const { say, rules, round } = letter;
  const { does } = rules.onObjection;
  const takesTurn = finding === 'blocked' && !(does === 'postal-vote' && round.kind === 'postal-vote');
  const { by } = rules.declaration;
  const declaration =
    by.length > 0
      ? say('written-procedures.closed.declares', { offices: officesInWords(letter, by) })
      : say('written-procedures.closed.declaresItself');
  return [
    ...(takesTurn ? [say(`written-procedures.closed.onBlocked.${does}`)] : []),
    ...(takesTurn && does !== 'stop' ? [] : [declaration]),
  ];
}

/** Where the rules declare by themselves, those that rule on contests stand in after an annulment. */
function declaringOffices({ rules }: Letter): readonly string[] {
  return rules.declaration.by.length > 0 ? rules.declaration.by : rules.contest.ruledBy;
}

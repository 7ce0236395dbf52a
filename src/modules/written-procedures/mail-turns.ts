/** The mails on turns a procedure takes: consultations, withdrawal, referral, and contests of its outcome. */
import type { z } from 'zod';
import type { MailBody, MailRenderer } from '../notifications/index.js';
import { cancelledDeadline } from './mail-calendar.js';
import { consultationFacts, contestFacts, referralFacts, withdrawalFacts } from './mail-event-facts.js';
import { finish } from './mail-finish.js';
import { type Letter, letterOf, officesInWords, partyIn, subjectMatter } from './mail-letter.js';

/** Consultations: who stands in the way, until when, and how an answer in the way is taken back. */
export const renderConsultation: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { note, endsAt, objectors } = consultationFacts.parse(mail.facts);
  const { say } = letter;
  const { short: until } = letter.deadline(endsAt.at);
  const isObjector = letter.isMember && objectors.some(({ party }) => party === mail.to.party);
  return finish(letter, {
    tag: say('written-procedures.tags.consultation', { until }),
    lead: say('written-procedures.consultation.lead', { by: until, what: subjectMatter(letter) }),
    deadline: { at: endsAt.at, label: say('written-procedures.deadline.consultation') },
    paragraphs: [
      objectors.length > 0
        ? say('written-procedures.consultation.why')
        : say('written-procedures.consultation.nobody'),
      isObjector ? say('written-procedures.consultation.yours') : '',
      letter.rules.lateReplies.are === 'quarantined'
        ? say('written-procedures.consultation.lateKept')
        : say('written-procedures.consultation.lateRefused'),
    ],
    quotes: [
      ...reasonsOf(letter, objectors),
      { title: say('written-procedures.consultation.note'), text: letter.phraseText(note) },
    ],
    facts: objectors.map(
      (objector) => [say('written-procedures.consultation.inTheWay'), whoAndHow(letter, objector)] as const,
    ),
    ics: cancelledDeadline(letter),
  });
};

/** The proposal was taken back. */
export const renderWithdrawal: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { reason, by, at } = withdrawalFacts.parse(mail.facts);
  const { say, instant } = letter;
  return finish(letter, {
    tag: say('written-procedures.tags.withdrawn'),
    lead: say('written-procedures.withdrawal.lead', { what: subjectMatter(letter) }),
    paragraphs: [say('written-procedures.withdrawal.by', { name: by, at: instant(at) })],
    quotes: [{ title: say('written-procedures.withdrawal.reason'), text: reason }],
    ics: cancelledDeadline(letter),
  });
};

/** The matter goes elsewhere. */
export const renderReferral: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { to, reason, at } = referralFacts.parse(mail.facts);
  const { say, instant } = letter;
  return finish(letter, {
    tag: say('written-procedures.tags.referred'),
    lead: say('written-procedures.referral.lead', { what: subjectMatter(letter) }),
    paragraphs: [say('written-procedures.referral.at', { at: instant(at) })],
    quotes: [
      { title: say('written-procedures.referral.to'), text: to },
      { title: say('written-procedures.referral.reason'), text: reason },
    ],
    ics: cancelledDeadline(letter),
  });
};

/** A contest, or the ruling on it: to the offices and to the member that contests. */
export const renderContest: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const {
    partyName: english,
    at,
    ground,
    statement,
    evidence,
    ruling,
    stillOpen,
  } = contestFacts.parse(mail.facts);
  const { say, instant } = letter;
  const about = { party: letter.partyName(english), what: subjectMatter(letter) };
  const grounds = say(`written-procedures.contest.grounds.${ground}`);
  return finish(letter, {
    tag: ruling ? say('written-procedures.tags.ruling') : say('written-procedures.tags.contested'),
    lead: ruling
      ? say('written-procedures.contest.ruled', about)
      : say('written-procedures.contest.lead', about),
    paragraphs: [
      say('written-procedures.contest.ground', { ground: grounds, at: instant(at) }),
      ruling ? ruledWords(letter, ruling) : whoRules(letter),
      ruling && stillOpen > 0 ? say('written-procedures.contest.stillOpen', { count: stillOpen }) : '',
    ],
    quotes: [
      ...(ruling ? [{ title: say('written-procedures.contest.reason'), text: ruling.reason }] : []),
      { title: say('written-procedures.contest.statement'), text: statement },
      { title: say('written-procedures.contest.evidence'), text: letter.phraseText(evidence) },
    ],
  });
};

type Ruling = NonNullable<z.output<typeof contestFacts>['ruling']>;

function ruledWords({ say, instant }: Letter, { upheld, by, at }: Ruling): string {
  const ruled = { by, at: instant(at) };
  return upheld
    ? say('written-procedures.contest.upheld', ruled)
    : say('written-procedures.contest.dismissed', ruled);
}

function whoRules(letter: Letter): string {
  const { say, phraseText, rules } = letter;
  const { ruledBy, advice } = rules.contest;
  const offices = officesInWords(letter, ruledBy);
  return advice
    ? say('written-procedures.contest.rulesWithAdvice', { offices, advice: phraseText(advice) })
    : say('written-procedures.contest.rules', { offices });
}

type Objector = z.output<typeof consultationFacts>['objectors'][number];

/** `Ruritania, Objection` */
function whoAndHow(letter: Letter, { party, kind }: Objector): string {
  const { say } = letter;
  return say('written-procedures.answers.reasonOf', {
    party: partyIn(letter, party),
    kind: say(`written-procedures.kinds.${kind}`),
  });
}

/** Reasons are for the members who consult; observers learn who stands in the way, and how. */
function reasonsOf(letter: Letter, objectors: readonly Objector[]): MailBody['quotes'] {
  if (!letter.isMember) return [];
  return objectors.map((objector) => ({
    title: whoAndHow(letter, objector),
    text: objector.reason ?? letter.say('written-procedures.answers.noReason'),
  }));
}

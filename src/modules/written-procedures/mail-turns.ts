/** The mails on turns a procedure takes: consultations, withdrawal, referral, and contests of its outcome. */
import { partyName } from '../../../workflows/written-procedure/index.js';
import type { MailBody, MailRenderer } from '../notifications/index.js';
import { cancelledDeadline } from './mail-calendar.js';
import { consultationFacts, contestFacts, referralFacts, withdrawalFacts } from './mail-event-facts.js';
import { finish } from './mail-finish.js';
import {
  type Letter,
  deadlineFor,
  instantFor,
  letterOf,
  officesInWords,
  subjectMatter,
} from './mail-letter.js';

/** Consultations: who stands in the way, until when, and how an answer in the way is taken back. */
export const renderConsultation: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { note, endsAt, objectors } = consultationFacts.parse(mail.facts);
  const { consultation: words, deadline, tags } = letter.messages;
  const until = deadlineFor(letter, endsAt.at);
  const isObjector = letter.isMember && objectors.some(({ party }) => party === mail.to.party);
  return finish(letter, {
    tag: tags.consultation(until.short),
    lead: words.lead(until.short, subjectMatter(letter)),
    deadline: { at: endsAt.at, label: deadline.consultation },
    paragraphs: [
      objectors.length > 0 ? words.why : words.nobody,
      isObjector ? words.yours : '',
      letter.rules.lateReplies.are === 'quarantined' ? words.lateKept : words.lateRefused,
    ],
    quotes: [...reasonsOf(letter, objectors), { title: words.note, text: note }],
    facts: objectors.map(
      ({ party, kind }) =>
        [words.inTheWay, `${partyName(letter.context, party)}, ${letter.messages.kinds[kind]}`] as const,
    ),
    ics: cancelledDeadline(letter),
  });
};

/** The proposal was taken back. */
export const renderWithdrawal: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { reason, by, at } = withdrawalFacts.parse(mail.facts);
  const { tags, withdrawal: words } = letter.messages;
  return finish(letter, {
    tag: tags.withdrawn,
    lead: words.lead(subjectMatter(letter)),
    paragraphs: [words.by(by, instantFor(letter, at))],
    quotes: [{ title: words.reason, text: reason }],
    ics: cancelledDeadline(letter),
  });
};

/** The matter goes elsewhere. */
export const renderReferral: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const { to, reason, at } = referralFacts.parse(mail.facts);
  const { referral: words, tags } = letter.messages;
  return finish(letter, {
    tag: tags.referred,
    lead: words.lead(subjectMatter(letter)),
    paragraphs: [words.at(instantFor(letter, at))],
    quotes: [
      { title: words.to, text: to },
      { title: words.reason, text: reason },
    ],
    ics: cancelledDeadline(letter),
  });
};

/** A contest, or the ruling on it: to the offices and to the member that contests. */
export const renderContest: MailRenderer = (mail) => {
  const letter = letterOf(mail);
  const {
    partyName: party,
    at,
    ground,
    statement,
    evidence,
    ruling,
    stillOpen,
  } = contestFacts.parse(mail.facts);
  const { contest: words, tags } = letter.messages;
  const { ruledBy, advice } = letter.rules.contest;
  const ruled =
    ruling && (ruling.upheld ? words.upheld : words.dismissed)(ruling.by, instantFor(letter, ruling.at));
  return finish(letter, {
    tag: ruling ? tags.ruling : tags.contested,
    lead: (ruling ? words.ruled : words.lead)(party, subjectMatter(letter)),
    paragraphs: [
      words.ground(words.grounds[ground], instantFor(letter, at)),
      ruled ?? words.rules(officesInWords(letter, ruledBy), advice),
      ruling && stillOpen > 0 ? words.stillOpen(stillOpen) : '',
    ],
    quotes: [
      ...(ruling ? [{ title: words.reason, text: ruling.reason }] : []),
      { title: words.statement, text: statement },
      { title: words.evidence, text: evidence },
    ],
  });
};

type Objectors = readonly {
  readonly party: string;
  readonly kind: keyof Letter['messages']['kinds'];
  readonly reason: string | null;
}[];

/** Reasons are for the members who consult; observers learn who stands in the way, and how. */
function reasonsOf({ context, isMember, messages }: Letter, objectors: Objectors): MailBody['quotes'] {
  if (!isMember) return [];
  return objectors.map(({ party, kind, reason }) => ({
    title: messages.answers.reasonOf(partyName(context, party), messages.kinds[kind]),
    text: reason ?? messages.answers.noReason,
  }));
}

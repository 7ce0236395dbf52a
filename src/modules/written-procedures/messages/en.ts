/**
 * Every sentence of the mails of a written procedure, in English. Its shape is the shape of every other language: a key that
 * is missing there does not compile. `what` is always reference and title, `by` a deadline in words.
 */
import type {
  Position,
  PositionKind,
  RuleSet,
  Tally,
  Threshold,
} from '../../../../workflows/written-procedure/index.js';

type OnObjection = RuleSet['onObjection']['does'];
type Publication = RuleSet['publication']['when'];
type SilenceMeaning = RuleSet['silence']['means'];

const number = (count: number, one: string, many = `${one}s`): string =>
  `${count === 1 ? 'one' : count} ${count === 1 ? one : many}`;
const those = (answering: boolean): string => (answering ? 'the members that answer' : 'the members');

/** `one member`, `3 members`, `1/3 of the members`, `more than half of the members that answer` */
function share(threshold: Threshold, answering: boolean): string {
  if (threshold.kind === 'none') return 'any number of members';
  if (threshold.kind === 'count') return number(threshold.count, 'member');
  if (threshold.kind === 'majority') return `more than half of ${those(answering)}`;
  return `${threshold.numerator}/${threshold.denominator} of ${those(answering)}`;
}

const atLeast = (threshold: Threshold, answering: boolean): string =>
  threshold.kind === 'majority' ? share(threshold, answering) : `at least ${share(threshold, answering)}`;

const objecting = (threshold: Threshold, answering: boolean): string => {
  const single = threshold.kind === 'count' && threshold.count === 1;
  return `${share(threshold, answering)} ${single ? 'objects' : 'object'}`;
};

/** English: the language every reader gets whose own is not here. */
export const en = {
  tags: {
    action: (by: string) => `ACTION by ${by}`,
    open: (by: string) => `FOR INFORMATION, open until ${by}`,
    notice: (by: string) => `NOTICE, answers due by ${by}`,
    reminder: (before: string, by: string) => `REMINDER ${before}, ACTION by ${by}`,
    lastDay: (by: string) => `LAST DAY, ACTION by ${by}`,
    extended: (to: string) => `EXTENDED to ${to}`,
    revised: (by: string) => `REVISED TEXT, ACTION by ${by}`,
    revisedOpen: (by: string) => `REVISED TEXT, open until ${by}`,
    vote: (by: string) => `VOTE, ACTION by ${by}`,
    voteOpen: (by: string) => `VOTE, open until ${by}`,
    consultation: (until: string) => `CONSULTATIONS until ${until}`,
    receipt: 'RECEIPT',
    objection: 'OBJECTION RECORDED',
    objectionWithdrawn: 'OBJECTION WITHDRAWN',
    timeAsked: 'MORE TIME ASKED',
    timeWithdrawn: 'REQUEST FOR TIME WITHDRAWN',
    late: 'LATE REPLY',
    closed: 'WINDOW CLOSED',
    lapsed: 'LAPSED',
    overdue: 'OUTCOME OVERDUE',
    adopted: 'ADOPTED',
    'not-adopted': 'NOT ADOPTED',
    lacking: 'DECLARED WITHOUT AUTHORITY',
    annulled: 'DECLARATION ANNULLED',
    withdrawn: 'WITHDRAWN',
    referred: 'REFERRED',
    contested: 'CONTESTED',
    ruling: 'RULING',
  },
  before: (count: number, unit: 'days' | 'hours') =>
    `${count} ${unit === 'days' ? 'day' : 'hour'}${count === 1 ? '' : 's'}`,
  kinds: {
    support: 'Support',
    'no-objection': 'No objection',
    'no-objection-with-statement': 'No objection, with a statement',
    abstain: 'Abstention',
    'need-more-time': 'More time needed',
    hold: 'Hold',
    reservation: 'Reservation',
    'procedural-challenge': 'Challenge to the procedure',
    objection: 'Objection',
    amendment: 'Proposal to amend the text',
  } satisfies Record<PositionKind, string>,
  statuses: {
    counted: 'It is counted as the answer of its side.',
    superseded: 'Another answer of the same side stands in its place.',
    withdrawn: 'It was taken back and no longer counts.',
    'pending-confirmation':
      'The Secretariat has registered it; it counts once a second person has confirmed it.',
    quarantined:
      'It came in after the window had closed, or came to light only then. It is kept for a ruling and counts only if it is admitted.',
    rejected: 'It does not count.',
    observer: 'It is recorded as the view of an observer and is not counted.',
    'earlier-text': 'It was given on an earlier text and does not count for the present one.',
    conflicting:
      'It is at odds with another answer of the same side; neither counts until the side or the Chair settles it.',
  } satisfies Record<Position['status'], string>,
  channels: {
    link: 'by personal link',
    api: 'signed in',
    offline: 'off-line, registered by the Secretariat',
  } satisfies Record<Position['channel'], string>,
  office: (office: string) =>
    ({ chair: 'the Chair', 'vice-chair': 'the Vice-Chair', secretariat: 'the Secretariat' })[office] ??
    office,
  or: ' or ',
  silence: {
    observer:
      'You need not answer: the silence of an observer has no effect, and an observer’s view is recorded without being counted.',
    means: {
      consent: 'If your side does not answer, its silence counts as consent.',
      abstain: 'If your side does not answer, it counts as abstaining, neither for nor against.',
      against: 'If your side does not answer, its silence counts as an objection.',
      ignored: 'If your side does not answer, it is left out of the count.',
      'not-counted': 'If your side does not answer, its silence counts for nothing, neither for nor against.',
    } satisfies Record<SilenceMeaning, string>,
    vote: 'This round is a vote by correspondence. If your side does not answer, its silence is neither a vote for nor a vote against; the proposal is carried if more members vote for it than against it.',
    adoptedUnless: (quota: Threshold, answering: boolean) =>
      `The proposal can be adopted unless ${objecting(quota, answering)}.`,
    adoptedAnyway: 'No answers in favour are needed, and no number of objections stops the proposal.',
    floor: (floor: Threshold, answering: boolean) =>
      `Adoption needs answers in favour from ${atLeast(floor, answering)}; silence is never one.`,
    failsIf: (quota: Threshold, answering: boolean) => `It fails if ${objecting(quota, answering)}.`,
    goesOnUnless: (quota: Threshold, answering: boolean) =>
      `The measure goes on unless ${objecting(quota, answering)}.`,
    goesOnAnyway: 'The measure goes on: no number of objections stops it.',
    quorumWithSilence: (quorum: Threshold) =>
      `In all, ${atLeast(quorum, false)} must take part; silence counts as taking part.`,
    quorumWithoutSilence: (quorum: Threshold) =>
      `In all, ${atLeast(quorum, false)} must take part, and silence does not count as taking part.`,
    quorumAcknowledged: (quorum: Threshold) =>
      `In all, ${atLeast(quorum, false)} must answer or at least acknowledge receipt.`,
  },
  deadline: {
    answers: 'Answers count if they are received before',
    consultation: 'The consultations end at',
    change: 'The answer can be changed until',
    contest: 'The outcome can be contested until',
    extendable: 'The window can still be extended until',
  },
  frame: {
    signIn: 'The page asks you to sign in.',
    openProcedure: 'Open the procedure',
    answerNow: 'Read the text and answer',
    openBallot: 'Open your page',
    personal: 'The link is yours alone: whoever opens it can answer for your side. Do not pass it on.',
    code: 'Code for objections',
    codeUse: 'The code below is asked for only when an answer stands in the way of adoption.',
    procedure: 'Procedure',
    under: 'Under',
    rules: (title: string, version: number) => `${title}, version ${version}`,
    hash: 'Fingerprint of the text (SHA-256)',
    document: (language: string) => `Document (${language})`,
    text: (language: string) => `The text to be decided (${language})`,
    textOnPage: 'The text is too long for a mail: it is on the page behind the link.',
    alsoTo: (names: string, party: string) =>
      `Within the delegation of ${party} this mail also went to ${names}.`,
    nobodyElse: (party: string) => `Within the delegation of ${party} nobody else received this mail.`,
    secretariat: (contacts: string) => `Questions: Secretariat, ${contacts}.`,
    replies: 'Replies to this mail reach the Secretariat and are no answers.',
    late: (due: string) =>
      `Issued late: this was due on ${due} and was processed only after an interruption, at the time in the head of this mail. The first of the two instants is the one that counts.`,
    lateDeadline: (by: string, due: string) =>
      `Issued late: the deadline is ${by}; this was due on ${due} and was processed only after an interruption, at the time in the head of this mail.`,
    moved: (by: string) => `Since this was due the deadline has been moved: it is now ${by}.`,
  },
  window: {
    action: (by: string, what: string) => `Answer by ${by}: ${what}`,
    open: (by: string, what: string) => `For information, open until ${by}: ${what}`,
    notice: (by: string, what: string) => `Answers are due by ${by}: ${what}`,
    reminder: (by: string, what: string) => `Still no answer, due by ${by}: ${what}`,
    lastDay: (by: string, what: string) => `Last day, answer by ${by}: ${what}`,
    extended: (by: string, what: string) => `Deadline moved, now ${by}: ${what}`,
    revised: (by: string, what: string) => `Revised text, answer by ${by}: ${what}`,
    revisedOpen: (by: string, what: string) => `Revised text, open until ${by}: ${what}`,
    vote: (by: string, what: string) => `Postal vote, answer by ${by}: ${what}`,
    voteOpen: (by: string, what: string) => `Postal vote, open until ${by}: ${what}`,
    opensAt: (at: string) =>
      `The window has not opened yet: answers are taken from ${at}. You will then get a mail with your personal link.`,
    opensLater: (at: string) => `The window has not opened yet: answers are taken from ${at}.`,
    replacement: 'You receive this because you now stand in your delegation for this procedure.',
    noAnswerYet: (party: string) => `No answer of ${party} has been received so far.`,
    answerSoFar: (kind: string) =>
      `The answer of your side so far: «${kind}». It stands unless you change it.`,
    movedFrom: (from: string) => `The deadline was ${from}. Answers given so far stand and can be changed.`,
    reasonGiven: 'Reason given',
    newText:
      'The text has been revised. Answers to the earlier text are kept on record but do not count: each member is asked anew. Earlier links no longer work.',
    newVote:
      'Objections stand, so the same text is now put to a vote by correspondence. Earlier answers do not count in it: each member is asked anew. Earlier links no longer work.',
  },
  calendar: {
    summary: (what: string) => `Answers due: ${what}`,
    description: (by: string) =>
      `Answers count if they are received before ${by}. Use the personal link in your newest mail about this procedure.`,
    cancelled: 'This deadline no longer applies.',
  },
  answers: {
    happened: {
      recorded: (kind: string, what: string) => `Answer received: ${kind}, ${what}`,
      registered: (kind: string, what: string) => `Answer registered: ${kind}, ${what}`,
      confirmed: (kind: string, what: string) => `Answer confirmed by a second person: ${kind}, ${what}`,
      rejected: (kind: string, what: string) => `Registered answer not confirmed: ${kind}, ${what}`,
      withdrawn: (kind: string, what: string) => `Answer taken back: ${kind}, ${what}`,
      disowned: (kind: string, what: string) => `Answer reported as not yours: ${kind}, ${what}`,
      'ruled-on': (kind: string, what: string) => `Ruling on a late answer: ${kind}, ${what}`,
      resolved: (kind: string, what: string) => `Conflict of answers settled: ${kind}, ${what}`,
    },
    youAnswered: (party: string) => `You answered for ${party}.`,
    colleagueAnswered: (name: string, party: string) => `${name} answered for ${party}.`,
    offline: (party: string) =>
      `The Secretariat registered this answer of ${party} from what reached it off-line.`,
    howToChange:
      'To change it, open your link and answer anew before the deadline; every answer is kept on record.',
    window: 'The window no longer takes answers. If anything is wrong, write to the Secretariat at once.',
    notUs: (address: string) =>
      `If nobody entitled to speak for you gave this answer, say so here: ${address}`,
    notUsByMail: 'If nobody entitled to speak for you gave this answer, tell the Secretariat at once.',
    newLinks:
      'The links sent to the address that gave it no longer work. The Secretariat will write about a new one.',
    by: 'Given by',
    party: 'For',
    kind: 'Answer',
    receivedUtc: 'Received',
    receivedLocal: 'In your time',
    channel: 'How',
    receipt: 'Receipt number',
    reason: 'Reason',
    statement: 'Statement for the record',
    reasonOf: (party: string, kind: string) => `${party}, ${kind}`,
    noReason: 'No reason was given.',
    objection: (party: string, kind: string, what: string) => `${party}, ${kind}: ${what}`,
    objectionWithdrawn: (party: string, kind: string, what: string) =>
      `${party} took back its answer (${kind}): ${what}`,
    late: (party: string, kind: string, what: string) => `Late reply of ${party}, ${kind}: ${what}`,
    lateRuling: (offices: string) => `It is ruled on by ${offices}, and the reasons are put on record.`,
    lateBy: (deadline: string) => `The deadline of the window was ${deadline}.`,
  },
  rule: {
    enough: (count: number, needed: number) =>
      `Objections standing now: ${count}; ${needed === 1 ? 'one stops' : `${needed} stop`} the proposal.`,
    notEnough: (count: number, needed: number) =>
      `Objections standing now: ${count}; ${needed === 1 ? 'one' : needed} would stop the proposal.`,
    noQuota: 'Under the rules no number of objections stops the proposal.',
    vote: 'In the postal vote this counts as an answer against.',
    atOnce: 'The window closes at once when enough objections stand.',
    atDeadline: 'The window runs on until its deadline, and objections can be taken back until then.',
    then: {
      stop: 'If enough stand, the written procedure ends without adoption.',
      consult: 'If enough stand, the Chair opens consultations.',
      'revise-and-restart':
        'If enough stand, the Chair opens consultations, after which a revised text may be put in a new round.',
      'postal-vote': 'If enough stand, the same text is put to a vote by correspondence.',
      'convene-meeting': 'If enough stand, the matter goes to a meeting.',
      'defer-to-plenary': 'If enough stand, the matter goes to the next Plenary.',
    } satisfies Record<OnObjection, string>,
    mayExtend: (offices: string) => `More time is asked for; ${offices} may extend the window.`,
    noExtension: 'More time is asked for; the rules give no further extension.',
  },
  consultation: {
    lead: (by: string, what: string) => `Consultations until ${by}: ${what}`,
    why: 'The window is closed, and answers stand in the way. Consultations are held with those who gave them.',
    nobody: 'The window is closed and consultations are held.',
    yours:
      'Your own answer stands in the way. You can take it back by your link; it stays on record as taken back.',
    lateKept: 'Answers given now are kept for a ruling and count only if they are admitted.',
    lateRefused: 'No new answers are taken now.',
    note: 'Note (as recorded)',
    inTheWay: 'In the way',
  },
  count: {
    numbers: (count: Pick<Tally, 'members' | 'answered'>) =>
      `Answered: ${count.answered} of ${number(count.members, 'member')}.`,
    support: (affirmative: number, needed: number) => `Answers in favour: ${affirmative}; needed: ${needed}.`,
    supportOnly: (affirmative: number) => `Answers in favour: ${affirmative}; no minimum is set.`,
    objections: (count: number, needed: number) =>
      `Objections: ${count}; needed to stop the proposal: ${needed}.`,
    objectionsOnly: (count: number) => `Objections: ${count}; no number stops the proposal.`,
    quorum: (counted: number, needed: number) => `Members who took part: ${counted}; needed: ${needed}.`,
    positions: (kind: string, count: number) => `${kind} (${count})`,
    silent: (count: number) => `No answer (${count})`,
    conflicting: (count: number) => `Answers at odds (${count})`,
    missing: {
      objected: (names: string) => `Objections stand: ${names}.`,
      silentAgainst: (count: number) => `The silence of ${number(count, 'member')} counts against.`,
      floor: (affirmative: number, needed: number) =>
        `Too few answers in favour: ${affirmative} of at least ${needed}.`,
      quorum: (counted: number, needed: number) => `Too few took part: ${counted} of at least ${needed}.`,
      unserved: (names: string) => `No mail has reached ${names}, against whom silence cannot run.`,
      conflicting: (names: string) => `Two answers at odds from one delegation: ${names}.`,
      votes: (forIt: number, against: number) => `${forIt} for, ${against} against.`,
    },
  },
  closed: {
    lead: (what: string) => `The window is closed: ${what}`,
    lapsed: (what: string) => `Lapsed, too few answers: ${what}`,
    at: (at: string) => `The window closed on ${at}.`,
    because: {
      deadline: 'Its deadline had come.',
      'all-replied': 'Every member had answered, so it closed before its deadline.',
      objection: 'Enough objections stood, so it closed before its deadline.',
      withdrawn: 'The procedure was ended before its deadline.',
    },
    finding: {
      adoptable: 'The record bears out adoption.',
      blocked: 'The proposal is blocked.',
      insufficient: 'The answers are too few for adoption.',
    } satisfies Record<Tally['finding'], string>,
    lapsedMeans:
      'The proposal is neither adopted nor rejected. Nothing is asked of you, and links of this procedure are of no more use.',
    onBlocked: {
      stop: 'The written procedure ends without adoption.',
      consult: 'Under the rules the Chair now holds consultations.',
      'revise-and-restart':
        'Under the rules the Chair now holds consultations, after which a revised text may be put.',
      'postal-vote': 'Under the rules the same text is now put to a vote by correspondence.',
      'convene-meeting': 'Under the rules the matter now goes to a meeting.',
      'defer-to-plenary': 'Under the rules the matter now goes to the next Plenary.',
    } satisfies Record<OnObjection, string>,
    declares: (offices: string) => `The outcome is declared by ${offices}.`,
    declaresItself: 'The rules declare the outcome without anybody’s act.',
  },
  overdue: {
    lead: (notice: number, what: string) => `The outcome waits to be declared (notice ${notice}): ${what}`,
    since: (at: string) => `It has waited since ${at}.`,
    needs: (offices: string) => `Until ${offices} declares it, the procedure has no outcome.`,
  },
  outcome: {
    lead: {
      adopted: (what: string) => `Adopted: ${what}`,
      'not-adopted': (what: string) => `Not adopted: ${what}`,
    },
    lackingLead: {
      adopted: (what: string) => `Declared adopted without authority: ${what}`,
      'not-adopted': (what: string) => `Declared not adopted without authority: ${what}`,
    },
    annulledLead: (what: string) => `Declaration annulled: ${what}`,
    declared: (by: string, at: string) => `Declared by ${by} on ${at}.`,
    automatic: (at: string) => `Declared under the rules themselves on ${at}.`,
    lacking:
      'The record gives this declaration no authority. It is noted as a fact and has no effect unless the office in authority confirms it.',
    annulled: (by: string, at: string) =>
      `${by} annulled it on ${at}. It is held never to have had effect; the procedure has no outcome until a new one is declared.`,
    effective: (at: string) => `In effect from ${at}.`,
    noEffect: 'No date of effect is fixed yet.',
    published: (at: string) => `Publication: ${at}.`,
    unpublished: {
      'at-declaration': 'No date of publication is fixed yet.',
      'after-communique': 'It is published after the communiqué of the meeting.',
      'on-stated-date': 'No date of publication is fixed yet.',
    } satisfies Record<Publication, string>,
    contest: (offices: string) =>
      `A member that contests the outcome writes to the Secretariat or signs in; ${offices} rules on it.`,
    statement: 'Declaration',
    reason: 'Reason of the annulment',
  },
  withdrawal: {
    lead: (what: string) => `Proposal withdrawn: ${what}`,
    by: (name: string, at: string) =>
      `${name} withdrew it on ${at}. Nothing more is asked of you, and links of this procedure no longer work.`,
    reason: 'Reason given',
  },
  referral: {
    lead: (what: string) => `No longer in writing, referred: ${what}`,
    at: (at: string) =>
      `The matter was referred on ${at}. The written procedure ends without an outcome, and its links no longer work.`,
    to: 'Referred to (as recorded)',
    reason: 'Reason (as recorded)',
  },
  contest: {
    lead: (party: string, what: string) => `${party} contests the outcome: ${what}`,
    ruled: (party: string, what: string) => `Ruling on the contest of ${party}: ${what}`,
    grounds: {
      procedure: 'the procedure was not followed',
      authority: 'the declaration lacked authority',
      substance: 'the substance of the outcome',
      'unreceived-objection': 'an objection that was sent is not on record',
    },
    ground: (ground: string, at: string) => `Ground: ${ground}. Received on ${at}.`,
    rules: (offices: string, advice: string) =>
      `It is ruled on by ${offices}${advice ? ` (advice: ${advice})` : ''}. Until then the outcome is contested.`,
    upheld: (by: string, at: string) => `${by} upheld it on ${at}.`,
    dismissed: (by: string, at: string) => `${by} dismissed it on ${at}.`,
    stillOpen: (count: number) => `Contests still without a ruling: ${count}.`,
    statement: 'What the member says',
    evidence: 'What the record held then (as recorded)',
    reason: 'Reasons of the ruling',
  },
};

/** What a language must say. */
export type MailMessages = typeof en;

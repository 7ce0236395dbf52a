import type {
  PositionKind,
  RuleSet,
  Threshold,
  Position,
} from '../../../workflows/written-procedure/index.js';

type Silence = RuleSet['silence']['means'];
type OnObjection = RuleSet['onObjection']['does'];
type CountsAs = NonNullable<RuleSet['positions'][PositionKind]>['countsAs'];

/** Every sentence of the ballot pages that depends on data, in one language. Another language is another such object. */
export interface BallotMessages {
  readonly lang: string;
  readonly kinds: Readonly<Record<PositionKind, string>>;
  readonly countsAs: Readonly<Record<CountsAs, string>>;
  readonly silence: Readonly<Record<Silence, string>>;
  readonly silenceOfObserver: string;
  readonly afterObjection: Readonly<Record<OnObjection, string>>;
  readonly blocks: (quota: Threshold) => string;
  readonly asksForTime: string;
  readonly reasonRequired: string;
  readonly codeRequired: string;
  readonly statuses: Readonly<Record<Position['status'], string>>;
  readonly channels: Readonly<Record<Position['channel'], string>>;
  /** fixed texts of the pages, by the name the template uses */
  readonly t: BallotTexts;
  readonly faults: {
    readonly stale: string;
    readonly kind: string;
    readonly reason: (kind: string) => string;
    readonly statement: (kind: string) => string;
    readonly tooLong: (limit: number) => string;
    readonly represents: (party: string) => string;
    readonly code: string;
    readonly codeWait: string;
    readonly declared: string;
  };
}

type Sentence = (subject: string) => string;

/** The fixed texts of the pages. */
export interface BallotTexts {
  readonly skip: string;
  readonly answeringFor: Sentence;
  readonly linkOf: Sentence;
  readonly observer: string;
  readonly answerBy: string;
  readonly deadlinePassed: string;
  readonly opensAt: string;
  readonly thatIs: string;
  readonly late: string;
  readonly notYet: string;
  readonly closed: string;
  readonly yourAnswer: string;
  readonly noAnswer: string;
  readonly givenBy: string;
  readonly received: string;
  readonly reason: string;
  readonly statement: string;
  readonly status: string;
  readonly onText: string;
  readonly receipt: string;
  readonly showReceipt: string;
  readonly takeBack: string;
  readonly notUs: string;
  readonly earlierAnswers: string;
  readonly theText: string;
  readonly textIn: Sentence;
  readonly prevails: Sentence;
  readonly background: string;
  readonly documents: string;
  readonly hash: string;
  readonly hashHint: string;
  readonly chooseFirst: Sentence;
  readonly chooseAgain: Sentence;
  readonly chooseHint: string;
  readonly reasonHint: string;
  readonly statementLabel: string;
  readonly statementHint: string;
  readonly go: string;
  readonly nothingYet: string;
  readonly onlyAcknowledge: string;
  readonly problem: string;
  readonly confirmTitle: Sentence;
  readonly confirmLead: string;
  readonly answer: string;
  readonly meaning: string;
  readonly noWords: string;
  readonly represents: string;
  readonly representsHint: (name: string, code: string) => string;
  readonly code: string;
  readonly codeHint: string;
  readonly cast: string;
  readonly change: string;
  readonly recorded: string;
  readonly beingRecorded: string;
  readonly beingRecordedHint: string;
  readonly isAnswer: (party: string, answer: string) => string;
  readonly keep: string;
  readonly howToChange: string;
  readonly howToChangeLate: string;
  readonly back: string;
  readonly notUsLead: string;
  readonly refused: string;
  readonly refusedHint: string;
  readonly footer: string;
  readonly acknowledge: SmallForm;
  readonly withdraw: SmallForm;
  readonly disown: SmallForm;
  readonly unusableTitle: string;
  readonly unusable: readonly string[];
  readonly supersededTitle: string;
  readonly superseded: Sentence;
}

/** A page with one box to tick and one button, and what is shown once it is done. */
export interface SmallForm {
  readonly title: string;
  readonly lead: string;
  readonly declare: Sentence;
  readonly button: string;
  readonly doneTitle: string;
  readonly done: string;
}

/** English. */
export const englishBallotMessages: BallotMessages = {
  lang: 'en',
  kinds: {
    support: 'Support',
    'no-objection': 'No objection',
    'no-objection-with-statement': 'No objection, with a statement',
    abstain: 'Abstain',
    'need-more-time': 'More time needed',
    hold: 'Hold',
    reservation: 'Reservation',
    'procedural-challenge': 'Challenge to the procedure',
    objection: 'Objection',
    amendment: 'Proposal to amend the text',
  },
  countsAs: {
    affirmative: 'Counts in favour.',
    consent: 'Counts as consent; it does not stand in the way.',
    abstention: 'Counts as taking part, neither for nor against.',
    against: 'Counts against; by itself it does not stop the proposal.',
    nothing: 'Is put on record and counts neither way.',
  },
  silence: {
    consent: 'Without an answer by then, your silence counts as consent.',
    abstain: 'Without an answer by then, you count as abstaining.',
    against: 'Without an answer by then, your silence counts against the proposal.',
    ignored: 'Without an answer by then, you are left out of the count.',
    'not-counted':
      'Without an answer by then, your silence counts for nothing: it is neither consent nor objection.',
  },
  silenceOfObserver: 'You need not answer: the silence of an observer has no effect.',
  afterObjection: {
    stop: 'The procedure then stops.',
    consult: 'Consultations follow.',
    'revise-and-restart': 'A revised text may follow, in a new round.',
    'postal-vote': 'A vote by correspondence follows.',
    'convene-meeting': 'A meeting is then called.',
    'defer-to-plenary': 'The matter then goes to the Plenary.',
  },
  blocks: (quota) => {
    if (quota.kind === 'none') return 'Stands in the way, but no number of such answers stops the proposal.';
    if (quota.kind === 'count' && quota.count === 1) return 'Stops the proposal: one such answer is enough.';
    if (quota.kind === 'count') return `Stands in the way: ${quota.count} such answers stop the proposal.`;
    if (quota.kind === 'majority')
      return 'Stands in the way: such answers from more than half of the members stop the proposal.';
    return `Stands in the way: such answers from ${quota.numerator}/${quota.denominator} of the members stop the proposal.`;
  },
  asksForTime: 'The Chair is told that you ask for more time.',
  reasonRequired: 'A reason is needed.',
  codeRequired: 'You will be asked for the code in your mail.',
  statuses: {
    counted: 'Counted as your answer.',
    superseded: 'Replaced by a later answer.',
    withdrawn: 'Withdrawn.',
    'pending-confirmation': 'Registered by the Secretariat; a second person has yet to confirm it.',
    quarantined: 'Received after the deadline; kept for a ruling and not counted unless it is admitted.',
    rejected: 'Not admitted.',
    observer: 'Recorded as an observer’s view; it is not counted.',
    'earlier-text': 'Given on an earlier text; it does not count for the present one.',
    conflicting:
      'In conflict with another answer from your side; none counts until you or the Chair settle it.',
  },
  channels: {
    link: 'by personal link',
    api: 'signed in',
    offline: 'off-line, registered by the Secretariat',
  },
  t: {
    skip: 'Skip to the content',
    answeringFor: (party) => `You answer for ${party}`,
    linkOf: (name) =>
      `This link was sent to ${name}. Whoever opens it can answer in that name: do not pass it on.`,
    observer: 'Observer: your view is recorded and shown. It is not counted.',
    answerBy: 'Answer before',
    deadlinePassed: 'The deadline has passed. It was',
    opensAt: 'Answers are taken from',
    thatIs: 'that is',
    late: 'The window is closed. You can still send an answer: it is kept for a ruling and counts only if it is admitted.',
    notYet: 'The window has not opened yet. Come back with this link.',
    closed: 'Answers can no longer be given here.',
    yourAnswer: 'Your answer so far',
    noAnswer: 'No answer has been received from your side.',
    givenBy: 'Given by',
    received: 'Received',
    reason: 'Reason',
    statement: 'Statement',
    status: 'What became of it',
    onText: 'Given on the text',
    receipt: 'Receipt number',
    showReceipt: 'Receipt',
    takeBack: 'Take this answer back',
    notUs: 'This was not us',
    earlierAnswers: 'Earlier answers from your side',
    theText: 'The text to be decided',
    textIn: (language) => `The text in ${language}`,
    prevails: (language) => `If the versions differ, the text in ${language} prevails.`,
    background: 'Background',
    documents: 'Documents',
    hash: 'Fingerprint of the text (SHA-256)',
    hashHint: 'It is the same in every mail and on every page as long as not one letter has changed.',
    chooseFirst: (party) => `What does ${party} answer?`,
    chooseAgain: (party) => `Change the answer of ${party}`,
    chooseHint: 'You can change your answer until the deadline; the last one counts and all are kept.',
    reasonHint:
      'Needed for the answers that say so. Kept on record, and shown to the Chair, the Secretariat and the members.',
    statementLabel: 'Statement for the record',
    statementHint: 'Only if you wish to add one.',
    go: 'Go on',
    nothingYet: 'Nothing is recorded yet. The next page asks you to confirm.',
    onlyAcknowledge: 'Only acknowledge that the text reached you',
    problem: 'Something is missing',
    confirmTitle: (party) => `Confirm the answer of ${party}`,
    confirmLead: 'Nothing is recorded until you press the button below.',
    answer: 'Answer',
    meaning: 'What it means',
    noWords: 'None',
    represents: 'Which government or body do you answer for?',
    representsHint: (name, code) => `Type «${name}», or its code ${code}.`,
    code: 'Code from your mail',
    codeHint:
      'Eight signs, shown in the mail that brought this link. It is asked for because this answer can stop the proposal.',
    cast: 'Record this answer',
    change: 'Go back and change it',
    recorded: 'Your answer is recorded',
    beingRecorded: 'Your answer was received',
    beingRecordedHint:
      'It is stamped with the instant below, which decides, and is being recorded. Load this page again in a moment.',
    isAnswer: (party, answer) => `${party}: ${answer}`,
    keep: 'Keep this page or its receipt number. A receipt is also sent by mail.',
    howToChange: 'To change the answer, open your link again and answer anew before the deadline:',
    howToChangeLate: 'The deadline has passed. To say more, write to the Secretariat.',
    back: 'Back to the procedure',
    notUsLead: 'If nobody on your side gave this answer, say so:',
    refused: 'This was not recorded',
    refusedHint:
      'Nothing has changed. If you think this is wrong, write to the Secretariat before the deadline.',
    footer:
      'This page is meant for one person. It keeps nothing on your device but a key for its forms, gone when you close the browser.',
    acknowledge: {
      title: 'Acknowledge receipt',
      lead: 'This says only that the text reached you. It is no answer: you can still answer until the deadline.',
      declare: (party) => `The text has reached ${party}`,
      button: 'Acknowledge',
      doneTitle: 'Receipt is acknowledged',
      done: 'You have not answered yet. Use your link to answer before the deadline.',
    },
    withdraw: {
      title: 'Take the answer back',
      lead: 'The answer stays on record as withdrawn and no longer counts. You can answer anew until the deadline.',
      declare: (party) => `${party} takes this answer back`,
      button: 'Take it back',
      doneTitle: 'The answer is taken back',
      done: 'It is kept on record as withdrawn. Your side now has no answer that counts.',
    },
    disown: {
      title: 'This was not us',
      lead: 'Say so if nobody entitled to speak for you gave this answer. It will no longer count, the Secretariat is told at once, and the links sent to that address stop working.',
      declare: (party) => `Nobody entitled to speak for ${party} gave this answer`,
      button: 'Report it',
      doneTitle: 'Thank you: this is reported',
      done: 'The answer no longer counts, and the links sent to that address no longer work. The Secretariat has been told and will write to you with a new one.',
    },
    unusableTitle: 'This link cannot be used',
    unusable: [
      'It may have been shortened or changed by a mail program, or it is no longer valid.',
      'Open the link in the newest mail about the procedure, or copy it whole into the address bar.',
      'If that does not help, write to the Secretariat: it can register your answer.',
    ],
    supersededTitle: 'A newer round has begun',
    superseded: (reference) =>
      `This link belongs to an earlier round of ${reference}. A newer mail with a new link was sent to you. Answers given in the earlier round are kept as such.`,
  },
  faults: {
    stale:
      'This form was opened some time ago, or in another browser. What you entered is kept: check it and send it again',
    kind: 'Choose an answer',
    reason: (kind) => `Give the reason for «${kind}»`,
    statement: (kind) => `Write the statement that goes with «${kind}»`,
    tooLong: (limit) => `Shorten the text to ${limit} characters`,
    represents: (party) => `Type «${party}», or its code, to confirm for whom you answer`,
    code: 'The code is not the one in the mail that brought this link. Check it and type it again',
    codeWait:
      'Too many wrong codes. Wait 15 minutes, or write to the Secretariat: it can register your answer before the deadline',
    declared: 'Tick the box to confirm',
  },
};

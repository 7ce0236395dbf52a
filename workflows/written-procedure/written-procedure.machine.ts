/**
 * A written procedure: a text is put to the members of a body in writing; after a window their answers, under the rules frozen
 * at launch, amount to a decision that an office declares and members may contest.
 *
 * Source: the practice of the Kimberley Process (Core Document VI.5 and its written procedures of 2003 to 2025), and by its
 * rule sets the EU Council, EU committees, the UN General Assembly and the OSCE. Parameters: one rule set.
 *
 * Two states are passed through in no time: `launching` and `settling`, which chooses by the finding. Where the rules give no
 * further extension, too few answers go to the declaring office (or, where the rules declare, to «not adopted»); no answer at
 * all lapses at once, because there is nothing to declare. A declaration given without authority is a fact that waits.
 */
import { and } from 'xstate';
import { procedure } from './written-procedure.setup.js';
import { draftContext } from './window.rules.js';

const permitted = 'permitted' as const;

/** What concerns mail, calls and offices, in every state between launch and end: a call is a fact, and may be logged when the window has closed. */
const deliveries = {
  'record-undeliverable': { guard: permitted, actions: ['markUndeliverable', 'recordUnreachable'] },
  'record-delivered': { guard: permitted, actions: ['markDelivered'] },
  'replace-contact': { guard: permitted, actions: ['replaceContact', 'mailReplacement'] },
  'hand-over-office': { guard: permitted, actions: ['handOverOffice'] },
  'log-contact': { guard: permitted, actions: ['logContact'] },
  'report-wrong-recipient': {
    guard: permitted,
    actions: ['noteWrongRecipient', 'recordLostParty', 'revokeMisdirected'],
  },
} as const;

/** Answers that come in: while the window is open they count, after it they are kept for a ruling. */
const arrivals = {
  'record-position': { guard: permitted, actions: ['recordPosition', 'recordStanding', 'mailAnswer'] },
  'register-offline-position': {
    guard: permitted,
    actions: ['registerOfflinePosition', 'recordStanding', 'mailAnswer'],
  },
  'confirm-offline-position': {
    guard: permitted,
    actions: ['confirmOfflinePosition', 'recordStanding', 'mailAnswer'],
  },
  'reject-offline-position': {
    guard: permitted,
    actions: ['rejectOfflinePosition', 'recordStanding', 'mailAnswer'],
  },
} as const;

/** Acts upon answers already in the record, until an outcome is declared. */
const corrections = {
  'withdraw-position': { guard: permitted, actions: ['withdrawPosition', 'recordStanding', 'mailAnswer'] },
  'disown-position': {
    guard: permitted,
    actions: ['disownPosition', 'recordStanding', 'revokeDisowned', 'mailAnswer'],
  },
  'resolve-conflict': { guard: permitted, actions: ['resolveConflict', 'mailAnswer'] },
} as const;

const lateRulings = {
  'rule-on-late-reply': { guard: permitted, actions: ['ruleOnLateReply', 'recordStanding', 'mailAnswer'] },
} as const;

/** Ways for the Chair to end or restart without an outcome. */
const turns = {
  revise: {
    guard: permitted,
    target: '#written-procedure.open',
    reenter: true,
    actions: ['revokeLinks', 'reviseText', 'recordOpening', 'mailRevision'],
  },
  refer: {
    guard: permitted,
    target: '#written-procedure.referred',
    actions: ['revokeLinks', 'refer', 'mailReferral'],
  },
  withdraw: {
    guard: permitted,
    target: '#written-procedure.withdrawn',
    actions: ['revokeLinks', 'withdrawProposal', 'mailWithdrawal'],
  },
} as const;

const extension = {
  extend: {
    guard: permitted,
    target: '#written-procedure.open',
    reenter: true,
    actions: ['extendWindow', 'recordAdmissions', 'admitTimely', 'mailExtension'],
  },
} as const;

const declaration = {
  declare: [
    {
      guard: and([permitted, 'declaresAdoption']),
      target: '#written-procedure.adopted',
      actions: ['declareOutcome', 'recordDeclaration', 'mailOutcome'],
    },
    {
      guard: permitted,
      target: '#written-procedure.not-adopted',
      actions: ['declareOutcome', 'recordDeclaration', 'mailOutcome'],
    },
  ],
  'register-declaration': [
    {
      guard: and([permitted, 'registersAdoption']),
      target: '#written-procedure.adopted',
      actions: ['registerDeclaration', 'recordDeclaration', 'mailOutcome'],
    },
    {
      guard: and([permitted, 'registersRejection']),
      target: '#written-procedure.not-adopted',
      actions: ['registerDeclaration', 'recordDeclaration', 'mailOutcome'],
    },
    {
      guard: permitted,
      target: '#written-procedure.declared-without-authority',
      actions: ['registerDeclaration', 'recordDeclaration', 'mailOutcome'],
    },
  ],
} as const;

const contesting = {
  contest: {
    guard: permitted,
    target: '#written-procedure.contested',
    actions: ['fileContest', 'mailContest'],
  },
} as const;
const annulment = {
  annul: {
    guard: permitted,
    target: '#written-procedure.awaiting-declaration',
    actions: ['annul', 'upholdContests', 'tellAnnulment', 'mailOutcome'],
  },
} as const;

export const writtenProcedureMachine = procedure.createMachine({
  id: 'written-procedure',
  context: ({ input }) => draftContext(input),
  initial: 'draft',
  states: {
    draft: {
      meta: { title: 'Draft', needed: 'The text is being prepared; nobody has been asked yet.' },
      on: {
        'amend-draft': { guard: permitted, actions: ['amendDraft'] },
        launch: { guard: permitted, target: 'launching', actions: ['freeze', 'mailNotice'] },
        discard: { guard: permitted, target: 'discarded' },
      },
    },
    launching: {
      meta: { title: 'Launching', needed: 'Everything is frozen.' },
      always: [
        { guard: 'isDueToOpen', target: 'open', actions: ['recordOpening', 'mailLaunch'] },
        { target: 'scheduled' },
      ],
    },
    scheduled: {
      meta: { title: 'Scheduled', needed: 'The window has not opened yet.' },
      after: { opening: { target: 'open', actions: ['recordOpening', 'mailLaunch'] } },
      on: { ...deliveries, withdraw: turns.withdraw },
    },
    open: {
      meta: { title: 'Open', needed: 'Members are answering.' },
      type: 'parallel',
      on: {
        ...arrivals,
        ...corrections,
        ...deliveries,
        ...turns,
        ...extension,
        acknowledge: { guard: permitted, actions: ['acknowledge'] },
        remind: { guard: permitted, actions: ['noteHandReminder', 'mailHandReminder'] },
      },
      states: {
        window: {
          initial: 'running',
          states: {
            running: {
              after: {
                closing: {
                  target: '#written-procedure.settling',
                  actions: ['closeAtDeadline', 'recordClosing', 'mailClosing'],
                },
              },
              always: [
                {
                  guard: 'stopsAtOnce',
                  target: '#written-procedure.settling',
                  actions: ['closeOnObjection', 'recordClosing', 'mailClosing'],
                },
                {
                  guard: 'closesEarly',
                  target: '#written-procedure.settling',
                  actions: ['closeOnLastReply', 'recordClosing', 'mailClosing'],
                },
              ],
            },
          },
        },
        reminders: {
          initial: 'choosing',
          states: {
            choosing: { always: [{ guard: 'hasReminder', target: 'pacing' }, { target: 'quiet' }] },
            pacing: {
              after: {
                reminder: {
                  target: 'choosing',
                  actions: ['recordReminder', 'mailReminder', 'dropDueReminders'],
                },
              },
            },
            quiet: {},
          },
        },
      },
    },
    settling: {
      meta: { title: 'Settling', needed: 'The answers are being counted.' },
      always: [
        {
          guard: 'asksForConsultation',
          target: 'consulting',
          actions: ['beginConsultation', 'recordConsultation', 'mailConsultation'],
        },
        {
          guard: 'asksForPostalVote',
          target: 'open',
          actions: ['revokeLinks', 'beginPostalVote', 'recordPostalVote', 'mailPostalVote'],
        },
        {
          guard: 'asksForMeeting',
          target: 'referred',
          actions: ['referByRule', 'recordReferral', 'revokeLinks', 'mailReferral'],
        },
        { guard: 'mayStillBeExtended', target: 'insufficient', actions: ['startLapsing'] },
        { guard: 'nobodyAnswered', target: 'lapsed', actions: ['recordLapse', 'mailLapse'] },
        {
          guard: and(['declaresItself', 'isAdoptable']),
          target: 'adopted',
          actions: ['declareAutomatically', 'recordDeclaration', 'mailOutcome'],
        },
        {
          guard: 'declaresItself',
          target: 'not-adopted',
          actions: ['declareAutomatically', 'recordDeclaration', 'mailOutcome'],
        },
        { target: 'awaiting-declaration' },
      ],
    },
    insufficient: {
      meta: {
        title: 'Too few answers',
        needed: 'The window has passed with too few answers; it may still be extended.',
      },
      always: { guard: 'isNoLongerInsufficient', target: 'settling' },
      after: { lapsing: { target: 'lapsed', actions: ['recordLapse', 'mailLapse'] } },
      on: {
        ...arrivals,
        ...corrections,
        ...lateRulings,
        ...deliveries,
        ...turns,
        ...extension,
        ...declaration,
      },
    },
    consulting: {
      meta: { title: 'Consultations', needed: 'The Chair consults those who stand in the way.' },
      after: { 'consultation-end': { target: 'settling', actions: ['recordConsultationEnd'] } },
      on: {
        ...arrivals,
        ...corrections,
        ...lateRulings,
        ...deliveries,
        ...turns,
        'register-declaration': declaration['register-declaration'],
        'open-consultations': {
          guard: permitted,
          target: 'consulting',
          reenter: true,
          actions: ['openConsultation', 'recordConsultation', 'mailConsultation'],
        },
        'close-consultations': [
          {
            guard: and([permitted, 'resumesWindow']),
            target: 'open',
            actions: ['recordConsultationEnd', 'reopenWindow', 'recordAdmissions', 'admitTimely'],
          },
          { guard: permitted, target: 'settling', actions: ['recordConsultationEnd'] },
        ],
      },
    },
    'awaiting-declaration': {
      meta: { title: 'Awaiting declaration', needed: 'The outcome waits to be declared.' },
      entry: ['startAwaiting'],
      initial: 'choosing',
      states: {
        choosing: { always: [{ guard: 'hasNoticeLeft', target: 'noticing' }, { target: 'noticed' }] },
        noticing: {
          after: {
            'outcome-overdue': {
              target: 'choosing',
              actions: ['countOverdueNotice', 'recordOverdueNotice', 'mailOverdue'],
            },
          },
        },
        noticed: {},
      },
      on: {
        ...arrivals,
        ...corrections,
        ...lateRulings,
        ...deliveries,
        ...turns,
        ...declaration,
        'open-consultations': {
          guard: permitted,
          target: 'consulting',
          actions: ['openConsultation', 'recordConsultation', 'mailConsultation'],
        },
      },
    },
    'declared-without-authority': {
      meta: {
        title: 'Declared without authority',
        needed: 'The office in authority confirms the declaration or annuls it.',
      },
      on: {
        ...arrivals,
        ...lateRulings,
        ...deliveries,
        ...contesting,
        ...annulment,
        refer: turns.refer,
        withdraw: turns.withdraw,
        'confirm-declaration': {
          guard: permitted,
          target: 'confirming',
          actions: ['confirmDeclaration', 'recordDeclaration', 'mailOutcome'],
        },
      },
    },
    confirming: {
      meta: { title: 'Confirming', needed: 'The declaration is being confirmed.' },
      always: [{ guard: 'adoptionStands', target: 'adopted' }, { target: 'not-adopted' }],
    },
    adopted: {
      meta: { title: 'Adopted', needed: 'Members may contest the outcome until the period ends.' },
      entry: ['tellAdoption'],
      after: { 'contest-period': { target: 'adopted-final', actions: ['recordFinality'] } },
      on: { ...arrivals, ...deliveries, ...contesting, ...annulment },
    },
    'not-adopted': {
      meta: { title: 'Not adopted', needed: 'Members may contest the outcome until the period ends.' },
      after: { 'contest-period': { target: 'not-adopted-final', actions: ['recordFinality'] } },
      on: { ...arrivals, ...deliveries, ...contesting, ...annulment },
    },
    contested: {
      meta: { title: 'Contested', needed: 'The contest waits for a ruling.' },
      always: [
        { guard: 'authorityLacks', target: 'declared-without-authority' },
        { guard: 'adoptionStands', target: 'adopted' },
        { guard: 'rejectionStands', target: 'not-adopted' },
      ],
      on: {
        ...arrivals,
        ...lateRulings,
        ...deliveries,
        ...annulment,
        contest: { guard: permitted, actions: ['fileContest', 'mailContest'] },
        'rule-on-contest': [
          {
            guard: and([permitted, 'upholdsAndRejects']),
            target: 'not-adopted',
            actions: [
              'ruleOnContest',
              'annulOnRuling',
              'tellAnnulment',
              'declareNotAdopted',
              'recordDeclaration',
              'mailContest',
              'mailOutcome',
            ],
          },
          {
            guard: and([permitted, 'upholdsContest']),
            target: 'awaiting-declaration',
            actions: ['ruleOnContest', 'annulOnRuling', 'tellAnnulment', 'mailContest', 'mailOutcome'],
          },
          { guard: permitted, actions: ['ruleOnContest', 'mailContest'] },
        ],
      },
    },
    'adopted-final': { type: 'final', meta: { title: 'Adopted, final', needed: 'Nothing.' } },
    'not-adopted-final': { type: 'final', meta: { title: 'Not adopted, final', needed: 'Nothing.' } },
    withdrawn: { type: 'final', meta: { title: 'Withdrawn', needed: 'Nothing.' } },
    lapsed: { type: 'final', meta: { title: 'Lapsed', needed: 'Nothing.' } },
    referred: {
      type: 'final',
      meta: { title: 'Referred', needed: 'Nothing: the matter is before a meeting.' },
    },
    discarded: { type: 'final', meta: { title: 'Discarded', needed: 'Nothing.' } },
  },
});

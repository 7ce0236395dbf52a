/**
 * The named guards, actions and delays of the machine: each one line that joins a rule, a mail or a record to its name.
 * Changes of memory go through `assign`, everything outside through `enqueue`; nothing here decides anything.
 */
import { setup } from 'xstate';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import type { TellCase } from '../casework/index.js';
import { type Fact, machineActions } from '../machine-actions.js';
import { wordOfAdoption, wordOfAnnulment } from './about.rules.js';
import { extendableAfterClose, nextOverdueNotice } from './deadlines.rules.js';
import {
  annulDeclarations,
  confirmDeclaration,
  declareAutomatically,
  declareNotAdopted,
  declareOutcome,
  fileContest,
  hasAuthority,
  openContests,
  registerDeclaration,
  ruleOnContest,
  standingDeclaration,
  upholdOpenContests,
} from './declarations.rules.js';
import {
  acknowledge,
  becameUnreachable,
  handOverOffice,
  markDelivered,
  markUndeliverable,
  replaceContact,
} from './delivery.rules.js';
import { launched } from './electorate.rules.js';
import {
  admitTimely,
  confirmOfflinePosition,
  disownPosition,
  findPosition,
  recordPosition,
  registerOfflinePosition,
  rejectOfflinePosition,
  resolveConflict,
  ruleOnLateReply,
  timelyAfterAll,
  unsettledReceipts,
  withdrawPosition,
} from './positions.rules.js';
import { logContact, noteHandReminder, noteWrongRecipient } from './pressing.rules.js';
import type { Mail, RevokeLinks } from './recipients.effects.js';
import {
  amendDraft,
  beginConsultation,
  beginPostalVote,
  closeWindow,
  dropDueReminders,
  extendWindow,
  freeze,
  hasTimeLeft,
  openConsultation,
  refer,
  referByRule,
  reopenWindow,
  reviseText,
  startAwaiting,
  startLapsing,
  withdrawProposal,
} from './window.rules.js';
import { refusalOf } from './written-procedure.commands.js';
import type { ProcedureContext } from './written-procedure.context.js';
import {
  answerMails,
  closedMails,
  consultationMails,
  contestMails,
  extensionMails,
  handReminderMails,
  launchMails,
  misdirection,
  newRoundMails,
  outcomeMails,
  overdueMails,
  referralMails,
  reminderMails,
  reminderRecipients,
  replacementMails,
  disownment,
  revocation,
  withdrawalMails,
} from './written-procedure.effects.js';
import { payloadOf } from './written-procedure.payloads.js';
import {
  type Finding,
  conflictingParties,
  everyoneReplied,
  objectionsStopNow,
  tally,
} from './written-procedure.rules.js';

type Outgoing =
  | { readonly type: 'mail'; readonly params: Mail }
  | { readonly type: 'revoke-links'; readonly params: RevokeLinks }
  | { readonly type: 'tell-case'; readonly params: TellCase }
  | { readonly type: 'record'; readonly params: Fact };

const { changing, sending, until } = machineActions<ProcedureContext, Outgoing>();
interface Scope {
  readonly context: ProcedureContext;
  readonly event: CommandEvent;
}

function mailing(mails: (context: ProcedureContext, event: CommandEvent) => readonly Mail[]) {
  return sending((context, event) => mails(context, event).map((params) => ({ type: 'mail', params })));
}

function recording(facts: (context: ProcedureContext, event: CommandEvent) => readonly Fact[]) {
  return sending((context, event) => facts(context, event).map((params) => ({ type: 'record', params })));
}

function telling(words: (context: ProcedureContext) => readonly TellCase[]) {
  return sending((context) => words(context).map((params) => ({ type: 'tell-case', params })));
}

const finds =
  (finding: Finding) =>
  ({ context }: Scope): boolean =>
    tally(context).finding === finding;
function closureFacts(context: ProcedureContext): readonly Fact[] {
  const { round } = launched(context);
  const { finding, answered, affirmative, floorNeeded, objections, members } = tally(context);
  return [
    {
      type: 'window-closed',
      data: {
        round: round.number,
        because: round.closed?.because ?? 'deadline',
        finding,
        answered,
        members,
        affirmative,
        floorNeeded,
        objections,
      },
    },
  ];
}

/** What became of an answer that is more than its command: kept from the count, or in conflict with another of its delegation. */
function standingFacts(context: ProcedureContext, positionId: string): readonly Fact[] {
  const position = findPosition(context, positionId);
  if (!position) return [];
  const { party, note, status } = position;
  const quarantined =
    status === 'quarantined' ? [{ type: 'position-quarantined', data: { positionId, party, note } }] : [];
  const conflict = conflictingParties(context).includes(party)
    ? [{ type: 'conflict-found', data: { party } }]
    : [];
  return [...quarantined, ...conflict];
}

function declaredFacts(context: ProcedureContext): readonly Fact[] {
  const declaration = context.declarations.at(-1);
  if (!declaration) return [];
  const { outcome, authority, at, effectiveAt } = declaration;
  return [
    {
      type: `declared-${outcome}`,
      data: { authority, declaredAt: at, effectiveAt, by: declaration.by.name },
    },
  ];
}

const answered = (event: CommandEvent): string => {
  const { payload } = event;
  if (
    typeof payload === 'object' &&
    payload !== null &&
    'positionId' in payload &&
    typeof payload.positionId === 'string'
  )
    return payload.positionId;
  return event.commandId; // a new answer bears the id of the command that brought it
};

/** Everything the machine names. */
export const procedure = setup({
  types: {
    context: {} as ProcedureContext, // XState reads its types from values that are never used
    events: {} as CommandEvent,
    input: {} as StartInput,
    meta: {} as { readonly title: string; readonly needed: string },
  },
  guards: {
    permitted: ({ context, event }) => refusalOf(context, event) === null,
    isDueToOpen: ({ context }) => context.asOf >= launched(context).round.opensAt,
    stopsAtOnce: ({ context }) => {
      const { rules, round } = launched(context);
      return (
        rules.onObjection.when === 'at-once' && round.kind !== 'postal-vote' && objectionsStopNow(context)
      );
    },
    closesEarly: ({ context }) =>
      launched(context).rules.earlyClose.when === 'all-replied' && everyoneReplied(context),
    hasReminder: ({ context }) => context.reminders.length > 0,
    isAdoptable: finds('adoptable'),
    isNoLongerInsufficient: ({ context }) => tally(context).finding !== 'insufficient',
    asksForConsultation: ({ context }) => {
      const { does } = launched(context).rules.onObjection;
      return (
        (does === 'consult' || does === 'revise-and-restart') &&
        context.consultation === null &&
        tally(context).finding === 'blocked'
      );
    },
    asksForPostalVote: ({ context }) => {
      const { rules, round } = launched(context);
      return (
        rules.onObjection.does === 'postal-vote' &&
        round.kind !== 'postal-vote' &&
        tally(context).finding === 'blocked'
      );
    },
    asksForMeeting: ({ context }) => {
      const { does } = launched(context).rules.onObjection;
      return (
        (does === 'convene-meeting' || does === 'defer-to-plenary') && tally(context).finding === 'blocked'
      );
    },
    mayStillBeExtended: ({ context }) =>
      tally(context).finding === 'insufficient' && extendableAfterClose(context) !== null,
    nobodyAnswered: ({ context }) =>
      tally(context).finding === 'insufficient' && tally(context).answered === 0,
    declaresItself: ({ context }) =>
      launched(context).rules.declaration.by.length === 0 && unsettledReceipts(context).length === 0,
    resumesWindow: ({ context, event }) =>
      payloadOf('close-consultations', event).result === 'resume' && hasTimeLeft(context),
    hasNoticeLeft: ({ context }) => nextOverdueNotice(context) !== null,
    declaresAdoption: ({ event }) => payloadOf('declare', event).outcome === 'adopted',
    registersAdoption: ({ context, event }) =>
      hasAuthority(context, event) && payloadOf('register-declaration', event).outcome === 'adopted',
    registersRejection: ({ context, event }) =>
      hasAuthority(context, event) && payloadOf('register-declaration', event).outcome === 'not-adopted',
    adoptionStands: ({ context }) =>
      openContests(context).length === 0 && standingDeclaration(context)?.outcome === 'adopted',
    rejectionStands: ({ context }) =>
      openContests(context).length === 0 && standingDeclaration(context)?.outcome === 'not-adopted',
    authorityLacks: ({ context }) =>
      openContests(context).length === 0 && standingDeclaration(context)?.authority === 'lacking',
    upholdsAndRejects: ({ event }) =>
      upholds(event) && payloadOf('rule-on-contest', event).then === 'not-adopted',
    upholdsContest: ({ event }) => upholds(event),
  },
  delays: {
    opening: until((context) => context.round?.opensAt),
    closing: until((context) => context.round?.deadline.at),
    reminder: until((context) => context.reminders[0]?.at),
    lapsing: until((context) => context.extendableUntil?.at),
    'consultation-end': until((context) => context.consultation?.endsAt.at),
    'outcome-overdue': until((context) => nextOverdueNotice(context)?.at),
    'contest-period': until((context) => context.contestableUntil?.at),
  },
  actions: {
    // outbox and history: data for the engine, nothing runs here
    mail: (_scope, _params: Mail) => undefined,
    'revoke-links': (_scope, _params: RevokeLinks) => undefined,
    'tell-case': (_scope, _params: TellCase) => undefined,
    record: (_scope, _params: Fact) => undefined,
    // draft and window
    amendDraft: changing(amendDraft),
    freeze: changing(freeze),
    extendWindow: changing(extendWindow),
    closeAtDeadline: changing((context) => closeWindow(context, 'deadline')),
    closeOnObjection: changing((context) => closeWindow(context, 'objection')),
    closeOnLastReply: changing((context) => closeWindow(context, 'all-replied')),
    startLapsing: changing(startLapsing),
    reopenWindow: changing(reopenWindow),
    beginConsultation: changing(beginConsultation),
    openConsultation: changing(openConsultation),
    reviseText: changing(reviseText),
    beginPostalVote: changing(beginPostalVote),
    referByRule: changing(referByRule),
    refer: changing(refer),
    withdrawProposal: changing(withdrawProposal),
    dropDueReminders: changing(dropDueReminders),
    // answers
    recordPosition: changing(recordPosition),
    registerOfflinePosition: changing(registerOfflinePosition),
    confirmOfflinePosition: changing(confirmOfflinePosition),
    rejectOfflinePosition: changing(rejectOfflinePosition),
    withdrawPosition: changing(withdrawPosition),
    disownPosition: changing(disownPosition),
    ruleOnLateReply: changing(ruleOnLateReply),
    resolveConflict: changing(resolveConflict),
    acknowledge: changing(acknowledge),
    admitTimely: changing((context) =>
      admitTimely(
        context,
        'the rules',
        `Received before the deadline of ${launched(context).round.deadline.at}.`,
      ),
    ),
    // deliveries and offices
    markUndeliverable: changing(markUndeliverable),
    markDelivered: changing(markDelivered),
    replaceContact: changing(replaceContact),
    handOverOffice: changing(handOverOffice),
    // silent members
    noteHandReminder: changing(noteHandReminder),
    logContact: changing(logContact),
    noteWrongRecipient: changing(noteWrongRecipient),
    // outcome
    startAwaiting: changing(startAwaiting),
    countOverdueNotice: changing((context) => ({ overdueNotices: context.overdueNotices + 1 })),
    declareOutcome: changing(declareOutcome),
    declareAutomatically: changing(declareAutomatically),
    registerDeclaration: changing(registerDeclaration),
    confirmDeclaration: changing(confirmDeclaration),
    fileContest: changing(fileContest),
    ruleOnContest: changing(ruleOnContest),
    annulOnRuling: changing((context, event) =>
      annulDeclarations(context, event, payloadOf('rule-on-contest', event).reason),
    ),
    annul: changing((context, event) => annulDeclarations(context, event, payloadOf('annul', event).reason)),
    upholdContests: changing((context, event) =>
      upholdOpenContests(context, event, payloadOf('annul', event).reason),
    ),
    declareNotAdopted: changing((context, event) =>
      declareNotAdopted(context, event, payloadOf('rule-on-contest', event).reason),
    ),
    // records
    recordOpening: recording((context) => [
      {
        type: 'window-opened',
        data: { round: launched(context).round.number, deadline: launched(context).round.deadline.at },
      },
    ]),
    recordClosing: recording(closureFacts),
    recordStanding: recording((context, event) => standingFacts(context, answered(event))),
    recordAdmissions: recording((context) =>
      timelyAfterAll(context).map((positionId) => ({ type: 'late-reply-admitted', data: { positionId } })),
    ),
    recordReminder: recording((context) => [
      {
        type: 'reminder-sent',
        data: { label: context.reminders[0]?.label ?? '', recipients: reminderRecipients(context).length },
      },
    ]),
    recordConsultation: recording((context) => [
      {
        type: 'consultation-opened',
        data: { endsAt: context.consultation?.endsAt.at ?? null, by: context.consultation?.openedBy ?? '' },
      },
    ]),
    recordConsultationEnd: recording((context) => [
      { type: 'consultation-ended', data: { finding: tally(context).finding } },
    ]),
    recordPostalVote: recording((context) => [
      { type: 'postal-vote-opened', data: { round: launched(context).round.number } },
    ]),
    recordReferral: recording((context) => [
      { type: 'matter-referred', data: { to: context.referral?.to ?? '' } },
    ]),
    recordLapse: recording((context) => [{ type: 'lapsed', data: { answered: tally(context).answered } }]),
    recordDeclaration: recording(declaredFacts),
    recordUnreachable: recording((context, event) => {
      const { party } = payloadOf('record-undeliverable', event);
      return becameUnreachable(context, party) ? [{ type: 'party-unreachable', data: { party } }] : [];
    }),
    recordLostParty: recording((context, event) => {
      const party = event.actor.party ?? '';
      return becameUnreachable(context, party) ? [{ type: 'party-unreachable', data: { party } }] : [];
    }),
    recordOverdueNotice: recording((context) => [
      { type: 'overdue-notice-sent', data: { notice: context.overdueNotices } },
    ]),
    recordFinality: recording((context) => [
      { type: 'outcome-final', data: { outcome: standingDeclaration(context)?.outcome ?? null } },
    ]),
    // the case that it is about
    tellAdoption: telling(wordOfAdoption),
    tellAnnulment: telling(wordOfAnnulment),
    // mails and links
    mailNotice: mailing((context) => (launched(context).rules.notice ? launchMails(context, 'notice') : [])),
    mailLaunch: mailing((context) => launchMails(context, 'opening')),
    mailReplacement: mailing(replacementMails),
    mailReminder: mailing(reminderMails),
    mailHandReminder: mailing(handReminderMails),
    mailAnswer: mailing((context, event) =>
      answerMails(context, answered(event), HAPPENED[event.type] ?? 'recorded'),
    ),
    mailExtension: mailing(extensionMails),
    mailRevision: mailing((context, event) => newRoundMails(context, payloadOf('revise', event).reason)),
    mailPostalVote: mailing((context) =>
      newRoundMails(
        context,
        'An objection stands; under the rules the same text is now put to a postal vote.',
      ),
    ),
    mailConsultation: mailing(consultationMails),
    mailClosing: mailing((context) => closedMails(context, null)),
    mailLapse: mailing((context) => closedMails(context, 'lapsed')),
    mailOutcome: mailing(outcomeMails),
    mailOverdue: mailing(overdueMails),
    mailWithdrawal: mailing(withdrawalMails),
    mailReferral: mailing(referralMails),
    mailContest: mailing((context, event) =>
      contestMails(
        context,
        event.type === 'contest' ? event.commandId : payloadOf('rule-on-contest', event).contestId,
      ),
    ),
    revokeDisowned: sending((context, event) =>
      disownment(context, payloadOf('disown-position', event).positionId).map((params) => ({
        type: 'revoke-links' as const,
        params,
      })),
    ),
    revokeMisdirected: sending((context, event) => [
      { type: 'revoke-links', params: misdirection(context, event) },
    ]),
    revokeLinks: sending((context, event) => [
      { type: 'revoke-links', params: revocation(context, REVOKED[event.type] ?? 'A new round began.') },
    ]),
  },
});

/** What a receipt says happened. */
const HAPPENED: Readonly<Record<string, string>> = {
  'record-position': 'recorded',
  'register-offline-position': 'registered',
  'confirm-offline-position': 'confirmed',
  'reject-offline-position': 'rejected',
  'withdraw-position': 'withdrawn',
  'disown-position': 'disowned',
  'rule-on-late-reply': 'ruled-on',
  'resolve-conflict': 'resolved',
};
/** Why links stopped working. */
const REVOKED: Readonly<Record<string, string>> = {
  revise: 'The text was revised.',
  withdraw: 'The proposal was withdrawn.',
  refer: 'The matter was referred.',
};

function upholds(event: CommandEvent): boolean {
  return payloadOf('rule-on-contest', event).upheld;
}

/**
 * Every command of a written procedure: its schema, who may give it, the rule behind it, how history names it, and the
 * one function that says why it is refused. The machine's guard `permitted` calls the same function.
 */
import type { ContextCommand } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { refusalOfDraft, refusalOfLaunch, refusalOfAmendment } from './launch.refusals.js';
import {
  refusalOfAcknowledgement,
  refusalOfConfirmation,
  refusalOfConflictRuling,
  refusalOfDisowning,
  refusalOfLateRuling,
  refusalOfOfflinePosition,
  refusalOfOfflineRejection,
  refusalOfPosition,
  refusalOfWithdrawnPosition,
  refusalOfWrongRecipient,
} from './positions.refusals.js';
import {
  refusalOfClosingConsultations,
  refusalOfConsultations,
  refusalOfExtension,
  refusalOfReferral,
  refusalOfRevision,
  refusalOfWithdrawal,
} from './window.refusals.js';
import {
  refusalOfAnnulment,
  refusalOfConfirmedDeclaration,
  refusalOfContest,
  refusalOfContestRuling,
  refusalOfDeclaration,
  refusalOfRegisteredDeclaration,
} from './outcome.refusals.js';
import { refusalOfDelivery, refusalOfReplacement } from './delivery.refusals.js';
import { refusalOfLoggedContact, refusalOfReminder } from './pressing.refusals.js';
import type { RuleSet } from './rule-set.js';
import { declaringOffices } from './declarations.rules.js';
import type { ProcedureContext } from './written-procedure.context.js';
import { type CommandName, command } from './written-procedure.payloads.js';

/** A command of this workflow: its refusal takes the procedure's own context. */
export type ProcedureCommand = ContextCommand<ProcedureContext>;

const PRESIDING = ['chair', 'vice-chair', 'secretariat'] as const;
const ANSWERING = ['participant', 'observer'] as const;

/** The offices that the rules frozen at launch name, narrower than the roles that may give the command; nobody's before. */
function byRule(offices: (rules: RuleSet) => readonly string[]) {
  return ({ frozen }: ProcedureContext): readonly string[] => (frozen ? offices(frozen.rules) : []);
}

/** The command that starts a case. */
export const draftCommand = command('draft', {
  title: 'draft a written procedure',
  by: PRESIDING,
  article: 'KP Core Document VI.5, VI.17-19; form assumed',
  recordedAs: 'drafted',
  refusal: refusalOfDraft,
});

/** Every command a started case understands, by name. */
export const commands: Readonly<Record<Exclude<CommandName, 'draft'>, ProcedureCommand>> = {
  'amend-draft': command('amend-draft', {
    title: 'amend the draft',
    by: PRESIDING,
    article: 'assumed: a draft binds nobody',
    recordedAs: 'draft-amended',
    refusal: refusalOfAmendment,
  }),
  launch: command('launch', {
    title: 'launch the procedure',
    by: PRESIDING,
    article: 'rule set: opener, precondition, electorate, window',
    recordedAs: 'launched',
    refusal: refusalOfLaunch,
  }),
  discard: command('discard', {
    title: 'discard the draft',
    by: PRESIDING,
    article: 'assumed: a draft binds nobody',
    recordedAs: 'discarded',
  }),
  'record-position': command('record-position', {
    title: 'answer',
    by: ANSWERING,
    article: 'KP Core Document VI.5; rule set: positions',
    recordedAs: 'position-recorded',
    refusal: refusalOfPosition,
  }),
  'withdraw-position': command('withdraw-position', {
    title: 'withdraw an answer',
    by: ['participant'],
    article: 'assumed: whoever may answer may take it back',
    recordedAs: 'position-withdrawn',
    who: ({ positions }) => positions.map(({ party }) => party),
    refusal: refusalOfWithdrawnPosition,
  }),
  acknowledge: command('acknowledge', {
    title: 'acknowledge receipt',
    by: ANSWERING,
    article: 'rule set: quorum.basis',
    recordedAs: 'receipt-acknowledged',
    refusal: refusalOfAcknowledgement,
  }),
  'disown-position': command('disown-position', {
    title: 'disown an answer',
    by: ['participant'],
    article: 'assumed: an answer nobody in the delegation gave is none',
    recordedAs: 'position-disowned',
    who: ({ positions }) => positions.map(({ party }) => party),
    refusal: refusalOfDisowning,
  }),
  'register-offline-position': command('register-offline-position', {
    title: 'register an off-line answer',
    by: ['secretariat'],
    article: 'rule set: offlinePositions',
    recordedAs: 'offline-position-registered',
    refusal: refusalOfOfflinePosition,
  }),
  'confirm-offline-position': command('confirm-offline-position', {
    title: 'confirm an off-line answer',
    by: PRESIDING,
    article: 'rule set: offlinePositions.secondPerson',
    recordedAs: 'offline-position-confirmed',
    refusal: refusalOfConfirmation,
  }),
  'reject-offline-position': command('reject-offline-position', {
    title: 'reject an off-line answer',
    by: PRESIDING,
    article: 'rule set: offlinePositions.secondPerson',
    recordedAs: 'offline-position-rejected',
    refusal: refusalOfOfflineRejection,
  }),
  extend: command('extend', {
    title: 'extend the window',
    by: PRESIDING,
    article: 'rule set: extension',
    recordedAs: 'window-extended',
    who: byRule(({ extension }) => (extension.allowed ? extension.by : [])),
    refusal: refusalOfExtension,
  }),
  'open-consultations': command('open-consultations', {
    title: 'open consultations',
    by: PRESIDING,
    article: 'KP Core Document VI.5',
    recordedAs: 'consultations-opened',
    who: byRule(({ opener }) => opener.offices),
    refusal: refusalOfConsultations,
  }),
  'close-consultations': command('close-consultations', {
    title: 'close the consultations',
    by: PRESIDING,
    article: 'KP Core Document VI.5',
    recordedAs: 'consultations-closed',
    who: byRule(({ opener }) => opener.offices),
    refusal: refusalOfClosingConsultations,
  }),
  revise: command('revise', {
    title: 'put a revised text',
    by: PRESIDING,
    article: 'rule set: onObjection.nextRound',
    recordedAs: 'text-revised',
    who: byRule(({ opener }) => opener.offices),
    refusal: refusalOfRevision,
  }),
  refer: command('refer', {
    title: 'refer the matter to a meeting',
    by: PRESIDING,
    article: 'KP Core Document VI.1, VI.5; form assumed',
    recordedAs: 'referred',
    who: byRule(({ opener }) => opener.offices),
    refusal: refusalOfReferral,
  }),
  withdraw: command('withdraw', {
    title: 'withdraw the proposal',
    by: PRESIDING,
    article: 'assumed: who may open may withdraw until the outcome is declared',
    recordedAs: 'withdrawn',
    who: byRule(({ opener }) => opener.offices),
    refusal: refusalOfWithdrawal,
  }),
  'rule-on-late-reply': command('rule-on-late-reply', {
    title: 'rule on a late reply',
    by: PRESIDING,
    article: 'rule set: lateReplies',
    recordedAs: 'late-reply-ruled',
    who: byRule(({ lateReplies }) => lateReplies.ruledBy),
    refusal: refusalOfLateRuling,
  }),
  'resolve-conflict': command('resolve-conflict', {
    title: 'say which answer of a delegation stands',
    by: PRESIDING,
    article: 'rule set: conflict; assumed: settled at the delegation’s written word',
    recordedAs: 'conflict-resolved',
    refusal: refusalOfConflictRuling,
  }),
  declare: command('declare', {
    title: 'declare the outcome',
    by: PRESIDING,
    article: 'rule set: declaration',
    recordedAs: 'outcome-declared',
    who: byRule(declaringOffices),
    refusal: refusalOfDeclaration,
  }),
  'register-declaration': command('register-declaration', {
    title: 'register a declaration given elsewhere',
    by: ['secretariat'],
    article: 'rule set: declaration; assumed: a notice given outside is a fact, not yet an outcome',
    recordedAs: 'declaration-registered',
    refusal: refusalOfRegisteredDeclaration,
  }),
  'confirm-declaration': command('confirm-declaration', {
    title: 'confirm a declaration given without authority',
    by: PRESIDING,
    article: 'rule set: declaration',
    recordedAs: 'declaration-confirmed',
    who: byRule(declaringOffices),
    refusal: refusalOfConfirmedDeclaration,
  }),
  contest: command('contest', {
    title: 'contest the outcome',
    by: ['participant', 'secretariat'],
    article: 'rule set: contest',
    recordedAs: 'outcome-contested',
    refusal: refusalOfContest,
  }),
  'rule-on-contest': command('rule-on-contest', {
    title: 'rule on a contest',
    by: PRESIDING,
    article: 'rule set: contest.ruledBy',
    recordedAs: 'contest-ruled',
    who: byRule(({ contest }) => contest.ruledBy),
    refusal: refusalOfContestRuling,
  }),
  annul: command('annul', {
    title: 'annul a declaration',
    by: PRESIDING,
    article: 'rule set: contest.ruledBy',
    recordedAs: 'declaration-annulled',
    who: byRule(({ contest }) => contest.ruledBy),
    refusal: refusalOfAnnulment,
  }),
  'record-undeliverable': command('record-undeliverable', {
    title: 'record that a mail could not be delivered',
    by: ['system', 'operator', 'secretariat'],
    article: 'rule set: silence.ofUnreachable',
    recordedAs: 'delivery-failed',
    refusal: refusalOfDelivery,
  }),
  'record-delivered': command('record-delivered', {
    title: 'record that a contact was reached',
    by: ['system', 'secretariat'],
    article: 'rule set: silence.ofUnreachable',
    recordedAs: 'delivery-confirmed',
    refusal: refusalOfDelivery,
  }),
  'replace-contact': command('replace-contact', {
    title: 'replace a contact',
    by: ['secretariat'],
    article: 'rule set: silence.ofUnreachable',
    recordedAs: 'contact-replaced',
    refusal: refusalOfReplacement,
  }),
  remind: command('remind', {
    title: 'remind silent members by hand',
    by: ['chair', 'secretariat'],
    article: 'assumed: beside the timetable of reminders, at most once a day',
    recordedAs: 'reminded-by-hand',
    refusal: refusalOfReminder,
  }),
  'log-contact': command('log-contact', {
    title: 'log a call or a note verbale to a member',
    by: ['chair', 'secretariat'],
    article: 'assumed: it is kept as evidence and is no answer',
    recordedAs: 'contact-logged',
    refusal: refusalOfLoggedContact,
  }),
  'report-wrong-recipient': command('report-wrong-recipient', {
    title: 'report that a personal link reached somebody else',
    by: ANSWERING,
    article: 'assumed: an address that reaches somebody else does not reach the contact',
    recordedAs: 'wrong-recipient-reported',
    refusal: refusalOfWrongRecipient,
  }),
  'hand-over-office': command('hand-over-office', {
    title: 'record who now gets the notices of an office',
    by: ['secretariat'],
    article: 'KP Core Document VI.4',
    recordedAs: 'office-handed-over',
  }),
};

/**
 * Why a command is refused in a given memory.
 *
 * @param context the procedure's memory
 * @param event the command, facts included
 * @returns the refusal, or null when the command is permitted (or is no command of a started case, which no state hears)
 */
export function refusalOf(context: ProcedureContext, event: CommandEvent): Refusal | null {
  return isCommand(event.type) ? commands[event.type].refusal(context, event) : null;
}

function isCommand(type: string): type is keyof typeof commands {
  return Object.hasOwn(commands, type);
}

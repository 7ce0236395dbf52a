/** Every mail of a written procedure, by template: pure functions of the case and the facts of the event. */
import {
  MAIL_TEMPLATES,
  type MailTemplate,
  writtenProcedure,
} from '../../../workflows/written-procedure/index.js';
import type { MailEffect, MailRenderer, MailTemplates } from '../notifications/index.js';
import { renderLateReply, renderObjection, renderReceipt } from './mail-answers.js';
import { renderClosed, renderOutcome, renderOverdue } from './mail-outcome.js';
import { renderConsultation, renderContest, renderReferral, renderWithdrawal } from './mail-turns.js';
import { renderExtension, renderLaunch, renderNewRound, renderReminder } from './mail-window.js';

const RENDERERS: Readonly<Record<MailTemplate, MailRenderer>> = {
  launch: renderLaunch,
  reminder: renderReminder,
  receipt: renderReceipt,
  objection: renderObjection,
  extension: renderExtension,
  'revised-text': renderNewRound,
  consultation: renderConsultation,
  outcome: renderOutcome,
  'outcome-overdue': renderOverdue,
  withdrawal: renderWithdrawal,
  referral: renderReferral,
  'late-reply': renderLateReply,
  contest: renderContest,
  closed: renderClosed,
};

/**
 * Makes the mails of the written procedure known to the notifications; once, at start.
 *
 * @param templates the registry of renderers
 * @throws Error when one of them has a renderer already
 */
export function registerWrittenProcedureMails(templates: Pick<MailTemplates, 'register'>): void {
  for (const template of MAIL_TEMPLATES)
    templates.register(writtenProcedure.name, template, RENDERERS[template], isPersonal);
}

/**
 * Whether a mail to a member or observer brings a personal link; the offices answer nothing by mail.
 *
 * A report that an answer was not one's own has cost the mailbox it came from its links: the receipt of that report must not
 * hand that mailbox a new one.
 *
 * @param mail template, recipient and facts
 */
export function isPersonal(mail: Pick<MailEffect, 'template' | 'to' | 'facts'>): boolean {
  if (mail.to.role !== 'participant' && mail.to.role !== 'observer') return false;
  switch (mail.template) {
    case 'launch':
      return mail.facts['kind'] !== 'notice';
    case 'receipt':
      return !(mail.facts['what'] === 'disowned' && mail.facts['isAnswerer'] === true);
    default:
      return ['reminder', 'extension', 'revised-text', 'consultation'].includes(mail.template);
  }
}

/** Front door of the notifications: mails out of effects, their log and their bounces. */
export { frameMail } from './mail-frame.js';
export { htmlMail, labelled, plainText, textMail, type MailBody, type MailText } from './mail-layout.js';
export { type MailReader, draftLine, readerOf, zoneOf } from './mail-reader.js';
export {
  ACROSS_CASES,
  type MailEffect,
  type MailFacts,
  type MailRenderer,
  MailTemplates,
  type RenderedMail,
  type SendTimeCheck,
  mailEffectSchema,
} from './mail-templates.js';
export {
  ATTEMPT_OUTCOMES,
  type AttemptOutcome,
  type MailAttempt,
  type MailDeliveries,
} from './mail-attempt.store.js';
export type { MailBatch, MailNumbers } from './mail-counts.queries.js';
export { Mails } from './mail.service.js';
export {
  MAIL_STATUSES,
  type MailEntry,
  type MailFilter,
  type MailRow,
  type MailStatus,
  type PartyDelivery,
} from './mail.store.js';
export { Mailbox } from './mailbox.js';
export { mailFilterSchema } from './mails.controller.js';
export { MAIL_READERS, maySeeMails } from './mails.policy.js';
export { NotificationsModule } from './notifications.module.js';

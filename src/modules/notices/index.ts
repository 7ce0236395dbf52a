/** Front door of the notices: who stands behind the codes of addressees, how word reaches them, and reminders to many. */
export {
  type AddresseeKind,
  Addressees,
  LIKE_A_CODE,
  OFFICES,
  type Recipient,
  whatIs,
} from './addressees.js';
export {
  type BulkFilter,
  type BulkLine,
  type BulkOutcome,
  type BulkPreview,
  type LeftOut,
  type ShownBulk,
  bulkFilterSchema,
  bulkOutcomeSchema,
  bulkPreviewSchema,
  bulkSendSchema,
} from './bulk/bulk-reminder.dto.js';
export { BulkReminders } from './bulk/bulk-reminders.service.js';
export { renderCaseNotice } from './case-notices/case-notice.mails.js';
export { CaseNotices } from './case-notices/case-notices.service.js';
export { Digests } from './digests/digests.service.js';
export { type Wording, layOut } from './notice.layout.js';
export { type Notice, NoticeSender } from './notice.sender.js';
export { NoticesModule } from './notices.module.js';
export { contactsForOrgan } from './organ-directory.js';
export { type Unreached, functionOf } from './own-side.js';
export { casesOwedBy } from './reach/owing.store.js';
export { Reach } from './reach/reach.service.js';

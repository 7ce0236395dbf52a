/** Front door of the mail log's pages. */
export { MailPagesModule } from './mails.module.js';

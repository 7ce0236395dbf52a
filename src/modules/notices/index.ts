/** Front door of the notices: who stands behind the codes of addressees, and how word reaches them. */
export { type AddresseeKind, Addressees, type Recipient } from './addressees.js';
export { type Wording, layOut } from './notice.layout.js';
export { type Notice, NoticeSender } from './notice.sender.js';
export { NoticesModule } from './notices.module.js';
export { contactsForOrgan } from './organ-directory.js';

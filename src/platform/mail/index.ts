export { type MailAddress, parseMailAddress } from './address.js';
export { type DeliveryReport, readDeliveryReport } from './dsn.js';
export { type CalendarEntry, calendarText } from './ics.js';
export { type ComposedMail, type OutgoingMail, type Sender, composeMail, oneLine } from './message.js';
export { MAIL_TRANSPORT, MailboxRefused, type MailTransport, fileTransport, smtpTransport } from './transport.js';

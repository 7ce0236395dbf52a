export { type MailAddress, parseMailAddress } from './address.js';
export { type DeliveryReport, readDeliveryReport } from './dsn.js';
export { type CalendarEntry, type CalendarName, calendarText } from './ics.js';
export {
  type ComposedMail,
  type OutgoingMail,
  type Sender,
  composeMail,
  messageIdOf,
  oneLine,
} from './message.js';
export { type SmtpPatience, smtpTransport } from './smtp.transport.js';
export {
  type Accepted,
  EnvelopeChanged,
  MAIL_TRANSPORT,
  MailboxRefused,
  type MailTransport,
  fileTransport,
} from './transport.js';

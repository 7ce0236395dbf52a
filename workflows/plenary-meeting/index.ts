/** Front door of meetings: the workflow, its tables, and the pure questions others ask of its memory. */
export { plenaryMeeting } from './plenary-meeting.workflow.js';
export { commands, conveneCommand } from './plenary-meeting.commands.js';
export {
  type MeetingCommandName,
  type MeetingPayload,
  newItemSchema,
  payloads,
} from './plenary-meeting.payloads.js';
export {
  type Attendee,
  type Edit,
  type Item,
  type MeetingContext,
  RECOMMENDABLE,
  findItem,
  itemSchema,
  meetingContextSchema,
  objectors,
  standing,
} from './plenary-meeting.context.js';
export {
  type Clause,
  type ClauseDeadline,
  type ClauseFact,
  VERBS,
  type Verb,
  type VerbClass,
  classOf,
  clauseDeadlineSchema,
  clauseFactSchema,
  clauseSchema,
} from './clause.js';
export { type DraftedSentence, draftCommunique, paragraphNumbers } from './communique.rules.js';
export { dayRange, longDay, momentOf } from './communique/dates.js';
export { type Departure, DEPARTURE_KINDS } from './communique/departures.js';
export { directionOf, documentWording, wordingOf } from './communique/languages.js';
export { type Names, type Naming } from './communique/naming.js';
export { type DocumentLabels, type Wording } from './communique/wording.js';
export { takesEffect } from './clause.rules.js';
export { stateOf } from './plenary-meeting.describe.js';
export { clauseDue } from './deadlines.rules.js';
export {
  type CarryOut,
  type MeetingDated,
  type MeetingNotice,
  type OpenProcedure,
  carryOutSchema,
  eventOf,
  communiquePublishedSchema,
  meetingDatedSchema,
  meetingNoticeSchema,
  openProcedureSchema,
} from './meeting.effects.js';
export { type Reader, mayKnowOf } from './visibility.rules.js';

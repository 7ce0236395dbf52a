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
  clauseSchema,
} from './clause.js';
export {
  type DraftedSentence,
  type Names,
  draftCommunique,
  longDay,
  paragraphNumbers,
} from './communique.rules.js';
export { takesEffect } from './clause.rules.js';
export { clauseDue } from './deadlines.rules.js';
export {
  type CarryOut,
  type MeetingDated,
  type MeetingNotice,
  type OpenProcedure,
  carryOutSchema,
  communiquePublishedSchema,
  meetingDatedSchema,
  meetingNoticeSchema,
  openProcedureSchema,
} from './meeting.effects.js';
export { type Reader, mayKnowOf } from './visibility.rules.js';

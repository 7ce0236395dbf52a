/** Front door of the written procedure: the workflow, its tables, and the pure questions others ask of its memory. */
export { writtenProcedure } from './written-procedure.workflow.js';
export { commands, draftCommand, type ProcedureCommand } from './written-procedure.commands.js';
export {
  type CommandName,
  type ConfirmedDraft,
  type GivenDeadline,
  type Payload,
  givenDeadlineSchema,
  payloads,
} from './written-procedure.payloads.js';
export {
  POSITION_KINDS,
  type Period,
  type PositionKind,
  type RuleSet,
  type Threshold,
  ruleSetSchema,
} from './rule-set.js';
export {
  type Contest,
  type Declaration,
  type Frozen,
  type FrozenContact,
  type FrozenOfficer,
  type FrozenParty,
  type LoggedContact,
  type Position,
  type ProcedureContext,
  type ProcedureDeadline,
  type Round,
  documentSchema,
  frozenContactSchema,
  frozenPartySchema,
  officerSchema,
  procedureContextSchema,
} from './written-procedure.context.js';
export { type About, aboutSchema } from './about.js';
export { type LaunchConditions, launchConditions } from './launch-conditions.js';
export { type Departure, confirmedDraft, departuresOf } from './launch-conditions.refusals.js';
export { type Facts, factsSchema, launchFactsSchema, textFactsSchema } from './refusal.rules.js';
export {
  MAIL_TEMPLATES,
  type Mail,
  type MailTemplate,
  type Recipient,
  type RevokeLinks,
  mailSchema,
  DISOWNED,
  NOT_ME,
  revokeLinksSchema,
} from './recipients.effects.js';
export {
  type Finding,
  type Tally,
  conflictingParties,
  effectivePosition,
  effectivePositions,
  needed,
  positionRule,
  tally,
} from './written-procedure.rules.js';
export { findPosition, isWindowOpen, unsettledReceipts } from './positions.rules.js';
export { findContact, findMember, findObserver, isUnreachable, partyName } from './electorate.rules.js';
export { awaitsPlenary, openContests, outcomeOfRecord, standingDeclaration } from './declarations.rules.js';
export { contactsLogged, openWrongRecipients, remindedByHand, remindedOnDayOf } from './pressing.rules.js';
export { shortfalls } from './sentences.rules.js';
export { furthestExtension, reminderTimetable } from './deadlines.rules.js';
export { type Planned, plannedTimetable } from './timetable.rules.js';

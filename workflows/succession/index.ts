/** Front door of successions: the workflow, its tables, and the pure questions others ask of its memory. */
export { successionWorkflow } from './succession.workflow.js';
export { callCommand, commands } from './succession.commands.js';
export {
  type DecisionSource,
  type SuccessionContext,
  type SuccessionOffice,
  decisionSourceSchema,
  openCandidature,
  procedureUnderWay,
  successionContextSchema,
  successionOfficeSchema,
} from './succession.context.js';
export {
  type BeginTerm,
  type DraftSelection,
  type EndTerm,
  type SeatPastChair,
  type SuccessionNotice,
  SUCCESSION_NOTICES,
  beginTermSchema,
  draftSelectionSchema,
  endTermSchema,
  seatPastChairSchema,
  successionNoticeSchema,
} from './succession.effects.js';
export { type SuccessionFacts, successionFactsSchema } from './succession.facts.js';
export { type SuccessionCommandName, type SuccessionPayload, payloads } from './succession.payloads.js';
export { calendarYear, chairYearOf } from './years.rules.js';

/** Front door of the written procedures. */
export { type Foreseen, Foresight } from './foresight.service.js';
export { type NeededToday, type ProcedureCard, STAGES, type Stage } from './procedure-card.js';
export { type CardFilter, type Delegation, ProcedureReading } from './procedure-reading.service.js';
export { type RehearsalOrder, Rehearsals, rehearsalSchema } from './rehearsal.service.js';
export { type Course, type RehearsedLine, whatIfSchema } from './rehearsed-course.js';
export { RuleSets, readRuleSet } from './rule-sets.service.js';
export { PROCEDURES } from './procedure.kind.js';
export {
  type AnswerCounts,
  type MemberLine,
  contextOf,
  lineOf,
  positionsOf,
  viewOf,
  viewOfMemory,
} from './written-procedure.view.js';
export { WrittenProceduresModule } from './written-procedures.module.js';
export {
  type StartedCommand as StartedCommandName,
  WrittenProcedures,
  standingSchema,
} from './written-procedures.service.js';

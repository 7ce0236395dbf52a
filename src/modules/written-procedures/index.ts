/** Front door of the written procedures. */
export { type Course, type RehearsalOrder, Rehearsals, rehearsalSchema } from './rehearsal.service.js';
export { RuleSets, readRuleSet } from './rule-sets.service.js';
export { PROCEDURES } from './procedure.kind.js';
export { type MemberLine, contextOf, lineOf, positionsOf, viewOf } from './written-procedure.view.js';
export { WrittenProceduresModule } from './written-procedures.module.js';
export {
  type StartedCommand as StartedCommandName,
  WrittenProcedures,
  standingSchema,
} from './written-procedures.service.js';

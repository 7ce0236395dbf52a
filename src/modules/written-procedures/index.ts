/** Front door of the written procedures. */
export { type Course, type RehearsalOrder, Rehearsals, rehearsalSchema } from './rehearsal.service.js';
export { RuleSets, readRuleSet } from './rule-sets.service.js';
export { type Asker, mayGive } from './written-procedure.policy.js';
export { lineOf, viewOf } from './written-procedure.view.js';
export { WrittenProceduresModule } from './written-procedures.module.js';
export {
  type StartedCommand as StartedCommandName,
  WrittenProcedures,
  knownSchema,
  listSchema,
  requireCommand,
  standingSchema,
} from './written-procedures.service.js';

/** Front door of the written procedures. */
export { type Course, type RehearsalOrder, Rehearsals, rehearsalSchema } from './rehearsal.service.js';
export { RuleSets, readRuleSet } from './rule-sets.service.js';
export { LaunchMails } from './launching/launch-mails.service.js';
export { type KeptPlan, type LaunchPlan, launchPayload, launchPlanSchema } from './launching/launch-plan.js';
export { LaunchPlans } from './launching/launch-plans.service.js';
export { LaunchPlays, type PlayedLaunch } from './launching/launch-plays.service.js';
export {
  BLANK_DRAFT,
  PROCEDURE_TEMPLATES,
  type ProcedureTemplate,
  findTemplate,
  gapsLeft,
} from './launching/procedure-templates.js';
export { NextReferences } from './launching/next-references.service.js';
export { type CalledParty, RollCall } from './launching/roll-call.service.js';
export { PROCEDURES } from './procedure.kind.js';
export { lineOf, viewOf } from './written-procedure.view.js';
export { WrittenProceduresModule } from './written-procedures.module.js';
export {
  type StartedCommand as StartedCommandName,
  WrittenProcedures,
  standingSchema,
} from './written-procedures.service.js';

/** Front door of the written procedures. */
export { type Foreseen, Foresight } from './foresight.service.js';
export { type NeededToday, type ProcedureCard, STAGES, type Stage } from './procedure-card.js';
export { type CardFilter, type Delegation, ProcedureReading } from './procedure-reading.service.js';
export { type RehearsalOrder, Rehearsals, rehearsalSchema } from './rehearsal.service.js';
export { type Course, type RehearsedLine, whatIfSchema } from './rehearsed-course.js';
export { RuleSets, readRuleSet } from './rule-sets.service.js';
export { LaunchMails } from './launching/launch-mails.service.js';
export { type KeptPlan, type LaunchPlan, launchPayload, launchPlanSchema } from './launching/launch-plan.js';
export { LaunchPlans, type NeededReasons } from './launching/launch-plans.service.js';
export { LAUNCH_DEEDS, type LaunchTrace } from './launching/launch-trace.store.js';
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

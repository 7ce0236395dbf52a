/** Front door of mandates: the workflow, its tables, and what other workflows of clauses share with it. */
export { mandate } from './mandate.workflow.js';
export { commands, openCommand } from './mandate.commands.js';
export { type MandateCommandName, type MandatePayload, clauseOrigin, payloads } from './mandate.payloads.js';
export {
  ADDRESSEE_KINDS,
  type Addressee,
  MANDATE_RULES,
  type MandateContext,
  type MandateRules,
  type Report,
  type Rung,
  type Term,
  addressed,
  awaited,
  mandateContextSchema,
  mandateRulesSchema,
  rungSchema,
  termSchema,
} from './mandate.context.js';
export {
  MANDATE_NOTICES,
  type MandateNotice,
  type MandateNoticeTemplate,
  type PlenaryEscalation,
  agendaItem,
  itemId,
  mandateNoticeSchema,
  plenaryEscalationSchema,
  waitsForPlenary,
} from './mandate.effects.js';
export { refusalOfEventDate } from './event.refusals.js';
export { type MandateFacts } from './mandate.facts.js';
export { caseReference } from './mandate.rules.js';
export { type TermBasis, datedBy, lookAgainOn, nextReminder, termOf } from './term.rules.js';
export { pressed } from './mandate.waiting.js';

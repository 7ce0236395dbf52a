/** Front door of hosting terms: the workflow, its tables, and what follows outside it. */
export { hostingTerm } from './hosting-term.workflow.js';
export { commands, openCommand } from './hosting-term.commands.js';
export { type HostingCommandName, type HostingPayload, payloads } from './hosting-term.payloads.js';
export {
  HOSTING_RULES,
  type HostingContext,
  type HostingRules,
  hostingContextSchema,
} from './hosting-term.context.js';
export {
  HOSTING_NOTICES,
  type HostBar,
  type HostingNotice,
  type HostingNoticeTemplate,
  agendaItem,
  hostBarSchema,
  hostingNoticeSchema,
  waitsForPlenary,
} from './hosting-term.effects.js';

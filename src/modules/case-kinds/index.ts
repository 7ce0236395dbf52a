/** Front door of the kinds of cases: the one list that read models, webhooks and pages go by. */
export { CASE_KINDS, kindOf, nounOf } from './case-kinds.js';
export { statusTitle } from './status-title.js';

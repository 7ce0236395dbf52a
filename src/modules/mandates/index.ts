/** Front door of the mandates: cases that follow from the clauses of meetings. */
export { type Opening } from './clause-origin.js';
export { type DueFilter, type DueLine, dueFilterSchema } from './due-list.js';
export { type EventDate } from './event-dating.js';
export { HostingTerms } from './hosting-terms.service.js';
export { MandateListeners } from './mandate-listeners.js';
export { HOSTING_TERMS, MANDATES, hostingOf, mandateOf } from './mandate.kinds.js';
export { MandatesModule } from './mandates.module.js';
export { Mandates } from './mandates.service.js';

/** Front door of the cases: one desk, one REST controller and one set of policies for every workflow. */
export {
  CaseDesk,
  type CaseLine,
  type CaseListFilter,
  caseKnownSchema,
  caseLine,
  caseListSchema,
  requireCommand,
} from './case-desk.service.js';
export {
  type Asker,
  type CaseKind,
  SESSION_ROLES,
  holdsOffice,
  mayGive,
  maySee,
  openTo,
} from './case-kind.js';
export { caseController } from './cases.controller.js';
export { CasesModule } from './cases.module.js';
export { answerOutcome } from './outcome.answer.js';

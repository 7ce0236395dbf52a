/** Front door of the cases: one desk, one REST controller and one set of policies for every workflow. */
export {
  CaseDesk,
  type CaseLine,
  type CaseListFilter,
  type KnownCase,
  caseKnownSchema,
  caseLine,
  caseListSchema,
  namedSchema,
  requireCommand,
} from './case-desk.service.js';
export { type ReadEvent, readableEvents, refusedCommands } from './case-history.js';
export {
  type Asker,
  type CaseKind,
  type EventReading,
  OPERATOR,
  SESSION_ROLES,
  descriptionFor,
  holdsOffice,
  mayGive,
  maySee,
  openTo,
  readingFor,
} from './case-kind.js';
export { caseController } from './cases.controller.js';
export { IDEMPOTENCY_KEY, commandIdOf, requireMayGive } from './command-request.js';
export { CasesModule } from './cases.module.js';
export { type Readers, isReader, readBy } from './readers.js';
export { requireFreeReference } from './references.js';
export { answerOutcome } from './outcome.answer.js';
export {
  type MeetingFinding,
  type ProcedureOutcome,
  findingOf,
  isHistorical,
  outcomeOfProcedure,
} from './decided.queries.js';
export { type Readership, mayKnow, readersOf } from './readership.policy.js';

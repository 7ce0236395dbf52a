/** Front door of the casework kit: what every administrative case of a body has, so that a workflow adds only what is its own. */
export {
  type CaseCommand,
  type CaseCommands,
  type TypedCommand,
  commandsFor,
  refusalIn,
} from './case.commands.js';
export {
  type CaseContext,
  caseRefSchema,
  caseShape,
  codeSchema,
  documentSchema,
  documentsSchema,
  lineSchema,
  openedCase,
  openingShape,
  proseSchema,
  visibilitySchema,
} from './case.context.js';
export { type Saying, describer, dueWords, progressOf, waitingOf } from './case.describe.js';
export { caseSetup, dutyListeners, dutyRegion, dutyTimers, leadsTo, stays } from './case.setup.js';
export {
  type KeptDeadline,
  after,
  daysBetween,
  exactly,
  keptDeadlineSchema,
  lastDay,
  refusalOfPastDay,
  timeIn,
} from './deadline.js';
export {
  DECIDED_BY,
  type Decision,
  type KeptDecision,
  decisionKey,
  decisionSchema,
  effectOf,
  kept,
  keptDecisionSchema,
  refusalOfDecision,
} from './decision.js';
export { type DutyPolicy, dutyCommands } from './duty.commands.js';
export { itemFor } from './duty.steps.js';
export {
  type Duty,
  type NewDuty,
  changeDuty,
  close,
  closeAll,
  dutyOf,
  dutySchema,
  isAwaited,
  isLate,
  isPostponed,
  openDuties,
  owe,
  redate,
} from './duty.js';
export {
  CASE_EFFECTS,
  type CaseNotice,
  INWARD_EFFECTS,
  NOTICE_KINDS,
  type OpenCase,
  type OpenForEach,
  type Outgoing,
  type RegistryAct,
  type Target,
  type TellCase,
  caseNoticeSchema,
  notify,
  openCaseSchema,
  openForEachSchema,
  plenaryItemSchema,
  registryActSchema,
  tellCaseSchema,
} from './effects.js';
export {
  DECISION_STANDINGS,
  KNOWN_AS,
  type CaseFacts,
  factsOf,
  refusalOfCodes,
  refusalOfOwnCase,
  refusalOfSpeaking,
  speaksFor,
} from './facts.js';
export { backFrom, openingsOf } from './open-for-each.js';
export {
  type Ladder,
  OWN_SIDE,
  type Rung,
  ladderInFileSchema,
  ladderSchema,
  laddersSchema,
  remindersOf,
  rungAt,
} from './ladder.js';
export { nextStep } from './next-step.js';
export { neverExcused } from './standstill.js';
export { type Person, personOf, personSchema } from './person.js';
export {
  type Addressee,
  type Transposition,
  addresseeSchema,
  awaitTransposition,
  refusalOfAddressees,
  refusalOfTransposition,
  transposed,
  transpositionDoneSchema,
  transpositionSchema,
} from './transposition.js';
export { type ProposedMeasure, proposedMeasure } from './propose-measure.js';

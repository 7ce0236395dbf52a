/** Front door of admissions, and of how a decision reaches the law of those who apply it. */
export {
  ADMISSION_RULES,
  type AdmissionContext,
  admissionContextSchema,
  admissionRulesSchema,
} from './admission.context.js';
export { admission } from './admission.workflow.js';
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

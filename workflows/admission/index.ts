/** Front door of admissions. */
export {
  ADMISSION_RULES,
  type AdmissionContext,
  admissionContextSchema,
  admissionRulesSchema,
} from './admission.context.js';
export { admission } from './admission.workflow.js';

/** Every workflow of Plenum. Adding one touches this list and its own folder, nothing else. */
import type { WorkflowDefinition } from '../src/kernel/workflow.js';
import { admission } from './admission/index.js';
import { anomaly } from './anomaly/index.js';
import { enforcementNotice } from './enforcement-notice/index.js';
import { conditionalDeadline } from './conditional-deadline/index.js';
import { dataAnomalies } from './data-anomalies/index.js';
import { hostingTerm } from './hosting-term/index.js';
import { interimMeasure } from './interim-measure/index.js';
import { mandate } from './mandate/index.js';
import { plenaryMeeting } from './plenary-meeting/index.js';
import { reintegration } from './reintegration/index.js';
import { specialMeasure } from './special-measure/index.js';
import { reportingCycle } from './reporting-cycle/index.js';
import { reportingDuty } from './reporting-duty/index.js';
import { reviewVisit } from './review-visit/index.js';
import { removal } from './removal/index.js';
import { successionWorkflow } from './succession/index.js';
import { technicalAssistance } from './technical-assistance/index.js';
import { writtenProcedure } from './written-procedure/index.js';

export const workflows: readonly WorkflowDefinition[] = [
  writtenProcedure,
  plenaryMeeting,
  mandate,
  hostingTerm,
  successionWorkflow,
  anomaly,
  conditionalDeadline,
  reintegration,
  interimMeasure,
  specialMeasure,
  reportingCycle,
  reportingDuty,
  reviewVisit,
  technicalAssistance,
  enforcementNotice,
  admission,
  removal,
  dataAnomalies,
];

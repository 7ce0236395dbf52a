/** Every workflow of Plenum. Adding one touches this list and its own folder, nothing else. */
import type { WorkflowDefinition } from '../src/kernel/workflow.js';
import { anomaly } from './anomaly/index.js';
import { dataAnomalies } from './data-anomalies/index.js';
import { hostingTerm } from './hosting-term/index.js';
import { mandate } from './mandate/index.js';
import { plenaryMeeting } from './plenary-meeting/index.js';
import { reportingCycle } from './reporting-cycle/index.js';
import { reportingDuty } from './reporting-duty/index.js';
import { successionWorkflow } from './succession/index.js';
import { writtenProcedure } from './written-procedure/index.js';

export const workflows: readonly WorkflowDefinition[] = [
  writtenProcedure,
  plenaryMeeting,
  mandate,
  hostingTerm,
  successionWorkflow,
  anomaly,
  reportingCycle,
  reportingDuty,
  dataAnomalies,
];

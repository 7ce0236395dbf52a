/** Every workflow of Plenum. Adding one touches this list and its own folder, nothing else. */
import type { WorkflowDefinition } from '../src/kernel/workflow.js';
import { anomaly } from './anomaly/index.js';
import { enforcementNotice } from './enforcement-notice/index.js';
import { hostingTerm } from './hosting-term/index.js';
import { mandate } from './mandate/index.js';
import { plenaryMeeting } from './plenary-meeting/index.js';
import { reviewVisit } from './review-visit/index.js';
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
  reviewVisit,
  technicalAssistance,
  enforcementNotice,
];

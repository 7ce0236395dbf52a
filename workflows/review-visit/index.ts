/** Front door of review visits and missions. */
export { reviewVisit } from './review-visit.workflow.js';
export type { OpeningOfVisit } from './commands/opening.command.js';
export {
  REVIEW_RULES,
  RECOMMENDATION_ENDS,
  type ReviewRules,
  type ReviewVisitContext,
  VISIT_BASES,
  VISIT_KINDS,
  reviewVisitContextSchema,
} from './review-visit.context.js';

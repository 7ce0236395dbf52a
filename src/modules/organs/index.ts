/** Front door of the organs: which there are, who sits in them and by what rules, who is barred, and the distribution lists. */
export { Bars } from './bars.service.js';
export type { BrokenRule } from './composition/composition.rules.js';
export { type OrganRule, organRuleSchema } from './composition/organ-rule.js';
export {
  DistributionLists,
  type DistributionList,
  type Recipient,
  contactsOfList,
  contactsOfOrgan,
} from './lists/lists.service.js';
export { Mergers, type MergerPlan, type MovedSeat } from './mergers/mergers.service.js';
export * from './organ.dto.js';
export type * from './organ.types.js';
export { CAPACITIES, ORGAN_KINDS, isOfTheRoll } from './organ.types.js';
export { OrgansModule } from './organs.module.js';
export { type Sitter, mergedInto, sitsIn } from './organs.policy.js';
export {
  codesByOrgan,
  codesMeaning,
  organsAt,
  organsOfContact,
  requireOrgan,
  seatsAt,
  successorOf,
} from './organs.queries.js';
export { seedOrgans } from './organs.seed.js';
export { Organs } from './organs.service.js';
export {
  type Pending,
  type PendingItem,
  type PendingSource,
  PendingRegistry,
} from './mergers/pending.registry.js';

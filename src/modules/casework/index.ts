/** Front door of casework: the kinds of cases on the kit, and how they reach each other and the registry. */
export { CaseLinks } from './case-links.service.js';
export { CASEWORK_KINDS, caseworkKind, sharedOf } from './casework.kinds.js';
export { CaseworkModule } from './casework.module.js';
export { Ladders, ladderFileSchema, readLadders } from './ladders.service.js';
export { withFollowing } from './following.js';
export { seedReportingCycles } from './reporting-cycles.seed.js';

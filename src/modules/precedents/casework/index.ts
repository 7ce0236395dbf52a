/** Histories of cases of any workflow. */
export { CaseComparison } from './case-comparison.js';
export { type CaseworkPrecedent, caseworkPrecedentSchema } from './casework-precedent.js';
export { CaseworkReplays } from './casework-replay.service.js';
export { RegistryComparison } from './registry-comparison.js';
export { RegistryPrelude } from './registry-prelude.js';

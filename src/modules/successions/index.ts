/** Front door of successions: who follows in the Chair, and who held authority at any instant. */
export { Authorities, type Authority, type Holding, type OfficeAuthority } from './authority.service.js';
export { type PlenarySelection, Successions } from './successions.service.js';
export { SUCCESSIONS } from './succession.kind.js';
export { SuccessionsModule } from './successions.module.js';

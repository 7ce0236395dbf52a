/** Front door of the precedents. */
export { type CaseworkPrecedent, caseworkPrecedentSchema } from './casework/index.js';
export { type PlenaryPrecedent } from './plenary-precedent.js';
export {
  type AnyPrecedent,
  type Precedent,
  ownPrecedents,
  precedentSchema,
  readPrecedent,
} from './precedent.js';
export { PrecedentsModule } from './precedents.module.js';
export type { Replay, ReplayedStep } from './replay.js';
export { Replays } from './replay.service.js';

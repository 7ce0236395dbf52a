/** Front door of the precedents. */
export { type Precedent, ownPrecedents, precedentSchema, readPrecedent } from './precedent.js';
export { PrecedentsModule } from './precedents.module.js';
export { type Replay, type ReplayedStep, Replays } from './replay.service.js';

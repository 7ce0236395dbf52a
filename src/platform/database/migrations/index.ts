import { Engine1764000000001 } from './0001-engine.js';
import { Ballots1764000000004 } from './0004-ballots.js';

/** Every migration, in order. Forward only: a released one is never edited. */
export const MIGRATIONS = [Engine1764000000001, Ballots1764000000004] as const;

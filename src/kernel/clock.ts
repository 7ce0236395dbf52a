import { type Instant, toInstant } from './instant.js';

/**
 * The clock of this process: for logs, back-off and waiting only. The law's clock is the database's (`legal_now()`),
 * because a process clock may be wrong by hours and deadlines must not be.
 */
export interface ProcessClock {
  now(): Instant;
}

/** The operating system's clock. */
export const systemProcessClock: ProcessClock = { now: () => toInstant(Date.now()) };

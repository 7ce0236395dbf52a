/** What the queue's opening and running may want to tell. */
export interface QueueLog {
  warn(message: string): void;
}

/** A server that is away makes every connection complain several times a second. */
const QUIET_MS = 30_000;
const REMEMBERED = 100;

/**
 * @param log where the lines go
 * @returns a log that drops a line which it wrote less than half a minute ago
 */
export function quietLog(log: QueueLog): QueueLog {
  const written = new Map<string, number>();
  return {
    warn(message) {
      const now = performance.now();
      const last = written.get(message);
      if (last !== undefined && now - last < QUIET_MS) return;
      if (written.size >= REMEMBERED) written.clear();
      written.set(message, now);
      log.warn(message);
    },
  };
}

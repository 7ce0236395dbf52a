/**
 * Named places at which a test may kill the process, to show that nothing is lost or done twice. Off unless the
 * configuration names one; then the process dies there at once, as by `kill -9`.
 */
export const FAULT_POINTS = {
  /** the command is stamped and stored, nobody has looked at it yet */
  'inbox-stored': 'between receipt and the first transition',
  /** everything is written but not committed */
  'before-commit': 'in the middle of a transition',
  /** committed, nobody outside knows */
  committed: 'between commit and hand-over to the queue',
  /** the queue knows, the worker has not started */
  'handed-over': 'after hand-over, before any effect',
  /** an effect is leased to this process and about to run */
  'effect-leased': 'between lease and effect',
  /** the effect is done outside, our row does not know yet: the one place where a mail can be sent twice */
  'effect-done': 'between effect and its record',
} as const;
export type FaultPoint = keyof typeof FAULT_POINTS;

/** Dies at the named point when armed; otherwise does nothing. */
export class FaultPoints {
  constructor(private readonly armed: FaultPoint | null = null) {}

  /** @param point the place the program has reached */
  reach(point: FaultPoint): void {
    if (this.armed === point) process.kill(process.pid, 'SIGKILL');
  }
}

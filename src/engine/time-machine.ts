import type { DataSource } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import type { CaseId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { OutboxDispatcher } from './delivery/outbox.dispatcher.js';
import type { Engine } from './engine.js';
import type { LegalClock } from './legal-clock.js';

/** One stop of a journey: the timer that came due, and whose. */
export interface Stop {
  readonly timerId: string;
  readonly at: Instant;
  readonly caseId: CaseId;
  readonly timer: string;
}

/**
 * Time travel on a simulated clock. Nothing waits: the clock jumps from timer to timer, each case is advanced at its own
 * instant, and its effects are carried out before the clock moves on, as they would have been.
 */
export class TimeMachine {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly clock: LegalClock,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** @returns the simulated instant (on a system clock: the real one) */
  async now(): Promise<Instant> {
    return this.clock.now(this.dataSource.manager);
  }

  /**
   * Lets time pass up to an instant.
   *
   * @param target where to stop
   * @returns the timers that fired on the way, in order
   * @throws DomainError `clock.not-simulated`, `clock.backwards`
   */
  async travelTo(target: Instant): Promise<Stop[]> {
    const stops: Stop[] = [];
    await this.dispatcher.settle();
    for (let stop = await this.nextStop(); stop && stop.at <= target; stop = await this.nextStop()) {
      await this.clock.moveTo(
        this.dataSource.manager,
        stop.at > (await this.now()) ? stop.at : await this.now(),
      );
      await this.engine.advance(stop.caseId);
      await this.dispatcher.settle();
      if ((await this.nextStop())?.timerId === stop.timerId)
        throw new DomainError(
          'clock.stalled',
          'unavailable',
          `The timer «${stop.timer}» of case ${stop.caseId} does not fire: look at its trouble first.`,
        );
      stops.push(stop);
    }
    await this.clock.moveTo(this.dataSource.manager, target);
    return stops;
  }

  /**
   * Jumps to the next timer of any case.
   *
   * @returns the timers that fired at that instant; empty when nothing is armed
   */
  async travelToNext(): Promise<Stop[]> {
    const next = await this.nextStop();
    if (!next) return [];
    const now = await this.now();
    return this.travelTo(next.at > now ? next.at : now);
  }

  /** @returns the soonest armed timer of any sound case, or null */
  async nextStop(): Promise<Stop | null> {
    const [row] = await this.dataSource.query<Stop[]>(
      `select timer.id as "timerId", iso(due_at) as at, case_id as "caseId", timer.name as timer from timer join case_file on case_file.id = case_id
       where status = 'armed' and health = 'sound' and not historical order by due_at, timer.id limit 1`,
    );
    return row ?? null;
  }
}

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

/** Work that comes due by the law's clock outside any case, such as a day's mail. The sweeper does it too: doing it twice does it once. */
export interface Alarm {
  /** @returns the next instant after the law's now at which there may be work; null: none is known */
  next(): Promise<Instant | null>;
  /** Does what is due now. */
  ring(): Promise<void>;
}

/**
 * Time travel on a simulated clock. Nothing waits: the clock jumps from timer to timer, each case is advanced at its own
 * instant, and its effects are carried out before the clock moves on, as they would have been.
 */
export class TimeMachine {
  private readonly alarms: Alarm[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly clock: LegalClock,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** @param alarm rung on the way at its own instants, and after every timer */
  register(alarm: Alarm): void {
    this.alarms.push(alarm);
  }

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
    await this.settle();
    for (;;) {
      const stop = await this.nextStop();
      const alarm = await this.nextAlarm();
      if (alarm !== null && alarm <= target && (!stop || alarm < stop.at)) {
        await this.clock.moveTo(this.dataSource.manager, alarm);
        await this.settle();
      } else if (stop && stop.at <= target) {
        await this.fire(stop);
        stops.push(stop);
      } else break;
    }
    await this.clock.moveTo(this.dataSource.manager, target);
    return stops;
  }

  private async fire(stop: Stop): Promise<void> {
    const now = await this.now();
    await this.clock.moveTo(this.dataSource.manager, stop.at > now ? stop.at : now);
    await this.engine.advance(stop.caseId);
    await this.settle();
    if ((await this.nextStop())?.timerId === stop.timerId)
      throw new DomainError(
        'clock.stalled',
        'unavailable',
        `The timer «${stop.timer}» of case ${stop.caseId} does not fire: look at its trouble first.`,
      );
  }

  private async nextAlarm(): Promise<Instant | null> {
    const instants = await Promise.all(this.alarms.map((alarm) => alarm.next()));
    return instants.reduce(
      (soonest, at) => (soonest === null || (at !== null && at < soonest) ? at : soonest),
      null,
    );
  }

  private async settle(): Promise<void> {
    await this.dispatcher.settle();
    for (const alarm of this.alarms) await alarm.ring();
    await this.dispatcher.settle();
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

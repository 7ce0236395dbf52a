import type { DataSource } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import type { CaseId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { OutboxDispatcher } from './delivery/outbox.dispatcher.js';
import type { Engine } from './engine.js';
import type { Stop } from './time-machine.js';

/**
 * Lets time pass for imported cases, which neither queue nor sweeper touches: each timer fires at its own instant, in order across
 * the cases, and what it causes in Plenum's own records is carried out before the next one fires.
 */
export class ImportedTime {
  /** whether something was left to be carried out since the last settling */
  private isUnsettled = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly dispatcher: OutboxDispatcher,
  ) {
    engine.afterCommit(({ effects }) => {
      if (effects.length > 0) this.isUnsettled = true;
    });
  }

  /**
   * @param target up to which instant; timers of that instant fire
   * @param cases whose timers, asked again whenever something was carried out, since cases open others; null: those of every imported
   *   case of the store
   * @returns how many times a case was advanced
   * @throws DomainError `clock.stalled` when a timer does not fire
   */
  async passTo(target: Instant, cases: (() => Promise<readonly CaseId[]>) | null): Promise<number> {
    let scope = cases && (await cases());
    let count = 0;
    let before: Stop | null = null;
    for (
      let stop = await this.nextStop(target, scope);
      stop;
      before = stop, stop = await this.nextStop(target, scope)
    ) {
      if (stop.timerId === before?.timerId)
        throw new DomainError(
          'clock.stalled',
          'unavailable',
          `The timer «${stop.timer}» of case ${stop.caseId} does not fire: look at its trouble first.`,
        );
      await this.engine.advance(stop.caseId, stop.at);
      if (this.isUnsettled) {
        await this.settle();
        scope = cases && (await cases());
      }
      count += 1;
    }
    return count;
  }

  /** Carries out what the cases of this process have left in Plenum's own records, and waits for what other workers have in hand. */
  async settle(): Promise<void> {
    while (this.isUnsettled) {
      this.isUnsettled = false;
      await this.dispatcher.settle();
    }
  }

  private async nextStop(target: Instant, cases: readonly CaseId[] | null): Promise<Stop | null> {
    const [row] = await this.dataSource.query<Stop[]>(
      `select timer.id as "timerId", iso(due_at) as at, case_id as "caseId", timer.name as timer from timer join case_file on case_file.id = case_id
       where status = 'armed' and health = 'sound' and historical and due_at <= $1 and ($2::uuid[] is null or case_id = any($2))
       order by due_at, timer.id limit 1`,
      [target, cases],
    );
    return row ?? null;
  }
}

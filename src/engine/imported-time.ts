import type { DataSource } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import type { CaseId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { OutboxDispatcher } from './delivery/outbox.dispatcher.js';
import type { Engine } from './engine.js';
import type { Stop } from './time-machine.js';

/** How many cases have their timers fired in one transaction, at most. */
const CASES_AT_ONCE = 100;

/** The first due timer of an imported case. */
interface ImportedStop extends Stop {
  /** whether a command waits to be decided: it takes its turn among the timers, and needs what the other cases have left */
  readonly isAwaited: boolean;
}

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
   * @throws DomainError `clock.stalled` when a timer does not fire
   */
  async passTo(target: Instant, cases: (() => Promise<readonly CaseId[]>) | null): Promise<void> {
    let scope = cases && (await cases());
    let before: Stop | null = null;
    for (;;) {
      const stops = await this.nextStops(target, scope);
      const [stop] = stops;
      if (!stop) return;
      if (stop.timerId === before?.timerId)
        throw new DomainError(
          'clock.stalled',
          'unavailable',
          `The timer «${stop.timer}» of case ${stop.caseId} does not fire: look at its trouble first.`,
        );
      before = stop;
      await this.fire(stop, stops, target);
      if (!this.isUnsettled) continue;
      await this.settle();
      scope = cases && (await cases());
    }
  }

  /** Carries out what the cases of this process have left in Plenum's own records, and waits for what other workers have in hand. */
  async settle(): Promise<void> {
    while (this.isUnsettled) {
      this.isUnsettled = false;
      await this.dispatcher.settle();
    }
  }

  /** Fires the first timer, and with it as many of those behind it as may share its transaction. */
  private async fire(first: ImportedStop, stops: readonly ImportedStop[], target: Instant): Promise<void> {
    if (first.isAwaited) {
      await this.engine.advance(first.caseId, first.at);
      return;
    }
    const barred = stops.findIndex(({ isAwaited }, index) => isAwaited || index === CASES_AT_ONCE);
    const together = barred === -1 ? stops : stops.slice(0, barred);
    const { at, timerId } = stops[barred] ?? { at: target, timerId: null };
    await this.engine.passTime(
      together.map(({ caseId }) => caseId),
      { at, timerId },
    );
  }

  /** @returns the first due timer of each case, soonest first, of one case more than share a transaction */
  private async nextStops(target: Instant, cases: readonly CaseId[] | null): Promise<ImportedStop[]> {
    return this.dataSource.query<ImportedStop[]>(
      `select id as "timerId", iso(due_at) as at, case_id as "caseId", name as timer,
         exists (select 1 from inbox where inbox.case_id = first.case_id and status = 'pending') as "isAwaited"
       from (select distinct on (case_id) timer.id, due_at, case_id, timer.name from timer join case_file on case_file.id = case_id
         where status = 'armed' and health = 'sound' and historical and due_at <= $1 and ($2::uuid[] is null or case_id = any($2))
         order by case_id, due_at, timer.id) first
       order by due_at, id limit $3`,
      [target, cases, CASES_AT_ONCE + 1],
    );
  }
}

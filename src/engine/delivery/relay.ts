import type { Queue } from 'bullmq';
import type { DataSource } from 'typeorm';
import { msBetween } from '../../kernel/instant.js';
import { systemProcessClock } from '../../kernel/clock.js';
import type { HandOver } from '../case-run.js';
import type { FaultPoints } from '../fault-points.js';

const PATIENCE_MS = 2_000;

/** A wake-up: it carries ids only, everything is read again by whoever works on it. */
export interface TimerJob {
  readonly caseId: string;
  readonly timerId: string;
}
/** A wake-up for one outbox row. */
export interface OutboxJob {
  readonly messageId: string;
}

/** Where the relay complains: the queue is a convenience, so its loss is logged, never thrown. */
export interface RelayLog {
  warn(message: string, details: object): void;
}

/**
 * Hands committed work to the queue, so that it is done at once and by any worker. The queue may be lost at any moment:
 * the sweeper finds in PostgreSQL whatever the queue forgot.
 */
export class Relay {
  constructor(
    private readonly dataSource: DataSource,
    private readonly timers: Queue<TimerJob>,
    private readonly outbox: Queue<OutboxJob>,
    private readonly faults: FaultPoints,
    private readonly settings: { horizonMs: number; settleMs: number },
    private readonly log: RelayLog,
  ) {}

  /** Hands over what one commit left: its effects, and its timers due within the horizon. Never throws. */
  async handOver(work: HandOver): Promise<void> {
    try {
      if (work.effects.length > 0) {
        const jobs = work.effects.map((id) => ({
          name: 'effect',
          data: { messageId: id },
          opts: { jobId: `effect-${id}` },
        }));
        await patiently(this.outbox.addBulk(jobs));
      }
      await this.wakeAt(work.timers.map((timer) => ({ ...timer, caseId: work.caseId })));
      this.faults.reach('handed-over');
    } catch (error) {
      this.log.warn('The queue did not take the work; the sweeper will.', {
        caseId: work.caseId,
        error: String(error),
      });
    }
  }

  /**
   * Hands over armed timers that came within the horizon and are not handed over yet.
   *
   * @returns how many
   */
  async handOverHorizon(): Promise<number> {
    const rows = await this.dataSource.query<{ id: string; caseId: string; epoch: number; dueAt: string }[]>(
      `select timer.id, case_id as "caseId", epoch, iso(due_at) as "dueAt" from timer join case_file on case_file.id = case_id
       where status = 'armed' and handed_over_at is null and not historical and due_at < legal_now() + make_interval(secs => $1) order by due_at limit 500`,
      [this.settings.horizonMs / 1000],
    );
    await this.wakeAt(rows as never);
    return rows.length;
  }

  private async wakeAt(
    timers: readonly {
      id: string;
      caseId: string;
      epoch: number;
      dueAt: HandOver['timers'][number]['dueAt'];
    }[],
  ): Promise<void> {
    const now = systemProcessClock.now();
    const near = timers.filter((timer) => msBetween(now, timer.dueAt) < this.settings.horizonMs);
    if (near.length === 0) return;
    const jobs = near.map(({ id, caseId, epoch, dueAt }) => ({
      name: 'timer',
      data: { caseId, timerId: id },
      // The process clock only chooses when to knock; whether the timer is due is decided on the database's clock.
      opts: {
        jobId: `timer-${id}-${epoch}`,
        delay: Math.max(0, msBetween(now, dueAt) + this.settings.settleMs + 5),
      },
    }));
    await patiently(this.timers.addBulk(jobs));
    await this.dataSource.query(
      'update timer set handed_over_at = clock_timestamp() where id = any($1::uuid[])',
      [near.map((timer) => timer.id)],
    );
  }
}

/** A queue whose server is away may keep a caller waiting for ever; the sweep must go on. */
async function patiently<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the queue did not answer within ${PATIENCE_MS} ms`)),
      PATIENCE_MS,
    );
  });
  work.catch(() => undefined); // when it fails after we stopped waiting, the sweeper has the work
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}

import type { DataSource } from 'typeorm';
import type { CaseId } from '../../kernel/ids.js';
import type { Engine } from '../engine.js';
import type { LegalClock } from '../legal-clock.js';
import type { OutboxDispatcher } from './outbox.dispatcher.js';
import type { Relay, RelayLog } from './relay.js';

/** Something to be done at every sweep, such as reading the folder of bounced mail. */
export type SweepTask = () => Promise<void>;

/** What one sweep found to do. */
export interface Swept {
  readonly cases: number;
  readonly effects: number;
  readonly handedOver: number;
}

/**
 * Finds in PostgreSQL whatever is due, however the queue fares: due timers, commands nobody decided, effects nobody carried
 * out. While it runs, nothing is later than its interval.
 */
export class Sweeper {
  private readonly tasks = new Map<string, SweepTask>();
  private running: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly clock: LegalClock,
    private readonly dispatcher: OutboxDispatcher,
    private readonly relay: Relay | null,
    private readonly settings: { intervalMs: number; settleMs: number },
    private readonly log: RelayLog,
  ) {}

  /** @param name of the task, for the log */
  register(name: string, task: SweepTask): void {
    this.tasks.set(name, task);
  }

  /** Starts sweeping, the first time at once. */
  start(): void {
    const round = async (): Promise<void> => {
      await this.sweep().catch((error: unknown) =>
        this.log.warn('A sweep failed; the next one tries again.', { error: String(error) }),
      );
      if (!this.stopped) this.timer = setTimeout(() => (this.running = round()), this.settings.intervalMs);
    };
    this.running = round();
  }

  /** Stops after the sweep that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  /** Sweeps once. @returns what was found to do */
  async sweep(): Promise<Swept> {
    const cases = await this.overdueCases();
    for (const id of cases) await this.guarded(`advance ${id}`, () => this.engine.advance(id));
    const effects = await this.dispatcher.drain();
    let handedOver = 0;
    if (this.relay && !this.clock.simulated) {
      const { relay } = this;
      await this.guarded('hand over', async () => {
        handedOver = await relay.handOverHorizon();
      });
    }
    for (const [name, task] of this.tasks) await this.guarded(name, task);
    await this.dataSource.query(
      `insert into heartbeat (name, at) values ('sweeper', clock_timestamp()) on conflict (name) do update set at = excluded.at`,
    );
    return { cases: cases.length, effects, handedOver };
  }

  private async overdueCases(): Promise<CaseId[]> {
    const settleSeconds = this.clock.simulated ? 0 : this.settings.settleMs / 1000;
    const rows = await this.dataSource.query<{ id: CaseId }[]>(
      `select id from case_file where health = 'sound' and not historical and id in (
         select case_id from timer where status = 'armed' and due_at <= legal_now() - make_interval(secs => $1) and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
         union
         select case_id from inbox where status = 'pending' and (next_attempt_at is null or next_attempt_at <= clock_timestamp()))
       order by id limit 500`,
      [settleSeconds],
    );
    return rows.map((row) => row.id);
  }

  private async guarded(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn('A part of the sweep failed; the next sweep tries again.', {
        what,
        error: String(error),
      });
    }
  }
}

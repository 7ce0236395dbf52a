import type { DataSource, EntityManager } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import type { Instant } from '../kernel/instant.js';

/**
 * The law's clock, in the database: its system clock, or a simulated instant kept in the table `simulated_clock` that
 * moves only when told.
 */
export class LegalClock {
  constructor(readonly simulated: boolean) {}

  /** @returns the instant of the law, cut to milliseconds */
  async now(tx: EntityManager): Promise<Instant> {
    const [row] = await tx.query<{ now: Instant }[]>('select iso(legal_now()) as now');
    if (!row) throw new Error('the database tells no time');
    return row.now;
  }

  /** @returns whether the store was begun on a simulated clock */
  static async isSimulatedIn(dataSource: DataSource): Promise<boolean> {
    const rows = await dataSource.query<unknown[]>('select 1 from simulated_clock');
    return rows.length > 0;
  }

  /**
   * Makes the store's clock the configured one.
   *
   * @throws DomainError `clock.mixed` when a store that lived on a simulated clock is opened on the system's: its instants
   *   may lie in the future, and no deadline would be right
   */
  async establish(dataSource: DataSource): Promise<void> {
    if (this.simulated) {
      await dataSource.query(
        `insert into simulated_clock (instant) values (date_trunc('milliseconds', clock_timestamp())) on conflict do nothing`,
      );
      return;
    }
    if (await LegalClock.isSimulatedIn(dataSource)) {
      throw new DomainError(
        'clock.mixed',
        'conflict',
        'This store lives on a simulated clock. Start it with CLOCK=simulated, or use another DATA_DIR or DATABASE_URL for the system clock.',
      );
    }
  }

  /** Moves the simulated clock; the system's cannot be moved. Never backwards. */
  async moveTo(tx: EntityManager, instant: Instant): Promise<void> {
    if (!this.simulated)
      throw new DomainError(
        'clock.not-simulated',
        'conflict',
        'Time travels only on a simulated clock: start with CLOCK=simulated.',
      );
    const [, moved] = await tx.query<[unknown, number]>(
      'update simulated_clock set instant = $1 where instant <= $1',
      [instant],
    );
    if (moved !== 1)
      throw new DomainError(
        'clock.backwards',
        'invalid',
        `The clock is already past ${instant}: time goes forward only.`,
      );
  }
}

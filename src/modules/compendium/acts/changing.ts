import type { DataSource, EntityManager } from 'typeorm';
import type { LegalClock } from '../../../engine/index.js';
import type { Instant } from '../../../kernel/instant.js';
import { lockCompendium } from './compendium.store.js';

/**
 * Changes the Compendium: one change at a time, whole or not at all, believed from the law's now on.
 *
 * @param act what is done, in the transaction
 * @returns what the act returns
 */
export async function changing<T>(
  dataSource: DataSource,
  clock: LegalClock,
  act: (tx: EntityManager, now: Instant) => Promise<T>,
): Promise<T> {
  return dataSource.transaction(async (tx) => {
    await lockCompendium(tx);
    return act(tx, await clock.now(tx));
  });
}

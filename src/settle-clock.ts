import type { DataSource } from 'typeorm';
import { LegalClock } from './engine/index.js';
import { isEmpty } from './modules/registry/index.js';
import type { Configuration } from './platform/config/index.js';

/**
 * Decides which clock a store lives on where the configuration leaves it to the store: the one it was begun on. A store in which
 * nothing has ever been kept is a newcomer's: it begins on a simulated clock at the present instant, and stays on it.
 *
 * @param dataSource migrated
 * @returns the configuration with the clock that holds
 */
export async function settleClock(
  configuration: Configuration,
  dataSource: DataSource,
): Promise<Configuration> {
  if (!configuration.clockOfStore) return configuration;
  const simulatedClock = (await LegalClock.isSimulatedIn(dataSource)) || (await isUnused(dataSource));
  if (simulatedClock) await new LegalClock(true).establish(dataSource);
  return Object.freeze({ ...configuration, simulatedClock });
}

/** No program has served it (the sweeper's heartbeat), and nothing was entered by the command line either. */
async function isUnused(dataSource: DataSource): Promise<boolean> {
  const beats = await dataSource.query<unknown[]>('select 1 from heartbeat limit 1');
  return beats.length === 0 && (await isEmpty(dataSource.manager));
}

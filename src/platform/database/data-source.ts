import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { MIGRATIONS } from './migrations/index.js';

/** Any number of processes may start at once: one migrates, the others wait at this lock. */
const MIGRATION_LOCK = 4_211_201;

/**
 * A pool of connections with limits on everything that could wait for ever.
 *
 * @param url PostgreSQL address
 * @param options pool size (10) and name shown in pg_stat_activity
 * @returns the source, not yet connected
 */
export function createDataSource(
  url: string,
  options: { readonly poolSize?: number; readonly name?: string } = {},
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: options.name ?? 'plenum',
    migrations: [...MIGRATIONS],
    migrationsTransactionMode: 'each',
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 10_000,
    extra: {
      connectionTimeoutMillis: 10_000,
      statement_timeout: 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  });
}

/**
 * Brings the schema up to this program's. Everything goes through one connection without time limits: a migration may take
 * as long as it takes, and the lock ends with that connection whatever happens to this process.
 *
 * @param dataSource connected
 * @throws DomainError `database.newer-schema` when the database was migrated by a newer program: older code must not write there
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('set lock_timeout = 0');
    await runner.query('set statement_timeout = 0');
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await requireKnownSchema(runner);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    await executor.executePendingMigrations();
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.query('reset lock_timeout');
    await runner.query('reset statement_timeout');
    await runner.release();
  } catch (error) {
    await abandon(runner);
    throw error;
  }
}

/** A connection that may still hold the lock or an open transaction must not go back into the pool. */
async function abandon(runner: QueryRunner): Promise<void> {
  await runner.query('rollback').catch(() => undefined);
  await runner.query('select pg_advisory_unlock_all()').catch(() => undefined);
  await runner.query('reset all').catch(() => undefined);
  await runner.release().catch(() => undefined);
}

async function requireKnownSchema(runner: QueryRunner): Promise<void> {
  const [table] = await runner.manager.query<{ exists: boolean }[]>(
    `select to_regclass('migrations') is not null as exists`,
  );
  if (!table?.exists) return;
  const known = new Set(
    runner.dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name),
  );
  const rows = await runner.manager.query<{ name: string }[]>('select name from migrations order by id');
  const unknown = rows.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new DomainError(
    'database.newer-schema',
    'unavailable',
    `The database was migrated by a newer Plenum (${unknown.join(', ')}). Start that version, or restore a backup made before it.`,
    { unknown },
  );
}

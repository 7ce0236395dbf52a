import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';

/** PostgreSQL: serialization failure, deadlock, lock not available. The work is whole again when done anew. */
const TRY_AGAIN = new Set(['40001', '40P01', '55P03']);
const TRIES = 3;

/**
 * Runs the work in one transaction, anew from the start when PostgreSQL asks for it.
 *
 * @param dataSource where
 * @param work everything it does goes through `tx`
 * @returns what the work returned
 * @throws whatever the work throws, and the last conflict after three tries
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.transaction(work);
    } catch (error) {
      if (attempt >= TRIES || !TRY_AGAIN.has(sqlState(error))) throw error;
    }
  }
}

function sqlState(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return '';
  const { code } = error.driverError as { code?: string };
  return code ?? '';
}

/**
 * Health check of a worker, which serves no HTTP: exit 0 when some worker has swept lately, 1 otherwise. Used by
 * docker-compose.yml.
 */
import pg from 'pg';

const PATIENCE_SECONDS = 60;

const client = new pg.Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5000 });
client.on('error', () => undefined);
try {
  await client.connect();
  const sql = `select extract(epoch from clock_timestamp() - at)::int as seconds from heartbeat where name = 'sweeper'`;
  const { rows } = await client.query({ text: sql, query_timeout: 5000 });
  const seconds = rows[0]?.seconds ?? null;
  const healthy = seconds !== null && seconds <= PATIENCE_SECONDS;
  console.log(seconds === null ? 'no sweep has run yet' : `the last sweep was ${seconds} s ago`);
  process.exitCode = healthy ? 0 : 1;
} catch (error) {
  console.log(`the database does not answer: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}

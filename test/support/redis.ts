import { Redis } from 'ioredis';

/**
 * Databases of the test Redis, one per suite, so that suites which run side by side do not meet. A suite that needs Redis
 * takes a number of its own here or says it in its file.
 *
 * @param database 0 to 15
 * @returns address of the test Redis, with the database
 */
export function testRedis(database: number): string {
  const server = process.env['PLENUM_TEST_REDIS'];
  if (!server) throw new Error('no test Redis: run through jest with its global setup');
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** Empties one database of the test Redis, as a lost or freshly started Redis would be. */
export async function flushTestRedis(url: string): Promise<void> {
  const client = new Redis(url);
  try {
    await client.flushdb();
  } finally {
    client.disconnect();
  }
}

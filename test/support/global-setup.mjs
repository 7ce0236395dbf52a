/** Builds the program once (tests that kill processes run the built one), then starts the servers the tests need. */
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '../..');

export default async function globalSetup() {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 120_000,
  });
  const { startServers } = await import(pathToFileURL(join(ROOT, 'test/support/servers.mjs')).href);
  await startServers();
}

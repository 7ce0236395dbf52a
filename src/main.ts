import { DomainError } from './kernel/domain-error.js';
import { readConfiguration } from './platform/config/index.js';
import { startServing, stopOnSignal } from './start.js';
import { welcome } from './welcome.js';

/** Serves pages and API; works too, unless ROLE=api. */
async function main(): Promise<void> {
  const configuration = readConfiguration();
  const running = await startServing(configuration, configuration.role);
  stopOnSignal(running);
  await welcome(running, configuration);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof DomainError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});

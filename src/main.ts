import { DomainError } from './kernel/domain-error.js';
import { readConfiguration } from './platform/config/index.js';
import { startServing, stopOnSignal } from './start.js';
import { welcome } from './welcome.js';

/** Serves pages and API; works too, unless ROLE=api. */
async function main(): Promise<void> {
  const configuration = readConfiguration();
  const starting = startServing(configuration, configuration.role);
  stopOnSignal(starting);
  await welcome(await starting);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof DomainError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1); // a start that failed may have left connections open
});

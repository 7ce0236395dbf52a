import { DomainError } from './kernel/domain-error.js';
import { readConfiguration } from './platform/config/index.js';
import { startContext, stopOnSignal } from './start.js';

/** Carries out timers and effects; serves nothing. Any number may run beside any number of API processes. */
async function main(): Promise<void> {
  const configuration = readConfiguration();
  if (!configuration.databaseUrl)
    throw new DomainError(
      'worker.no-database',
      'invalid',
      'A separate worker needs DATABASE_URL: the embedded database belongs to one process, which works by itself.',
    );
  const starting = startContext(configuration, 'worker');
  stopOnSignal(starting);
  await starting;
  process.stdout.write('Plenum worker: timers and effects are carried out here.\n');
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof DomainError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1); // a start that failed may have left connections open
});

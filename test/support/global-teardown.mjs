import { stopServers } from './servers.mjs';

/** Stops exactly what the setup started. */
export default async function globalTeardown() {
  await stopServers();
}

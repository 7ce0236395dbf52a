import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from './configuration.js';

/**
 * The key under which links are sealed until their mail is sent. Given by SECRET_KEY, or made once and kept in the data
 * folder, readable by its owner only. Several processes must share it.
 *
 * @returns 64 or more hexadecimal digits
 */
export function secretKey(configuration: Pick<Configuration, 'secretKey' | 'dataDir'>): string {
  if (configuration.secretKey) return configuration.secretKey;
  const file = join(configuration.dataDir, 'secret.key');
  mkdirSync(configuration.dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

import { join } from 'node:path';
import { DomainError } from '../../kernel/domain-error.js';
import type { Configuration } from './configuration.js';
import { keptSecret } from './kept-text.js';

/**
 * The key under which links are sealed until their mail is sent. Given by SECRET_KEY, or made once and kept in the data
 * folder, readable by its owner only. Several processes must share it.
 *
 * @returns 64 or more hexadecimal digits
 * @throws DomainError `configuration.secret-key` when the kept file holds something else
 */
export function secretKey(configuration: Pick<Configuration, 'secretKey' | 'dataDir'>): string {
  if (configuration.secretKey) return configuration.secretKey;
  const file = join(configuration.dataDir, 'secret.key');
  const key = keptSecret(file);
  if (/^[0-9a-f]{64,}$/i.test(key)) return key;
  throw new DomainError(
    'configuration.secret-key',
    'unavailable',
    `${file} does not hold a key of 64 hexadecimal digits. Bring the file back from a backup: links of mails not yet sent are sealed under it.`,
  );
}

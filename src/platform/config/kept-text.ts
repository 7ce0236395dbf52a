import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * A text that is made once and kept in a file which only its owner can read (mode 600). The file appears whole or not at
 * all, on the disk and not only in the cache, so processes that start at once agree, and a crash leaves no half key.
 *
 * @param file where it is kept; the folder is made when missing
 * @param make called when there is no file yet
 * @returns the kept text, without white space at its ends
 * @throws the file system's error when the folder cannot be written or the file not read
 */
export function keptText(file: string, make: () => string): string {
  if (!existsSync(file)) keep(file, make());
  return readFileSync(file, 'utf8').trim();
}

/** @returns 64 hexadecimal digits: 256 random bits, made once and kept in the file (see {@link keptText}) */
export function keptSecret(file: string): string {
  return keptText(file, () => randomBytes(32).toString('hex'));
}

function keep(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${text}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(draft, file); // fails, and does not overwrite, when another process was faster
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}

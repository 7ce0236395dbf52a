/** TypeScript compiled once per change, with its source map; kept under .cache/tests for the next worker and the next run. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const ROOT = resolve(import.meta.dirname, '../..');
const CACHE = join(ROOT, '.cache/tests');

const keptAt = (file) => join(CACHE, `${relative(ROOT, file)}.js`);
const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @param file absolute path of a TypeScript file @returns its JavaScript @throws what swc finds wrong with it */
export function compile(file) {
  const kept = keptAt(file);
  const written = changedAt(kept);
  if (written > changedAt(file) && written > changedAt(join(ROOT, '.swcrc')))
    return readFileSync(kept, 'utf8');
  const { code, map } = transformFileSync(file, { cwd: ROOT, sourceMaps: true });
  mkdirSync(dirname(kept), { recursive: true });
  keep(`${kept}.map`, map ?? '{}');
  keep(kept, code);
  return code;
}

/** @param source a file as stack traces name it, by its URL @returns path of its source map; undefined where it is none of ours */
export function mapOf(source) {
  return isTypeScript(source) ? `${keptAt(fileURLToPath(source))}.map` : undefined;
}

/** @param url of a module, perhaps with a query */
export function isTypeScript(url) {
  return /^file:[^?]*\.ts(\?|$)/.test(url);
}

/** Another worker may be writing the same. */
function keep(path, text) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, text);
  renameSync(own, path);
}

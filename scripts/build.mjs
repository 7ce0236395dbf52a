/**
 * Builds the program into dist/: TypeScript to JavaScript with swc (types are checked by `npm run check`, so that starting is
 * quick), then style sheet and run-time files. Only files whose source changed are written.
 *
 * node scripts/build.mjs [--code-only] [--quiet]
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { transformFile } from '@swc/core';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

async function sources(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) =>
        entry.isFile() &&
        entry.name.endsWith('.ts') &&
        !entry.name.endsWith('.spec.ts') &&
        !entry.name.endsWith('.d.ts'),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

const changedAt = async (file) => (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs;

async function compile(file) {
  const target = join(DIST, file.slice(ROOT.length + 1).replace(/\.ts$/, '.js'));
  if ((await changedAt(target)) > (await changedAt(file))) return target;
  const { code, map } = await transformFile(file, { cwd: ROOT, sourceMaps: true });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.map`, map ?? '');
  await writeFile(target, `${code}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
  return target;
}

/** A source that was removed or renamed must not live on in dist. */
async function removeOrphans(kept) {
  const built = (await readdir(DIST, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.js'),
  );
  for (const entry of built) {
    const file = join(entry.parentPath, entry.name);
    if (!kept.has(file)) await Promise.all([rm(file), rm(`${file}.map`, { force: true })]);
  }
}

const files = [...(await sources('src')), ...(await sources('workflows'))];
const kept = new Set(await Promise.all(files.map(compile)));
await removeOrphans(kept);
if (!process.argv.includes('--code-only')) {
  const stdio = process.argv.includes('--quiet') ? ['ignore', 'ignore', 'inherit'] : 'inherit';
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-assets.mjs')], { stdio });
}

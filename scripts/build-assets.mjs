/**
 * Builds what `tsc` does not: the style sheet out of Sass, and the files that are read at run time (page templates,
 * start data, rule sets), copied next to the compiled JavaScript.
 *
 * node scripts/build-assets.mjs              everything, into dist/ (part of `npm run build`)
 * node scripts/build-assets.mjs --css FILE   the style sheet alone, into FILE
 */
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { existsSync, readdirSync } from 'node:fs';
import { compileString } from 'sass';

const ROOT = resolve(import.meta.dirname, '..');
const STYLE_SOURCE = join(ROOT, 'src/platform/http/styles/plenum.scss');
/** Folders whose sub-folders may have a style sheet of their own, called as they are. */
const HOMES = ['src/modules', 'src/web'].map((home) => join(ROOT, home));
const COPIED = new Set(['.njk', '.mjs', '.csv', '.yaml', '.svg', '.json', '.txt']);

/** Compiles the style sheet, that of all pages and then that of each module and area that has one, into `target`; the rename makes the file appear whole or not at all. */
async function buildStyleSheet(target) {
  const own = HOMES.flatMap((home) => readdirSync(home).map((area) => join(home, area, `${area}.scss`)));
  const source = [STYLE_SOURCE, ...own.filter((file) => existsSync(file))]
    .map((file) => `@use '${relative(ROOT, file).replace(/\.scss$/, '')}';`)
    .join('\n');
  const { css } = compileString(source, {
    style: 'compressed',
    loadPaths: [ROOT, join(ROOT, 'node_modules')],
    quietDeps: true,
  });
  await mkdir(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}`;
  await writeFile(draft, css);
  await rename(draft, target);
}

/** The run-time files under a folder, as paths from the project's root. */
async function runTimeFiles(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && COPIED.has(extname(entry.name)))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

/** Copies the run-time files of one source folder into dist, keeping their paths; what has no source any more goes. */
async function copyRunTimeFiles(folder) {
  const files = await runTimeFiles(folder);
  for (const file of files) {
    const to = join(ROOT, 'dist', file);
    await mkdir(dirname(to), { recursive: true });
    await cp(join(ROOT, file), to);
  }
  const kept = new Set(files.map((file) => join('dist', file)));
  const orphans = (await runTimeFiles(join('dist', folder))).filter((file) => !kept.has(file));
  for (const orphan of orphans) await rm(join(ROOT, orphan));
  return files.length;
}

const cssOnly = process.argv.indexOf('--css');
if (cssOnly > -1) {
  await buildStyleSheet(resolve(process.argv[cssOnly + 1]));
} else {
  await buildStyleSheet(join(ROOT, 'dist/src/platform/http/assets/plenum.css'));
  const copied = (await copyRunTimeFiles('src')) + (await copyRunTimeFiles('workflows'));
  console.log(`assets: plenum.css and ${copied} run-time files`);
}

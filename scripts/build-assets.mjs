/**
 * Builds what `tsc` does not: the style sheet out of Sass, and the files that are read at run time (page templates,
 * start data, rule sets), copied next to the compiled JavaScript.
 *
 * node scripts/build-assets.mjs              everything, into dist/ (part of `npm run build`)
 * node scripts/build-assets.mjs --css FILE   the style sheet alone, into FILE
 */
import { cp, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { compile } from 'sass';

const ROOT = resolve(import.meta.dirname, '..');
const STYLE_SOURCE = join(ROOT, 'src/platform/http/styles/plenum.scss');
const COPIED = new Set(['.njk', '.csv', '.yaml', '.svg', '.json', '.txt']);

/** Compiles the style sheet into `target`; the rename makes the file appear whole or not at all. */
async function buildStyleSheet(target) {
  const { css } = compile(STYLE_SOURCE, { style: 'compressed', loadPaths: [join(ROOT, 'node_modules')], quietDeps: true });
  await mkdir(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}`;
  await writeFile(draft, css);
  await rename(draft, target);
}

/** Copies the run-time files of one source folder into dist, keeping their paths. */
async function copyRunTimeFiles(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && COPIED.has(extname(entry.name)));
  for (const file of files) {
    const from = join(file.parentPath, file.name);
    const to = join(ROOT, 'dist', from.slice(ROOT.length + 1));
    await mkdir(dirname(to), { recursive: true });
    await cp(from, to);
  }
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

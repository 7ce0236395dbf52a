import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** A file that never changes under its address: the address holds a part of its hash. */
export interface StaticAsset {
  /** `/assets/plenum.1a2b3c4d.css` */
  readonly url: string;
  readonly contentType: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

const HERE = import.meta.dirname;
const SCRIPT = join(HERE, 'scripts/plenum.mjs');
/** Folders whose sub-folders may have a style sheet of their own, called as they are. */
const HOMES = ['modules', 'web'].map((home) => join(HERE, '../..', home));
const BUILT = join(HERE, 'assets/plenum.css');
const PROJECT = join(HERE, '../../..');
const BUILD_SCRIPT = join(PROJECT, 'scripts/build-assets.mjs');
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b2f3e"/>' +
  '<path d="M11 25V7h6.5a5.5 5.5 0 0 1 0 11H11" fill="none" stroke="#fff" stroke-width="3"/><rect x="6" y="25" width="20" height="2" fill="#5fa08c"/></svg>';

/** The static files of the pages. */
export interface Assets {
  readonly files: readonly StaticAsset[];
  /** their addresses, as templates name them */
  readonly urls: Readonly<Record<'styleSheet' | 'script' | 'icon', string>>;
}

/**
 * The static files every page needs: the style sheet, the script and the icon, compressed once at start.
 *
 * @returns them, under addresses that change with their content
 * @throws Error when the style sheet was not built and cannot be built here; the message says how
 */
export function loadAssets(): Assets {
  const styleSheet = toAsset('plenum', 'css', 'text/css; charset=utf-8', readStyleSheet());
  const script = toAsset('plenum', 'js', 'text/javascript; charset=utf-8', readFileSync(SCRIPT));
  const icon = toAsset('plenum', 'svg', 'image/svg+xml', Buffer.from(ICON));
  return {
    files: [styleSheet, script, icon],
    urls: { styleSheet: styleSheet.url, script: script.url, icon: icon.url },
  };
}

/** A build has the sheet beside this file. Run from source (tests), it is compiled once per change of its Sass and kept. */
function readStyleSheet(): Buffer {
  if (existsSync(BUILT)) return readFileSync(BUILT);
  const sass = join(HERE, 'styles/plenum.scss');
  if (!existsSync(sass) || !existsSync(BUILD_SCRIPT)) {
    throw new Error(`The style sheet ${BUILT} is missing. Run «npm run build».`);
  }
  const sources = [sass, ...areaStyles()].map((file) => readFileSync(file));
  const kept = join(PROJECT, '.cache/assets', `plenum.${shortHash(Buffer.concat(sources))}.css`);
  if (!existsSync(kept)) execFileSync(process.execPath, [BUILD_SCRIPT, '--css', kept], { timeout: 60_000 });
  return readFileSync(kept);
}

/** Each module and each area of pages may have styles of its own. */
function areaStyles(): string[] {
  return HOMES.flatMap((home) => readdirSync(home).map((area) => join(home, area, `${area}.scss`))).filter(
    (file) => existsSync(file),
  );
}

function toAsset(name: string, extension: string, contentType: string, plain: Buffer): StaticAsset {
  const url = `/assets/${name}.${shortHash(plain)}.${extension}`;
  return { url, contentType, plain, gzip: gzipSync(plain), brotli: brotliCompressSync(plain) };
}

function shortHash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

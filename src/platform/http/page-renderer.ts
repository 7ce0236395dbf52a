import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import nunjucks from 'nunjucks';
import { loadAssets, type StaticAsset } from './style-sheet.js';

const HERE = import.meta.dirname;
const MODULES = join(HERE, '../../modules');
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** What every page may be given beside its own data. */
export interface PageFrame {
  /** `<title>`, without the product's name */
  readonly title: string;
  /** BCP 47 tag of the page's language; default `en` */
  readonly lang?: string;
  /** what stands beside the product's name at the top, e.g. the body's name */
  readonly place?: string;
  /** links at the top right, for people who are signed in */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
}

/**
 * Renders pages on the server: Nunjucks with autoescaping, the form patterns of govuk-frontend, one layout
 * (`layout.njk`). A template is named by its file name; each `src/modules/<module>/pages` folder is searched.
 */
@Injectable()
export class PageRenderer {
  readonly styleSheet: StaticAsset;
  readonly icon: StaticAsset;
  private readonly environment: nunjucks.Environment;

  constructor() {
    const assets = loadAssets();
    this.styleSheet = assets.styleSheet;
    this.icon = assets.icon;
    const folders = [join(HERE, 'pages'), ...modulePageFolders()];
    requireUniqueNames(folders);
    const govuk = join(
      dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')),
      'dist',
    );
    this.environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([...folders, govuk]), {
      autoescape: true,
      trimBlocks: true,
      lstripBlocks: true,
    });
  }

  /**
   * @param template file name of the template, such as `error.njk`
   * @param page title, language and whatever the template reads; every value is escaped when printed
   * @returns the whole HTML document
   * @throws Error when there is no such template or it cannot be rendered
   */
  render<Page extends PageFrame>(template: string, page: Page): string {
    const lang = page.lang ?? 'en';
    return this.environment.render(template, {
      ...page,
      lang,
      dir: directionOf(lang),
      assets: { styleSheet: this.styleSheet.url, icon: this.icon.url },
    });
  }
}

/** @returns `rtl` for languages written from right to left, else `ltr`; takes a BCP 47 tag such as `ar` or `en-GB` */
export function directionOf(lang: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(lang.split('-')[0] ?? lang) ? 'rtl' : 'ltr';
}

function modulePageFolders(): string[] {
  if (!existsSync(MODULES)) return [];
  return readdirSync(MODULES)
    .map((name) => join(MODULES, name, 'pages'))
    .filter((folder) => existsSync(folder));
}

/** Two templates of one name would silently hide one of them. */
function requireUniqueNames(folders: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const folder of folders) {
    for (const file of readdirSync(folder)) {
      const earlier = seen.get(file);
      if (earlier)
        throw new Error(`Two page templates are called ${file}: in ${earlier} and ${folder}. Rename one.`);
      seen.set(file, folder);
    }
  }
}

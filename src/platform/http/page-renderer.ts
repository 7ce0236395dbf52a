import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import nunjucks from 'nunjucks';
import type { Response } from 'express';
import { LANGUAGES, LANGUAGE_FACTS, type Language, Messages, languageFor } from '../language/index.js';
import { type Frame, frameOf } from './frame.js';
import { type Assets, loadAssets } from './style-sheet.js';
import { type Words, wordsFor } from './words.js';

const HERE = import.meta.dirname;
const SRC = join(HERE, '../..');
/** Folders whose sub-folders may have pages. */
const HOMES = ['modules', 'web'];
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** What every page may be given beside its own data. */
export interface PageFrame {
  /** `<title>`, without the product's name */
  readonly title: string;
  /** BCP 47 tag of the page's language; left out: the reader's */
  readonly lang?: string;
  /** IANA zone that instants are shown in; left out: the reader's */
  readonly zone?: string;
  /** what stands beside the product's name at the top, e.g. the body's name */
  readonly place?: string;
  /** the case that the page shows, as `live-mark.ts` writes it: the page follows it where scripts run */
  readonly live?: string;
  /** the whole address of the events that the page follows, where they are not those of a case alone */
  readonly liveAt?: string;
  /** links at the top right, for people who are signed in */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
}

const NOBODY: Frame = {
  language: 'en',
  zone: 'UTC',
  person: null,
  navigation: [],
  address: '/',
  clock: null,
};

/**
 * Renders pages on the server: Nunjucks with autoescaping, the form patterns of govuk-frontend, one layout
 * (`layout.njk`). A template is named by its file name; the folder `pages` of each module and of each area of pages is searched.
 */
@Injectable()
export class PageRenderer {
  readonly assets: Assets;
  readonly messages: Messages;
  private readonly environment: nunjucks.Environment;

  constructor() {
    this.assets = loadAssets();
    this.messages = Messages.load();
    const folders = [join(HERE, 'pages'), ...pageFolders()];
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
   * Answers with a page, in the language and zone of whoever reads.
   *
   * @param response gets it; its frame is that of the request
   * @param template file name of the template, such as `error.njk`
   * @param page title and whatever the template reads; every value is escaped when printed
   * @param status HTTP status
   */
  send<Page extends PageFrame>(response: Response, template: string, page: Page, status = 200): void {
    response
      .status(status)
      .type('html')
      .send(this.render(template, page, frameOf(response)));
  }

  /** @returns what texts, instants and numbers are said with to whoever gets this answer */
  words(response: Response): Words {
    const { language, zone, partyNames } = frameOf(response);
    return wordsFor(this.messages, language, zone, partyNames);
  }

  /**
   * @param template file name of the template, such as `error.njk`
   * @param page title, language and whatever the template reads; every value is escaped when printed
   * @param frame what stands around it
   * @returns the whole HTML document
   * @throws Error when there is no such template or it cannot be rendered
   */
  render<Page extends PageFrame>(template: string, page: Page, frame: Frame = NOBODY): string {
    const lang = page.lang ?? frame.language;
    const language = languageFor([lang]);
    return this.environment.render(template, {
      ...wordsFor(this.messages, language, page.zone ?? frame.zone, frame.partyNames),
      frame,
      languages: languageChoice(language),
      isDraft: LANGUAGE_FACTS[language].state === 'draft',
      ...page,
      lang,
      dir: directionOf(lang),
      assets: this.assets.urls,
    });
  }
}

/** @returns the languages to choose from, each by its own name */
function languageChoice(current: Language) {
  return LANGUAGES.map((code) => ({ code, ...LANGUAGE_FACTS[code], current: code === current }));
}

/** @returns `rtl` for languages written from right to left, else `ltr`; takes a BCP 47 tag such as `ar` or `en-GB` */
export function directionOf(lang: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(lang.split('-')[0] ?? lang) ? 'rtl' : 'ltr';
}

function pageFolders(): string[] {
  return HOMES.map((home) => join(SRC, home))
    .filter((home) => existsSync(home))
    .flatMap((home) => readdirSync(home).map((name) => join(home, name, 'pages')))
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

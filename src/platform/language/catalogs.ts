/**
 * Reads the texts of pages from files: `messages/<language>.yaml` in the folder of each module and each area of pages. A file is a tree
 * of ICU messages; a message is named by the folder and its path, such as `board.filters.organ`. Phrases are read from
 * `phrases/<language>.yaml`, or from every file of the folder `phrases/<language>`; a workflow may have its own beside its rules.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES, type Language } from './languages.js';

/** Texts of one language: by name, and of phrases by their English. */
export interface Catalog {
  readonly messages: ReadonlyMap<string, string>;
  readonly phrases: ReadonlyMap<string, string>;
}
export type Catalogs = Readonly<Record<Language, Catalog>>;

const SRC = join(import.meta.dirname, '../..');
/** Files that were read once, by what they hold: two megabytes of YAML take seconds to parse, and every process reads them. */
const KEPT = join(SRC, '../.cache/texts');
/** Folders whose sub-folders may hold texts; workflows stand beside the source, and beside the compiled source likewise. */
const HOMES = ['platform', 'modules', 'web', '../workflows'];

type Tree = { readonly [name: string]: string | Tree };
const treeSchema: z.ZodType<Tree> = z.lazy(() =>
  z.record(z.string().regex(/^[a-zA-Z0-9_-]+$/), z.union([z.string(), treeSchema])),
);
const phrasesSchema = z.record(z.string(), z.string());

/** @returns every folder that has texts: `messages` for pages of its own, `phrases` for what workflows say */
export function textFolders(): string[] {
  return HOMES.flatMap((home) => {
    const at = join(SRC, home);
    return existsSync(at) ? readdirSync(at).map((name) => join(at, name)) : [];
  });
}

/**
 * @param folders as {@link textFolders} finds them
 * @returns the texts of every language
 * @throws Error naming the file that is no tree of texts, or two that give one name or one phrase
 */
export function readCatalogs(folders: readonly string[]): Catalogs {
  const read = (language: Language): [Language, Catalog] => {
    const messages = new Map<string, string>();
    const phrases = new Map<string, string>();
    for (const folder of folders) {
      addTree(messages, basename(folder), readTree(join(folder, 'messages', `${language}.yaml`), treeSchema));
      for (const file of phraseFiles(folder, language))
        for (const [english, translation] of Object.entries(readTree(file, phrasesSchema)))
          addPhrase(phrases, english, translation, file);
    }
    return [language, { messages, phrases }];
  };
  return Object.fromEntries(LANGUAGES.map(read)) as Catalogs; // one entry for each language
}

/** @returns where a folder's phrases of a language are: its one file, and those of the language's own folder by their names */
function phraseFiles(folder: string, language: Language): string[] {
  const own = join(folder, 'phrases', language);
  const several = existsSync(own) ? readdirSync(own).filter((name) => name.endsWith('.yaml')) : [];
  return [join(folder, 'phrases', `${language}.yaml`), ...several.sort().map((name) => join(own, name))];
}

function readTree<Form>(file: string, schema: z.ZodType<Form>): Form | Record<string, never> {
  if (!existsSync(file)) return {};
  const found = schema.safeParse(parsed(readFileSync(file, 'utf8')) ?? {});
  if (found.success) return found.data;
  throw new Error(
    `${file} is no tree of texts: ${found.error.issues[0]?.path.join('.') ?? ''} must be a text.`,
  );
}

/** @returns what a YAML text holds; a text that was parsed before, by any process, is not parsed again */
function parsed(text: string): unknown {
  const kept = join(KEPT, `${createHash('sha256').update(text).digest('hex').slice(0, 32)}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const content: unknown = parse(text);
  keep(kept, JSON.stringify(content ?? null));
  return content;
}

/** Where nothing can be written, the next process parses again. */
function keep(file: string, content: string): void {
  const draft = `${file}.${process.pid}`; // another process may keep the same: the name is given when the file is whole
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

function addTree(messages: Map<string, string>, prefix: string, tree: Tree): void {
  for (const [name, value] of Object.entries(tree)) {
    const key = `${prefix}.${name}`;
    if (typeof value !== 'string') addTree(messages, key, value);
    else if (messages.has(key)) throw new Error(`Two catalogues give the message ${key}.`);
    else messages.set(key, value);
  }
}

function addPhrase(phrases: Map<string, string>, english: string, translation: string, file: string): void {
  if (phrases.has(english))
    throw new Error(`${file} gives a phrase that another file gives, too: ${english}`);
  phrases.set(english, translation);
}

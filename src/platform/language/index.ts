/** Front door of the languages: which there are, and every text in each of them. */
export { type Catalog, type Catalogs, readCatalogs, textFolders } from './catalogs.js';
export { fileSize } from './file-size.js';
export {
  LANGUAGES,
  LANGUAGE_FACTS,
  type Language,
  type LanguageFacts,
  firstKnown,
  languageFor,
} from './languages.js';
export { type MessageValues, Messages, type Said } from './messages.js';
export { Phrases } from './phrases.js';
export { stateName } from './states.js';
export { type DiffPart, wordDiff } from './word-diff.js';

/** Front door of communiqués: the document, what it shows of edits, and its renderings. */
export {
  type CommuniqueDocument,
  type CommuniqueHeading,
  type SentenceMarks,
  communiqueDocument,
  markLabels,
  marksOf,
} from './communique.document.js';
export { KP_ORGANS, type NamedParty, namesOf, organNames } from './organ-names.js';
export {
  COMMUNIQUE_FORMATS,
  type CommuniqueFile,
  type CommuniqueFormat,
  renderCommunique,
} from './renderers/render.js';

/** Front door of the documents: files kept by their fingerprint, and how they are handed out. */
export { KEPT_EXTENSIONS } from './document-file.rules.js';
export {
  type DocumentFile,
  DocumentFiles,
  type FileFault,
  type GivenFile,
} from './document-files.service.js';
export { DocumentsModule } from './documents.module.js';
export { documentPath, handOut } from './handing-out.js';

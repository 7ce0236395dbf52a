/** One communiqué in any format, as a file. */
import type { CommuniqueDocument } from '../communique.document.js';
import { renderDocx } from './docx.js';
import { renderHtml } from './html.js';
import { renderMarkdown } from './markdown.js';
import { renderPdf } from './pdf.js';

/** Formats, each named as its file's extension. */
export const COMMUNIQUE_FORMATS = ['md', 'html', 'docx', 'pdf'] as const;
export type CommuniqueFormat = (typeof COMMUNIQUE_FORMATS)[number];

/** A file to hand over. */
export interface CommuniqueFile {
  /** such as `KP-PLENARY-2012-communique-draft.pdf`; letters, digits and hyphens only */
  readonly name: string;
  /** media type, with its character set where it is text */
  readonly type: string;
  readonly bytes: Buffer;
}

const TYPES: Readonly<Record<CommuniqueFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/**
 * Renders a communiqué.
 *
 * @param document what it says
 * @param format one of {@link COMMUNIQUE_FORMATS}
 * @returns the file; the same document gives the same bytes
 */
export async function renderCommunique(
  document: CommuniqueDocument,
  format: CommuniqueFormat,
): Promise<CommuniqueFile> {
  return { name: nameOf(document, format), type: TYPES[format], bytes: await bytesOf(document, format) };
}

async function bytesOf(document: CommuniqueDocument, format: CommuniqueFormat): Promise<Buffer> {
  switch (format) {
    case 'md':
      return Buffer.from(renderMarkdown(document), 'utf8');
    case 'html':
      return Buffer.from(renderHtml(document), 'utf8');
    case 'docx':
      return renderDocx(document);
    case 'pdf':
      return renderPdf(document);
  }
}

function nameOf({ reference, status }: CommuniqueDocument, format: CommuniqueFormat): string {
  const safe = reference.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'meeting';
  return `${safe}-communique${status === 'published' ? '' : `-${status}`}.${format}`;
}

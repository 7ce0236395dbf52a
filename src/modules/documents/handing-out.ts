/** How a kept document is handed to a reader: to be saved, never shown within a page of ours. */
import type { Response } from 'express';
import { DomainError } from '../../kernel/domain-error.js';
import type { DocumentFiles } from './document-files.service.js';

/** A document as a case names it; `file` where Plenum keeps it. */
interface NamedDocument {
  readonly sha256: string | null;
  readonly file?: object | undefined;
}

/** @returns the last part of a kept document's address, behind that of the procedure or of the ballot */
export function documentPath(sha256: string): string {
  return `/documents/${sha256}`;
}

/**
 * Sends a document of a case that the reader may see.
 *
 * @param documents those the case names: whoever may see the case gets these and no others
 * @param sha256 the fingerprint in the address
 * @throws DomainError `document.unknown` when the case names none that is kept by this fingerprint
 */
export async function handOut(
  response: Response,
  files: DocumentFiles,
  documents: readonly NamedDocument[],
  sha256: string,
): Promise<void> {
  const isNamed = documents.some((document) => document.sha256 === sha256 && document.file !== undefined);
  const file = isNamed ? await files.open(sha256) : null;
  if (!file)
    throw new DomainError(
      'document.unknown',
      'not-found',
      'This procedure has no such document. Open the procedure again: its documents are listed there.',
    );
  response.attachment(file.name);
  response.setHeader('Content-Type', file.type);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.send(file.bytes);
}

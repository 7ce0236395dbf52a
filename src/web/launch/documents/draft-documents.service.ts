import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../../kernel/domain-error.js';
import { type DocumentFile, DocumentFiles } from '../../../modules/documents/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import { uploadsOf } from '../../../platform/http/uploads.js';

/** A document as typed; `file` where Plenum keeps it, and then there is no address and the fingerprint is made, not typed. */
export interface TypedDocument {
  readonly title: string;
  readonly language: string;
  readonly url: string;
  readonly sha256: string;
  readonly file: DocumentFile | null;
}

/** A file that was not kept, and why: `empty`, `too-large`, `wrong-kind`. */
export interface UnkeptFile {
  readonly field: string;
  readonly name: string;
  readonly why: string;
}

/** Keeps the files that come with step 2. What is kept stays kept whatever else is wrong with the form: nobody chooses a file twice. */
@Injectable()
export class DraftDocuments {
  constructor(private readonly files: DocumentFiles) {}

  /** longest file that is kept, in bytes */
  get limit(): number {
    return this.files.limit;
  }

  /** @returns the files that a form says are kept, by fingerprint; what is not kept is not among them */
  async keptBefore(fingerprints: readonly string[]): Promise<ReadonlyMap<string, DocumentFile>> {
    return this.files.find(fingerprints.filter((one) => one !== ''));
  }

  /**
   * @param documents the rows of the form
   * @returns the rows with the files that came for them, and those that were not kept, each at its field `docFile-2`
   */
  async take(
    request: Request,
    documents: readonly TypedDocument[],
    person: SignedInPerson,
  ): Promise<{ readonly documents: readonly TypedDocument[]; readonly unkept: readonly UnkeptFile[] }> {
    const rows = [...documents];
    const unkept: UnkeptFile[] = [];
    for (const upload of uploadsOf(request)) {
      const index = Number(/^docFile-(\d{1,3})$/.exec(upload.field)?.[1]) - 1;
      const row = rows[index];
      if (!row) continue; // no field of this form
      try {
        rows[index] = withFile(row, await this.files.keep(upload, person.contactId));
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
        unkept.push({ field: upload.field, name: upload.name, why: String(error.details['fault']) });
      }
    }
    return { documents: rows, unkept };
  }
}

/** Without a title a document is called as its file. */
function withFile(row: TypedDocument, file: DocumentFile): TypedDocument {
  const title = row.title === '' ? file.name.replace(/\.[^.]+$/, '') : row.title;
  return { ...row, title, url: '', sha256: file.sha256, file };
}

import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError, InvalidInput } from '../../kernel/domain-error.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { fileTypeOf, plainFileName } from './document-file.rules.js';

/** A file that Plenum keeps: its fingerprint, by which it is found, and what readers are told of it. */
export interface DocumentFile {
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
}

/** A file as somebody sent it; of one that is too large only its length is known. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly isTooLarge: boolean;
}

/** A kept file with what it holds, to be handed out. */
export interface OpenedFile extends DocumentFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Why a file was not kept. */
export type FileFault = 'empty' | 'too-large' | 'wrong-kind';

/** Documents of decisions, kept beside the cases: by the fingerprint of their bytes, never changed, never exchanged. */
@Injectable()
export class DocumentFiles {
  /** longest file that is kept, in bytes */
  readonly limit: number;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIGURATION) configuration: Pick<Configuration, 'documentBytes'>,
  ) {
    this.limit = configuration.documentBytes;
  }

  /**
   * Keeps a file. The same bytes sent again are kept once, and go by the name they came with first.
   *
   * @param given as it was sent
   * @param keptBy whoever sent it
   * @returns the file with the fingerprint that was made of its bytes
   * @throws DomainError `document.empty`, `document.too-large`, `document.wrong-kind`
   */
  async keep(given: GivenFile, keptBy: string): Promise<DocumentFile> {
    const name = plainFileName(given.name);
    const type = fileTypeOf(name, given.bytes);
    if (given.isTooLarge || given.bytes.length > this.limit) throw refusal('too-large');
    if (given.bytes.length === 0) throw refusal('empty');
    if (type === null) throw refusal('wrong-kind');
    const sha256 = createHash('sha256').update(given.bytes).digest('hex');
    await this.dataSource.query(
      `insert into document_file (sha256, name, type, bytes, kept_by) values ($1, $2, $3, $4, $5)
       on conflict (sha256) do nothing`,
      [sha256, name, type, given.bytes, keptBy],
    );
    return { sha256, name, size: given.bytes.length };
  }

  /** @returns the kept files among these fingerprints, by fingerprint */
  async find(fingerprints: readonly string[]): Promise<ReadonlyMap<string, DocumentFile>> {
    const rows = await this.dataSource.query<readonly DocumentFile[]>(
      'select sha256, name, length(bytes) as size from document_file where sha256 = any ($1)',
      [fingerprints],
    );
    return new Map(rows.map((row) => [row.sha256, row]));
  }

  /** @throws InvalidInput when Plenum keeps no file by one of these fingerprints: nothing may claim that it does */
  async requireKept(fingerprints: readonly string[]): Promise<void> {
    if (fingerprints.length === 0) return;
    const kept = await this.find(fingerprints);
    if (fingerprints.every((one) => kept.has(one))) return;
    const message =
      'No file of this fingerprint is kept. Upload it on the page of the draft first, or leave «file» out.';
    throw new InvalidInput('documents', [{ field: 'documents', message }]);
  }

  /** @returns the file with its bytes; null where Plenum keeps none of that fingerprint */
  async open(sha256: string): Promise<OpenedFile | null> {
    const [row] = await this.dataSource.query<readonly OpenedFile[]>(
      'select sha256, name, type, length(bytes) as size, bytes from document_file where sha256 = $1',
      [sha256],
    );
    return row ?? null;
  }
}

function refusal(fault: FileFault): DomainError {
  return new DomainError(`document.${fault}`, 'invalid', SENTENCES[fault], { fault });
}

const SENTENCES: Readonly<Record<FileFault, string>> = {
  empty: 'The file is empty. Choose it again.',
  'too-large': 'The file is too large to be kept.',
  'wrong-kind': 'The file is of a kind that is not kept, or its content is not what its name says.',
};

/** Forms that bring files: every field is read, and of each file as much as is kept. */
import type { NextFunction, Request, Response } from 'express';
import multer from 'multer';
import { DomainError } from '../../kernel/domain-error.js';

/** A file of a form, by the field it came in. */
export interface UploadedFile {
  readonly field: string;
  /** as the browser gave it: not to be trusted */
  readonly name: string;
  /** nothing of it where it is too large */
  readonly bytes: Buffer;
  readonly isTooLarge: boolean;
}

/** A text of 200 000 characters of any script. */
const FIELD_BYTES = 2 * 1024 * 1024;
const MOST_FIELDS = 1000;
const MOST_FILES = 20;
/** What is too large is read to its end, so that the fields behind it are not lost; but not for ever. */
const READ_TIMES = 10;

type UploadRequest = Request & { uploads?: readonly UploadedFile[] };

/**
 * Reads a form with files into `request.body` and {@link uploadsOf}, before any guard: a person whose session ended gets back what was typed.
 * Forms without files pass.
 *
 * @param limit longest file that is kept, in bytes
 * @param isKept whether files are to be kept at all; of a stranger's only the fields are read
 * @returns calls `next` with a `DomainError` when the form broke off or has too many parts
 */
export async function readUploads(
  request: Request,
  response: Response,
  next: NextFunction,
  { limit, isKept }: { readonly limit: number; readonly isKept: boolean },
): Promise<void> {
  if (!request.is('multipart/form-data')) return next();
  const uploads: UploadedFile[] = [];
  const most = isKept ? limit : 0;
  const take = multer({
    storage: {
      _handleFile: (_request, { fieldname, originalname, stream }, done) => {
        const chunks: Buffer[] = [];
        let size = 0;
        stream.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= most) chunks.push(chunk);
          else chunks.length = 0;
        });
        stream.on('error', done);
        stream.on('end', () => {
          const file = {
            field: fieldname,
            name: originalname,
            bytes: Buffer.concat(chunks),
            isTooLarge: size > most,
          };
          uploads.push(file);
          done(null, file);
        });
      },
      _removeFile: (_request, _file, done) => done(null),
    },
    limits: { fieldSize: FIELD_BYTES, fields: MOST_FIELDS, files: MOST_FILES, fileSize: limit * READ_TIMES },
    defParamCharset: 'utf8',
  }).any();
  await take(request, response, (error?: unknown) => {
    (request as UploadRequest).uploads = uploads;
    next(error === undefined ? undefined : refusal(error));
  });
}

/** @returns the files that came with a form; none where it brought none */
export function uploadsOf(request: Request): readonly UploadedFile[] {
  return (request as UploadRequest).uploads ?? [];
}

function refusal(error: unknown): DomainError {
  const isTooLarge = error instanceof Error && 'code' in error && error.code === 'LIMIT_FILE_SIZE';
  return isTooLarge
    ? new DomainError(
        'upload.too-large',
        'invalid',
        'A file of this form is far too large to be read. Nothing was saved. Go back: what you typed is still there; choose a smaller file.',
      )
    : new DomainError(
        'upload.broken-off',
        'invalid',
        'The form did not arrive whole, so nothing of it was saved. Go back: what you typed is still there. Choose the files once more and send it again.',
        {},
        { cause: error },
      );
}

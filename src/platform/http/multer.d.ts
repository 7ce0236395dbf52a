/** What we use of multer, which brings no types of its own. */
declare module 'multer' {
  import type { RequestHandler } from 'express';
  import type { Readable } from 'node:stream';

  interface Part {
    readonly fieldname: string;
    readonly originalname: string;
    readonly stream: Readable;
  }
  interface StorageEngine<Kept extends object> {
    _handleFile(request: unknown, part: Part, done: (error: Error | null, kept?: Kept) => void): void;
    _removeFile(request: unknown, kept: Kept, done: (error: Error | null) => void): void;
  }
  interface Options<Kept extends object> {
    readonly storage: StorageEngine<Kept>;
    readonly limits: Readonly<Record<string, number>>;
    /** how names of files are read that say no encoding */
    readonly defParamCharset?: 'utf8';
  }
  function multer<Kept extends object>(options: Options<Kept>): { any(): RequestHandler };
  export = multer;
}

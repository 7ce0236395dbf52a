import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { DocumentFiles } from '../../../modules/documents/index.js';
import { SESSION_READER, type SessionReader } from '../../../platform/http/session.js';
import { readUploads } from '../../../platform/http/uploads.js';

/** Reads the form of step 2 with the files in it. A stranger's files are not even held in memory. */
@Injectable()
export class DraftUploads implements NestMiddleware {
  constructor(
    private readonly files: DocumentFiles,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
  ) {}

  async use(request: Request, response: Response, next: NextFunction): Promise<void> {
    const isKept = (await this.sessions.personOf(request)) !== null;
    await readUploads(request, response, next, { limit: this.files.limit, isKept });
  }
}

import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DocumentFiles, handOut } from '../documents/index.js';
import { BallotLinkFilter } from './ballot-link.filter.js';
import { BallotDesk } from './ballot.desk.js';

/** The documents of a procedure, for whoever holds a link to it: as long as the link shows the ballot, it hands them out. */
@Controller('b/:token/documents')
@UseFilters(BallotLinkFilter)
export class BallotDocumentsController {
  constructor(
    private readonly desk: BallotDesk,
    private readonly files: DocumentFiles,
  ) {}

  @Get(':sha256')
  async hand(
    @Param('token') token: string,
    @Param('sha256') sha256: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { visit } = await this.desk.receive(request, response, token);
    await handOut(response, this.files, visit.context.documents, sha256);
  }
}

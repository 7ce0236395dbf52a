import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { DocumentFiles, handOut } from '../../../modules/documents/index.js';
import { WrittenProcedures } from '../../../modules/written-procedures/index.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';

/** The documents of a procedure or draft, for whoever may see it. */
@Controller('procedures/:id/documents')
@UseGuards(SessionGuard)
@SignedIn()
export class ProcedureDocumentsController {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly files: DocumentFiles,
  ) {}

  @Get(':sha256')
  async hand(
    @Param('id') id: string,
    @Param('sha256') sha256: string,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const { documents } = await this.procedures.show(id, person);
    await handOut(response, this.files, documents, sha256);
  }
}

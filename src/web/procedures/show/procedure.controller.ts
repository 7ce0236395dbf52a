import { Controller, Get, Next, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import { WrittenProcedures } from '../../../modules/written-procedures/index.js';
import { frameOf } from '../../../platform/http/frame.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { ProcedureReader } from '../procedure.reader.js';
import { procedureChart } from './procedure-chart.js';
import { type ShowQuery, procedurePage, showQuerySchema } from './procedure.page.js';

/** The page of one procedure, and its history as a file. */
@Controller('procedures')
@UseGuards(SessionGuard)
@SignedIn()
export class ProcedureController {
  constructor(
    private readonly reader: ProcedureReader,
    private readonly procedures: WrittenProcedures,
    private readonly pages: PageRenderer,
  ) {}

  /** `/procedures/new` is no procedure: whoever has that page answers. */
  @Get(':id')
  async show(
    @Param('id') id: string,
    @Query(new InputPipe(showQuerySchema, 'query')) query: ShowQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
    @Next() next: NextFunction,
  ): Promise<void> {
    if (id === 'new') return next();
    const words = { ...this.pages.words(response), has: (key: string) => this.pages.messages.has(key) };
    const read = await this.reader.read(id, person);
    const chart = await procedureChart(read, words, frameOf(response).language);
    this.pages.send(response, 'procedure.njk', {
      ...procedurePage(read, { person, query }, words),
      chart,
    });
  }

  @Get(':id/dossier')
  async dossier(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const { reference } = await this.procedures.show(id, person);
    const file = await this.procedures.exportHistory(id, person);
    response.attachment(`${reference.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')}.json`).json(file);
  }
}

import { gzipSync } from 'node:zlib';
import { Controller, Get, Next, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { WorkflowRegistry } from '../../../engine/index.js';
import type { WorkflowDefinition } from '../../../kernel/workflow.js';
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
import { ProcedureReader, type ReadProcedure } from '../procedure.reader.js';
import { chartInWords, chartPicture } from './procedure-chart.js';
import { type ShowQuery, procedurePage, showQuerySchema } from './procedure.page.js';

/** The page of one procedure, the picture of its states, and its history as a file. */
@Controller('procedures')
@UseGuards(SessionGuard)
@SignedIn()
export class ProcedureController {
  constructor(
    private readonly reader: ProcedureReader,
    private readonly procedures: WrittenProcedures,
    private readonly workflows: WorkflowRegistry,
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
    const words = this.pages.words(response);
    const read = await this.reader.read(id, person, words);
    const locale = frameOf(response).language;
    const chart = chartInWords(this.workflowOf(read), read, words, locale);
    this.pages.send(response, 'procedure.njk', {
      ...procedurePage(read, { person, query, locale }, words),
      chart,
    });
  }

  /** The picture apart from the page, and compressed: with it the page would be too heavy for a poor line. */
  @Get(':id/chart')
  async chart(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const words = this.pages.words(response);
    const read = await this.reader.read(id, person, words);
    const picture = await chartPicture(this.workflowOf(read), read, words, frameOf(response).language);
    const isGzip = request.acceptsEncodings('gzip') === 'gzip';
    if (isGzip) response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
    response.type('image/svg+xml').send(isGzip ? gzipSync(picture) : Buffer.from(picture));
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

  /** The machine that the case is pinned to: a newer one may have other states. */
  private workflowOf({ view: { workflow } }: ReadProcedure): WorkflowDefinition {
    return this.workflows.get(workflow.name, workflow.version).definition;
  }
}

import { Controller, Get, Header, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { BoardReader } from '../lines/board-reader.service.js';
import { mayRemind } from '../reminders/reminders.policy.js';
import { type GridAsked, GridReader, gridAskedSchema } from './grid-reader.service.js';
import { gridCsv } from './grid-table.js';
import { gridPage } from './grid.page.js';

/** Participants by kinds of case, or by open written procedures: who owes what, and how far each is. */
@Controller('board')
@UseGuards(SessionGuard)
@SignedIn()
export class GridController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly grids: GridReader,
    private readonly reader: BoardReader,
  ) {}

  @Get('grid')
  async grid(
    @Query(new InputPipe(gridAskedSchema, 'query')) asked: GridAsked,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const words = this.pages.words(response);
    const found = await this.grids.read(asked, person, words);
    const { organs } = await this.reader.directory(words);
    this.pages.send(response, 'board-grid.njk', gridPage(asked, found, organs, mayRemind(person), words));
  }

  @Get('grid.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="grid.csv"')
  async csv(
    @Query(new InputPipe(gridAskedSchema, 'query')) asked: GridAsked,
    @CurrentPerson() person: SignedInPerson,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const words = this.pages.words(response);
    return gridCsv(words.t, (await this.grids.read({ ...asked, columns: 'all' }, person, words)).table);
  }
}

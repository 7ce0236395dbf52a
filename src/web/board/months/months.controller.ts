import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { frameOf } from '../../../platform/http/frame.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import {
  Board,
  BoardOverviews,
  loadFilterSchema,
  monthsFilterSchema,
} from '../../../modules/deadline-board/index.js';
import { BoardReader } from '../lines/board-reader.service.js';
import { mayRemind } from '../reminders/reminders.policy.js';
import { loadPage, monthsPage } from './months.page.js';

const blank = (value: unknown): unknown => (value === '' ? undefined : value);
/** What the months are asked of in an address; what is empty is not asked. */
const monthsAskedSchema = z.object({
  organ: z.preprocess(blank, monthsFilterSchema.shape.organ),
  party: z.preprocess(blank, monthsFilterSchema.shape.party),
  months: z.preprocess(blank, monthsFilterSchema.shape.months),
});

/** The months ahead: how much falls due when, of everybody or of one delegation. */
@Controller('board')
@UseGuards(SessionGuard)
@SignedIn()
export class MonthsController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly overviews: BoardOverviews,
    private readonly board: Board,
    private readonly reader: BoardReader,
  ) {}

  @Get('months')
  async months(
    @Query(new InputPipe(monthsAskedSchema, 'query')) asked: z.output<typeof monthsAskedSchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const { zone, language } = frameOf(response);
    const found = await this.overviews.months({ ...asked, zone }, person);
    const words = this.pages.words(response);
    const page = monthsPage(asked, found, await this.reader.directory(words), words, language);
    this.pages.send(response, 'board-months.njk', { ...page, mayRemind: mayRemind(person) });
  }

  @Get('load/:party')
  async load(
    @Param(new InputPipe(loadFilterSchema, 'address')) { party }: z.output<typeof loadFilterSchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const load = await this.board.load(party, person);
    const words = this.pages.words(response);
    const name = words.partyName(party, await this.reader.nameOf(party));
    const page = loadPage(load, name, words, frameOf(response).language);
    this.pages.send(response, 'board-load.njk', { ...page, mayRemind: mayRemind(person) });
  }
}

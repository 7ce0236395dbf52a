import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { frameOf } from '../../../platform/http/frame.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { askedIn } from './board-asked.js';
import { BoardReader } from './board-reader.service.js';
import { boardPage } from './board.page.js';

/** The deadline board: what is due, of whom, how urgent it is and why, and what can be done about it. */
@Controller('board')
@UseGuards(SessionGuard)
@SignedIn()
export class BoardPagesController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly reader: BoardReader,
  ) {}

  @Get()
  async lines(
    @Query() query: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const { zone } = frameOf(response);
    const reading = await this.reader.read(askedIn(query), person, zone, this.pages.words(response));
    const page = boardPage(reading, this.pages.words(response), zone);
    this.pages.send(response, 'board-lines.njk', page, reading.faults.length > 0 ? 400 : 200);
  }
}

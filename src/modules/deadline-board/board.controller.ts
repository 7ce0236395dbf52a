import { Readable } from 'node:stream';
import { Controller, Get, Header, Query, StreamableFile, UseGuards } from '@nestjs/common';
import type { z } from 'zod';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { type BoardFilter, boardFilterSchema, loadFilterSchema, summaryFilterSchema } from './board.dto.js';
import { boardCsv } from './board.lines.js';
import { Board } from './board.service.js';

/** The deadline board by REST. Whoever is signed in may ask; each sees what the desk would show. */
@Controller('api/v1')
@UseGuards(SessionGuard)
@Scoped('board')
@SignedIn()
export class BoardController {
  constructor(private readonly board: Board) {}

  @Get('board')
  page(
    @Query(new InputPipe(boardFilterSchema, 'query')) filter: BoardFilter,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.board.page(filter, person);
  }

  @Get('board.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="board.csv"')
  async csv(
    @Query(new InputPipe(boardFilterSchema, 'query')) filter: BoardFilter,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(boardCsv(await this.board.pages(filter, person))));
  }

  @Get('board/summary')
  summary(
    @Query(new InputPipe(summaryFilterSchema, 'query')) { zone }: z.output<typeof summaryFilterSchema>,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.board.summary(zone, person);
  }

  @Get('board/load')
  load(
    @Query(new InputPipe(loadFilterSchema, 'query')) { party }: z.output<typeof loadFilterSchema>,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.board.load(party, person);
  }
}

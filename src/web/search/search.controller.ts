import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { Search } from './search.service.js';

const SHORTEST = 2;
const LONGEST = 100;
const querySchema = z.object({ q: z.string().trim().default('') });

/** One box for everything: cases, decisions and other documents, parties and organs. */
@Controller('search')
@UseGuards(SessionGuard)
@SignedIn()
export class SearchController {
  constructor(
    private readonly search: Search,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async find(
    @Query(new InputPipe(querySchema, 'query')) { q }: z.output<typeof querySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const words = this.pages.words(response);
    const { t } = words;
    const tooShort = q.length > 0 && q.length < SHORTEST;
    const isAsked = q.length >= SHORTEST && q.length <= LONGEST;
    this.pages.send(response, 'search.njk', {
      title: isAsked ? t('search.titleOf', { words: q }) : t('search.title'),
      words: q.slice(0, LONGEST),
      fault: tooShort
        ? t('search.tooShort')
        : q.length > LONGEST
          ? t('search.tooLong', { n: LONGEST })
          : null,
      found: isAsked ? await this.search.find(q, person, words) : null,
    });
  }
}

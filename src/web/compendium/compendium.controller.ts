import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { languageTagSchema } from '../../kernel/language-tag.js';
import { Compendium, INSTRUMENT_TYPES } from '../../modules/compendium/index.js';
import { Organs } from '../../modules/organs/index.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { type AsOfQuery, asOfAsked, asOfPage, asOfQuerySchema, doneOf } from '../registry/index.js';
import { AdoptingCase } from './adopting-case.service.js';
import { documentPage } from './document.page.js';
import { type ListQuery, adoptedText, filterOf, listLinks, listQuerySchema, yearOf } from './list.page.js';

const showQuerySchema = asOfQuerySchema.extend({ done: doneOf });
const asOfPipe = new InputPipe(asOfQuerySchema, 'query');

/** The Compendium as it is read: the list with its search, each document, its texts, and what is not translated. */
@Controller('compendium')
@UseGuards(SessionGuard)
@SignedIn()
export class CompendiumPagesController {
  constructor(
    private readonly compendium: Compendium,
    private readonly organs: Organs,
    private readonly adopting: AdoptingCase,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async list(
    @Query(new InputPipe(listQuerySchema, 'query')) query: ListQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const { year, faults } = yearOf(query.year);
    const asked = asOfAsked(query);
    const asOf = { ...asked, faults: [...asked.faults, ...faults] };
    const filter = filterOf(query, asOf, year);
    const found = await (query.q
      ? this.compendium.search({ ...filter, q: query.q })
      : this.compendium.list(filter));
    const choices = { types: INSTRUMENT_TYPES, organs: await this.organs.list() };
    const page = {
      query,
      ...choices,
      ...found,
      ...listLinks(query, filter, found.total),
      ...this.naming(response),
    };
    const words = this.pages.words(response);
    const labels = { year: words.t('compendium.filter.year') };
    this.pages.send(
      response,
      'compendium.njk',
      ...asOfPage(words, asOf, person, 'compendium.title', page, {}, labels),
    );
  }

  @Get('missing')
  async missing(
    @Query(asOfPipe) query: AsOfQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const { languages: official, documents } = await this.compendium.missingTranslations(asOf);
    const page = { official, documents, ...this.naming(response) };
    const words = this.pages.words(response);
    this.pages.send(
      response,
      'compendium-missing.njk',
      ...asOfPage(words, asOf, person, 'compendium.missingTitle', page),
    );
  }

  @Get(':which')
  async show(
    @Param('which') which: string,
    @Query(new InputPipe(showQuerySchema, 'query')) { done, ...query }: z.output<typeof showQuerySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const words = this.pages.words(response);
    const shown = await this.compendium.show(which, asOf);
    const { beliefs } = await this.compendium.history(shown.document.id);
    const caseAddress = await this.adopting.addressFor(shown.document, person);
    const page = { ...documentPage(shown, beliefs, words), caseAddress, done, ...this.naming(response) };
    const { title } = shown.document;
    this.pages.send(
      response,
      'compendium-document.njk',
      ...asOfPage(words, asOf, person, 'compendium.documentTitle', page, { title }),
    );
  }

  @Get(':which/texts/:language')
  async text(
    @Param('which') which: string,
    @Param('language', new InputPipe(languageTagSchema, 'language')) language: string,
    @Query(asOfPipe) query: AsOfQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const { document } = await this.compendium.show(which, asOf);
    const text = await this.compendium.text(document.id, language, asOf);
    const page = { document, text, ...this.naming(response) };
    const words = this.pages.words(response);
    this.pages.send(
      response,
      'compendium-text.njk',
      ...asOfPage(words, asOf, person, 'compendium.documentTitle', page, { title: text.title }),
    );
  }

  /** Dates of adoption in the reader's words. */
  private naming(response: Response) {
    const words = this.pages.words(response);
    return { adoptedWords: (adopted: string | null) => adoptedText(adopted, words) };
  }
}

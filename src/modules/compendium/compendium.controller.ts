import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { languageTagSchema } from '../../kernel/language-tag.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import {
  type Annulment,
  type CompendiumAsOf,
  type CompendiumFilter,
  type CompendiumSearch,
  type Conclusion,
  type Correction,
  type NewInstrument,
  type NewRelation,
  type NewText,
  type OfficialLanguage,
  type Publication,
  annulmentSchema,
  compendiumAsOfSchema,
  compendiumFilterSchema,
  compendiumSearchSchema,
  conclusionSchema,
  correctionSchema,
  exportSchema,
  newInstrumentSchema,
  newTextSchema,
  nextNumberSchema,
  officialLanguageSchema,
  publicationSchema,
  relationSchema,
} from './compendium.dto.js';
import { Compendium } from './compendium.service.js';
import { Instruments } from './instruments.service.js';

const asOfPipe = new InputPipe(compendiumAsOfSchema, 'query');

/** REST of the Compendium: everybody who is signed in reads, the Secretariat changes. A document is named by id, number or title. */
@Controller('api/v1/compendium')
@UseGuards(SessionGuard)
@Scoped('compendium')
@SignedIn()
export class CompendiumController {
  constructor(
    private readonly compendium: Compendium,
    private readonly instruments: Instruments,
  ) {}

  @Get()
  list(@Query(new InputPipe(compendiumFilterSchema, 'query')) filter: CompendiumFilter) {
    return this.compendium.list(filter);
  }

  @Get('search')
  search(@Query(new InputPipe(compendiumSearchSchema, 'query')) question: CompendiumSearch) {
    return this.compendium.search(question);
  }

  @Get('missing-translations')
  missing(@Query(asOfPipe) asOf: CompendiumAsOf) {
    return this.compendium.missingTranslations(asOf);
  }

  @Get('next-number')
  nextNumber(
    @Query(new InputPipe(nextNumberSchema, 'query')) { year, series }: z.output<typeof nextNumberSchema>,
  ) {
    return this.compendium.nextNumber(year, series);
  }

  @Get('verification')
  verification() {
    return this.compendium.verify();
  }

  @Get('export')
  async export(
    @Query(new InputPipe(exportSchema, 'query')) { format, ...filter }: z.output<typeof exportSchema>,
    @Res() response: Response,
  ): Promise<void> {
    response.attachment(`compendium.${format}`);
    if (format === 'csv') response.type('text/csv; charset=utf-8').send(await this.compendium.csv(filter));
    else response.json(await this.compendium.whole(filter));
  }

  @Get('documents/:which')
  show(@Param('which') which: string, @Query(asOfPipe) asOf: CompendiumAsOf) {
    return this.compendium.show(which, asOf);
  }

  @Get('documents/:which/history')
  history(@Param('which') which: string) {
    return this.compendium.history(which);
  }

  @Get('documents/:which/texts/:language')
  text(
    @Param('which') which: string,
    @Param('language', new InputPipe(languageTagSchema, 'language')) language: string,
    @Query(asOfPipe) asOf: CompendiumAsOf,
  ) {
    return this.compendium.text(which, language, asOf);
  }

  @Post('documents')
  @SignedIn('secretariat')
  add(@Body(new InputPipe(newInstrumentSchema, 'document')) document: NewInstrument) {
    return this.instruments.add(document);
  }

  @Put('documents/:which')
  @SignedIn('secretariat')
  correct(
    @Param('which') which: string,
    @Body(new InputPipe(correctionSchema, 'correction')) correction: Correction,
  ) {
    return this.instruments.correct(which, correction);
  }

  @Post('documents/:which/texts')
  @HttpCode(200)
  @SignedIn('secretariat')
  putText(@Param('which') which: string, @Body(new InputPipe(newTextSchema, 'text')) text: NewText) {
    return this.instruments.putText(which, text);
  }

  @Post('documents/:which/relations')
  @HttpCode(200)
  @SignedIn('secretariat')
  relate(
    @Param('which') which: string,
    @Body(new InputPipe(relationSchema, 'relation')) relation: NewRelation,
  ) {
    return this.instruments.relate(which, relation);
  }

  @Post('documents/:which/publish')
  @HttpCode(200)
  @SignedIn('secretariat')
  publish(
    @Param('which') which: string,
    @Body(new InputPipe(publicationSchema, 'publication')) publication: Publication,
  ) {
    return this.instruments.publish(which, publication);
  }

  @Post('documents/:which/annul')
  @HttpCode(200)
  @SignedIn('secretariat')
  annul(
    @Param('which') which: string,
    @Body(new InputPipe(annulmentSchema, 'annulment')) annulment: Annulment,
  ) {
    return this.instruments.annul(which, annulment);
  }

  @Post('documents/:which/conclude')
  @HttpCode(200)
  @SignedIn('secretariat')
  conclude(
    @Param('which') which: string,
    @Body(new InputPipe(conclusionSchema, 'conclusion')) conclusion: Conclusion,
  ) {
    return this.instruments.conclude(which, conclusion);
  }

  @Put('languages')
  @HttpCode(204)
  @SignedIn('secretariat')
  async setLanguage(
    @Body(new InputPipe(officialLanguageSchema, 'language')) language: OfficialLanguage,
  ): Promise<void> {
    await this.instruments.setLanguage(language);
  }
}

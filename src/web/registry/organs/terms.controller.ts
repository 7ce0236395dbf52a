import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { type Office, Registry, officeSchema } from '../../../modules/registry/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { asOfAsked, asOfQuerySchema } from '../as-of.js';
import { type Typed, typedSchema } from '../forms/form.js';
import { FormPages } from '../forms/form-pages.js';
import { asOfPage, doneOf } from '../registry.page.js';
import { endTermForm, newTermForm, officeLines } from './term.forms.js';
import { TermWriter } from './term.writer.js';

const querySchema = asOfQuerySchema.extend({ done: doneOf });
const officePipe = new InputPipe(officeSchema, 'office');
const typedPipe = new InputPipe(typedSchema, 'form');

/** Who held which office when; a term begins and ends here. */
@Controller('registry/terms')
@UseGuards(SessionGuard)
@SignedIn()
export class TermPagesController {
  constructor(
    private readonly registry: Registry,
    private readonly writer: TermWriter,
    private readonly pages: PageRenderer,
    private readonly formPages: FormPages,
  ) {}

  @Get()
  async terms(
    @Query(new InputPipe(querySchema, 'query')) { done, ...query }: z.output<typeof querySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const moment = { at: asOf.at ?? (await this.registry.now()), knownAt: asOf.knownAt };
    const offices = officeLines(await this.registry.offices(), await this.registry.offices(moment));
    const words = this.pages.words(response);
    this.pages.send(
      response,
      'registry-terms.njk',
      ...asOfPage(words, asOf, person, 'registry.termsTitle', { offices, done }),
    );
  }

  @Get(':office/new')
  @SignedIn('secretariat')
  async askNew(
    @Param('office', officePipe) office: Office,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = newTermForm(office, await this.writer.candidates(), this.pages.words(response));
    this.formPages.show({ request, response, person }, form);
  }

  @Post(':office/new')
  @SignedIn('secretariat')
  async begin(
    @Param('office', officePipe) office: Office,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = newTermForm(office, await this.writer.candidates(), this.pages.words(response));
    const act = () => this.writer.begin(office, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=term-begun`,
    );
  }

  @Get(':office/end')
  @SignedIn('secretariat')
  askEnd(
    @Param('office', officePipe) office: Office,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    this.formPages.show({ request, response, person }, endTermForm(office, this.pages.words(response)));
  }

  @Post(':office/end')
  @SignedIn('secretariat')
  async end(
    @Param('office', officePipe) office: Office,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = endTermForm(office, this.pages.words(response));
    const act = () => this.writer.end(office, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=term-ended`,
    );
  }
}

import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Instruments } from '../../../modules/compendium/index.js';
import { Organs } from '../../../modules/organs/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { type Form, FormPages, type Typed, typedSchema } from '../../registry/index.js';
import { documentFrom, languageFrom, newDocumentForm, officialLanguageForm } from './entry.forms.js';

const typedPipe = new InputPipe(typedSchema, 'form');

/** What the Secretariat enters into the Compendium: documents, and the languages that are official. */
@Controller('compendium')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class CompendiumEntriesController {
  constructor(
    private readonly instruments: Instruments,
    private readonly organs: Organs,
    private readonly pages: PageRenderer,
    private readonly formPages: FormPages,
  ) {}

  @Get('new')
  async askDocument(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, await this.documentForm(response));
  }

  @Post('new')
  async enterDocument(
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.documentForm(response);
    let id = '';
    const act = async () => ({ id } = await this.instruments.addOnce(documentFrom(typed)));
    const done = () => `/compendium/${id}?done=entered`;
    await this.formPages.take({ request, response, person }, form, typed, act, done);
  }

  @Get('languages/new')
  askLanguage(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    this.formPages.show({ request, response, person }, officialLanguageForm());
  }

  @Post('languages/new')
  async enterLanguage(
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const act = () => this.instruments.setLanguage(languageFrom(typed));
    const form = officialLanguageForm();
    await this.formPages.take({ request, response, person }, form, typed, act, form.back);
  }

  private async documentForm(response: Response): Promise<Form> {
    return newDocumentForm(await this.organs.list(), this.pages.words(response));
  }
}

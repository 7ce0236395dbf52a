import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { type Form, type Typed, typedSchema } from '../forms/form.js';
import { FormPages } from '../forms/form-pages.js';
import { RegistryReader } from '../parties/registry.reader.js';
import { newForm } from './contact.forms.js';
import { ContactWriter } from './contact.writer.js';

/** A new contact of a party. */
@Controller('registry/parties/:code/contacts/new')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class NewContactController {
  constructor(
    private readonly reader: RegistryReader,
    private readonly writer: ContactWriter,
    private readonly pages: PageRenderer,
    private readonly formPages: FormPages,
  ) {}

  @Get()
  async ask(
    @Param('code') code: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, await this.formFor(code, person, response));
  }

  @Post()
  async add(
    @Param('code') code: string,
    @Body(new InputPipe(typedSchema, 'form')) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.formFor(code, person, response);
    const act = () => this.writer.add(code, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=contact-added`,
    );
  }

  private async formFor(code: string, person: SignedInPerson, response: Response): Promise<Form> {
    const { membership, contacts } = await this.reader.party(code, {}, person);
    const words = this.pages.words(response);
    return newForm(code, words.partyName(code, membership?.name ?? code), contacts, words);
  }
}

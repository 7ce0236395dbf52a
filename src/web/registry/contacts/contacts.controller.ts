import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Registry } from '../../../modules/registry/index.js';
import { Forms } from '../../../platform/http/forms.js';
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
import { editForm, endForm } from './contact.forms.js';
import { ContactReader } from './contact.reader.js';
import { ContactWriter } from './contact.writer.js';

const querySchema = asOfQuerySchema.extend({ done: doneOf });
const typedPipe = new InputPipe(typedSchema, 'form');

/** The page of a contact, and the Secretariat's changes to it. */
@Controller('registry/contacts/:id')
@UseGuards(SessionGuard)
@SignedIn()
export class ContactPagesController {
  constructor(
    private readonly registry: Registry,
    private readonly reader: ContactReader,
    private readonly writer: ContactWriter,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
    private readonly formPages: FormPages,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Query(new InputPipe(querySchema, 'query')) { done, ...query }: z.output<typeof querySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const shown = await this.reader.show(id, asOf, person);
    const nonce = this.forms.seal(request, response, [person.contactId, 'registry.contact', id]);
    const name = shown.last?.name ?? id;
    const words = this.pages.words(response);
    this.pages.send(
      response,
      'registry-contact.njk',
      ...asOfPage(words, asOf, person, 'registry.contactTitle', { ...shown, nonce, done }, { name }),
    );
  }

  @Get('edit')
  @SignedIn('secretariat')
  async edit(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const contact = await this.registry.requireContact(id);
    this.formPages.show({ request, response, person }, editForm(contact, this.pages.words(response)));
  }

  @Post('edit')
  @SignedIn('secretariat')
  async change(
    @Param('id') id: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const contact = await this.registry.requireContact(id);
    const form = editForm(contact, this.pages.words(response));
    const act = () => this.writer.change(contact, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=contact-changed`,
    );
  }

  @Get('end')
  @SignedIn('secretariat')
  async askEnd(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, endForm(await this.registry.requireContact(id)));
  }

  @Post('end')
  @SignedIn('secretariat')
  async end(
    @Param('id') id: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const contact = await this.writer.lastKnown(id);
    const done = `/registry/parties/${contact.party}?done=contact-ended`;
    await this.formPages.take(
      { request, response, person },
      endForm(contact),
      typed,
      () => this.writer.end(id, typed),
      done,
    );
  }

  @Post('reachable')
  @SignedIn('secretariat')
  async reachable(
    @Param('id') id: string,
    @Body(typedPipe) { nonce }: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.forms.require(request, [person.contactId, 'registry.contact', id], nonce);
    await this.writer.reachable(id);
    response.redirect(303, `/registry/contacts/${id}?done=reachable`);
  }
}

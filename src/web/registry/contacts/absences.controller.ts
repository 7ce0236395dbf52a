import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../../kernel/domain-error.js';
import { type Contact, Registry, maySayAway } from '../../../modules/registry/index.js';
import { Forms } from '../../../platform/http/forms.js';
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
import { absenceForm } from './contact.forms.js';
import { ContactReader } from './contact.reader.js';
import { ContactWriter } from './contact.writer.js';

const typedPipe = new InputPipe(typedSchema, 'form');

/** That a contact is away, and that it is back: said by the contact itself or by the Secretariat. */
@Controller('registry/contacts/:id')
@UseGuards(SessionGuard)
@SignedIn()
export class AbsencePagesController {
  constructor(
    private readonly registry: Registry,
    private readonly reader: ContactReader,
    private readonly writer: ContactWriter,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
    private readonly formPages: FormPages,
  ) {}

  @Get('absence')
  async ask(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.formFor(id, person, response);
    this.formPages.show({ request, response, person }, form);
  }

  @Post('absence')
  async begin(
    @Param('id') id: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.formFor(id, person, response);
    const act = () => this.writer.away(id, typed, person);
    await this.formPages.take({ request, response, person }, form, typed, act, `${form.back}?done=away`);
  }

  @Post('back')
  async back(
    @Param('id') id: string,
    @Body(typedPipe) { nonce }: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.forms.require(request, [person.contactId, 'registry.contact', id], nonce);
    await this.writer.back(id, person);
    response.redirect(303, `/registry/contacts/${id}?done=back`);
  }

  private async formFor(id: string, person: SignedInPerson, response: Response): Promise<Form> {
    if (!maySayAway(person, id))
      throw new DomainError(
        'registry.not-your-absence',
        'forbidden',
        'That somebody is away says the contact itself or the Secretariat.',
      );
    const contact: Contact = await this.registry.requireContact(id);
    const others = await this.reader.othersOf(contact);
    const { t, list } = this.pages.words(response);
    return absenceForm(
      contact,
      others.length > 0 ? list(others.map(({ name }) => name)) : t('registry.absence.nobody'),
    );
  }
}

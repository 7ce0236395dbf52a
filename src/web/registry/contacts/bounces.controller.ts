import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Registry } from '../../../modules/registry/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { type Typed, typedSchema } from '../forms/form.js';
import { FormPages } from '../forms/form-pages.js';
import { bounceForm } from './contact.forms.js';
import { ContactWriter } from './contact.writer.js';

/** That mail to a contact comes back, said by the Secretariat where no mail server did: by telephone, or in a mail to itself. */
@Controller('registry/contacts/:id/unreachable')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class BouncePagesController {
  constructor(
    private readonly registry: Registry,
    private readonly writer: ContactWriter,
    private readonly formPages: FormPages,
  ) {}

  @Get()
  async ask(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = bounceForm(await this.registry.requireContact(id));
    this.formPages.show({ request, response, person }, form);
  }

  @Post()
  async note(
    @Param('id') id: string,
    @Body(new InputPipe(typedSchema, 'form')) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = bounceForm(await this.registry.requireContact(id));
    const act = () => this.writer.unreachable(id, typed);
    await this.formPages.take({ request, response, person }, form, typed, act, `${form.back}?done=bounced`);
  }
}

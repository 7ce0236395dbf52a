import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Compendium, Instruments } from '../../../modules/compendium/index.js';
import { Registry } from '../../../modules/registry/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { FormPages, type Typed, typedSchema } from '../../registry/index.js';
import { ACTS, type Act, actForm, makeAct } from './document.acts.js';

const actPipe = new InputPipe(z.enum(ACTS, { error: `one of ${ACTS.join(', ')}` }), 'act');

/** What the Secretariat does to a document: texts, publication, corrections, relations, ends. */
@Controller('compendium/:which/do/:act')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class CompendiumActsController {
  constructor(
    private readonly compendium: Compendium,
    private readonly instruments: Instruments,
    private readonly registry: Registry,
    private readonly pages: PageRenderer,
    private readonly formPages: FormPages,
  ) {}

  @Get()
  async ask(
    @Param('which') which: string,
    @Param('act', actPipe) act: Act,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, await this.formFor(which, act, response));
  }

  @Post()
  async make(
    @Param('which') which: string,
    @Param('act', actPipe) act: Act,
    @Body(new InputPipe(typedSchema, 'form')) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.formFor(which, act, response);
    const once = () => this.makeOnce(which, act, typed, form.typed);
    await this.formPages.take({ request, response, person }, form, typed, once, `${form.back}?done=${act}`);
  }

  /** An annulment is the one act that refuses to be repeated; a document that is annulled stays so. */
  private async makeOnce(which: string, act: Act, typed: Typed, before: Typed): Promise<void> {
    const { document, standing } = await this.compendium.show(which, {});
    if (act === 'annul' && standing?.standing === 'annulled') return;
    await makeAct(act, this.instruments, document.id, typed, before);
  }

  private async formFor(which: string, act: Act, response: Response) {
    const { document } = await this.compendium.show(which, {});
    return actForm(act, document, await this.registry.now(), this.pages.words(response).t);
  }
}

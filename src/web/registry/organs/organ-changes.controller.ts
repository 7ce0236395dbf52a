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
import { endOrganForm, endSeatForm, newOrganForm, newSeatForm } from './organ.forms.js';
import { OrganWriter } from './organ.writer.js';

const typedPipe = new InputPipe(typedSchema, 'form');

/** The Secretariat founds and ends organs, and fills their seats. */
@Controller('registry/organs')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class OrganChangesController {
  constructor(
    private readonly writer: OrganWriter,
    private readonly pages: PageRenderer,
    private readonly formPages: FormPages,
  ) {}

  @Get('new')
  async askNew(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, await this.newForm(response));
  }

  @Post('new')
  async found(
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.newForm(response);
    const act = () => this.writer.found(typed);
    const done = `/registry/organs/${encodeURIComponent(typed['code']?.trim() ?? '')}?done=organ-founded`;
    await this.formPages.take({ request, response, person }, form, typed, act, done);
  }

  @Get(':code/end')
  async askEnd(
    @Param('code') code: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.writer.require(code);
    this.formPages.show({ request, response, person }, await this.endForm(code, response));
  }

  @Post(':code/end')
  async end(
    @Param('code') code: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.endForm(code, response);
    const act = () => this.writer.end(code, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=organ-ended`,
    );
  }

  @Get(':code/seats/new')
  async askSeat(
    @Param('code') code: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, await this.seatForm(code, response));
  }

  @Post(':code/seats/new')
  async seat(
    @Param('code') code: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.seatForm(code, response);
    const act = () => this.writer.seat(code, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=seat-taken`,
    );
  }

  @Get(':code/seats/:party/end')
  async askUnseat(
    @Param('code') code: string,
    @Param('party') party: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.writer.requireSeat(code, party);
    this.formPages.show({ request, response, person }, await this.endSeatForm(code, party, response));
  }

  @Post(':code/seats/:party/end')
  async unseat(
    @Param('code') code: string,
    @Param('party') party: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.endSeatForm(code, party, response);
    const act = () => this.writer.unseat(code, party, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=seat-ended`,
    );
  }

  private async newForm(response: Response): Promise<Form> {
    return newOrganForm(await this.writer.organsNow(), this.pages.words(response));
  }

  private async seatForm(code: string, response: Response): Promise<Form> {
    const organ = await this.writer.require(code);
    return newSeatForm(organ, await this.writer.parties(), this.pages.words(response));
  }

  /** What has ended since the form was shown is named by its code: the form sent again finds nothing left to do. */
  private async endForm(code: string, response: Response): Promise<Form> {
    const organ = (await this.writer.find(code)) ?? { code, name: code };
    return endOrganForm(organ, (await this.writer.seats(code)).length, this.pages.words(response));
  }

  private async endSeatForm(code: string, party: string, response: Response): Promise<Form> {
    const organ = (await this.writer.find(code)) ?? { code, name: code };
    const seat = (await this.writer.findSeat(code, party)) ?? { party, partyName: party };
    return endSeatForm(organ, seat, this.pages.words(response));
  }
}

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
import { endPartyForm, endRoleForm, newPartyForm, newRoleForm } from './membership.forms.js';
import { MembershipWriter } from './membership.writer.js';

const typedPipe = new InputPipe(typedSchema, 'form');

/** The Secretariat enters and ends parties, and puts them on the lists by role in the supply chain. */
@Controller('registry/parties')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class MembershipPagesController {
  constructor(
    private readonly writer: MembershipWriter,
    private readonly pages: PageRenderer,
    private readonly formPages: FormPages,
  ) {}

  @Get('new')
  askNew(@CurrentPerson() person: SignedInPerson, @Req() request: Request, @Res() response: Response): void {
    this.formPages.show({ request, response, person }, newPartyForm(this.pages.words(response)));
  }

  @Post('new')
  async enter(
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = newPartyForm(this.pages.words(response));
    const act = () => this.writer.enter(typed);
    const done = `/registry/parties/${encodeURIComponent(typed['code']?.trim() ?? '')}?done=party-entered`;
    await this.formPages.take({ request, response, person }, form, typed, act, done);
  }

  @Get(':code/end')
  async askEnd(
    @Param('code') code: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = endPartyForm(code, await this.nameOf(code, response));
    this.formPages.show({ request, response, person }, form);
  }

  @Post(':code/end')
  async end(
    @Param('code') code: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = endPartyForm(code, await this.nameOf(code, response));
    const act = () => this.writer.end(code, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=party-ended`,
    );
  }

  @Get(':code/roles/new')
  async askRole(
    @Param('code') code: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, await this.roleForm(code, response));
  }

  @Post(':code/roles/new')
  async giveRole(
    @Param('code') code: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.roleForm(code, response);
    const act = () => this.writer.giveRole(code, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=role-given`,
    );
  }

  @Get(':code/roles/:role/end')
  async askEndRole(
    @Param('code') code: string,
    @Param('role') role: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, await this.endRoleForm(code, role, response));
  }

  @Post(':code/roles/:role/end')
  async endRole(
    @Param('code') code: string,
    @Param('role') role: string,
    @Body(typedPipe) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.endRoleForm(code, role, response);
    const act = () => this.writer.endRole(code, role, typed);
    await this.formPages.take(
      { request, response, person },
      form,
      typed,
      act,
      `${form.back}?done=role-ended`,
    );
  }

  private async nameOf(code: string, response: Response): Promise<string> {
    return this.pages.words(response).partyName(code, await this.writer.nameOf(code));
  }

  private async roleForm(code: string, response: Response): Promise<Form> {
    const { off } = await this.writer.rolesOf(code);
    return newRoleForm(code, await this.nameOf(code, response), off, this.pages.words(response));
  }

  private async endRoleForm(code: string, role: string, response: Response): Promise<Form> {
    const list = await this.writer.requireRole(role);
    return endRoleForm(code, await this.nameOf(code, response), list, this.pages.words(response));
  }
}

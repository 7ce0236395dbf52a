import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../../kernel/domain-error.js';
import { idOf } from '../../../kernel/ids.js';
import { parseInput } from '../../../kernel/parse.js';
import { type FormFaults, NO_FAULTS, faultsAt, faultsOf } from '../../../platform/http/form-faults.js';
import { Forms } from '../../../platform/http/forms.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { ApiTokens, type TokenRow, tokenSchema } from '../../../modules/sign-in/index.js';
import { EMPTY_TOKEN, type EnteredToken, enteredToken, scopeChoices, tokenLine } from './tokens.page.js';

/** A person's own tokens: made, shown once, revoked. */
@Controller('settings/tokens')
@UseGuards(SessionGuard)
@SignedIn()
export class TokenPagesController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
  ) {}

  @Get()
  async list(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.show(person, request, response, EMPTY_TOKEN, NO_FAULTS);
  }

  @Post()
  async make(
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const entered = enteredToken(body);
    const seed = this.forms.open(request, sealOf(person), entered.nonce);
    const { t } = this.pages.words(response);
    if (!seed)
      return this.show(person, request, response, entered, faultsAt([['name', t('settings.formTooOld')]]));
    try {
      const { name, scopes, days } = entered;
      const input = parseInput(tokenSchema, { name, scopes, days: Number(days) }, 'token');
      const made = await this.tokens.make(input, person.contactId, idOf(seed));
      this.pages.send(
        response,
        'settings-token-made.njk',
        { title: t('settings.tokens.madeTitle'), made },
        201,
      );
    } catch (error) {
      await this.show(
        person,
        request,
        response,
        entered,
        faultsOf(error, 'name', this.pages.words(response)),
      );
    }
  }

  @Get(':id/revoke')
  async confirm(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const token = await this.own(id, person);
    const { t } = this.pages.words(response);
    this.pages.send(response, 'settings-token-revoke.njk', {
      title: t('settings.tokens.revokeTitle', { name: token.name }),
      token,
      nonce: this.forms.seal(request, response, [person.contactId, 'settings.revoke', id]),
    });
  }

  @Post(':id/revoke')
  async revoke(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.forms.require(request, [person.contactId, 'settings.revoke', id], enteredToken(body).nonce);
    await this.tokens.revoke(id, person.contactId);
    response.redirect(303, '/settings/tokens?done=revoked');
  }

  private async own(id: string, person: SignedInPerson): Promise<TokenRow> {
    const found = (await this.tokens.list(person.contactId)).find((token) => token.id === id);
    if (found) return found;
    throw new DomainError('tokens.unknown', 'not-found', 'There is no such token of yours.');
  }

  private async show(
    person: SignedInPerson,
    request: Request,
    response: Response,
    entered: EnteredToken,
    faults: FormFaults,
  ): Promise<void> {
    const { t } = this.pages.words(response);
    const isFaulty = faults.summary.length > 0;
    const page = {
      title: isFaulty ? t('http.faulty', { title: t('settings.tokens.title') }) : t('settings.tokens.title'),
      tokens: (await this.tokens.list(person.contactId)).map(tokenLine),
      scopes: scopeChoices(entered.scopes),
      entered,
      faults,
      done: request.query['done'] === 'revoked' ? t('settings.tokens.revoked') : null,
      nonce: this.forms.seal(request, response, sealOf(person)),
    };
    this.pages.send(response, 'settings-tokens.njk', page, isFaulty ? 400 : 200);
  }
}

const sealOf = (person: SignedInPerson): readonly string[] => [person.contactId, 'settings.token'];

import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { returnPathSchema } from '../../platform/http/return-path.js';
import { parseMailAddress } from '../../platform/mail/index.js';
import { OidcSignIn } from './oidc/oidc.service.js';
import { SignInDesk } from './sign-in.desk.js';
import { SignIn } from './sign-in.service.js';
import { LINK_MINUTES } from './sign-in.store.js';

/** Where to go after signing in. */
const toSchema = z.object({ to: returnPathSchema });
type To = z.output<typeof toSchema>;

/** Whatever was typed; what is no address comes back on the form, with the reason. */
const askSchema = toSchema.extend({ email: z.string().trim().default('') });
const outSchema = z.object({ at: z.literal('provider').optional().catch(undefined) });

/** The pages of signing in: ask for a link, follow it, confirm with a button (scanners follow links, people press buttons). */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly oidc: OidcSignIn,
    private readonly desk: SignInDesk,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  ask(@Res() response: Response, @Query(new InputPipe(toSchema, 'sign-in')) { to }: To): void {
    this.showForm(response, { email: '', to, fault: null });
  }

  @Post()
  @HttpCode(200)
  async send(
    @Req() request: Request,
    @Res() response: Response,
    @Body(new InputPipe(askSchema, 'sign-in')) { email, to }: z.output<typeof askSchema>,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const fault = faultOf(email);
    if (fault) return this.showForm(response, { email, to, fault });
    await this.signIn.request(email, to);
    const title = this.desk.words(response).t('sign-in.sent.title');
    const local = this.configuration.smtpUrl === null;
    this.desk.show(response, 'sign-in-sent.njk', { title, email, minutes: LINK_MINUTES, local });
  }

  @Post('out')
  async out(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.desk.requireOwnForm(request);
    const issuer = await this.signIn.signOut(request);
    const { name, attributes } = this.signIn.cookie;
    const page = issuer === null ? '/sign-in/out' : '/sign-in/out?at=provider';
    response.clearCookie(name, attributes).redirect(303, page);
  }

  @Get('out')
  async signedOut(
    @Res() response: Response,
    @Query(new InputPipe(outSchema, 'sign-in')) { at }: z.output<typeof outSchema>,
  ): Promise<void> {
    const title = this.desk.words(response).t('sign-in.out.title');
    const elsewhere = at ? await this.oidc.signOutAddress() : null;
    this.desk.show(response, 'sign-in-out.njk', { title, provider: this.oidc.name ?? '', elsewhere });
  }

  @Get(':token')
  async follow(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const name = await this.signIn.whom(token);
    if (!name) return this.useless(response);
    const title = this.desk.words(response).t('sign-in.confirm.signIn');
    this.desk.show(response, 'sign-in-confirm.njk', { title, name, action: `/sign-in/${token}` });
  }

  @Post(':token')
  async redeem(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const redeemed = await this.signIn.redeem(token);
    if (!redeemed) return this.useless(response);
    this.desk.letIn(response, redeemed.session, redeemed.returnTo);
  }

  private useless(response: Response): void {
    const title = this.desk.words(response).t('sign-in.useless.title');
    this.desk.show(response, 'sign-in-useless.njk', { title, minutes: LINK_MINUTES }, 410);
  }

  private showForm(response: Response, form: To & { email: string; fault: string | null }): void {
    const path = form.to?.split(/[?#]/)[0] ?? '';
    const { t } = this.desk.words(response);
    const page = {
      title: form.fault ? t('http.faulty', { title: t('sign-in.ask.title') }) : t('sign-in.ask.title'),
      path,
      provider: this.oidc.name ?? '',
      start: this.oidc.startAddress(form.to),
      ...form,
    };
    this.desk.show(response, 'sign-in.njk', page, form.fault ? 400 : 200);
  }
}

/** @returns what is wrong with a typed address, or null. Says nothing of whether anybody has it. */
function faultOf(email: string): string | null {
  if (email === '') return 'Enter your e-mail address.';
  try {
    parseMailAddress(email);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { parseMailAddress } from '../../platform/mail/index.js';
import { type PageFrame, PageRenderer } from '../../platform/http/page-renderer.js';
import { requireSameOrigin } from '../../platform/http/same-origin.js';
import { SignIn } from './sign-in.service.js';

/** Whatever was typed; what is no address comes back on the form, with the reason. */
const askSchema = z.object({ email: z.string().trim().default('') });

/** The pages of signing in: ask for a link, follow it, confirm with a button (scanners follow links, people press buttons). */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly pages: PageRenderer,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  ask(): string {
    return this.pages.render('sign-in.njk', { title: 'Sign in', email: '', fault: null });
  }

  @Post()
  @HttpCode(200)
  async send(
    @Req() request: Request,
    @Res() response: Response,
    @Body(new InputPipe(askSchema, 'sign-in')) { email }: z.output<typeof askSchema>,
  ): Promise<void> {
    requireSameOrigin(request, this.configuration.publicUrl);
    const fault = faultOf(email);
    if (fault)
      return this.show(response.status(400), 'sign-in.njk', { title: 'Error: Sign in', email, fault });
    await this.signIn.request(email);
    const local = this.configuration.smtpUrl === null;
    this.show(response, 'sign-in-sent.njk', { title: 'Look into your mail', email, local });
  }

  @Post('out')
  async out(@Req() request: Request, @Res() response: Response): Promise<void> {
    requireSameOrigin(request, this.configuration.publicUrl);
    await this.signIn.signOut(request);
    const { name, attributes } = this.signIn.cookie;
    response.clearCookie(name, attributes).redirect(303, '/sign-in');
  }

  @Get(':token')
  async follow(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const name = await this.signIn.whom(token);
    if (!name) return this.useless(response);
    this.show(response, 'sign-in-confirm.njk', { title: 'Sign in', name, action: `/sign-in/${token}` });
  }

  @Post(':token')
  async redeem(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    requireSameOrigin(request, this.configuration.publicUrl);
    const session = await this.signIn.redeem(token);
    if (!session) return this.useless(response);
    const { name, attributes, maxAge } = this.signIn.cookie;
    response.cookie(name, session, { ...attributes, maxAge }).redirect(303, '/procedures');
  }

  private useless(response: Response): void {
    this.show(response.status(410), 'sign-in-useless.njk', { title: 'This link does not sign in' });
  }

  private show<Page extends PageFrame>(response: Response, template: string, page: Page): void {
    response.type('html').send(this.pages.render(template, page));
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

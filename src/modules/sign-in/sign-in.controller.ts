import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { requireSameOrigin } from '../../platform/http/same-origin.js';
import { SignIn } from './sign-in.service.js';

const askSchema = z.object({ email: z.string().max(254) });
const TWELVE_HOURS_MS = 12 * 60 * 60 * 1000;

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
    return this.pages.render('sign-in.njk', { title: 'Sign in', local: this.configuration.smtpUrl === null });
  }

  @Post()
  @Header('content-type', 'text/html; charset=utf-8')
  async send(@Req() request: Request, @Body(new InputPipe(askSchema, 'sign-in')) { email }: z.output<typeof askSchema>): Promise<string> {
    requireSameOrigin(request, this.configuration.publicUrl);
    await this.signIn.request(email);
    return this.pages.render('sign-in-sent.njk', { title: 'Look into your mail', email, local: this.configuration.smtpUrl === null });
  }

  @Post('out')
  async out(@Req() request: Request, @Res() response: Response): Promise<void> {
    requireSameOrigin(request, this.configuration.publicUrl);
    await this.signIn.signOut(request);
    response.clearCookie(this.signIn.cookieName, { path: '/' }).redirect(303, '/sign-in');
  }

  @Get(':token')
  async follow(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const name = await this.signIn.whom(token);
    if (!name) return this.useless(response);
    response.type('html').send(this.pages.render('sign-in-confirm.njk', { title: 'Sign in', name, action: `/sign-in/${token}` }));
  }

  @Post(':token')
  async redeem(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    requireSameOrigin(request, this.configuration.publicUrl);
    const session = await this.signIn.redeem(token);
    if (!session) return this.useless(response);
    const secure = this.configuration.publicUrl.startsWith('https:');
    response.cookie(this.signIn.cookieName, session, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: TWELVE_HOURS_MS }).redirect(303, '/procedures');
  }

  private useless(response: Response): void {
    response.status(410).type('html').send(this.pages.render('sign-in-useless.njk', { title: 'This link does not sign in' }));
  }
}

import { Body, Controller, Get, Logger, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { newToken } from '../../../platform/auth/index.js';
import { checkNonce, newNonce } from '../../../platform/http/form-nonce.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { returnPathSchema, signInAddress } from '../../../platform/http/return-path.js';
import { ProviderRefusal } from '../../../platform/oidc/index.js';
import { SignInDesk } from '../sign-in.desk.js';
import { ATTEMPT_MINUTES, type KeptChoice, OidcCookie } from './oidc.cookie.js';
import { OidcSignIn } from './oidc.service.js';

const startSchema = z.object({
  to: returnPathSchema,
  choose: z.literal('yes').optional().catch(undefined),
});
const choiceSchema = z.object({ contact: z.string().default(''), nonce: z.string().default('') });

/** Why nobody was signed in, and the status of the page that says so. */
const REFUSALS = { down: 503, denied: 403, stale: 410, faulty: 403, unverified: 403, unknown: 403 } as const;
type Refusal = keyof typeof REFUSALS;

/** Signing in with the identity provider: off to it, back from it, and a choice where one address stands for several contacts. */
@Controller('sign-in/oidc')
export class OidcController {
  private readonly logger = new Logger(OidcController.name);

  constructor(
    private readonly oidc: OidcSignIn,
    private readonly cookie: OidcCookie,
    private readonly desk: SignInDesk,
  ) {}

  @Get()
  async start(
    @Res() response: Response,
    @Query(new InputPipe(startSchema, 'sign-in')) { to, choose }: z.output<typeof startSchema>,
  ): Promise<void> {
    await this.orRefused(response, to, async () => {
      const { address, attempt } = await this.oidc.begin();
      this.cookie.keep(response, { for: 'oidc-attempt', ...attempt, to, choose: choose === 'yes' });
      response.redirect(303, address);
    });
  }

  @Get('callback')
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    const kept = this.cookie.attempt(request);
    this.cookie.drop(response); // an attempt is made once
    if (!kept) return this.refuse(response, 'stale', null);
    await this.orRefused(response, kept.to, async () => {
      const { search } = new URL(request.originalUrl, 'http://this.example'); // a base for parsing only
      const outcome = await this.oidc.signIn(await this.oidc.finish(search, kept), kept.choose);
      if (outcome.kind === 'refused') return this.refuse(response, outcome.reason, kept.to, outcome.email);
      if (outcome.kind === 'session') return this.desk.letIn(response, outcome.token, kept.to);
      this.cookie.keep(response, { for: 'oidc-choice', ...outcome.known, to: kept.to, key: newToken() });
      response.redirect(303, '/sign-in/oidc/choose');
    });
  }

  @Get('choose')
  async choices(@Req() request: Request, @Res() response: Response): Promise<void> {
    const choice = this.cookie.choice(request);
    if (!choice) return this.refuse(response, 'stale', null);
    await this.showChoice(response, choice, false);
  }

  @Post('choose')
  async choose(
    @Req() request: Request,
    @Res() response: Response,
    @Body(new InputPipe(choiceSchema, 'choice')) { contact, nonce }: z.output<typeof choiceSchema>,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const choice = this.cookie.choice(request);
    if (!choice) return this.refuse(response, 'stale', null);
    const isOurs = checkNonce(choice.key, aboutOf(choice), nonce) !== null;
    const session = isOurs ? await this.oidc.choose(choice, contact) : null;
    if (!session) return this.showChoice(response, choice, true);
    this.cookie.drop(response);
    this.desk.letIn(response, session, choice.to);
  }

  /** The nonce's key lies in this choice's own cookie: the browser sends no `SameSite=Strict` one along when it comes from the provider. */
  private async showChoice(response: Response, choice: KeptChoice, isFaulty: boolean): Promise<void> {
    const options = await this.oidc.options(choice);
    const nonce = newNonce(choice.key, aboutOf(choice)).text;
    const page = {
      title: this.desk.words(response).t('sign-in.choose.title'),
      email: choice.email,
      options,
      nonce,
      isFaulty,
      mail: signInAddress(choice.to),
    };
    this.desk.show(response, 'sign-in-choose.njk', page, isFaulty ? 400 : 200);
  }

  private async orRefused(response: Response, to: string | null, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof ProviderRefusal)) throw error;
      this.logger.warn({
        message: 'The identity provider led to nobody.',
        reason: error.reason,
        said: error.said,
      });
      await this.refuse(response, error.reason, to);
    }
  }

  private async refuse(response: Response, reason: Refusal, to: string | null, email = ''): Promise<void> {
    const provider = this.oidc.name ?? '';
    const secretariat = await this.oidc.secretariat();
    const values = { provider, email, secretariat, minutes: ATTEMPT_MINUTES };
    const page = {
      title: this.desk.words(response).t(`sign-in.${reason}.title`, values),
      reason,
      values,
      start: this.oidc.startAddress(to),
      mail: signInAddress(to),
    };
    this.desk.show(response, 'sign-in-refused.njk', page, REFUSALS[reason]);
  }
}

function aboutOf({ issuer, subject, email }: KeptChoice): string[] {
  return ['oidc-choice', issuer, subject, email];
}

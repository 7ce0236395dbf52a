import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { systemProcessClock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { addMs, compareInstants, instantSchema } from '../../../kernel/instant.js';
import { Seal } from '../../../platform/auth/index.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { type PrivateCookie, privateCookie, textOfCookie } from '../../../platform/http/private-cookie.js';

/** How long a person may take at the provider, and then to choose. */
export const ATTEMPT_MINUTES = 10;
const ATTEMPT_MS = ATTEMPT_MINUTES * 60_000;

const lasting = { until: instantSchema, to: z.string().nullable() };
/** While the person is at the provider. `choose`: asks for whom also somebody who is bound to a contact. */
const attemptSchema = z.object({
  ...lasting,
  for: z.literal('oidc-attempt'),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  choose: z.boolean(),
});
/** While the person chooses among contacts of one address. `key`: of the form's nonce. */
const choiceSchema = z.object({
  ...lasting,
  for: z.literal('oidc-choice'),
  issuer: z.string(),
  subject: z.string(),
  email: z.string(),
  key: z.string(),
});
const keptSchema = z.discriminatedUnion('for', [attemptSchema, choiceSchema]);

type Kept = z.output<typeof keptSchema>;
export type KeptAttempt = Omit<z.output<typeof attemptSchema>, 'until'>;
export type KeptChoice = Omit<z.output<typeof choiceSchema>, 'until'>;

/**
 * What a browser keeps of its way through the provider: sealed, so that it can neither be read nor made up, for ten minutes. One
 * at a time: whoever starts again in another window ends what was begun in the first.
 */
@Injectable()
export class OidcCookie {
  private readonly cookie: PrivateCookie;

  constructor(
    private readonly seal: Seal,
    @Inject(CONFIGURATION) { publicUrl }: Configuration,
  ) {
    this.cookie = privateCookie('plenum-oidc', ATTEMPT_MS, publicUrl);
  }

  /** Gives it to the browser. */
  keep(response: Response, kept: KeptAttempt | KeptChoice): void {
    const until = addMs(systemProcessClock.now(), ATTEMPT_MS);
    const { name, attributes, maxAge } = this.cookie;
    response.cookie(name, this.seal.seal(JSON.stringify({ ...kept, until })), { ...attributes, maxAge });
  }

  /** Takes it from the browser. */
  drop(response: Response): void {
    response.clearCookie(this.cookie.name, this.cookie.attributes);
  }

  /** @returns the attempt that this browser is on; null without one, after ten minutes, or when it was tampered with */
  attempt(request: Request): KeptAttempt | null {
    const kept = this.read(request);
    return kept?.for === 'oidc-attempt' ? kept : null;
  }

  /** @returns the choice that this browser is to make; null as in {@link attempt} */
  choice(request: Request): KeptChoice | null {
    const kept = this.read(request);
    return kept?.for === 'oidc-choice' ? kept : null;
  }

  private read(request: Request): Kept | null {
    const text = textOfCookie(request, this.cookie);
    if (text === null) return null;
    const kept = keptSchema.safeParse(this.opened(text));
    if (!kept.success || compareInstants(kept.data.until, systemProcessClock.now()) <= 0) return null;
    return kept.data;
  }

  /** What a browser sends may be anything; what was sealed here is JSON, or a token that was never meant for a cookie. */
  private opened(sealed: string): unknown {
    try {
      return JSON.parse(this.seal.open(sealed));
    } catch (error) {
      if (error instanceof SyntaxError || (error instanceof DomainError && error.code === 'seal.broken'))
        return null;
      throw error;
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { type PageFrame, PageRenderer } from '../../platform/http/page-renderer.js';
import { requireSameOrigin } from '../../platform/http/same-origin.js';
import type { Words } from '../../platform/http/words.js';
import { SignIn } from './sign-in.service.js';

/** The counter between browser and sign-in: sends pages, takes forms of our own pages alone, lets a person in. */
@Injectable()
export class SignInDesk {
  constructor(
    private readonly pages: PageRenderer,
    private readonly signIn: SignIn,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>,
  ) {}

  /** Sends a page in the reader's language. */
  show<Page extends PageFrame>(response: Response, template: string, page: Page, status = 200): void {
    this.pages.send(response, template, page, status);
  }

  /** @returns what is said with to whoever gets this answer */
  words(response: Response): Words {
    return this.pages.words(response);
  }

  /** @throws DomainError `request.cross-site` when another site sent the form */
  requireOwnForm(request: Request): void {
    requireSameOrigin(request, this.configuration.publicUrl);
  }

  /** Gives the browser its session and sends it on; to the front page where it wanted nothing else. */
  letIn(response: Response, session: string, returnTo: string | null): void {
    const { name, attributes, maxAge } = this.signIn.cookie;
    response.cookie(name, session, { ...attributes, maxAge }).redirect(303, returnTo ?? '/');
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { requireSameOrigin } from '../../platform/http/same-origin.js';
import { SignIn } from './sign-in.service.js';

/** What every page of signing in is given beside its own data. */
interface SignInPageData {
  readonly title: string;
  /** its texts, by the names the template uses */
  readonly messages: Readonly<Record<string, string>>;
}

/** The counter between browser and sign-in: sends pages, takes forms of our own pages alone, lets a person in. */
@Injectable()
export class SignInDesk {
  constructor(
    private readonly pages: PageRenderer,
    private readonly signIn: SignIn,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>,
  ) {}

  /** Sends a page. */
  show<Page extends SignInPageData>(response: Response, template: string, page: Page, status = 200): void {
    response.status(status).type('html').send(this.pages.render(template, page));
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

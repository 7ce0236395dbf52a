import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { frameOf } from '../../platform/http/frame.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { startOf } from './navigation.js';

/** The front page: what this is, and where to go. Whoever is signed in goes straight to the own work. */
@Controller()
export class HomeController {
  constructor(
    private readonly pages: PageRenderer,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  home(@Res() response: Response): void {
    const { person } = frameOf(response);
    if (person) return response.redirect(303, startOf(person));
    const { smtpUrl, databaseUrl, simulatedClock } = this.configuration;
    this.pages.send(response, 'home.njk', {
      title: this.pages.words(response).t('frame.home.title'),
      local: smtpUrl === null,
      embedded: databaseUrl === null,
      simulatedClock,
    });
  }
}

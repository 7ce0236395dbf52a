import { Controller, Get, Header, Inject } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';

/** The front page: what this is, and where to go. */
@Controller()
export class HomeController {
  constructor(
    private readonly pages: PageRenderer,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  home(): string {
    const { smtpUrl, databaseUrl, simulatedClock } = this.configuration;
    return this.pages.render('home.njk', {
      title: 'Written procedures',
      local: smtpUrl === null,
      embedded: databaseUrl === null,
      simulatedClock,
    });
  }
}

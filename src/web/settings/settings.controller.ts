import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { keepsEndpoints } from '../../modules/webhooks/index.js';

/** Who I am here, how I read, and what my programs may do. */
@Controller('settings')
@UseGuards(SessionGuard)
@SignedIn()
export class SettingsController {
  constructor(private readonly pages: PageRenderer) {}

  @Get()
  show(@CurrentPerson() person: SignedInPerson, @Res() response: Response): void {
    this.pages.send(response, 'settings.njk', {
      title: this.pages.words(response).t('settings.title'),
      person,
      keepsEndpoints: keepsEndpoints(person),
    });
  }
}

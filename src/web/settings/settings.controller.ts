import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { Organs } from '../../modules/organs/index.js';
import { Standing } from '../../modules/registry/index.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { keepsEndpoints } from '../../modules/webhooks/index.js';

/** Who I am here, how I read, and what my programs may do. */
@Controller('settings')
@UseGuards(SessionGuard)
@SignedIn()
export class SettingsController {
  constructor(
    private readonly organs: Organs,
    private readonly standing: Standing,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(@CurrentPerson() person: SignedInPerson, @Res() response: Response): Promise<void> {
    const { memberships } = await this.standing.history(person.party);
    const organs = await this.organs.list();
    this.pages.send(response, 'settings.njk', {
      title: this.pages.words(response).t('settings.title'),
      person,
      party: memberships.at(-1)?.name ?? person.party,
      organs: organs.filter(({ code }) => person.organs.includes(code)),
      keepsEndpoints: keepsEndpoints(person),
    });
  }
}

import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { maySeeContacts } from '../../../modules/registry/index.js';
import { RollCall } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { DraftDesk } from '../draft-desk.js';
import { type WhoQuery, whoPage, whoQuerySchema } from './who.page.js';

/** Step 3 of a draft: the roll as of now. It is the registry's; what is wrong with it is mended there. */
@Controller('procedures/:id/draft/who')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class WhoController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly roll: RollCall,
  ) {}

  @Get()
  async look(
    @Param('id') id: string,
    @Query(new InputPipe(whoQuerySchema, 'query')) query: WhoQuery,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const words = this.desk.words(response);
    const page = {
      title: words.t('launch.step.who'),
      ...whoPage(await this.roll.now(), visit, query, words),
      seesAddresses: maySeeContacts(person, ''),
    };
    this.desk.show(request, response, 'launch-who.njk', visit, page);
  }
}

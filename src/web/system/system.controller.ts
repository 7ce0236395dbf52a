import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { caseIdSchema } from '../../kernel/ids.js';
import { Forms } from '../../platform/http/forms.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { Health, ParkedWork } from '../../modules/operations/index.js';
import { healthInWords, parkedLine } from './system.page.js';

const retrySchema = z.object({
  kind: z.enum(['case', 'effect']),
  id: caseIdSchema,
  nonce: z.string().max(200).default(''),
});

/** How the timers are, in plain words, and what failed for good. */
@Controller('system')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class SystemController {
  constructor(
    private readonly health: Health,
    private readonly parked: ParkedWork,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
  ) {}

  @Get()
  async show(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const [report, parked] = await Promise.all([this.health.report(), this.parked.list()]);
    const words = this.pages.words(response);
    this.pages.send(response, 'system.njk', {
      title: words.t('system.title'),
      report,
      health: healthInWords(report, words),
      parked: parked.map((one) => parkedLine(one, words)),
      mayRetry: person.roles.includes('secretariat'),
      done: request.query['done'] === 'retried',
      nonce: this.forms.seal(request, response, sealOf(person)),
    });
  }

  @Post('retry')
  @SignedIn('secretariat')
  async retry(
    @Body(new InputPipe(retrySchema, 'retry')) { kind, id, nonce }: z.output<typeof retrySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.forms.require(request, sealOf(person), nonce);
    await (kind === 'case' ? this.parked.retryCase(id) : this.parked.retryEffect(id));
    response.redirect(303, '/system?done=retried');
  }
}

const sealOf = (person: SignedInPerson): readonly string[] => [person.contactId, 'system.retry'];

import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { fixedDeadline } from '../../../kernel/business-calendar.js';
import type { Instant } from '../../../kernel/instant.js';
import { WrittenProcedures } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { tagOf } from '../status-tag.js';

const wallTime = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/, 'a date and hour such as 2013-03-09T17:00')
  .default('');
const askedSchema = z.object({ knownAt: wallTime, at: wallTime });

/** What was known at one instant about what held at another; both are read in the reader's zone. */
@Controller('procedures/:id/as-known')
@UseGuards(SessionGuard)
@SignedIn()
export class AsKnownController {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async standing(
    @Param('id') id: string,
    @Query(new InputPipe(askedSchema, 'query')) asked: z.output<typeof askedSchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const procedure = await this.procedures.show(id, person);
    const question = { ...instantIn('knownAt', asked, person), ...instantIn('at', asked, person) };
    const standing = await this.procedures.standing(id, person, question);
    const heading = this.pages.words(response).t('procedures.page.known');
    const title = `${heading} – ${procedure.reference}`;
    this.pages.send(response, 'procedure-as-known.njk', {
      title,
      heading,
      procedure,
      asked,
      standing: { ...standing, tag: tagOf(standing.status) },
    });
  }
}

function instantIn(
  name: 'knownAt' | 'at',
  asked: z.output<typeof askedSchema>,
  { zone }: SignedInPerson,
): Partial<Record<'knownAt' | 'at', Instant>> {
  if (asked[name] === '') return {};
  return { [name]: fixedDeadline({ wallTime: asked[name], zone, rule: name }).at };
}

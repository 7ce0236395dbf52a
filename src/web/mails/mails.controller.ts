import {
  Body,
  Controller,
  Get,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Forms } from '../../platform/http/forms.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { MAIL_READERS, MAIL_STATUSES, Mails } from '../../modules/notifications/index.js';
import { type MailQuestion, deliveryLine, mailLine, mailPages } from './mails.page.js';

const PAGE = 50;
const blank = z
  .string()
  .trim()
  .max(254)
  .transform((text) => text || undefined);
const listSchema = z.object({
  status: z.enum(MAIL_STATUSES).optional().catch(undefined),
  party: blank.optional(),
  address: blank.optional(),
  case: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});
const nonceSchema = z.object({ nonce: z.string().max(200).default('') });

/** The mail log: each mail as it was sent, what became of it, and sending it again. */
@Controller('mails')
@UseGuards(SessionGuard)
@SignedIn(...MAIL_READERS)
export class MailPagesController {
  constructor(
    private readonly mails: Mails,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
  ) {}

  @Get()
  async list(
    @Query(new InputPipe(listSchema, 'query')) question: MailQuestion,
    @Res() response: Response,
  ): Promise<void> {
    const { case: caseId, ...rest } = question;
    const found = await this.mails.list({ ...rest, caseId, limit: PAGE + 1 });
    this.pages.send(response, 'mails.njk', {
      title: this.pages.words(response).t('mails.title'),
      wide: true,
      question,
      statuses: MAIL_STATUSES,
      ...mailPages(found, question, PAGE, this.pages.words(response)),
    });
  }

  @Get(':id')
  async show(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const mail = await this.mails.show(id);
    const { deliveries, nextTryAt } = await this.mails.triesOf(id);
    this.pages.send(response, 'mails-mail.njk', {
      title: mail.subject,
      mail: { ...mailLine(mail, this.pages.words(response)), ...mail },
      deliveries: deliveries.map(deliveryLine),
      nextTryAt,
      done: request.query['done'] === 'resent',
      mayResend: person.roles.includes('secretariat') && mail.status !== 'queued',
      nonce: this.forms.seal(request, response, [person.contactId, 'mails.resend', id]),
    });
  }

  @Get(':id/html')
  async html(@Param('id', ParseUUIDPipe) id: string, @Res() response: Response): Promise<void> {
    const { html } = await this.mails.show(id);
    // A mail carries its own inline styles; nothing else may run or load, and it has no origin of ours.
    response
      .set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .type('html')
      .send(html);
  }

  @Post(':id/resend')
  @SignedIn('secretariat')
  async resend(
    @Param('id', ParseUUIDPipe) id: string,
    @Body(new InputPipe(nonceSchema, 'resend')) { nonce }: z.output<typeof nonceSchema>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const formId = this.forms.require(request, [person.contactId, 'mails.resend', id], nonce);
    await this.mails.resend(id, formId); // the new mail is written by a worker, so it has no page yet
    response.redirect(303, `/mails/${id}?done=resent`);
  }
}

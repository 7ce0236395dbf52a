import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { type Instant, toInstant } from '../../kernel/instant.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { MailboxGuard } from './mailbox.guard.js';
import { Mailbox, type MailboxEntry } from './mailbox.js';

const querySchema = z.object({ address: z.string().max(200).default('') });
const SHOWN = 100;

/** The local mailbox: pages on which links of mails can be followed, when mails go into files. */
@Controller('mailbox')
@UseGuards(MailboxGuard)
export class MailboxController {
  constructor(
    private readonly mailbox: Mailbox,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async list(
    @Query(new InputPipe(querySchema, 'query')) { address }: z.output<typeof querySchema>,
    @Res() response: Response,
  ): Promise<void> {
    const { entries, total } = await this.mailbox.list(address, SHOWN);
    this.pages.send(response, 'mailbox.njk', {
      title: this.pages.words(response).t('notifications.mailbox.title'),
      address,
      total,
      shown: entries.length,
      entries: entries.map(presentEntry),
    });
  }

  @Get(':id')
  async show(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const mail = await this.mailbox.show(id);
    this.pages.send(response, 'mailbox-mail.njk', {
      title: mail.subject,
      mail: presentEntry(mail),
      parts: linked(mail.text),
      calendar: mail.calendar,
    });
  }

  @Get(':id/html')
  async html(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const { html } = await this.mailbox.show(id);
    // The mail carries its own inline styles; nothing else may run or load, and it has no origin of ours.
    response
      .set(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation",
      )
      .type('html')
      .send(html);
  }

  @Get(':id/raw')
  async raw(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const { raw } = await this.mailbox.show(id);
    response.set('content-disposition', `attachment; filename="${id}.eml"`).type('message/rfc822').send(raw);
  }
}

function presentEntry(entry: MailboxEntry): {
  id: string;
  to: string;
  address: string;
  subject: string;
  date: Instant;
} {
  const { id, to, address, subject, date } = entry;
  return { id, to, address, subject, date: toInstant(date.getTime()) };
}

/** Cuts a text into plain parts and addresses, so that the page can make links of them. */
function linked(text: string): readonly { readonly text: string; readonly href: string | null }[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part) => ({ text: part, href: /^https?:\/\//.test(part) ? part : null }));
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { LegalClock, OutboxWriter } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { type OutboxId, derivedId, newId } from '../../../kernel/ids.js';
import type { JsonObject } from '../../../kernel/json.js';
import { oneLine } from '../../../platform/mail/index.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import { languageFor } from '../../../platform/language/index.js';
import {
  ACROSS_CASES,
  type MailRenderer,
  MailTemplates,
  type RenderedMail,
} from '../../notifications/index.js';
import { findContact } from '../../registry/index.js';
import { type Mail, writtenProcedure } from '../../../../workflows/written-procedure/index.js';
import type { PlayedLaunch } from './launch-plays.service.js';

const REHEARSAL_MAIL = 'launch-rehearsal';
/** Stands where a recipient's own link and code will be. */
const SAMPLE = { path: '/sample-of-a-personal-link', code: '••••••' };

const rehearsalMailSchema = z.object({
  language: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

/** The launch mail before the launch: as each recipient will get it, and sent to oneself. */
@Injectable()
export class LaunchMails implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly templates: MailTemplates,
    private readonly outbox: OutboxWriter,
    private readonly pages: PageRenderer,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>,
  ) {}

  onModuleInit(): void {
    this.templates.register(ACROSS_CASES, REHEARSAL_MAIL, renderRehearsal);
  }

  /**
   * @param played a launch that was not refused
   * @param mail one of its mails
   * @returns the mail as its recipient will read it, with a link that leads nowhere in the place of the personal one
   * @throws DomainError `launch.refused` when the launch was refused
   */
  render(played: PlayedLaunch, mail: Mail): RenderedMail {
    const { opened, launchAt } = played;
    if (!opened)
      throw new DomainError('launch.refused', 'conflict', 'There is no mail of a launch that is refused.');
    const { render, personal } = this.templates.get(writtenProcedure.name, mail.template);
    const { publicUrl } = this.configuration;
    const facts = mail.facts as JsonObject; // zod's JSON type is the mutable twin of ours
    return render({
      id: newId(),
      to: mail.to,
      file: opened.file,
      facts,
      round: mail.round,
      ballot: personal({ ...mail, facts: mail.facts })
        ? { url: `${publicUrl}${SAMPLE.path}`, code: SAMPLE.code }
        : null,
      publicUrl,
      occurredAt: mail.facts['kind'] === 'opening' ? opened.context.asOf : launchAt,
      late: false,
      messages: this.pages.messages,
      partyNames: played.partyNames,
    });
  }

  /** @returns the language that the mail to this recipient is written in */
  languageOf(mail: Mail): string {
    return languageFor(mail.to.contact.languages);
  }

  /**
   * Sends one launch mail to whoever asks, and to nobody else, marked as a rehearsal.
   *
   * @param contactId of whoever asks
   * @param formId of the form that asked: sent twice, it sends one mail
   * @returns the address it goes to
   * @throws DomainError `registry.unknown-contact` when whoever asks is no contact any more
   */
  async sendToMyself(played: PlayedLaunch, mail: Mail, contactId: string, formId: string): Promise<string> {
    const { language, subject, text, html } = this.render(played, mail);
    return this.dataSource.transaction(async (tx) => {
      const contact = await findContact(tx, contactId, await this.clock.now(tx));
      if (!contact)
        throw new DomainError('registry.unknown-contact', 'conflict', 'You have no address in the registry.');
      const { id, name, email, languages, zone } = contact;
      const payload = {
        template: REHEARSAL_MAIL,
        to: { role: 'secretariat', party: contact.party, contact: { id, name, email, languages, zone } },
        round: null,
        facts: { language, subject, text, html },
        statutory: false,
      };
      const messageId = derivedId<OutboxId>(played.opened?.file.caseId ?? newId(), `rehearsal ${formId}`);
      await this.outbox.enqueue(
        tx,
        { topic: 'mail', payload: JSON.parse(JSON.stringify(payload)) as JsonObject, caseId: null }, // plain JSON by construction
        messageId,
      );
      return email;
    });
  }
}

/** The mail as it was rendered, with a line above it that says what it is. */
const renderRehearsal: MailRenderer = ({ facts, messages }) => {
  const { language, subject, text, html } = rehearsalMailSchema.parse(facts);
  const tag = messages.say(languageFor([language]), 'written-procedures.rehearsal.tag');
  const line = messages.say(languageFor([language]), 'written-procedures.rehearsal.line');
  return {
    language,
    subject: oneLine(`${tag}: ${subject}`),
    text: `${line}\n\n${text}`,
    html: html.replace(/<body[^>]*><div[^>]*>/, (body) => `${body}<p><strong>${line}</strong></p>`),
    ics: null,
  };
};

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseReader, EffectRegistry, type EffectResult, Engine, type OutboxMessage, OutboxWriter, TryAgainLater } from '../../engine/index.js';
import { systemProcessClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { JsonObject } from '../../kernel/json.js';
import { Seal } from '../../platform/auth/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { MAIL_TRANSPORT, MailboxRefused, type MailTransport, composeMail } from '../../platform/mail/index.js';
import { BallotLinks } from '../ballots/index.js';
import { noteBounce } from '../registry/index.js';
import { type MailEffect, MailTemplates, mailEffectSchema } from './mail-templates.js';
import { type MailFilter, type MailRow, findMail, insertMail, listMails, settleMail } from './mail.store.js';

/** A personal link, and the code of objections beside it, as they must not be kept. */
const LINK = /\/b\/[A-Za-z0-9_-]{43}/g;

/**
 * Turns mail effects into mails. A mail is written once, in one transaction with its link; what is sent is exactly what was
 * written, however often a crash makes it try again.
 */
@Injectable()
export class Mails implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly effects: EffectRegistry,
    private readonly outbox: OutboxWriter,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly templates: MailTemplates,
    private readonly links: BallotLinks,
    private readonly seal: Seal,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.effects.register('mail', (message) => this.deliver(message));
  }

  /** @returns mails as kept, newest first */
  async list(filter: MailFilter): Promise<MailRow[]> {
    return listMails(this.dataSource.manager, filter);
  }

  /** @throws DomainError `mail.unknown` */
  async show(id: string): Promise<MailRow> {
    const found = await findMail(this.dataSource.manager, id);
    if (!found) throw new DomainError('mail.unknown', 'not-found', `There is no mail ${id}. List the mails to find its id.`, { id });
    const { sealed: _sealed, ...mail } = found;
    return mail;
  }

  /**
   * Sends a mail once more, as a new mail with a new link.
   *
   * @returns id of the new mail
   * @throws DomainError `mail.unknown`
   */
  async resend(id: string): Promise<string> {
    const mail = await this.show(id);
    return this.dataSource.transaction(async (tx) => {
      const [row] = await tx.query<{ payload: JsonObject }[]>('select payload from outbox_message where id = $1', [id]);
      return this.outbox.enqueue(tx, { topic: 'mail', payload: row?.payload ?? {}, caseId: mail.caseId as CaseId | null }); // an id of the engine's own table
    });
  }

  /**
   * Takes note that a mail came back for good: the contact is marked, and the case is told that silence cannot run there.
   *
   * @returns false when the mail is none of ours or was known to have bounced: then nothing happens
   */
  async bounced(mailId: string, diagnostic: string): Promise<boolean> {
    const mail = await findMail(this.dataSource.manager, mailId);
    if (!mail || mail.status === 'bounced') return false;
    await this.dataSource.transaction(async (tx) => {
      await settleMail(tx, mailId, 'bounced', diagnostic);
      await noteBounce(tx, mail.contactId, diagnostic);
    });
    await this.tellCase(mail, diagnostic);
    return true;
  }

  private async deliver(message: OutboxMessage): Promise<EffectResult> {
    const written = await this.dataSource.transaction((tx) => this.write(tx, message));
    if ('skipped' in written) return written;
    const mail = await findMail(this.dataSource.manager, message.id);
    if (!mail?.sealed || mail.status !== 'queued') return 'done';
    const { raw, envelope } = JSON.parse(this.seal.open(mail.sealed)) as { raw: string; envelope: never }; // sealed below
    try {
      const response = await this.transport.send({ raw: Buffer.from(raw, 'base64'), messageId: mail.messageId, envelope });
      await settleMail(this.dataSource.manager, message.id, 'sent', response);
    } catch (error) {
      if (!(error instanceof MailboxRefused)) throw new TryAgainLater(error instanceof Error ? error.message : String(error));
      await this.bounced(message.id, error.message);
    }
    return 'done';
  }

  /** Writes the mail unless it was written before or is not needed any more. */
  private async write(tx: EntityManager, message: OutboxMessage): Promise<{ skipped: string } | { written: true }> {
    if (await findMail(tx, message.id)) return { written: true };
    const effect = mailEffectSchema.parse(message.payload);
    const file = await this.cases.view(message.caseId as CaseId, tx); // a mail effect always belongs to a case
    const skipped = await this.templates.whyNotSend(tx, file.workflow, effect, message);
    if (skipped) return { skipped };
    const { render, personal } = this.templates.get(file.workflow, effect.template);
    const ballot = personal(effect) ? await this.issueLink(tx, effect, message, file.context) : null;
    const { publicUrl, mailFrom } = this.configuration;
    const { occurredAt, late } = message;
    const rendered = render({ id: message.id, to: effect.to, file, facts: effect.facts as JsonObject, round: effect.round, ballot, publicUrl, occurredAt, late });
    const { role, party, contact } = effect.to;
    const threadTitle = String(file.context['reference'] ?? file.caseId);
    const outgoing = { id: message.id, to: { name: contact.name, address: contact.email }, ...rendered, thread: file.caseId, threadTitle };
    const mime = await composeMail(outgoing, { name: 'Plenum', address: mailFrom }, systemProcessClock.now());
    const blank = (text: string): string => this.withoutSecrets(text, ballot?.code ?? null);
    await insertMail(
      tx,
      {
        id: message.id, caseId: file.caseId, template: effect.template, role, party, contactId: contact.id, address: contact.email, name: contact.name, language: rendered.language,
        subject: rendered.subject, text: blank(rendered.text), html: blank(rendered.html), ics: rendered.ics, messageId: mime.messageId, occurredAt, late,
      },
      this.seal.seal(JSON.stringify({ raw: mime.raw.toString('base64'), envelope: mime.envelope })),
    );
    return { written: true };
  }

  private async issueLink(tx: EntityManager, mail: MailEffect, message: OutboxMessage, context: JsonObject): Promise<{ url: string; code: string }> {
    const textHash = String(mail.facts['textHash'] ?? context['textHash']);
    return this.links.issue(tx, { caseId: String(message.caseId), round: mail.round ?? 1, party: mail.to.party, contactId: mail.to.contact.id, textHash, mailId: message.id });
  }

  private withoutSecrets(text: string, code: string | null): string {
    const withoutLinks = text.replace(LINK, '/b/•••');
    return code ? withoutLinks.replaceAll(code, '•••') : withoutLinks;
  }

  private async tellCase(mail: MailRow, diagnostic: string): Promise<void> {
    if (!mail.caseId || mail.role === 'chair' || mail.role === 'secretariat') return;
    const { party, contactId, id } = mail;
    await this.engine.submit({
      caseId: mail.caseId as CaseId, // the engine's own id
      type: 'record-undeliverable',
      commandId: `bounce-${id}` as CommandId,
      actor: { kind: 'system', id: 'mail', name: 'Mail delivery' },
      payload: { party, contactId, mailId: id, diagnostic: diagnostic.slice(0, 500) },
    });
  }
}

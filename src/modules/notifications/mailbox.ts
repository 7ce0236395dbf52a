import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { DomainError } from '../../kernel/domain-error.js';

/** A mail in the local mailbox, as its file has it. */
export interface MailboxEntry {
  readonly id: string;
  readonly to: string;
  readonly address: string;
  readonly subject: string;
  readonly date: Date;
}

/** One mail whole. */
export interface MailboxMail extends MailboxEntry {
  readonly text: string;
  readonly html: string;
  readonly calendar: string | null;
  readonly raw: Buffer;
}

const ID = /^[0-9a-f-]{36}$/;

/** The mails that went into files, because no SMTP server is configured: what a delegate would find in the inbox. */
export class Mailbox {
  /** @param folder where the file transport writes */
  constructor(private readonly folder: string) {}

  /**
   * @param address part of a recipient's address or name; empty for all
   * @param limit at most so many
   * @returns entries, newest first, and how many there are in all
   */
  async list(address: string, limit: number): Promise<{ readonly entries: MailboxEntry[]; readonly total: number }> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith('.eml') && !name.startsWith('.'));
    const newestFirst = names.sort().reverse(); // ids are time-ordered
    const entries: MailboxEntry[] = [];
    for (const name of newestFirst) {
      if (entries.length >= limit) break;
      const { text: _text, html: _html, calendar: _calendar, raw: _raw, ...entry } = await this.read(name);
      if (`${entry.to} ${entry.address}`.toLowerCase().includes(address.toLowerCase())) entries.push(entry);
    }
    return { entries, total: names.length };
  }

  /** @throws DomainError `mailbox.unknown` */
  async show(id: string): Promise<MailboxMail> {
    if (!ID.test(id) || !(await stat(join(this.folder, `${id}.eml`)).catch(() => null))) {
      throw new DomainError('mailbox.unknown', 'not-found', 'There is no such mail in the local mailbox. Go back to the list at /mailbox.');
    }
    return this.read(`${id}.eml`);
  }

  private async read(name: string): Promise<MailboxMail> {
    const raw = await readFile(join(this.folder, name));
    const mail = await simpleParser(raw, { skipImageLinks: true });
    const [to] = [mail.to].flat().flatMap((one) => one?.value ?? []);
    const calendar = mail.attachments.find((attachment) => attachment.contentType === 'text/calendar');
    return {
      id: name.replace(/\.eml$/, ''), to: to?.name ?? '', address: to?.address ?? '', subject: mail.subject ?? '', date: mail.date ?? new Date(0),
      text: mail.text ?? '', html: typeof mail.html === 'string' ? mail.html : '', calendar: calendar?.content.toString('utf8') ?? null, raw,
    };
  }
}

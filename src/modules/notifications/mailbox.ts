import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { DomainError } from '../../kernel/domain-error.js';
import { isMissing } from './missing-file.js';

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

const MAIL_FILE = /^[0-9a-f-]{36}\.eml$/;

/** The mails that went into files, because no SMTP server is configured: what a delegate would find in the inbox. */
export class Mailbox {
  /** @param folder where the file transport writes */
  constructor(private readonly folder: string) {}

  /**
   * @param address part of a recipient's address or name; empty for all
   * @param limit at most so many
   * @returns entries, newest first, and how many mails there are in all
   */
  async list(
    address: string,
    limit: number,
  ): Promise<{ readonly entries: MailboxEntry[]; readonly total: number }> {
    const names = (await this.names()).filter((name) => MAIL_FILE.test(name));
    const newestFirst = names.sort().reverse(); // ids are time-ordered
    const wanted = address.trim().toLowerCase();
    const entries: MailboxEntry[] = [];
    for (const name of newestFirst) {
      if (entries.length >= limit) break;
      const entry = await readHead(name, await readFile(join(this.folder, name)));
      if (`${entry.to} ${entry.address}`.toLowerCase().includes(wanted)) entries.push(entry);
    }
    return { entries, total: names.length };
  }

  /** @throws DomainError `mailbox.unknown` */
  async show(id: string): Promise<MailboxMail> {
    const name = `${id}.eml`;
    if (!MAIL_FILE.test(name) || !(await this.names()).includes(name)) {
      throw new DomainError(
        'mailbox.unknown',
        'not-found',
        'There is no such mail in the local mailbox. Go back to the list at /mailbox.',
      );
    }
    const raw = await readFile(join(this.folder, name));
    const { text, html, attachments } = await simpleParser(raw, { skipImageLinks: true });
    const calendar = attachments.find((attachment) => attachment.contentType === 'text/calendar');
    return {
      ...(await readHead(name, raw)),
      text: text ?? '',
      html: typeof html === 'string' ? html : '',
      calendar: calendar?.content.toString('utf8') ?? null,
      raw,
    };
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if (isMissing(error)) return []; // made with the first mail
      throw error;
    }
  }
}

/** Reads the header alone: a list of a hundred mails needs none of their bodies. */
async function readHead(name: string, raw: Buffer): Promise<MailboxEntry> {
  const end = raw.indexOf('\r\n\r\n');
  const mail = await simpleParser(raw.subarray(0, end < 0 ? raw.length : end + 4));
  const [to] = [mail.to ?? []].flat().flatMap(({ value }) => value);
  const id = name.replace(/\.eml$/, '');
  return {
    id,
    to: to?.name ?? '',
    address: to?.address ?? '',
    subject: mail.subject ?? '',
    date: mail.date ?? new Date(0),
  };
}

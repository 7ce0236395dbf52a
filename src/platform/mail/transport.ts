import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { DomainError } from '../../kernel/domain-error.js';
import type { ComposedMail } from './message.js';

/** The mail server said for good that this mailbox does not take the mail. */
export class MailboxRefused extends DomainError {
  constructor(response: string) {
    super('mail.refused', 'unavailable', `The mail server refused the mailbox: ${response}`, { response });
  }
}

/** How mail leaves. Two ways exist: SMTP, and files for trying Plenum out. */
export interface MailTransport {
  readonly kind: 'smtp' | 'file';
  /**
   * Sends one composed mail.
   *
   * @returns what the server answered
   * @throws MailboxRefused on a permanent refusal of the recipient; any other error means: try again later
   */
  send(mail: ComposedMail): Promise<string>;
  close(): void;
}
export const MAIL_TRANSPORT = Symbol('MailTransport');

/**
 * Mail through an SMTP server, pooled.
 *
 * @param url `smtp://user:password@host:port`, `smtps://…`
 * @param timeoutMs how long a silent server is waited for
 */
export function smtpTransport(url: string, timeoutMs = 20_000): MailTransport {
  const pool = nodemailer.createTransport({
    url, pool: true, maxConnections: 4, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true,
  });
  return {
    kind: 'smtp',
    send: async ({ raw, envelope }) => {
      try {
        const sent = (await pool.sendMail({ envelope: { from: envelope.from, to: [envelope.to] }, raw })) as { envelope: { to: string[] }; response: string };
        if (sent.envelope.to.join() !== envelope.to) throw new Error(`the envelope became ${sent.envelope.to.join()}`);
        return sent.response;
      } catch (error) {
        const { responseCode, response } = error as { responseCode?: number; response?: string };
        if (responseCode !== undefined && responseCode >= 500 && responseCode < 600) throw new MailboxRefused(response ?? String(responseCode));
        throw error;
      }
    },
    close: () => pool.close(),
  };
}

/**
 * Mail into files: `<folder>/<message id>.eml`, each appearing whole or not at all; a repeat replaces itself.
 *
 * @param folder where
 */
export function fileTransport(folder: string): MailTransport {
  return {
    kind: 'file',
    send: async ({ raw, messageId }) => {
      const name = `${messageId.replace(/[<>]/g, '').split('@')[0] ?? ''}.eml`;
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `.${name}.draft`), raw);
      await rename(join(folder, `.${name}.draft`), join(folder, name));
      return `written to ${name}`;
    },
    close: () => undefined,
  };
}

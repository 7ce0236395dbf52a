import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../kernel/domain-error.js';
import type { ComposedMail } from './message.js';

/** The mail server said for good that this mailbox does not take the mail. */
export class MailboxRefused extends DomainError {
  constructor(response: string) {
    super('mail.refused', 'unavailable', `The mail server refused the mailbox: ${response}`, { response });
  }
}

/** The mail library sent to somebody else than asked. Never tried again: it would happen again. */
export class EnvelopeChanged extends DomainError {
  constructor(asked: string, used: string) {
    super(
      'mail.envelope-changed',
      'unavailable',
      `The mail for ${asked} went to ${used}. Do not send again; find out why the address was read in two ways.`,
      { asked, used },
    );
  }
}

/** What the other side said when it took a mail. */
export interface Accepted {
  /** the mailbox that was accepted */
  readonly accepted: string;
  /** its answer in words, such as `250 2.0.0 queued as 4XyZ` */
  readonly response: string;
}

/** How mail leaves. Two ways exist: SMTP, and files for trying Plenum out. */
export interface MailTransport {
  readonly kind: 'smtp' | 'file';
  /**
   * Sends one composed mail, in exactly the envelope it was composed with.
   *
   * @returns who was accepted and what was answered. Accepted is not delivered
   * @throws MailboxRefused on a permanent refusal of the recipient; EnvelopeChanged; any other error means: try again later
   */
  send(mail: ComposedMail): Promise<Accepted>;
  /** Lets go of connections; what is under way ends first. */
  close(): void;
}
export const MAIL_TRANSPORT = Symbol('MailTransport');

/**
 * Mail into files: `<folder>/<message id>.eml`, each appearing whole or not at all; a repeat replaces itself. Ids are
 * time-ordered, so names sort as mails were asked for.
 *
 * @param folder made when the first mail comes
 */
export function fileTransport(folder: string): MailTransport {
  return {
    kind: 'file',
    send: async ({ raw, messageId, envelope }) => {
      const name = `${messageId.slice(1).split('@')[0] ?? ''}.eml`;
      await mkdir(folder, { recursive: true });
      const draft = join(folder, `.${name}.draft`);
      const file = await open(draft, 'w');
      await writeWhole(file, raw);
      await rename(draft, join(folder, name));
      return { accepted: envelope.to, response: `written to ${name}` };
    },
    close: () => undefined,
  };
}

/** On the disk before it gets its name: after a power cut a mail noted as sent must not be empty. */
async function writeWhole(file: FileHandle, content: Buffer): Promise<void> {
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

import nodemailer from 'nodemailer';
import { z } from 'zod';
import { EnvelopeChanged, MailboxRefused, type Accepted, type MailTransport } from './transport.js';
import type { ComposedMail } from './message.js';

/** How long a silent server is waited for, and how long one mail may take in all, milliseconds. */
export interface SmtpPatience {
  readonly silenceMs: number;
  readonly wholeMs: number;
}
/** The whole stays below the lease of an outbox row, so that no second process sends the same mail meanwhile. */
const PATIENCE: SmtpPatience = { silenceMs: 20_000, wholeMs: 90_000 };
const MOST_CONNECTIONS = 4;

/** A refusal as nodemailer reports it; what is needed to tell whose fault it is. */
const refusalSchema = z.object({
  responseCode: z.int().min(500).max(599),
  command: z.enum(['RCPT TO', 'DATA']),
  response: z.string(),
});

/**
 * Mail through an SMTP server, over a few connections that are kept open.
 *
 * @param url `smtp://user:password@host:port`, `smtps://…`; `?requireTLS=true` insists on STARTTLS
 * @param patience only tests need others than the default
 */
export function smtpTransport(url: string, patience: SmtpPatience = PATIENCE): MailTransport {
  const pool = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: MOST_CONNECTIONS,
    maxRequeues: 1, // for a kept connection that the server had closed; all else the outbox tries again, and counts
    connectionTimeout: patience.silenceMs,
    greetingTimeout: patience.silenceMs,
    socketTimeout: patience.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    kind: 'smtp',
    send: async ({ raw, envelope }) => {
      const signal = AbortSignal.timeout(patience.wholeMs);
      const mail = { envelope: { from: envelope.from, to: [envelope.to] }, raw, signal };
      const sent = await pool.sendMail(mail).catch((error: unknown) => {
        throw asRefusal(error) ?? error;
      });
      return asAsked(envelope, sent);
    },
    close: () => pool.close(),
  };
}

/**
 * A refusal counts against the mailbox only when the server gave it to the recipient or to the mail itself. A 5xx to our
 * login, our sender address or our connection is our own trouble: nobody's silence may depend on it.
 */
function asRefusal(error: unknown): MailboxRefused | null {
  const refusal = refusalSchema.safeParse(error);
  return refusal.success ? new MailboxRefused(refusal.data.response) : null;
}

function asAsked(
  asked: ComposedMail['envelope'],
  sent: { readonly envelope: { readonly from: unknown; readonly to: unknown }; readonly response: string },
): Accepted {
  const used = [sent.envelope.to].flat().map(String).join(', ');
  if (used !== asked.to || sent.envelope.from !== asked.from) throw new EnvelopeChanged(asked.to, used);
  return { accepted: used, response: sent.response };
}

/** A real SMTP server on 127.0.0.1 that fails as it is told: refuses, defers, drops the line, falls silent. */
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** How one mail fares. Those refused with 5xx are named for the command that gets the refusal. */
export type SmtpFate =
  | 'accepted'
  | 'greylisted'
  | 'recipient-refused'
  | 'sender-refused'
  | 'message-refused'
  | 'message-deferred'
  | 'dropped-after-data'
  | 'silent-at-recipient'
  | 'silent-after-data';

/** A mail whose every byte arrived, whatever was answered. */
export interface ArrivedMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly fate: SmtpFate;
}

export interface FaultySmtpServer {
  readonly url: string;
  readonly arrived: readonly ArrivedMail[];
  /** sender and recipients of every mail that was begun */
  readonly begun: readonly { readonly from: string }[];
  readonly connections: () => number;
  /** What happens to the next mails, in order; those after them are accepted. */
  next(...fates: SmtpFate[]): void;
  close(): Promise<void>;
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/**
 * @param options `refusesLogin`: whoever logs in is refused with 535
 * @returns a server that listens
 */
export async function startSmtpServer({ refusesLogin = false } = {}): Promise<FaultySmtpServer> {
  const fates: SmtpFate[] = [];
  const arrived: ArrivedMail[] = [];
  const begun: { from: string }[] = [];
  const current = new Map<string, SmtpFate>();
  let connected = 0;
  const fateOf = ({ id }: SMTPServerSession): SmtpFate => current.get(id) ?? 'accepted';
  const server = new SMTPServer({
    authOptional: !refusesLogin,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 50,
    onConnect: (_session, done) => {
      connected += 1;
      done();
    },
    onAuth: (_auth, _session, done) => done(refusal(535, '5.7.8 bad credentials')),
    onMailFrom: ({ address }, session, done) => {
      current.set(session.id, fates.shift() ?? 'accepted');
      begun.push({ from: address });
      done(fateOf(session) === 'sender-refused' ? refusal(550, '5.7.1 sender not allowed') : null);
    },
    onRcptTo: (_address, session, done) => {
      const fate = fateOf(session);
      if (fate === 'silent-at-recipient') return;
      if (fate === 'greylisted') done(refusal(451, '4.7.1 greylisted, try later'));
      else if (fate === 'recipient-refused') done(refusal(550, '5.1.1 no such mailbox'));
      else done();
    },
    onData: (stream, session, done) => {
      void buffer(stream).then((raw) => {
        const fate = fateOf(session);
        const { mailFrom, rcptTo } = session.envelope;
        const messageId = /^Message-ID: (<[^>]+>)/im.exec(raw.toString())?.[1] ?? '';
        const from = mailFrom ? mailFrom.address : '';
        arrived.push({
          messageId,
          from,
          to: rcptTo.map(({ address }) => address),
          raw: raw.toString(),
          fate,
        });
        if (fate === 'dropped-after-data') drop(server, session);
        else if (fate === 'message-refused') done(refusal(554, '5.6.0 this message is not taken'));
        else if (fate === 'message-deferred') done(refusal(452, '4.3.1 disk full'));
        else if (fate !== 'silent-after-data') done();
      });
    },
  });
  server.on('error', () => undefined); // connections that tests break
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo; // a TCP server's
  return {
    url: `smtp://${refusesLogin ? 'user:wrong@' : ''}127.0.0.1:${port}`,
    arrived,
    begun,
    connections: () => connected,
    next: (...more) => void fates.push(...more),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Breaks the line as a crash would: the whole mail was taken, and nobody says so. */
function drop(server: SMTPServer, { id }: SMTPServerSession): void {
  const { connections } = server as unknown as {
    connections: Set<{ id: string; _socket: { destroy(): void } }>;
  }; // not in its types
  for (const connection of connections) if (connection.id === id) connection._socket.destroy();
}

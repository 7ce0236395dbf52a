import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';
import {
  type ComposedMail,
  MailboxRefused,
  type MailTransport,
  composeMail,
  fileTransport,
  smtpTransport,
} from '../../src/platform/mail/index.js';
import { type FaultySmtpServer, startSmtpServer } from '../support/smtp-server.js';

const PATIENCE = { silenceMs: 400, wholeMs: 1_500 };
const SENDER = { name: 'Plenum', address: 'secretariat@plenum.example' };

async function aMail(id: string = newId()): Promise<ComposedMail & { readonly id: string }> {
  const mail = {
    id,
    to: { name: 'Head of delegation', address: 'head@civ.example' },
    subject: 'Please answer',
    text: 'Please answer.\n.\nA line with a dot alone came before.\n',
    html: '<p>Please answer.</p>',
    ics: null,
    thread: null,
    threadTitle: '',
  };
  return { ...(await composeMail(mail, SENDER, '2026-07-24T12:00:00.000Z')), id };
}

describe('mail by SMTP', () => {
  let server: FaultySmtpServer;
  let transport: MailTransport;
  beforeEach(async () => {
    server = await startSmtpServer();
    transport = smtpTransport(server.url, PATIENCE);
  });
  afterEach(async () => {
    transport.close();
    await server.close();
  });

  it('goes to the one recipient, from an address that names the mail, byte for byte', async () => {
    const mail = await aMail();
    const { accepted, response } = await transport.send(mail);
    expect(accepted).toBe('head@civ.example');
    expect(response).toMatch(/^250 /);
    expect(server.arrived).toEqual([
      {
        messageId: `<${mail.id}@plenum.example>`,
        from: `bounce+${mail.id}@plenum.example`,
        to: ['head@civ.example'],
        raw: mail.raw.toString(),
        fate: 'accepted',
      },
    ]);
  });

  it('keeps its connections for the next mails', async () => {
    transport.close();
    transport = smtpTransport(server.url, { silenceMs: 20_000, wholeMs: 60_000 }); // a busy machine is silent for long
    for (let count = 0; count < 5; count += 1) await transport.send(await aMail());
    expect(server.arrived).toHaveLength(5);
    expect(server.connections()).toBe(1);
  });

  it.each(['recipient-refused', 'message-refused'] as const)(
    '%s with 5xx: for good, with the server’s words',
    async (fate) => {
      server.next(fate);
      const sending = transport.send(await aMail());
      await expect(sending).rejects.toThrow(MailboxRefused);
      await expect(sending).rejects.toMatchObject({
        details: { response: expect.stringMatching(/^55\d 5\./) },
      });
      await expect(transport.send(await aMail())).resolves.toMatchObject({ accepted: 'head@civ.example' });
    },
  );

  it.each([
    'greylisted',
    'message-deferred',
    'sender-refused',
    'dropped-after-data',
    'silent-at-recipient',
    'silent-after-data',
  ] as const)('%s: to be tried again, and not by the library itself', async (fate) => {
    server.next(fate);
    const failure = await transport.send(await aMail()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(MailboxRefused);
    expect(server.begun).toHaveLength(1);
    await expect(transport.send(await aMail())).resolves.toMatchObject({ accepted: 'head@civ.example' });
  });

  it('takes no longer than its whole time, however patient with silence', async () => {
    const hasty = smtpTransport(server.url, { silenceMs: 20_000, wholeMs: 300 });
    server.next('silent-at-recipient');
    const failure = await hasty.send(await aMail()).catch((error: unknown) => error);
    hasty.close();
    expect(failure).toMatchObject({ message: expect.stringMatching(/abort|timeout/i) });
    expect(server.arrived).toEqual([]);
  });

  it('whose server is away is to be tried again', async () => {
    const away = await startSmtpServer();
    await away.close();
    const toNobody = smtpTransport(away.url, PATIENCE);
    const failure = await toNobody.send(await aMail()).catch((error: unknown) => error);
    toNobody.close();
    expect(failure).toMatchObject({ syscall: 'connect' });
    expect(failure).not.toBeInstanceOf(MailboxRefused);
  });

  it('whose login is refused says nothing of the mailbox', async () => {
    const strict = await startSmtpServer({ refusesLogin: true });
    const locked = smtpTransport(strict.url, PATIENCE);
    const failure = await locked.send(await aMail()).catch((error: unknown) => error);
    locked.close();
    await strict.close();
    expect(failure).toMatchObject({ responseCode: 535 });
    expect(failure).not.toBeInstanceOf(MailboxRefused);
  });

  it('sent again after the line broke is the same mail under the same Message-ID', async () => {
    const mail = await aMail();
    server.next('dropped-after-data');
    await expect(transport.send(mail)).rejects.toThrow();
    await transport.send(mail);
    expect(server.arrived.map(({ fate }) => fate)).toEqual(['dropped-after-data', 'accepted']);
    expect(new Set(server.arrived.map(({ messageId }) => messageId)).size).toBe(1);
    expect(new Set(server.arrived.map(({ raw }) => raw)).size).toBe(1);
  });
});

describe('mail into files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plenum-mail-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is one file each, named so that names sort as mails were asked for; a repeat replaces itself', async () => {
    const transport = fileTransport(join(folder, 'not', 'there', 'yet'));
    const mails = [await aMail(), await aMail(), await aMail()];
    for (const mail of [...mails].reverse()) await transport.send(mail);
    const again = await transport.send(mails[0]!);
    expect(again).toEqual({ accepted: 'head@civ.example', response: `written to ${mails[0]!.id}.eml` });
    const names = readdirSync(join(folder, 'not', 'there', 'yet'));
    expect(names.sort()).toEqual(mails.map(({ id }) => `${id}.eml`));
    expect(readFileSync(join(folder, 'not', 'there', 'yet', names[0]!))).toEqual(mails[0]!.raw);
  });

  it('that cannot be written is to be tried again', async () => {
    const transport = fileTransport(join('/dev/null', 'mail'));
    await expect(transport.send(await aMail())).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});

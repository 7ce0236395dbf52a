import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../kernel/domain-error.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { SESSION_READER, type SessionReader } from '../../platform/http/session.js';
import { MAIL_TRANSPORT, type MailTransport } from '../../platform/mail/index.js';

const LOOPBACK_PEER = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
const LOOPBACK_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The mailbox holds everybody's links, so it is open only where Plenum is tried out: to a browser on this very machine. From
 * elsewhere, through a proxy, or where people use a public address, only the Secretariat may look.
 */
@Injectable()
export class MailboxGuard implements CanActivate {
  constructor(
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.transport.kind !== 'file') {
      throw new DomainError(
        'mailbox.none',
        'not-found',
        'Mails leave by SMTP here: there is no local mailbox. The mail log is at /api/v1/mails.',
      );
    }
    const request = context.switchToHttp().getRequest<Request>();
    if (this.isAtThisMachine(request)) return true;
    if ((await this.sessions.personOf(request))?.roles.includes('secretariat')) return true;
    throw new DomainError(
      'mailbox.closed',
      'forbidden',
      'The mailbox holds links that act for others. Open it on the machine that runs Plenum, or sign in as the Secretariat at /sign-in.',
    );
  }

  /** The Host header is looked at because a foreign page can give its own name the address of this machine. */
  private isAtThisMachine(request: Request): boolean {
    const isForwarded =
      request.get('x-forwarded-for') !== undefined || request.get('forwarded') !== undefined;
    return (
      !isForwarded &&
      LOOPBACK_PEER.test(request.socket.remoteAddress ?? '') &&
      LOOPBACK_NAME.test(nameIn(`http://${request.get('host') ?? ''}`)) &&
      LOOPBACK_NAME.test(nameIn(this.configuration.publicUrl))
    );
  }
}

function nameIn(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

import { join } from 'node:path';
import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Seal } from '../../platform/auth/index.js';
import { CONFIGURATION, type Configuration, secretKey } from '../../platform/config/index.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import {
  MAIL_TRANSPORT,
  type MailTransport,
  fileTransport,
  smtpTransport,
} from '../../platform/mail/index.js';
import { BallotsModule } from '../ballots/index.js';
import { BouncesController } from './bounces.controller.js';
import { Bounces } from './bounces.service.js';
import { MailTemplates } from './mail-templates.js';
import { MailProcessor } from './mail.processor.js';
import { Mails } from './mail.service.js';
import { MailWriter } from './mail.writer.js';
import { Mailbox } from './mailbox.js';
import { MailboxController } from './mailbox.controller.js';
import { MailsController } from './mails.controller.js';

@Injectable()
class TransportLife implements OnApplicationShutdown {
  constructor(@Inject(MAIL_TRANSPORT) private readonly transport: MailTransport) {}

  onApplicationShutdown(): void {
    this.transport.close();
  }
}

const mailFolder = (configuration: Configuration): string => join(configuration.dataDir, 'mail');

/** Mails out of effects, their log, their bounces, and the local mailbox. */
@Module({
  imports: [BallotsModule, PagesModule],
  controllers: [MailsController, BouncesController, MailboxController],
  providers: [
    MailTemplates,
    Mails,
    MailWriter,
    MailProcessor,
    Bounces,
    TransportLife,
    {
      provide: Seal,
      inject: [CONFIGURATION],
      useFactory: (configuration: Configuration) => new Seal(secretKey(configuration)),
    },
    {
      provide: Mailbox,
      inject: [CONFIGURATION],
      useFactory: (configuration: Configuration) => new Mailbox(mailFolder(configuration)),
    },
    {
      provide: MAIL_TRANSPORT,
      inject: [CONFIGURATION],
      useFactory: (configuration: Configuration) =>
        configuration.smtpUrl
          ? smtpTransport(configuration.smtpUrl)
          : fileTransport(mailFolder(configuration)),
    },
  ],
  exports: [MailTemplates, Mails, MAIL_TRANSPORT, Seal, Mailbox],
})
export class NotificationsModule {}

import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { NotificationsModule } from '../../modules/notifications/index.js';
import { MailPagesController } from './mails.controller.js';

/** The pages of the mail log. */
@Module({ imports: [PagesModule, NotificationsModule], controllers: [MailPagesController] })
export class MailPagesModule {}

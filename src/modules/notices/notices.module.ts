import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/index.js';
import { Addressees } from './addressees.js';
import { NoticeSender } from './notice.sender.js';

/** Who stands behind the codes of addressees, and how word reaches them. */
@Module({
  imports: [NotificationsModule],
  providers: [Addressees, NoticeSender],
  exports: [Addressees, NoticeSender],
})
export class NoticesModule {}

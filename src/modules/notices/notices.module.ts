import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/index.js';
import { Addressees } from './addressees.js';
import { BulkCases } from './bulk/bulk-cases.js';
import { BulkReminders } from './bulk/bulk-reminders.service.js';
import { BulkRemindersController } from './bulk/bulk-reminders.controller.js';
import { CaseNotices } from './case-notices/case-notices.service.js';
import { Digests } from './digests/digests.service.js';
import { Handovers } from './digests/handovers.service.js';
import { NoticeSender } from './notice.sender.js';
import { OwingObserver } from './reach/owing.observer.js';
import { Reach } from './reach/reach.service.js';

/** Who stands behind the codes of addressees, how word reaches them, and what follows where it does not. */
@Module({
  imports: [NotificationsModule],
  controllers: [BulkRemindersController],
  providers: [
    Addressees,
    NoticeSender,
    CaseNotices,
    Digests,
    Handovers,
    OwingObserver,
    Reach,
    BulkCases,
    BulkReminders,
  ],
  exports: [Addressees, NoticeSender, CaseNotices, Digests, Reach, BulkReminders],
})
export class NoticesModule {}

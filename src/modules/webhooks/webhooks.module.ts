import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { WebhookObserver } from './announcing/webhook.observer.js';
import { WebhookCourier } from './delivery/courier.js';
import { DisabledNotice } from './delivery/disabled.notice.js';
import { WebhooksController } from './webhooks.controller.js';
import { Webhooks } from './webhooks.service.js';

/** Other systems are told of changes of cases, by messages that they can verify. */
@Module({
  imports: [NotificationsModule, NoticesModule],
  controllers: [WebhooksController],
  providers: [WebhookObserver, DisabledNotice, WebhookCourier, Webhooks],
  exports: [Webhooks],
})
export class WebhooksModule {}

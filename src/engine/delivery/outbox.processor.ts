import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import type { OutboxId } from '../../kernel/ids.js';
import { OutboxDispatcher } from './outbox.dispatcher.js';
import type { OutboxJob } from './relay.js';

/** Carries out one outbox row; a failed one waits in PostgreSQL, not here. */
@Processor('outbox', { concurrency: 4 })
export class OutboxProcessor extends WorkerHost {
  constructor(private readonly dispatcher: OutboxDispatcher) {
    super();
  }

  override async process(job: Job<OutboxJob>): Promise<void> {
    await this.dispatcher.dispatch(job.data.messageId as OutboxId); // an id we wrote; an unknown one leases nothing
  }
}

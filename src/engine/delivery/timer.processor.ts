import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import type { CaseId } from '../../kernel/ids.js';
import { Engine } from '../engine.js';
import type { TimerJob } from './relay.js';

/** A timer job is only a knock at the door: what is due is decided in the database. */
@Processor('timers', { concurrency: 4 })
export class TimerProcessor extends WorkerHost {
  constructor(private readonly engine: Engine) {
    super();
  }

  override async process(job: Job<TimerJob>): Promise<void> {
    await this.engine.advance(job.data.caseId as CaseId); // an id we wrote; an unknown one is refused by the engine
  }
}

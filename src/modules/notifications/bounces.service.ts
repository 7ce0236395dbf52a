import { mkdir, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '../../engine/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { readDeliveryReport } from '../../platform/mail/index.js';
import { Mails } from './mail.service.js';

/** What became of one message that came back. */
export interface BounceOutcome {
  readonly mailId: string | null;
  /** `recorded`: a permanent failure of one of our mails; `ignored`: everything else, with the reason */
  readonly outcome: 'recorded' | 'ignored';
  readonly reason: string;
}

/**
 * Reads what comes back to the bounce address: a folder that a mail server fills, or a POST. Only a permanent delivery
 * status notification of a mail we sent has an effect; a forged one is at worst a question to the Secretariat, since a
 * bounce never decides anything but that silence cannot run.
 */
@Injectable()
export class Bounces implements OnModuleInit {
  private readonly logger = new Logger(Bounces.name);

  constructor(
    private readonly mails: Mails,
    private readonly sweeper: Sweeper,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'bounceDir'>,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('bounces', () => this.readFolder());
  }

  /** @param raw a whole message, as a mail server delivers it */
  async take(raw: Buffer): Promise<BounceOutcome> {
    const report = await readDeliveryReport(raw);
    if (!report) return { mailId: null, outcome: 'ignored', reason: 'not a delivery status notification about a mail of ours' };
    const { mailId } = report;
    if (!report.permanent) return { mailId, outcome: 'ignored', reason: `not permanent (${report.status})` };
    const recorded = await this.mails.bounced(mailId, report.diagnostic);
    return recorded ? { mailId, outcome: 'recorded', reason: report.diagnostic } : { mailId, outcome: 'ignored', reason: 'unknown mail, or known to have bounced' };
  }

  /** Reads every message in the folder once; each file is moved to `processed` or `ignored`, none is deleted. */
  async readFolder(): Promise<void> {
    const { bounceDir } = this.configuration;
    const names = (await readdir(bounceDir).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
    for (const name of names) {
      const { outcome, reason, mailId } = await this.take(await readFile(join(bounceDir, name)));
      const shelf = join(bounceDir, outcome === 'recorded' ? 'processed' : 'ignored');
      await mkdir(shelf, { recursive: true });
      await rename(join(bounceDir, name), join(shelf, name));
      this.logger.log({ message: 'A message came back.', file: name, mailId, outcome, reason });
    }
  }
}

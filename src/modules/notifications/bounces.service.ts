import { createHash } from 'node:crypto';
import { access, mkdir, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '../../engine/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { type DeliveryReport, readDeliveryReport } from '../../platform/mail/index.js';
import { Mails } from './mail.service.js';
import { isMissing } from './missing-file.js';

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

  /**
   * @param raw a whole message, as a mail server delivers it
   * @param source where it came from, for the log
   */
  async take(raw: Buffer, source: string): Promise<BounceOutcome> {
    const outcome = await this.judge(await reportIn(raw));
    this.logger.log({ message: 'A message came back.', source, ...outcome });
    return outcome;
  }

  /**
   * Reads every `.eml` file in the folder once, oldest name first; a mail server writes it under another name first and
   * renames it when it is whole. Each file is moved to `processed` or `ignored`, none is deleted. One that cannot be dealt
   * with now stays for the next time and holds up no other.
   */
  async readFolder(): Promise<void> {
    const names = (await this.names())
      .filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
      .sort();
    for (const name of names) {
      try {
        await this.readFile(name);
      } catch (error) {
        if (isMissing(error)) continue; // another process was faster
        this.logger.warn({
          message: 'A message that came back stays for the next time.',
          file: name,
          error: String(error),
        });
      }
    }
  }

  private async readFile(name: string): Promise<void> {
    const { bounceDir } = this.configuration;
    const path = join(bounceDir, name);
    const raw = await readFile(path);
    const { outcome } = await this.take(raw, name);
    const shelf = join(bounceDir, outcome === 'recorded' ? 'processed' : 'ignored');
    await mkdir(shelf, { recursive: true });
    await rename(path, await freePlace(shelf, name, raw));
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.configuration.bounceDir);
    } catch (error) {
      if (isMissing(error)) return []; // nobody has made the folder yet
      throw error;
    }
  }

  private async judge(report: DeliveryReport | null): Promise<BounceOutcome> {
    if (!report)
      return {
        mailId: null,
        outcome: 'ignored',
        reason: 'not a delivery status notification about a mail of ours',
      };
    const { mailId, recipient, action, status, permanent, diagnostic } = report;
    if (!permanent) return { mailId, outcome: 'ignored', reason: `not for good (${action}, ${status})` };
    const reason = `${recipient}: ${diagnostic}`;
    if (await this.mails.bounced(mailId, reason)) return { mailId, outcome: 'recorded', reason };
    return { mailId, outcome: 'ignored', reason: 'no mail of ours that was sent, or known to have bounced' };
  }
}

/** What no parser can read is no report. */
async function reportIn(raw: Buffer): Promise<DeliveryReport | null> {
  return readDeliveryReport(raw).catch(() => null);
}

/** A file of the same name and another content was put there before: the new one gets its hash into the name. */
async function freePlace(shelf: string, name: string, raw: Buffer): Promise<string> {
  const place = join(shelf, name);
  const isTaken = await access(place).then(
    () => true,
    () => false,
  );
  const hash = createHash('sha256').update(raw).digest('hex').slice(0, 16);
  return isTaken ? join(shelf, `${name.replace(/\.eml$/, '')}.${hash}.eml`) : place;
}

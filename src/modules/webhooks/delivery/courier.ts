import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { FaultPoints, Sweeper } from '../../../engine/index.js';
import { Seal } from '../../../platform/auth/index.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { Unreachable, post } from '../../../platform/outbound/index.js';
import { disableEndpoint, noteNotTaken, noteTaken } from '../endpoint.store.js';
import { signedHeaders } from '../webhook.secret.js';
import { TEST } from '../webhook.types.js';
import { DisabledNotice } from './disabled.notice.js';
import {
  type AttemptResult,
  type Lease,
  leaseNext,
  postponeMessage,
  recordAttempt,
  settleMessage,
} from './sending.store.js';

/** So many endpoints are served at once by one process. */
const LANES = 4;
/** How much longer than its time limit an attempt may be this process's: writing down what came of it. */
const LEASE_ROOM_SECONDS = 30;
const GONE = 410;
const AGENT = 'Plenum-Webhooks/1';

/**
 * Hands messages over, at least once: lease, send, write down. Each sweep of a working process wakes it and does not wait for it, since a
 * receiver that hangs must not keep deadlines and mails waiting. It has its own lanes and not the outbox's, whose waits between tries
 * are minutes: a receiver may be away for days.
 */
@Injectable()
export class WebhookCourier implements OnModuleInit, BeforeApplicationShutdown {
  private readonly lanes = new Set<Promise<void>>();
  private readonly log = new Logger('WebhookCourier');
  private isStopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sweeper: Sweeper,
    private readonly faults: FaultPoints,
    private readonly seal: Seal,
    private readonly notice: DisabledNotice,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'webhooks'>,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('webhooks', async () => this.wake());
  }

  /** Takes up no more, and finishes what is under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.lanes);
  }

  /** Sees to it that whatever is ripe is being sent. Does not wait for it. */
  wake(): void {
    while (!this.isStopped && this.lanes.size < LANES) {
      const lane: Promise<void> = this.serve()
        .catch((error: unknown) =>
          this.log.warn({
            message: 'Sending webhooks failed; the next sweep tries again.',
            error: String(error),
          }),
        )
        .finally(() => this.lanes.delete(lane));
      this.lanes.add(lane);
    }
  }

  private async serve(): Promise<void> {
    while (!this.isStopped && (await this.sendNext()));
  }

  /** @returns false when nothing is ripe */
  private async sendNext(): Promise<boolean> {
    const { timeoutMs } = this.configuration.webhooks;
    const lease = await this.dataSource.transaction((tx) =>
      leaseNext(tx, timeoutMs / 1000 + LEASE_ROOM_SECONDS),
    );
    if (!lease) return false;
    this.faults.reach('effect-leased');
    const result = await this.attempt(lease);
    this.faults.reach('effect-done');
    await this.dataSource.transaction((tx) => this.record(tx, lease, result));
    return true;
  }

  private async attempt(lease: Lease): Promise<AttemptResult> {
    const { id, url, body, now: at } = lease;
    const begun = performance.now();
    const since = (): number => Math.round(performance.now() - begun);
    try {
      const secrets = lease.sealedSecrets.map((sealed) => this.seal.open(sealed));
      const headers = {
        ...signedHeaders({ id, body, at }, secrets),
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': AGENT,
      };
      const answer = await post(new URL(url), { headers, body }, this.configuration.webhooks);
      const error = isTaken(answer.status) ? null : whyNotTaken(answer.status);
      return { ms: since(), status: answer.status, error, response: answer.text.replaceAll('\0', '') };
    } catch (error) {
      if (!(error instanceof Unreachable))
        this.log.warn({ message: 'A webhook was not sent.', id, error: String(error) });
      return { ms: since(), status: null, error: messageOf(error), response: null };
    }
  }

  private async record(tx: EntityManager, lease: Lease, result: AttemptResult): Promise<void> {
    await recordAttempt(tx, lease, result);
    if (result.status !== null && isTaken(result.status)) {
      await settleMessage(tx, lease, 'delivered');
      return noteTaken(tx, lease.endpointId);
    }
    const { retrySeconds, giveUpDays } = this.configuration.webhooks;
    const wait = lease.type === TEST || result.status === GONE ? undefined : retrySeconds[lease.attempt - 1];
    if (wait === undefined) await settleMessage(tx, lease, 'failed');
    else await postponeMessage(tx, lease, wait);
    if (result.status === GONE)
      return this.disable(tx, lease, 'it answered 410 Gone: it wants no more messages');
    if (lease.type === TEST) return;
    if (await noteNotTaken(tx, lease.endpointId, giveUpDays))
      await this.disable(
        tx,
        lease,
        `it has taken nothing for ${giveUpDays} days; the last error: ${result.error ?? ''}`,
      );
  }

  private async disable(tx: EntityManager, lease: Lease, because: string): Promise<void> {
    if (await disableEndpoint(tx, lease.endpointId, because)) await this.notice.write(tx, lease, because);
  }
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

function whyNotTaken(status: number): string {
  if (status >= 300 && status < 400)
    return `it answered ${status}: redirects are not followed, register the address it leads to`;
  return `it answered ${status}, and only 2xx means that a message was taken`;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}

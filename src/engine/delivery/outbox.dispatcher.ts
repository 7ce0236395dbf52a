import type { DataSource } from 'typeorm';
import type { OutboxId } from '../../kernel/ids.js';
import { PermanentFailure } from '../engine.errors.js';
import type { FaultPoints } from '../fault-points.js';
import {
  type OutboxMessage,
  leaseMessage,
  postponeMessage,
  ripeMessages,
  settleMessage,
  workInHand,
} from '../stores/outbox.store.js';
import { type EffectRegistry, TryAgainLater } from './effect.registry.js';

const LONGEST_WAIT_SECONDS = 900;

/** Carries out outbox rows: lease, handle, note. At least once; a second process meanwhile finds the lease. */
export class OutboxDispatcher {
  constructor(
    private readonly dataSource: DataSource,
    private readonly effects: EffectRegistry,
    private readonly faults: FaultPoints,
    private readonly settings: { readonly maxAttempts: number; readonly leaseSeconds: number },
  ) {}

  /**
   * Carries out one message if it is pending, ripe and leased by nobody.
   *
   * @returns whether this call did the work
   */
  async dispatch(id: OutboxId): Promise<boolean> {
    const { manager } = this.dataSource;
    const message = await leaseMessage(manager, id, this.settings.leaseSeconds);
    if (!message) return false;
    if (message.failures >= this.settings.maxAttempts) {
      await settleMessage(
        manager,
        message,
        'parked',
        `the process ended ${message.failures} times while it carried this out`,
      );
      return true;
    }
    this.faults.reach('effect-leased');
    try {
      const result = await this.effects.get(message.topic)(message);
      this.faults.reach('effect-done');
      if (result === 'done') await settleMessage(manager, message, 'done', '');
      else await settleMessage(manager, message, 'skipped', result.skipped);
    } catch (error) {
      await this.giveBack(message, error instanceof Error ? error : new Error(String(error)));
    }
    return true;
  }

  /** Carries out everything that is ripe now, oldest first; effects that arise meanwhile included. @returns how many */
  async drain(): Promise<number> {
    let count = 0;
    for (;;) {
      const ids = await ripeMessages(this.dataSource.manager, 100);
      let worked = 0;
      for (const id of ids) if (await this.dispatch(id)) worked += 1;
      count += worked;
      if (worked === 0) return count;
    }
  }

  /** As {@link drain}, and waits besides for what other workers have in hand, until nothing has been finished for `patienceMs`. */
  async settle(patienceMs = 10_000): Promise<void> {
    let left = -1;
    let end = 0n;
    for (;;) {
      await this.drain();
      const { pending, leased } = await workInHand(this.dataSource.manager);
      const now = process.hrtime.bigint();
      if (pending !== left) [left, end] = [pending, now + BigInt(patienceMs) * 1_000_000n];
      if (leased === 0 || now > end) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private async giveBack(message: OutboxMessage, error: Error): Promise<void> {
    const { manager } = this.dataSource;
    const counts = !(error instanceof TryAgainLater);
    const hopeless =
      error instanceof PermanentFailure || (counts && message.failures + 1 >= this.settings.maxAttempts);
    if (hopeless) return settleMessage(manager, message, 'parked', error.message);
    const waitSeconds = Math.min(2 ** message.attempts, LONGEST_WAIT_SECONDS);
    return postponeMessage(manager, message, waitSeconds, error.message, counts);
  }
}

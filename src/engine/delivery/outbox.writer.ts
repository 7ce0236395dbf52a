import type { EntityManager } from 'typeorm';
import type { OutboxId } from '../../kernel/ids.js';
import { type NewEffect, enqueueEffect } from '../stores/outbox.store.js';

/** Writes effects that do not come from a machine (a sign-in mail, a mail sent again), in the caller's transaction. */
export class OutboxWriter {
  /**
   * @param tx the caller's transaction: the effect exists if and only if it commits
   * @param effect its topic, its JSON payload, the case it belongs to, if one, and the effect it carries out, if one
   * @param id of the row, where the caller may come twice: the second time writes nothing
   * @returns the id of the row. The sweeper picks it up within its interval.
   */
  async enqueue(tx: EntityManager, effect: NewEffect, id?: OutboxId): Promise<OutboxId> {
    return enqueueEffect(tx, effect, id);
  }
}

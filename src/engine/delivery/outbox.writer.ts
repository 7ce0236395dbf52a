import type { EntityManager } from 'typeorm';
import type { CaseId, OutboxId } from '../../kernel/ids.js';
import type { JsonObject } from '../../kernel/json.js';
import { enqueueEffect } from '../stores/outbox.store.js';

/** Writes effects that do not come from a machine (a sign-in mail, a mail sent again), in the caller's transaction. */
export class OutboxWriter {
  /**
   * @param tx the caller's transaction: the effect exists if and only if it commits
   * @param effect its topic, its JSON payload, and the case it belongs to, if one
   * @param id of the row, where the caller may come twice: the second time writes nothing
   * @returns the id of the row. The sweeper picks it up within its interval.
   */
  async enqueue(
    tx: EntityManager,
    effect: { topic: string; payload: JsonObject; caseId: CaseId | null },
    id?: OutboxId,
  ): Promise<OutboxId> {
    return enqueueEffect(tx, effect, id);
  }
}

import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';

/** Something that waits for an organ: a meeting under way, a mandate without a report. */
export interface PendingItem {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
}

/** Finds what waits for an organ at an instant. */
export type PendingSource = (
  tx: EntityManager,
  organ: string,
  at: Instant,
) => Promise<readonly PendingItem[]>;

/** What waits for an organ, by where it comes from. */
export interface Pending {
  readonly organ: string;
  readonly source: string;
  readonly items: readonly PendingItem[];
}

/** Where other modules say what of theirs waits for an organ, so that a merger can show what moves to the successor. */
export class PendingRegistry {
  private readonly sources = new Map<string, PendingSource>();

  /**
   * @param source in words, such as `meetings`
   * @param find what waits for an organ of that source
   * @throws Error when the source is registered already
   */
  register(source: string, find: PendingSource): void {
    if (this.sources.has(source)) throw new Error(`what waits in «${source}» is registered already`);
    this.sources.set(source, find);
  }

  /** @returns everything that waits for these organs, without the sources that have nothing */
  async waitingFor(tx: EntityManager, organs: readonly string[], at: Instant): Promise<Pending[]> {
    const found: Pending[] = [];
    for (const organ of organs)
      for (const [source, find] of this.sources) {
        const items = await find(tx, organ, at);
        if (items.length > 0) found.push({ organ, source, items });
      }
    return found;
  }
}

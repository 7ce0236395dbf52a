import { MachineFault } from '../engine.errors.js';
import type { OutboxMessage } from '../stores/outbox.store.js';

/** What an effect handler answers: done, or not needed any more, with the reason. */
export type EffectResult = 'done' | { readonly skipped: string };

/**
 * Carries out one effect outside any engine transaction. It may be called more than once for the same message (a crash
 * between doing and noting), so it keys what it does by `message.id`. Throwing means: try again after a back-off;
 * {@link TryAgainLater}: try again however often; PermanentFailure: park it.
 */
export type EffectHandler = (message: OutboxMessage) => Promise<EffectResult>;

/** The other side is unreachable for now (a mail server that is down): waiting helps, and no number of tries is too many. */
export class TryAgainLater extends Error {}

/** One handler per effect topic. */
export class EffectRegistry {
  private readonly handlers = new Map<string, EffectHandler>();

  /** @throws Error when the topic has a handler already */
  register(topic: string, handler: EffectHandler): void {
    if (this.handlers.has(topic)) throw new Error(`the effect ${topic} has a handler already`);
    this.handlers.set(topic, handler);
  }

  /** @throws MachineFault when nobody handles the topic */
  get(topic: string): EffectHandler {
    const handler = this.handlers.get(topic);
    if (!handler)
      throw new MachineFault(
        'unhandled-effect',
        `Nobody handles the effect «${topic}»: register a handler for it.`,
      );
    return handler;
  }

  /** @returns those of the topics that have no handler */
  missing(topics: readonly string[]): string[] {
    return topics.filter((topic) => !this.handlers.has(topic));
  }
}

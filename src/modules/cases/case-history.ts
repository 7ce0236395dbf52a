/** What a person reads of a case's history: events as far as they are theirs to read, and commands that were refused. */
import type { CaseEvent, CaseReader } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import { type Asker, type EventReading, holdsOffice } from './case-kind.js';

type ReceivedCommand = Awaited<ReturnType<CaseReader['commands']>>[number];

/** An event without the machine's own view of it, which holds whatever was frozen with it. */
export type ReadEvent = Omit<CaseEvent, 'cause'>;

/**
 * @param events in order
 * @param readingOf what may be read of each
 * @returns the events that are not hidden, in order; a bare one has empty data
 */
export function readableEvents(
  events: readonly CaseEvent[],
  readingOf: (event: CaseEvent) => EventReading,
): ReadEvent[] {
  return events.flatMap(({ cause, ...event }) => {
    const reading = readingOf({ ...event, cause });
    if (reading === 'hidden') return [];
    return [reading === 'whole' ? event : { ...event, data: {} }];
  });
}

/**
 * Numbers events among those that a person may read. A gap in the case's own numbers, or a hash over what is left out, would
 * show that something is hidden.
 */
export function renumbered(events: readonly ReadEvent[]) {
  return events.map(({ type, occurredAt, recordedAt, lateMs, actor, data }, index) => ({
    seq: index + 1,
    type,
    occurredAt,
    recordedAt,
    lateMs,
    actor,
    data,
  }));
}

/**
 * @param received every command of the case
 * @param knownAt only what was received by then; null: all of it
 * @returns the refused ones with their refusals: all of them for the offices, for others those they sent themselves
 */
export function refusedCommands(received: readonly ReceivedCommand[], asker: Asker, knownAt: Instant | null) {
  const all = holdsOffice(asker);
  return received
    .filter(({ status, receivedAt }) => status === 'refused' && (!knownAt || receivedAt <= knownAt))
    .filter(({ actor }) => all || actor.id === asker.contactId)
    .map(({ type, receivedAt, actor, payload, outcome }) => ({
      command: type,
      receivedAt,
      actor,
      payload,
      refusal: outcome?.refusal ?? null,
    }));
}

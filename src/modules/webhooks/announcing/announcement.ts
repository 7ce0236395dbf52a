/** What is told of a change, and to whom. Pure. */
import type { CaseEvent, CaseFile } from '../../../engine/index.js';
import type { Instant } from '../../../kernel/instant.js';
import { type Asker, type CaseKind, caseLine, maySee, namedSchema, readingFor } from '../../cases/index.js';
import type { Announced } from '../webhook.types.js';

/**
 * As whom a body is written. The endpoint is the Secretariat's, which reads every case; but a body ends up in the logs of other systems,
 * so that it holds no more than any Participant may read. The rest is asked for by REST, with a token.
 */
const ANY_PARTICIPANT: Asker = { roles: ['participant'], party: '' };

/** One thing to be told, before it is known to which endpoints. */
export interface Announcement {
  readonly type: Announced;
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly body: string;
}

/** An endpoint as far as it matters what it is told. */
export interface Listener {
  readonly id: string;
  readonly types: readonly Announced[];
  readonly announcesSince: Instant;
  /** number of the last event of the case that it was told of; 0: none */
  readonly toldUpTo: number;
}

/**
 * @param file the case as the run left it
 * @param kind null of a workflow without one: then only that something happened is told
 * @param events its history in order
 * @returns everything that can be told of the case, oldest first: the first event opened it, every event changed it, the last one of a
 *   case that has ended ended it
 */
export function announcementsOf(
  file: CaseFile,
  kind: CaseKind | null,
  events: readonly CaseEvent[],
): Announcement[] {
  const isOpen = kind !== null && maySee(kind, ANY_PARTICIPANT, file);
  const reading = isOpen ? readingFor(kind, ANY_PARTICIPANT, file, events) : () => 'hidden';
  const { title, status } = isOpen ? caseLine(kind, file, ANY_PARTICIPANT) : { title: null, status: null };
  const { caseId, workflow, revision } = file;
  const { reference } = namedSchema.parse(file.context);
  return events.flatMap((event, index) => {
    const shown = reading(event) === 'hidden' ? null : event.type;
    const data = { caseId, workflow, reference, title, status, event: shown, revision };
    return typesOf(file, index, events.length).map((type) => ({
      type,
      seq: event.seq,
      recordedAt: event.recordedAt,
      body: JSON.stringify({ type, timestamp: event.occurredAt, data }),
    }));
  });
}

function typesOf(file: CaseFile, index: number, count: number): Announced[] {
  return [
    ...(index === 0 ? (['case.opened'] as const) : []),
    'case.changed',
    ...(file.ended && index === count - 1 ? (['case.ended'] as const) : []),
  ];
}

/** @returns what this endpoint is still to be told: what it asked for, and was recorded since it was registered */
export function untold(listener: Listener, all: readonly Announcement[]): Announcement[] {
  const { types, announcesSince, toldUpTo } = listener;
  return all.filter(
    ({ type, seq, recordedAt }) => types.includes(type) && seq > toldUpTo && recordedAt >= announcesSince,
  );
}

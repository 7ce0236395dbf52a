/** What is told of a change, and to whom. Pure. */
import { z } from 'zod';
import type { CaseEvent, CaseFile } from '../../../engine/index.js';
import type { Instant } from '../../../kernel/instant.js';
import { type Asker, type CaseKind, caseLine, namedSchema, readingFor } from '../../cases/index.js';
import type { Announced } from '../webhook.types.js';

/** Only those concerned may know of it (KP Core Document VI.15-16). */
const confidentialSchema = z.object({ visibility: z.literal('concerned') });

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
  /** number of the last event of the case that it was told of, or that was there before it; 0: none */
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
  const asker = kind && readerOf(kind, file);
  const reading = asker ? readingFor(kind, asker, file, events) : () => 'hidden';
  const { title, status } = asker ? caseLine(kind, file, asker) : { title: null, status: null };
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

/**
 * As whom a body is written. The endpoint is the Secretariat's, which reads every case; but a body ends up in the logs of other systems,
 * so that it holds no more than every Participant may read, or every party to which a case was put. The rest is asked for by REST, with
 * a token.
 *
 * @returns such a reader; null where there is none: of what is confidential, of drafts, of meetings of organs
 */
function readerOf(kind: CaseKind, file: CaseFile): Asker | null {
  const readers = kind.readers?.(file);
  if (readers?.roles.includes('participant')) return { roles: ['participant'], party: '' };
  const party = readers?.parties[0];
  const isConfidential = confidentialSchema.safeParse(file.context).success;
  return party === undefined || isConfidential ? null : { roles: ['participant'], party };
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

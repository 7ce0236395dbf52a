/** What may be read of a meeting's history by somebody from whom some of its items are hidden. */
import { z } from 'zod';
import type { CaseEvent } from '../../engine/index.js';
import type { EventReading } from '../cases/index.js';

/** What an event names of items, clauses and edits; events of other kinds name none. */
const namingSchema = z.object({
  item: z.string().nullish(),
  items: z.array(z.object({ id: z.string() })).default([]),
  clause: z.object({ id: z.string(), item: z.string().nullish() }).optional(),
  clauses: z.array(z.object({ id: z.string(), item: z.string().nullish() })).default([]),
  clauseId: z.string().optional(),
  editId: z.string().optional(),
});
type Naming = z.output<typeof namingSchema>;

/** Events whose data stands in the meeting itself, where everybody who may know of the meeting reads it. */
const PUBLIC: ReadonlySet<string> = new Set([
  'convened',
  'rescheduled',
  'cancelled',
  'agenda-circulated',
  'attendance-registered',
  'closed',
  'communique-adopted',
  'ended-with-statement',
  'communique-published',
]);
/** Events on the draft of the communiqué that name no clause. */
const OF_THE_DRAFT: ReadonlySet<string> = new Set(['sentence-added', 'edit-dropped']);

/**
 * The rule of items, on events: what concerns hidden items only is not there at all. What brings several items or clauses at once
 * never shows its data, so that its absence betrays nothing.
 *
 * @param events the history, for the clauses and edits that an event refers to and that may be gone since
 * @param hidden ids of the items that may not be read
 * @param mayReadDraft whether clauses and sentences may be read at all
 * @returns what may be read of an event
 */
export function meetingEventReading(
  events: readonly CaseEvent[],
  hidden: ReadonlySet<string>,
  mayReadDraft: boolean,
): (event: CaseEvent) => EventReading {
  const itemsOfClause = itemsByClause(events);
  const clauseOfEdit = new Map(
    events.flatMap(({ commandId, data }) => {
      const { clauseId } = namingOf(data);
      return commandId !== null && clauseId !== undefined ? [[commandId, clauseId] as const] : [];
    }),
  );
  return ({ type, data }) => {
    const naming = namingOf(data);
    const clauses = clausesOf(naming, clauseOfEdit);
    if (!mayReadDraft && (clauses.length > 0 || OF_THE_DRAFT.has(type))) return 'hidden';
    // a clause that came out of a hidden item once stays hidden; one of no item is open to all
    const clauseHidden = clauses.map(
      (id) => itemsOfClause.get(id)?.some((item) => hidden.has(item)) ?? false,
    );
    const itemHidden = itemsOf(naming).map((id) => hidden.has(id));
    const parts = [...clauseHidden, ...itemHidden];
    if (parts.length > 0 && parts.every((isHidden) => isHidden)) return 'hidden';
    return PUBLIC.has(type) || typeof naming.item === 'string' ? 'whole' : 'bare';
  };
}

function namingOf(data: unknown): Naming {
  const parsed = namingSchema.safeParse(data);
  return parsed.success ? parsed.data : { items: [], clauses: [] };
}

function itemsOf({ item, items }: Naming): string[] {
  return [...(typeof item === 'string' ? [item] : []), ...items.map(({ id }) => id)];
}

function clausesOf(
  { clause, clauses, clauseId, editId }: Naming,
  clauseOfEdit: ReadonlyMap<string, string>,
): string[] {
  const edited = editId === undefined ? undefined : clauseOfEdit.get(editId);
  const single = [clause?.id, clauseId, edited].filter((id) => id !== undefined);
  return [...single, ...clauses.map(({ id }) => id)];
}

/** @returns for each clause the items it ever came out of: an amendment may have changed them */
function itemsByClause(events: readonly CaseEvent[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { data } of events) {
    const { clause, clauses } = namingOf(data);
    for (const { id, item } of clause ? [clause, ...clauses] : clauses)
      if (typeof item === 'string') found.set(id, [...(found.get(id) ?? []), item]);
  }
  return found;
}

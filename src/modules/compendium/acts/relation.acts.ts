/** How documents bear on each other. A relation runs from the later document to the earlier one, and never in a circle. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import type { InstrumentId, RelationKind } from '../compendium.types.js';
import { type Ending, endedTimeline, isAnnulled } from '../rules/standing.rules.js';
import { insertRow, requireInstrument, timelineOf, writeTimeline } from './compendium.store.js';

/** What a relation does to the earlier document, if anything. */
const ENDS: Partial<Readonly<Record<RelationKind, Ending>>> = {
  supersedes: 'superseded',
  concludes: 'concluded',
};

/** A relation whose two documents are known. */
export interface RelationEntry {
  readonly fromId: InstrumentId;
  readonly kind: RelationKind;
  readonly toId: InstrumentId;
  /** null: since the later document holds */
  readonly since: Instant | null;
  readonly paragraph: number | null;
  readonly source: string;
}

/**
 * Enters a relation. One that supersedes or concludes ends the earlier document, unless that has ended before.
 *
 * @returns whether it is new
 * @throws DomainError `compendium.unknown`, `compendium.relation-to-itself`, `compendium.relation-cycle`,
 *   `compendium.relation-backwards` when the later document is of an earlier year, `compendium.annulled`
 */
export async function relateInstruments(
  tx: EntityManager,
  relation: RelationEntry,
  now: Instant,
): Promise<boolean> {
  const { fromId, toId, kind, paragraph, source } = relation;
  const [from, to] = [await requireInstrument(tx, fromId), await requireInstrument(tx, toId)];
  if (fromId === toId)
    throw refusal('relation-to-itself', `to: «${to.title}» cannot bear on itself. Name another document.`);
  if (
    from.adoptedAt !== null &&
    to.adoptedAt !== null &&
    from.adoptedAt.slice(0, 4) < to.adoptedAt.slice(0, 4)
  )
    throw refusal(
      'relation-backwards',
      `to: «${from.title}» was adopted in ${from.adoptedAt.slice(0, 4)}, before «${to.title}» (${to.adoptedAt.slice(0, 4)}). A relation runs from the later document to the earlier.`,
    );
  if (isAnnulled(await timelineOf(tx, fromId)))
    throw refusal('annulled', `«${from.title}» is annulled: it never held, so it bears on nothing.`);
  if (await exists(tx, relation)) return false;
  await requireNoCycle(tx, fromId, toId);
  const since = relation.since ?? from.effectiveAt ?? from.adoptedAt;
  await insertRow(
    tx,
    'instrument_relation',
    { from_id: fromId, kind, to_id: toId, since, paragraph, source },
    now,
  );
  const standing = ENDS[kind];
  if (standing === undefined || since === null) return true;
  const act = { at: since, standing, reason: `${standing} by «${from.title}»`, causeId: fromId, source };
  const ended = endedTimeline(await timelineOf(tx, toId), act);
  if (ended) await writeTimeline(tx, toId, ended, now);
  return true;
}

async function exists(tx: EntityManager, { fromId, toId, kind }: RelationEntry): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'select 1 from instrument_relation where from_id = $1 and to_id = $2 and kind = $3 and superseded_at is null',
    [fromId, toId, kind],
  );
  return rows.length > 0;
}

/** The earlier document must not already bear on the later one, through however many others. */
async function requireNoCycle(tx: EntityManager, fromId: InstrumentId, toId: InstrumentId): Promise<void> {
  const [found] = await tx.query<{ path: string[] }[]>(
    `with recursive earlier (id, path) as (
       select $2::uuid, array[$2::uuid]
       union all
       select r.to_id, path || r.to_id from earlier join instrument_relation r on r.from_id = earlier.id
         where r.superseded_at is null and not r.to_id = any(path)
     )
     select array(select i.title from unnest(path) with ordinality step (id, position)
         join instrument i on i.id = step.id and i.superseded_at is null order by position) as path
       from earlier where id = $1 order by cardinality(earlier.path) limit 1`,
    [fromId, toId],
  );
  if (!found) return;
  throw refusal(
    'relation-cycle',
    `to: this would make a circle: ${found.path.map((title) => `«${title}»`).join(' bears on ')}. Take the other relation the other way round, or leave this one out.`,
  );
}

function refusal(code: string, message: string): DomainError {
  return new DomainError(`compendium.${code}`, 'conflict', message, { field: 'to' });
}

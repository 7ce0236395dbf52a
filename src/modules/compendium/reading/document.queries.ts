/** One document: how it bears on others, its language versions, and everything that was ever believed of it. */
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { Belief, Instrument, InstrumentId, RelationLine, TextLine } from '../compendium.types.js';
import type { Stretch } from '../rules/standing.rules.js';
import { believed, holds } from './as-of.sql.js';

type AsOf = readonly [at: Instant, knownAt: Instant | null];

/** How far a chain is followed; circles are refused, so that this only guards against a broken store. */
const MAX_DEPTH = 100;

/** @returns what was believed of a document, and its standing over time; null when nothing was believed of it then */
export async function instrumentAsKnown(
  tx: EntityManager,
  id: InstrumentId,
  asOf: AsOf,
): Promise<(Omit<Instrument, 'id'> & { id: InstrumentId; timeline: Stretch[] }) | null> {
  const [row] = await tx.query<(Instrument & { timeline: Stretch[] })[]>(
    `select id, title, title_language as "titleLanguage", also_known_as as "alsoKnownAs", type, organ, number,
       iso(adopted_at) as "adoptedAt", adopted_precision as "adoptedPrecision", adopted_by as "adoptedBy", adopted_in as "adoptedIn",
       adopted_paragraph as "adoptedParagraph", iso(effective_at) as "effectiveAt", retroactive_reason as "retroactiveReason",
       iso(published_at) as "publishedAt", sunset, sunset_on::text as "sunsetOn", predecessor, note, source,
       (select coalesce(json_agg(json_build_object('standing', st.standing, 'validFrom', iso(st.valid_from),
            'validTo', iso(st.valid_to), 'reason', st.reason, 'causeId', st.cause_id, 'decidedAt', iso(st.decided_at),
            'source', st.source) order by st.valid_from), '[]')
          from instrument_standing st where st.instrument_id = i.id and ${believed('st')}) as timeline
     from instrument i where id = $3 and $1::timestamptz is not null and ${believed('i')}`,
    [...asOf, id],
  );
  return row ?? null;
}

/** @returns the language versions that hold at the instant, the authoritative one first */
export async function textsOf(tx: EntityManager, id: InstrumentId, asOf: AsOf): Promise<TextLine[]> {
  return tx.query<TextLine[]>(
    `select language, version, title, status, authoritative, body is not null as held, kept_at as "keptAt", sha256,
       iso(published_at) as "publishedAt", iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source
     from instrument_text t where instrument_id = $3 and ${believed('t')} and ${holds('t')} order by authoritative desc, language`,
    [...asOf, id],
  );
}

/** @returns the words of the version of a language that holds at the instant, or null */
export async function wordsOf(
  tx: EntityManager,
  id: InstrumentId,
  language: string,
  asOf: AsOf,
): Promise<(TextLine & { text: string | null }) | null> {
  const [row] = await tx.query<(TextLine & { text: string | null })[]>(
    `select language, version, title, status, authoritative, body is not null as held, kept_at as "keptAt", sha256,
       iso(published_at) as "publishedAt", iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source, body as text
     from instrument_text t where instrument_id = $3 and language = $4 and ${believed('t')} and ${holds('t')}`,
    [...asOf, id, language],
  );
  return row ?? null;
}

/**
 * The chain of a document.
 *
 * @param way `later`: what bears on it, and on that in turn; `earlier`: what it bears on
 * @returns nearest first
 */
export async function chainOf(
  tx: EntityManager,
  id: InstrumentId,
  way: 'later' | 'earlier',
  asOf: AsOf,
): Promise<RelationLine[]> {
  const [near, far] = way === 'later' ? ['to_id', 'from_id'] : ['from_id', 'to_id'];
  return tx.query<RelationLine[]>(
    `with recursive chain (row_id, next, depth) as (
       select r.row_id, r.${far}, 1 from instrument_relation r where r.${near} = $3 and ${believed('r')}
       union
       select r.row_id, r.${far}, depth + 1 from chain join instrument_relation r on r.${near} = chain.next
         where depth < ${MAX_DEPTH} and ${believed('r')}),
     link as (select row_id, min(depth) as depth from chain group by row_id)
     select r.kind, link.depth, r.from_id as "fromId", i.title as "fromTitle", i.number as "fromNumber",
       (select st.standing from instrument_standing st where st.instrument_id = i.id and ${believed('st')} and ${holds('st')}) as "fromStanding",
       r.to_id as "toId", target.title as "toTitle", target.number as "toNumber", iso(r.since) as since, r.paragraph, r.source
     from link join instrument_relation r on r.row_id = link.row_id
       join instrument i on i.id = r.from_id and ${believed('i')}
       join instrument target on target.id = r.to_id and ${believed('target')}
     order by link.depth, r.since nulls last, i.title, target.title, r.kind`,
    [...asOf, id],
  );
}

/** @returns everything that was ever believed of a document, in the order in which it was written; texts without their words */
export async function historyOf(tx: EntityManager, id: InstrumentId): Promise<Belief[]> {
  const fact = (alias: string, without: string): string =>
    `jsonb_strip_nulls(to_jsonb(${alias}) - array['row_id', 'id', 'instrument_id', 'recorded_at', 'superseded_at', 'search', 'search_config'${without}])`;
  return tx.query<Belief[]>(
    `select about, iso(recorded_at) as "recordedAt", iso(superseded_at) as "supersededAt", fact from (
       select 1 as place, row_id, 'document' as about, recorded_at, superseded_at, ${fact('i', `, 'title_keys'`)} as fact
         from instrument i where id = $1
       union all
       select 2, row_id, 'standing', recorded_at, superseded_at, ${fact('st', '')} from instrument_standing st where instrument_id = $1
       union all
       select 3, row_id, 'relation', recorded_at, superseded_at, ${fact('r', '')} from instrument_relation r where from_id = $1 or to_id = $1
       union all
       select 4, row_id, 'text', recorded_at, superseded_at, ${fact('t', `, 'body'`)} from instrument_text t where instrument_id = $1
     ) belief order by recorded_at, place, row_id`,
    [id],
  );
}

/** Pieces of SQL for questions as of a date. $1 is the instant asked about, $2 the instant as known at; null: as known now. */

/** Believed at `$2`. */
export function believed(alias: string): string {
  return `case when $2::timestamptz is null then ${alias}.superseded_at is null
    else ${alias}.recorded_at <= $2 and (${alias}.superseded_at is null or ${alias}.superseded_at > $2) end`;
}

/** Holds at `$1`. */
export function holds(alias: string): string {
  return `${alias}.valid_from <= $1::timestamptz and (${alias}.valid_to is null or ${alias}.valid_to > $1)`;
}

/** The standing of the document `i` at `$1`, as `s`; nothing when nobody says it was adopted by then. */
export const STANDING = `left join lateral (select st.standing, st.valid_from from instrument_standing st
    where st.instrument_id = i.id and ${believed('st')} and ${holds('st')}) s on true`;

/** Narrows by type ($3), year of adoption ($4), organ ($5), and unless $6 to what is in force. */
export const FILTER = `($3::text is null or i.type = $3)
  and ($4::int is null or extract(year from i.adopted_at at time zone 'UTC') = $4)
  and ($5::text is null or i.organ = $5) and ($6::boolean or s.standing = 'in-force')`;

/** Official versions of a regional form count for the language: `pt-BR` for `pt`. */
const MISSING = `array(select o.language from official_language o where ${believed('o')} and ${holds('o')}
    and not exists (select 1 from instrument_text t where t.instrument_id = i.id and t.status = 'official'
      and (t.language = o.language or t.language like o.language || '-%') and ${believed('t')} and ${holds('t')})
    order by o.language)`;

const LANGUAGES = `(select coalesce(json_agg(json_build_object('language', t.language, 'status', t.status,
      'authoritative', t.authoritative, 'held', t.sha256 is not null) order by t.authoritative desc, t.language), '[]')
    from instrument_text t where t.instrument_id = i.id and ${believed('t')} and ${holds('t')})`;

const AMENDED_BY = `(with recursive later (id) as (
      select r.from_id from instrument_relation r where r.to_id = i.id and r.kind = 'amends' and ${believed('r')}
      union
      select r.from_id from later join instrument_relation r on r.to_id = later.id where r.kind = 'amends' and ${believed('r')})
    select coalesce(json_agg(json_build_object('id', a.id, 'title', a.title, 'number', a.number)
        order by coalesce(a.effective_at, a.adopted_at), a.id), '[]')
      from later join instrument a on a.id = later.id and ${believed('a')}
      where exists (select 1 from instrument_standing st where st.instrument_id = a.id and st.standing = 'in-force'
        and ${believed('st')} and ${holds('st')}))`;

/** What a line of a list says of the document `i` in the standing `s`. */
export const LINE = `i.id, i.title, i.type, i.organ, i.number, iso(i.adopted_at) as "adoptedAt",
  i.adopted_precision as "adoptedPrecision", i.adopted_in as "adoptedIn", iso(i.effective_at) as "effectiveAt",
  iso(i.published_at) as "publishedAt", s.standing, iso(s.valid_from) as "standingSince",
  ${LANGUAGES} as languages, ${MISSING} as missing, ${AMENDED_BY} as "amendedBy", i.source`;

import type { EntityManager } from 'typeorm';
import type { FoundInstrument } from '../compendium.types.js';
import { parseNumber } from '../rules/instrument-number.rules.js';
import { FILTER, LINE, STANDING, believed, holds } from './as-of.sql.js';
import { type LineRow, type ListQuestion, lineOf, parametersOf } from './list.queries.js';

/** Every configuration that `compendium_search_config` knows: the words asked for are read by the rules of each language. */
const CONFIGURATIONS = [
  'arabic',
  'dutch',
  'english',
  'french',
  'german',
  'italian',
  'portuguese',
  'russian',
  'simple',
  'spanish',
  'turkish',
];
/** Around a word that was found; private-use characters, which no text has. */
const HIT = { start: '\uE000', end: '\uE001' } as const;
const HEADLINE = `StartSel=${HIT.start}, StopSel=${HIT.end}, MaxFragments=1, MaxWords=30, MinWords=12`;

/** $1 to $8 as in a list; $9 the words, $10 to $12 a number's parts, or nulls. A number that is asked for comes first. */
export const SEARCH = `with asked as (
    select config, websearch_to_tsquery(config, $9) as query
      from unnest('{${CONFIGURATIONS.join(',')}}'::regconfig[]) as config),
  hit as (
    select i.id, null::uuid as text_row, asked.config, 2 * ts_rank(i.search, asked.query) as rank
      from asked join instrument i on i.search @@ asked.query and i.search_config = asked.config where ${believed('i')}
    union all
    select t.instrument_id, t.row_id, asked.config, ts_rank(t.search, asked.query)
      from asked join instrument_text t on t.search @@ asked.query and t.search_config = asked.config
      where ${believed('t')} and ${holds('t')}
    union all
    select i.id, null, 'simple', 100 from instrument i
      where i.number_series = $10 and i.number_year = $11::int and i.number_sequence = $12::int and ${believed('i')}),
  best as (select distinct on (id) id, text_row, config, rank from hit order by id, rank desc, text_row nulls first),
  page as (
    select i.row_id, best.text_row, best.config, count(*) over ()::int as total,
        row_number() over (order by best.rank desc, i.adopted_at desc nulls last, i.id) as place
      from best join instrument i on i.id = best.id and ${believed('i')} ${STANDING}
      where ${FILTER} order by place limit $7 offset $8)
  select ${LINE}, page.total, text.language as "foundIn",
      ts_headline(page.config, case when text.row_id is null then concat_ws(' · ', i.number, i.title, nullif(compendium_words(i.also_known_as), ''))
        else concat_ws(' · ', text.title, text.body) end, websearch_to_tsquery(page.config, $9), '${HEADLINE}') as headline
    from page join instrument i on i.row_id = page.row_id ${STANDING} left join instrument_text text on text.row_id = page.text_row
    order by page.place`;

/** @returns $1 to $12 of {@link SEARCH} */
export function searchParameters(words: string, question: ListQuestion): unknown[] {
  const number = parseNumber(words);
  return [
    ...parametersOf(question),
    words,
    number?.series ?? null,
    number?.year ?? null,
    number?.sequence ?? null,
  ];
}

/**
 * Finds words in titles, numbers and texts of any language; «"…"» asks for a phrase, «-word» leaves out, «or» takes either.
 *
 * @returns the best first, each with the place where it was found; documents of equal rank by adoption, the latest first
 */
export async function searchInstruments(
  tx: EntityManager,
  words: string,
  question: ListQuestion,
): Promise<{ total: number; documents: FoundInstrument[] }> {
  const rows = await tx.query<(LineRow & { total: number; foundIn: string | null; headline: string })[]>(
    SEARCH,
    searchParameters(words, question),
  );
  return {
    total: rows[0]?.total ?? 0,
    documents: rows.map(({ total: _total, foundIn, headline, ...row }) => ({
      ...lineOf(row),
      foundIn,
      snippet: snippetOf(headline),
    })),
  };
}

/** @returns a headline as plain parts, so that nothing in a text can pass for markup */
export function snippetOf(headline: string): readonly { readonly text: string; readonly hit: boolean }[] {
  return headline
    .split(HIT.start)
    .flatMap((part, index) => {
      if (index === 0) return [{ text: part, hit: false }];
      const [found = '', ...rest] = part.split(HIT.end);
      return [
        { text: found, hit: true },
        { text: rest.join(''), hit: false },
      ];
    })
    .filter(({ text }) => text !== '');
}

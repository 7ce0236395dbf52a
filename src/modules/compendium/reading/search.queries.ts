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
/** So many hits are ranked by how often and how near the words stand. */
const RANKED_HITS = 500;
/** Above any rank: the number itself was asked for. */
const NUMBER_WEIGHT = 100;
/** Around a word that was found; private-use characters, which no text has. */
const HIT = { start: '\uE000', end: '\uE001' } as const;
const HEADLINE = `StartSel=${HIT.start}, StopSel=${HIT.end}, MaxFragments=1, MaxWords=30, MinWords=12`;

/** The words ($9) as every language reads them, in one query: the planner folds it into a constant and asks each inverted index once. */
const ASKED = `(${CONFIGURATIONS.map((name) => `websearch_to_tsquery('${name}'::regconfig, $9)`).join(' || ')})`;
/** The words are there by the rules of the text's own language. This reads the text, so it is asked of what was found only. */
const EXACT = `search @@ websearch_to_tsquery(config, $9)`;

/**
 * $1 to $8 as in a list; $9 the words, $10 to $12 a number's parts, or nulls; $13 whether words are left out. A number that is asked
 * for comes first. Words found more than RANKED_HITS times say little: then what has them in its title comes first, the texts are
 * not read to compute a rank, and a word counts as any language reads it.
 */
export const SEARCH = `with hit as (
    select i.id, null::uuid as text_row, i.search_config as config, i.search, 2 as weight
      from instrument i where i.search @@ ${ASKED} and ${believed('i')}
    union all
    select t.instrument_id, t.row_id, t.search_config, t.search, 1
      from instrument_text t where t.search @@ ${ASKED} and ${believed('t')} and ${holds('t')}
    union all
    select i.id, null, i.search_config, i.search, ${NUMBER_WEIGHT} from instrument i
      where i.number_series = $10 and i.number_year = $11::int and i.number_sequence = $12::int and ${believed('i')}),
  sized as (select *, count(*) over () > ${RANKED_HITS} as many from hit),
  ranked as (
    select id, text_row, config,
        case when many or weight = ${NUMBER_WEIGHT} then weight else weight * ts_rank(search, websearch_to_tsquery(config, $9)) end as rank
      from sized where weight = ${NUMBER_WEIGHT} or (many and not $13::boolean) or ${EXACT}),
  best as (select distinct on (id) id, text_row, config, rank from ranked order by id, rank desc, text_row nulls first),
  page as (
    select i.row_id, best.text_row, best.config, count(*) over ()::int as total,
        row_number() over (order by best.rank desc, i.adopted_at desc nulls last, i.id) as place
      from best join instrument i on i.id = best.id and ${believed('i')} ${STANDING}
      where ${FILTER} order by place limit $7 offset $8)
  select ${LINE}, page.total, text.language as "foundIn",
      ts_headline(page.config, case when text.row_id is null
          then concat_ws(' · ', i.number, i.title, nullif(compendium_words(i.also_known_as), ''))
          else concat_ws(' · ', text.title, text.body) end, ${ASKED}, '${HEADLINE}') as headline
    from page join instrument i on i.row_id = page.row_id ${STANDING} left join instrument_text text on text.row_id = page.text_row
    order by page.place`;

/** @returns $1 to $13 of {@link SEARCH} */
export function searchParameters(words: string, question: ListQuestion): unknown[] {
  const number = parseNumber(words);
  return [
    ...parametersOf(question),
    words,
    number?.series ?? null,
    number?.year ?? null,
    number?.sequence ?? null,
    /(^|\s)-/.test(words),
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

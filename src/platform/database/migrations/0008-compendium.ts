import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register of decisions and other documents: what each is, in what standing it was when, how it bears on others, in which
 * languages it exists. Every row has the range in which we believed it; a correction supersedes, nothing is overwritten.
 */
export class Compendium1764000000008 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SEARCHING);
    await queryRunner.query(INSTRUMENT);
    await queryRunner.query(STANDING_AND_RELATION);
    await queryRunner.query(TEXT_AND_LANGUAGE);
    await queryRunner.query(KEPT);
  }

  /** Forward only. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Columns of every table here: since when a row is believed, and until when. */
const BELIEF = `
  source text not null check (source <> ''),
  recorded_at timestamptz not null default legal_now(),
  superseded_at timestamptz,
  check (superseded_at is null or superseded_at >= recorded_at)`;

/** The inverted indexes are kept up at once: writes are rare, and a pending list would be read by every search. Words are stemmed by the language's own rules where PostgreSQL has them, and taken as they stand elsewhere. */
const SEARCHING = `
  create function compendium_search_config(language text) returns regconfig language sql immutable parallel safe as $$
    select case split_part(language, '-', 1)
      when 'ar' then 'pg_catalog.arabic'::regconfig
      when 'de' then 'pg_catalog.german'::regconfig
      when 'en' then 'pg_catalog.english'::regconfig
      when 'es' then 'pg_catalog.spanish'::regconfig
      when 'fr' then 'pg_catalog.french'::regconfig
      when 'it' then 'pg_catalog.italian'::regconfig
      when 'nl' then 'pg_catalog.dutch'::regconfig
      when 'pt' then 'pg_catalog.portuguese'::regconfig
      when 'ru' then 'pg_catalog.russian'::regconfig
      when 'tr' then 'pg_catalog.turkish'::regconfig
      else 'pg_catalog.simple'::regconfig
    end
  $$;
  create function compendium_words(names text[]) returns text language sql immutable parallel safe as $$
    select array_to_string(names, ' ')
  $$;`;

const INSTRUMENT = `
  create table instrument (
    row_id uuid primary key,
    id uuid not null,
    title text not null check (title <> ''),
    title_language text not null,
    also_known_as text[] not null,
    title_keys text[] not null check (cardinality(title_keys) > 0),
    type text not null check (type ~ '^[a-z-]{3,40}$'),
    organ text not null check (organ ~ '^[A-Z][A-Z0-9-]{1,11}$'),
    number text check (number <> ''),
    number_series text,
    number_year int,
    number_sequence int check (number_sequence > 0),
    adopted_at timestamptz,
    adopted_precision text check (adopted_precision in ('instant', 'day', 'month', 'year')),
    adopted_by text not null check (adopted_by in ('meeting', 'written-procedure', 'chair-notice', 'organ', 'conference', 'unknown')),
    adopted_in text not null,
    adopted_paragraph int check (adopted_paragraph > 0),
    effective_at timestamptz,
    retroactive_reason text check (retroactive_reason <> ''),
    published_at timestamptz,
    sunset text check (sunset <> ''),
    sunset_on date,
    predecessor text not null,
    note text not null,
    ${BELIEF},
    search_config regconfig generated always as (compendium_search_config(title_language)) stored,
    search tsvector generated always as (to_tsvector(compendium_search_config(title_language),
      title || ' ' || coalesce(number, '') || ' ' || compendium_words(also_known_as))) stored,
    constraint number_is_whole check (num_nulls(number, number_series, number_year, number_sequence) in (0, 4)),
    constraint adoption_is_dated check ((adopted_at is null) = (adopted_precision is null)),
    constraint effect_before_adoption_has_a_reason
      check (effective_at >= adopted_at or adopted_precision in ('month', 'year') or effective_at is null or adopted_at is null
        or retroactive_reason is not null),
    constraint sunset_day_has_words check (sunset_on is null or sunset is not null)
  );
  create unique index one_belief_of_an_instrument on instrument (id) where superseded_at is null;
  create unique index one_instrument_of_a_number on instrument (number_series, number_year, number_sequence) where superseded_at is null;
  create index instrument_by_title on instrument using gin (title_keys);
  create index instrument_by_words on instrument using gin (search) with (fastupdate = off);
  create index instrument_by_id on instrument (id, recorded_at);`;

const STANDING_AND_RELATION = `
  create table instrument_standing (
    row_id uuid primary key,
    instrument_id uuid not null,
    standing text not null check (standing in ('adopted', 'in-force', 'concluded', 'lapsed', 'superseded', 'annulled')),
    reason text not null,
    cause_id uuid,
    decided_at timestamptz,
    valid_from timestamptz not null,
    valid_to timestamptz,
    ${BELIEF},
    check (valid_to is null or valid_to > valid_from),
    constraint one_standing_at_a_time
      exclude using gist (instrument_id with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
  );
  create index instrument_standing_by_instrument on instrument_standing (instrument_id, valid_from);

  create table instrument_relation (
    row_id uuid primary key,
    from_id uuid not null,
    kind text not null check (kind in ('follows', 'amends', 'supersedes', 'concludes', 'complements')),
    to_id uuid not null check (to_id <> from_id),
    since timestamptz,
    paragraph int check (paragraph > 0),
    ${BELIEF}
  );
  create unique index one_relation_of_a_kind on instrument_relation (from_id, to_id, kind) where superseded_at is null;
  create index instrument_relation_by_target on instrument_relation (to_id);`;

const TEXT_AND_LANGUAGE = `
  create table instrument_text (
    row_id uuid primary key,
    instrument_id uuid not null,
    language text not null,
    version int not null check (version > 0),
    title text not null check (title <> ''),
    body text check (body <> ''),
    kept_at text not null,
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    status text not null check (status in ('draft', 'machine-translation', 'official')),
    authoritative boolean not null,
    published_at timestamptz,
    valid_from timestamptz not null,
    valid_to timestamptz,
    ${BELIEF},
    search_config regconfig generated always as (compendium_search_config(language)) stored,
    search tsvector generated always as (setweight(to_tsvector(compendium_search_config(language), title), 'A')
      || setweight(to_tsvector(compendium_search_config(language), coalesce(body, '')), 'B')) stored,
    check (valid_to is null or valid_to > valid_from),
    constraint held_text_has_its_hash check ((body is null) = (sha256 is null)),
    constraint only_an_official_text_is_authoritative check (not authoritative or status = 'official'),
    constraint one_version_of_a_language_at_a_time
      exclude using gist (instrument_id with =, language with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null),
    constraint one_authoritative_text_at_a_time
      exclude using gist (instrument_id with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null and authoritative)
  );
  create index instrument_text_by_instrument on instrument_text (instrument_id);
  create index instrument_text_by_words on instrument_text using gin (search) with (fastupdate = off);

  create table official_language (
    row_id uuid primary key,
    language text not null,
    valid_from timestamptz not null,
    valid_to timestamptz,
    ${BELIEF},
    check (valid_to is null or valid_to > valid_from),
    constraint official_language_ranges_do_not_overlap
      exclude using gist (language with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
  );`;

/** A row only ever gains the instant at which it was superseded. Generated columns are not known yet when the trigger looks. */
const KEPT = `
  create function refuse_rewriting_the_compendium() returns trigger language plpgsql as $$
  declare passing text[] := array['superseded_at', 'search', 'search_config'];
  begin
    if tg_op = 'UPDATE' then
      if old.superseded_at is null and new.superseded_at is not null and to_jsonb(new) - passing = to_jsonb(old) - passing then
        return new;
      end if;
    end if;
    raise exception 'the compendium keeps what was believed: supersede the row and write a new one (% on %)', tg_op, tg_table_name
      using errcode = 'restrict_violation';
  end
  $$;
  ${['instrument', 'instrument_standing', 'instrument_relation', 'instrument_text', 'official_language']
    .map(
      (table) => `
  create trigger ${table}_is_kept before update or delete on ${table}
    for each row execute function refuse_rewriting_the_compendium();
  create trigger ${table}_is_never_emptied before truncate on ${table}
    for each statement execute function refuse_rewriting_the_compendium();`,
    )
    .join('\n')}`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is a member, who speaks for it, who holds which office, each with the range in which it held and the range in which
 * we believed so. A correction supersedes; nothing is overwritten.
 */
export class Registry1764000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create extension if not exists btree_gist;

      create table party (
        row_id uuid primary key,
        code text not null check (code ~ '^[A-Z0-9-]{2,12}$'),
        name text not null check (name <> ''),
        kind text not null check (kind in ('participant', 'observer', 'body')),
        valid_from timestamptz not null,
        valid_to timestamptz,
        source text not null check (source <> ''),
        note text not null default '',
        recorded_at timestamptz not null default legal_now(),
        superseded_at timestamptz,
        check (valid_to is null or valid_to > valid_from),
        check (superseded_at is null or superseded_at >= recorded_at),
        constraint party_ranges_do_not_overlap
          exclude using gist (code with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );

      create table contact (
        row_id uuid primary key,
        id text not null check (id ~ '^[A-Z0-9-]{3,24}$'),
        party text not null,
        name text not null check (name <> ''),
        email text not null check (email like '%@%'),
        languages text[] not null check (cardinality(languages) > 0),
        zone text not null,
        rank int not null check (rank > 0),
        valid_from timestamptz not null,
        valid_to timestamptz,
        source text not null check (source <> ''),
        recorded_at timestamptz not null default legal_now(),
        superseded_at timestamptz,
        check (valid_to is null or valid_to > valid_from),
        check (superseded_at is null or superseded_at >= recorded_at),
        constraint contact_ranges_do_not_overlap
          exclude using gist (id with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );
      create index contact_by_party on contact (party) where superseded_at is null;
      create index contact_by_email on contact (lower(email)) where superseded_at is null;

      create table contact_delivery (
        row_id uuid primary key,
        contact_id text not null,
        bounced_at timestamptz not null,
        cleared_at timestamptz,
        diagnostic text not null,
        check (cleared_at is null or cleared_at >= bounced_at)
      );
      create unique index contact_delivery_open on contact_delivery (contact_id) where cleared_at is null;
      create index contact_delivery_by_contact on contact_delivery (contact_id, bounced_at);

      create table office_term (
        row_id uuid primary key,
        office text not null check (office in ('chair', 'vice-chair', 'secretariat')),
        party text not null,
        contact_id text,
        valid_from timestamptz not null,
        valid_to timestamptz,
        source text not null check (source <> ''),
        recorded_at timestamptz not null default legal_now(),
        superseded_at timestamptz,
        check (valid_to is null or valid_to > valid_from),
        check (superseded_at is null or superseded_at >= recorded_at),
        constraint one_holder_at_a_time
          exclude using gist (office with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );

      create function refuse_overwriting() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' then
          if old.superseded_at is null and new.superseded_at is not null
            and to_jsonb(new) - 'superseded_at' = to_jsonb(old) - 'superseded_at' then
            return new;
          end if;
        end if;
        raise exception 'the registry keeps what was believed: supersede the row and write a new one (% on %)', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $$;
      create trigger party_is_kept before update or delete on party
        for each row execute function refuse_overwriting();
      create trigger party_is_never_emptied before truncate on party
        for each statement execute function refuse_overwriting();
      create trigger contact_is_kept before update or delete on contact
        for each row execute function refuse_overwriting();
      create trigger contact_is_never_emptied before truncate on contact
        for each statement execute function refuse_overwriting();
      create trigger office_term_is_kept before update or delete on office_term
        for each row execute function refuse_overwriting();
      create trigger office_term_is_never_emptied before truncate on office_term
        for each statement execute function refuse_overwriting();
    `);
  }

  /** Forward only. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

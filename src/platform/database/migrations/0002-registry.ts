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
        constraint contact_ranges_do_not_overlap
          exclude using gist (id with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );
      create index contact_by_party on contact (party) where superseded_at is null;
      create index contact_by_email on contact (lower(email)) where superseded_at is null;

      create table contact_delivery (
        contact_id text primary key,
        bounced_at timestamptz not null,
        diagnostic text not null
      );

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
        constraint one_holder_at_a_time
          exclude using gist (office with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );
    `);
  }

  /** Forward only. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

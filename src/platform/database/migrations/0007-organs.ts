import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every table of dated facts has: when the fact holds, where it is known from, and when we believed so. */
const DATED = `
        valid_from timestamptz not null,
        valid_to timestamptz,
        source text not null check (source <> ''),
        recorded_at timestamptz not null default legal_now(),
        superseded_at timestamptz,
        check (valid_to is null or valid_to > valid_from),
        check (superseded_at is null or superseded_at >= recorded_at)`;

/** Of one subject one fact at a time is believed. */
const oneAtATime = (table: string, subject: string): string => `
        constraint ${table}_ranges_do_not_overlap
          exclude using gist (${subject} with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)`;

const TABLES = ['organ', 'seat', 'organ_rule', 'bar', 'barred', 'distribution_list', 'supply_role'] as const;

/**
 * The organs of a body, who sits in them, the rules of their composition, who is barred, and the roles of parties in the supply
 * chain; each kept like the registry's facts: a correction supersedes, nothing is overwritten.
 */
export class Organs1764000000007 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table organ (
        row_id uuid primary key,
        code text not null check (code ~ '^[A-Z][A-Z0-9-]{1,11}$'),
        name text not null check (name <> ''),
        kind text not null
          check (kind in ('plenary', 'intersessional', 'committee', 'working-group', 'sub-group', 'ad-hoc-committee')),
        parent text check (parent <> code),
        predecessors text[] not null default '{}',
        note text not null default '',${DATED},${oneAtATime('organ', 'code')}
      );

      create table seat (
        row_id uuid primary key,
        seat text not null check (seat = organ || '/' || party),
        organ text not null,
        party text not null,
        capacity text not null
          check (capacity in ('chair', 'vice-chair', 'member', 'permanent-observer', 'observer', 'guest')),
        contact_id text,${DATED},${oneAtATime('seat', 'seat')}
      );
      create index seat_by_organ on seat (organ) where superseded_at is null;
      create index seat_by_party on seat (party) where superseded_at is null;

      create table organ_rule (
        row_id uuid primary key,
        id text not null check (id ~ '^[a-z0-9-]{2,60}$'),
        organs text[] not null check (cardinality(organs) > 0),
        title text not null check (title <> ''),
        rule jsonb not null,
        note text not null default '',${DATED},${oneAtATime('organ_rule', 'id')}
      );

      create table bar (
        row_id uuid primary key,
        code text not null check (code ~ '^[A-Z][A-Z0-9-]{1,11}$'),
        name text not null check (name <> ''),
        organs text[],${DATED},${oneAtATime('bar', 'code')}
      );

      create table barred (
        row_id uuid primary key,
        barred text not null check (barred = bar || '/' || coalesce('contact ' || contact_id, 'party ' || party)),
        bar text not null,
        party text,
        contact_id text,
        check (num_nonnulls(party, contact_id) = 1),${DATED},${oneAtATime('barred', 'barred')}
      );

      create table distribution_list (
        row_id uuid primary key,
        role text not null check (role ~ '^[a-z][a-z0-9-]{2,40}$'),
        name text not null check (name <> ''),${DATED},${oneAtATime('distribution_list', 'role')}
      );

      create table supply_role (
        row_id uuid primary key,
        supply_role text not null check (supply_role = party || '/' || role),
        party text not null,
        role text not null,${DATED},${oneAtATime('supply_role', 'supply_role')}
      );
      create index supply_role_by_role on supply_role (role) where superseded_at is null;
    `);
    for (const table of TABLES)
      await queryRunner.query(`
        create trigger ${table}_is_kept before update or delete on ${table}
          for each row execute function refuse_overwriting();
        create trigger ${table}_is_never_emptied before truncate on ${table}
          for each statement execute function refuse_overwriting();
      `);
  }

  /** Forward only. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

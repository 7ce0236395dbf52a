import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the board shows unless it is asked for more: cases under way that are nobody's imported history. */
const LIVE = 'where ended_at is null and not historical';

/**
 * Who is shown every case as it changes and what they have still to be shown, and the deadline board: one row for each thing that
 * a case waits for, and one for each code that a live thing waits on. Who may read a row is one of a few audiences, so that the
 * question is settled once for each asker and an index can hold the answer. All of it is derived and can be made again. What depends on now, such as whether something is late, is asked and
 * never kept. `presses_at` is when a thing begins to be late, a postponement counted; what is never late comes last.
 */
export class DeadlineBoard1764000000012 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create extension if not exists pg_trgm;

      create table case_observer (
        name text primary key,
        version int not null
      );

      create table case_observation_due (
        observer text not null,
        case_id uuid not null references case_file (id),
        since timestamptz not null default legal_now(),
        attempts int not null default 0,
        next_attempt_at timestamptz not null default clock_timestamp(),
        last_error text,
        primary key (observer, case_id)
      );
      create index case_observation_due_by_time on case_observation_due (next_attempt_at);

      create table board_audience (
        id int primary key generated always as identity,
        key text not null unique,
        readers text[] not null
      );

      create table board_entry (
        case_id uuid not null references case_file (id),
        key text not null,
        workflow text not null,
        reference text not null,
        title text not null,
        status text not null,
        what text not null,
        waits_on text[] not null,
        unreachable text[] not null,
        since timestamptz not null,
        due_at timestamptz,
        postponed_until timestamptz,
        presses_at timestamptz not null generated always as (
          case when due_at is null then timestamptz 'infinity' else greatest(due_at, postponed_until) end) stored,
        rung_reached int not null check (rung_reached >= 0),
        rung_of int not null,
        rung_last text,
        timer_name text,
        timer_title text,
        timer_at timestamptz,
        stuck boolean not null,
        trouble text,
        stuck_since timestamptz,
        audience int not null references board_audience (id),
        historical boolean not null,
        ended_at timestamptz,
        sequence int not null,
        changed_at timestamptz not null,
        words text not null generated always as (lower(reference || ' ' || title || ' ' || what)) stored,
        primary key (case_id, key),
        check (stuck = (stuck_since is not null))
      );
      create index board_entry_in_order on board_entry (presses_at, case_id, key) include (audience) ${LIVE};
      create index board_entry_of_workflow on board_entry (workflow, presses_at, case_id, key) include (audience) ${LIVE};
      create index board_entry_waits_on on board_entry using gin (waits_on) ${LIVE};
      create index board_entry_audience on board_entry (audience, presses_at, case_id, key) ${LIVE};
      create index board_entry_words on board_entry using gin (words gin_trgm_ops) ${LIVE};
      create index board_entry_next_timer on board_entry (timer_at) ${LIVE};
      create index board_entry_stuck on board_entry (presses_at) ${LIVE} and stuck;
      create index board_entry_unreached on board_entry (presses_at) ${LIVE} and unreachable <> '{}';
      create index board_entry_unarmed on board_entry (presses_at) ${LIVE} and timer_at is null and due_at is not null;
      create index board_entry_postponed on board_entry (presses_at, case_id, key) ${LIVE} and postponed_until is not null;
      create index board_entry_closed on board_entry (ended_at) where ended_at is not null and not historical;

      create table board_wait (
        case_id uuid not null,
        key text not null,
        code text not null,
        unreachable boolean not null,
        presses_at timestamptz not null,
        postponed_until timestamptz,
        workflow text not null,
        audience int not null,
        primary key (case_id, key, code),
        foreign key (case_id, key) references board_entry (case_id, key) on delete cascade
      );
      create index board_wait_in_order on board_wait (code, presses_at, case_id, key)
        include (audience, workflow, postponed_until);
      create index board_wait_unreachable on board_wait (presses_at, case_id, key) include (audience, postponed_until) where unreachable;

      create table board_feed (
        id uuid primary key,
        kind text not null check (kind in ('organ', 'party')),
        code text not null,
        token_hash text not null unique,
        made_by text not null,
        made_as text not null check (made_as in ('secretariat', 'delegate')),
        made_at timestamptz not null default legal_now(),
        last_read_at timestamptz,
        revoked_at timestamptz,
        revoked_by text,
        check ((revoked_at is null) = (revoked_by is null))
      );
      create index board_feed_by_code on board_feed (kind, code);
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

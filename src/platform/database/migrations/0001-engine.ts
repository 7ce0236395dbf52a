import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The engine's tables: cases, their append-only history, the inbox with the law's time stamps, timers and the outbox.
 * Instants are cut (not rounded) to milliseconds, so that a receipt at 23:59:59.9996 never becomes the next day.
 */
export class Engine1764000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table simulated_clock (
        only_row boolean primary key default true check (only_row),
        instant timestamptz not null
      );

      create function legal_now() returns timestamptz language sql volatile as $$
        select coalesce((select instant from simulated_clock), date_trunc('milliseconds', clock_timestamp()))
      $$;

      create function iso(at timestamptz) returns text language sql stable strict as $$
        select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      $$;

      create table case_file (
        id uuid primary key,
        workflow text not null,
        workflow_version int not null check (workflow_version > 0),
        definition_hash text not null,
        health text not null default 'sound' check (health in ('sound', 'stuck')),
        trouble text,
        ended boolean not null default false,
        snapshot jsonb,
        revision int not null default 0 check (revision >= 0),
        event_count int not null default 0 check (event_count >= 0),
        last_hash text not null default '',
        last_instant timestamptz,
        historical boolean not null default false,
        created_at timestamptz not null default legal_now()
      );
      create index case_file_by_workflow on case_file (workflow, ended, id);

      create table case_event (
        case_id uuid not null references case_file (id),
        seq int not null check (seq > 0),
        type text not null,
        occurred_at timestamptz not null,
        recorded_at timestamptz not null,
        late_ms bigint not null default 0 check (late_ms >= 0),
        actor jsonb not null,
        data jsonb not null,
        cause jsonb,
        command_id text,
        timer_id uuid,
        hash text not null,
        primary key (case_id, seq)
      );
      create index case_event_by_instant on case_event (case_id, recorded_at);

      create function refuse_rewriting() returns trigger language plpgsql as $$
      begin
        raise exception 'history is append-only: correct by a new event (% on %)', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end $$;
      create trigger case_event_is_append_only before update or delete on case_event
        for each row execute function refuse_rewriting();
      create trigger case_event_is_never_emptied before truncate on case_event
        for each statement execute function refuse_rewriting();

      create table inbox (
        seq bigint generated always as identity primary key,
        command_id text not null unique,
        case_id uuid not null references case_file (id) deferrable initially deferred,
        type text not null,
        fingerprint text not null,
        actor jsonb not null,
        payload jsonb not null,
        received_at timestamptz not null,
        status text not null default 'pending' check (status in ('pending', 'accepted', 'refused', 'parked')),
        outcome jsonb,
        attempts int not null default 0,
        next_attempt_at timestamptz,
        last_error text,
        settled_at timestamptz
      );
      create index inbox_pending on inbox (case_id, received_at, seq) where status = 'pending';

      create table timer (
        id uuid primary key,
        case_id uuid not null references case_file (id),
        name text not null,
        xstate_id text not null,
        epoch int not null check (epoch > 0),
        event jsonb not null,
        basis jsonb,
        armed_at timestamptz not null,
        due_at timestamptz not null,
        status text not null default 'armed' check (status in ('armed', 'fired', 'cancelled')),
        ended_at timestamptz,
        handed_over_at timestamptz,
        attempts int not null default 0,
        next_attempt_at timestamptz,
        last_error text,
        unique (case_id, xstate_id, epoch)
      );
      create unique index timer_one_armed on timer (case_id, xstate_id) where status = 'armed';
      create index timer_due on timer (due_at) where status = 'armed';

      create table outbox_message (
        id uuid primary key,
        case_id uuid references case_file (id),
        event_seq int,
        topic text not null,
        payload jsonb not null,
        occurred_at timestamptz not null,
        late boolean not null default false,
        historical boolean not null default false,
        created_at timestamptz not null default legal_now(),
        status text not null default 'pending' check (status in ('pending', 'done', 'skipped', 'parked')),
        attempts int not null default 0,
        failures int not null default 0,
        leased_until timestamptz,
        next_attempt_at timestamptz not null default clock_timestamp(),
        outcome text,
        settled_at timestamptz
      );
      create index outbox_pending on outbox_message (next_attempt_at) where status = 'pending';
      create index outbox_by_case on outbox_message (case_id);

      create table heartbeat (
        name text primary key,
        at timestamptz not null
      );
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

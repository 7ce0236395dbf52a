import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Endpoints of other systems, the messages for them, and every attempt to hand one over. A message is written in the transaction of the
 * change that it tells of, once for each endpoint, and its body stays as it is through all attempts. What is announced is found by
 * the legal clock (`announces_since`, and `webhook_known_before` for what was recorded at that very instant, since a simulated clock
 * stands still); sending lives on the database's real clock, as other systems do.
 */
export class Webhooks1764000000016 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table webhook_endpoint (
        id uuid primary key,
        name text not null,
        url text not null,
        types text[] not null check (cardinality(types) > 0),
        workflow text,
        status text not null default 'enabled' check (status in ('enabled', 'disabled', 'ended')),
        sealed_secret text,
        earlier_sealed_secret text,
        earlier_until timestamptz,
        announces_since timestamptz not null default date_trunc('milliseconds', legal_now()),
        made_by text not null,
        made_at timestamptz not null default clock_timestamp(),
        failing_since timestamptz,
        disabled_at timestamptz,
        disabled_because text,
        ended_at timestamptz,
        ended_by text,
        check ((status = 'ended') = (sealed_secret is null)),
        check ((earlier_sealed_secret is null) = (earlier_until is null)),
        check ((status = 'disabled') <= (disabled_at is not null and disabled_because is not null)),
        check ((status = 'ended') = (ended_at is not null and ended_by is not null))
      );

      create table webhook_known_before (
        endpoint_id uuid not null references webhook_endpoint (id),
        case_id uuid not null references case_file (id),
        event_seq int not null,
        primary key (endpoint_id, case_id)
      );

      create table webhook_message (
        id uuid primary key,
        endpoint_id uuid not null references webhook_endpoint (id),
        case_id uuid references case_file (id),
        event_seq int,
        type text not null,
        body text not null,
        made_at timestamptz not null default clock_timestamp(),
        status text not null default 'waiting' check (status in ('waiting', 'delivered', 'failed', 'dropped')),
        attempts int not null default 0,
        next_attempt_at timestamptz not null default clock_timestamp(),
        leased_until timestamptz,
        settled_at timestamptz,
        asked_by text,
        unique (endpoint_id, case_id, event_seq, type),
        check ((status = 'waiting') = (settled_at is null))
      );
      create index webhook_message_waiting on webhook_message (next_attempt_at) where status = 'waiting';
      create index webhook_message_leased on webhook_message (endpoint_id, leased_until) where leased_until is not null;
      create index webhook_message_log on webhook_message (endpoint_id, id desc);

      create table webhook_attempt (
        message_id uuid not null references webhook_message (id),
        number int not null check (number > 0),
        asked_by text,
        begun_at timestamptz not null,
        ms int,
        status int,
        error text,
        response text,
        primary key (message_id, number)
      );
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

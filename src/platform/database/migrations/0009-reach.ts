import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who of a party is turned to, and when nobody is there: the function of a contact, and absences. Notices that wait for the day's mail of
 * their recipient. Reminders to many, shown before they are sent.
 */
export class Reach1764000000009 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table contact
        add column function text,
        add constraint contact_function_check
          check (function is null or function in ('focal-point', 'alternate', 'head-of-delegation', 'authority'));

      create table absence (
        row_id uuid primary key,
        contact_id text not null,
        valid_from timestamptz not null,
        valid_to timestamptz,
        reason text not null default '',
        source text not null check (source <> ''),
        recorded_at timestamptz not null default legal_now(),
        superseded_at timestamptz,
        check (valid_to is null or valid_to > valid_from),
        check (superseded_at is null or superseded_at >= recorded_at),
        constraint absence_ranges_do_not_overlap
          exclude using gist (contact_id with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );
      create trigger absence_is_kept before update or delete on absence
        for each row execute function refuse_overwriting();
      create trigger absence_is_never_emptied before truncate on absence
        for each statement execute function refuse_overwriting();

      create table digest_item (
        id uuid primary key,
        contact_id text not null,
        day date not null,
        release_at timestamptz not null,
        message_id uuid not null references outbox_message (id),
        case_id uuid not null references case_file (id),
        mail jsonb not null,
        collected_at timestamptz not null default legal_now(),
        settled_at timestamptz,
        outcome text,
        check ((settled_at is null) = (outcome is null))
      );
      create index digest_item_waiting on digest_item (release_at, contact_id) where settled_at is null;

      create table bulk_reminder (
        id uuid primary key,
        hash text not null,
        lines jsonb not null,
        left_out jsonb not null,
        asked_by text not null,
        asked_at timestamptz not null default legal_now(),
        expires_at timestamptz not null,
        plan jsonb,
        outcome jsonb,
        sent_at timestamptz,
        check ((sent_at is null) = (outcome is null)),
        check (outcome is null or plan is not null)
      );
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

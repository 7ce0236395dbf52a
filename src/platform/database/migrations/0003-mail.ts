import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every mail as it was sent, why, and what became of it at its recipient. Personal links are blanked in what is kept; the
 * sealed original is there only while the mail waits.
 */
export class Mail1764000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table mail_message (
        id uuid primary key references outbox_message (id),
        case_id uuid references case_file (id),
        event_seq int,
        resend_of uuid references mail_message (id),
        template text not null,
        role text not null,
        party text not null,
        contact_id text not null,
        address text not null,
        name text not null,
        statutory boolean not null,
        failing_since timestamptz,
        language text not null,
        subject text not null,
        text text not null,
        html text not null,
        ics text,
        message_id text not null unique,
        occurred_at timestamptz not null,
        late boolean not null,
        status text not null check (status in ('queued', 'sent', 'bounced', 'skipped', 'failed')),
        attempts int not null default 0 check (attempts >= 0),
        response text,
        sealed text,
        created_at timestamptz not null default legal_now(),
        sent_at timestamptz,
        check (sealed is null or status = 'queued'),
        check (status <> 'sent' or sent_at is not null),
        check (status <> 'skipped' or (response is not null and attempts = 0))
      );
      create index mail_message_by_case on mail_message (case_id, id);
      create index mail_message_by_party on mail_message (party, id);
    `);
  }

  /** Forward only. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

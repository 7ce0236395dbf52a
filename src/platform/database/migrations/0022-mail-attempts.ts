import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every try to hand a mail to a server: when it began and ended, and what the server said. One that a crash cut short has no end. Tries
 * of mails from before are counted in `mail_message.attempts` alone.
 */
export class MailAttempts1764000000022 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table mail_attempt (
        mail_id uuid not null references mail_message (id),
        number int not null check (number > 0),
        begun_at timestamptz not null default legal_now(),
        ended_at timestamptz,
        outcome text check (outcome in ('taken', 'refused', 'deferred', 'given-up')),
        response text,
        primary key (mail_id, number),
        check ((outcome is null) = (ended_at is null)),
        check ((outcome is null) = (response is null))
      )
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links for signing in, and sessions. Only hashes of their tokens are kept. */
export class SignIn1764000000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table sign_in_link (
        token_hash text primary key,
        contact_id text not null,
        mailed_to text,
        issued_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null,
        redeemed_at timestamptz
      );
      create index sign_in_link_by_address on sign_in_link (mailed_to, issued_at) where mailed_to is not null;

      create table session (
        token_hash text primary key,
        contact_id text not null,
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null,
        ended_at timestamptz
      );
    `);
  }

  /** Forward only. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

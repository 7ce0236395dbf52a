import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which contact stands behind a subject of the identity provider, which sessions the provider vouched for, and where a mailed link
 * leads after signing in.
 */
export class Oidc1764000000018 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table oidc_subject (
        issuer text not null,
        subject text not null,
        contact_id text not null,
        bound_at timestamptz not null default clock_timestamp(),
        primary key (issuer, subject)
      );

      alter table session
        add column issuer text,
        add column subject text,
        add constraint session_vouched_for_whole check ((issuer is null) = (subject is null));

      alter table sign_in_link add column return_to text check (return_to ~ '^/([^/\\\\]|$)');
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens by which a person's programs use the API, each for some scopes and some time. Only their hashes are kept. */
export class ApiTokens1764000000017 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table api_token (
        id uuid primary key,
        token_hash text not null unique,
        contact_id text not null,
        name text not null,
        scopes text[] not null check (cardinality(scopes) > 0),
        made_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null check (expires_at <= made_at + interval '366 days'),
        last_used_at timestamptz,
        revoked_at timestamptz,
        revoked_by text,
        check ((revoked_at is null) = (revoked_by is null))
      );
      create index api_token_by_contact on api_token (contact_id);
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

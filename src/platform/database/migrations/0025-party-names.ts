import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What parties are called in languages other than English, where a body has its own word for it: dated facts like the others. Everything
 * else is named by CLDR.
 */
export class PartyNames1764000000025 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table party_name (
        row_id uuid primary key,
        party text not null check (party ~ '^[A-Z0-9-]{2,12}$'),
        language text not null check (language ~ '^[a-z]{2,3}$' and language <> 'en'),
        name text not null check (name <> ''),
        valid_from timestamptz not null,
        valid_to timestamptz,
        source text not null check (source <> ''),
        recorded_at timestamptz not null default legal_now(),
        superseded_at timestamptz,
        check (valid_to is null or valid_to > valid_from),
        check (superseded_at is null or superseded_at >= recorded_at),
        constraint one_name_in_a_language_at_a_time
          exclude using gist (party with =, language with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );
      create trigger party_name_is_kept before update or delete on party_name
        for each row execute function refuse_overwriting();
      create trigger party_name_is_never_emptied before truncate on party_name
        for each statement execute function refuse_overwriting();
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

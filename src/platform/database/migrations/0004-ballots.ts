import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Personal links by which delegates answer, and every use of them. A link's token and code are never stored, only their
 * hashes: whoever reads this table cannot vote.
 */
export class Ballots1764000000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table ballot_link (
        id uuid primary key,
        token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
        code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
        case_id uuid not null references case_file (id),
        round int not null check (round > 0),
        party text not null check (party <> ''),
        contact_id text not null check (contact_id <> ''),
        text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
        mail_id uuid unique,
        issued_at timestamptz not null default legal_now(),
        revoked_at timestamptz,
        revoked_reason text,
        check ((revoked_at is null) = (revoked_reason is null))
      );
      create index ballot_link_by_round on ballot_link (case_id, round, party);

      create table ballot_link_use (
        id bigint generated always as identity primary key,
        link_id uuid not null references ballot_link (id),
        at timestamptz not null default legal_now(),
        what text not null check (what in
          ('looked', 'chose', 'cast', 'acknowledged', 'withdrew', 'disowned', 'code-refused', 'superseded', 'refused')),
        method text not null,
        ip text not null,
        user_agent text not null
      );
      create index ballot_link_use_by_link on ballot_link_use (link_id, at);
      create trigger ballot_link_use_is_append_only before update or delete on ballot_link_use
        for each row execute function refuse_rewriting();
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

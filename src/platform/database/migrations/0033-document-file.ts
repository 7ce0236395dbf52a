import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Documents of decisions, by the fingerprint of their bytes: what was sent out cannot be exchanged, because another content is another
 * row. PostgreSQL makes the fingerprint once more, so that no row can claim another.
 */
export class DocumentFile1764000000033 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table document_file (
        sha256 text primary key check (sha256 = encode(sha256(bytes), 'hex')),
        name text not null check (name <> ''),
        type text not null,
        bytes bytea not null check (length(bytes) > 0),
        kept_by text not null,
        kept_at timestamptz not null default legal_now()
      );
      alter table document_file alter column bytes set storage external;
      create trigger document_file_is_append_only before update or delete on document_file
        for each row execute function refuse_rewriting();
      create trigger document_file_is_never_emptied before truncate on document_file
        for each statement execute function refuse_rewriting();
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

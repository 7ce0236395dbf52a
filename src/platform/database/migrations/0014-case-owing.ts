import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of whom something is due in which live case, and what the case knows of whether they are reached: kept with every change of a case and
 * made again from the cases alone. So a change in the registry finds its cases without reading every case, and a change of a case asks about
 * its own codes alone.
 */
export class CaseOwing1764000000014 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table case_owing (
        case_id uuid not null references case_file (id),
        code text not null,
        known text not null check (known in ('reached', 'unreachable', 'mixed')),
        revision int not null,
        asked boolean not null default false,
        primary key (case_id, code)
      );
      create index case_owing_by_code on case_owing (code, case_id);
      create index case_owing_out_of_reach on case_owing (code) where known <> 'reached';
      create index case_owing_not_asked on case_owing (case_id) where not asked;
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

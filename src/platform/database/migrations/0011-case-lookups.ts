import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Look-ups into the memory of cases without reading every case: by reference (a hash index, so that no reference is too long for
 * it), by the state they are in, and by the case that an item of an agenda was carried over from.
 */
export class CaseLookups1764000000011 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index case_file_by_reference on case_file using hash ((snapshot #>> '{context,reference}'));

      create index case_file_by_state on case_file (workflow, (snapshot ->> 'value'), id) where not historical;

      create index case_file_by_origin on case_file
        using gin ((jsonb_path_query_array(snapshot, '$.context.items[*].origin.caseId')) jsonb_path_ops);
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which open cases wait for the next Plenary, asked at every sweep: among many thousand open ones there are few. */
export class PlenaryWaits1764000000013 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index case_file_for_plenary on case_file (id)
        where jsonb_typeof(snapshot #> '{context,forPlenary}') = 'object' and not historical and not ended;
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

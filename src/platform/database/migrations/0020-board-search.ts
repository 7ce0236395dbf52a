import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words of every case, ended and imported ones too, for whoever looks for one. The index of 0012 holds live rows alone. */
export class BoardSearch1764000000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index board_entry_all_words on board_entry using gin (words gin_trgm_ops);
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The board with imported histories beside live cases: in order, and by code. The indexes of 0012 hold live rows alone. */
export class BoardImported1764000000015 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index board_entry_open_in_order on board_entry (presses_at, case_id, key) where ended_at is null;
      create index board_entry_open_waits_on on board_entry using gin (waits_on) where ended_at is null;
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

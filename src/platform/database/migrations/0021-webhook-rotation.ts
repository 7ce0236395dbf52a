import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which form replaced a secret last: the same one, sent again, replaces nothing, else the receiver's own secret would be forgotten at once. */
export class WebhookRotation1764000000021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table webhook_endpoint add column rotated_by_form text');
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A calendar speaks to whoever made it: the language and zone of that moment are kept with it. Those made before spoke English, in UTC. */
export class FeedLanguage1764000000034 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table board_feed
        add column language text not null default 'en',
        add column zone text not null default 'UTC';
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was chosen for the launch of a draft before it is launched, and a launch that was confirmed and can still be undone. A working paper:
 * the case itself remembers nothing of it until it is launched.
 */
export class LaunchPlan1764000000019 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table launch_plan (
        case_id uuid primary key references case_file (id),
        plan jsonb not null,
        version int not null default 1,
        saved_by text not null,
        saved_at timestamptz not null default legal_now(),
        launch_at timestamptz,
        launch_by jsonb,
        command_id text,
        revision int,
        refusal jsonb,
        constraint launch_plan_confirmed_whole check (num_nulls(launch_at, launch_by, command_id, revision) in (0, 4))
      );
      create index launch_plan_due on launch_plan (launch_at) where launch_at is not null;
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A confirmed launch may wait for a second person, and keeps the draft that was confirmed; whatever was done with it before it was carried
 * out leaves a trace, because the case itself knows nothing of a launch that was undone.
 */
export class LaunchTrace1764000000024 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table launch_plan
        add column confirmed jsonb,
        add column awaits_countersign boolean not null default false,
        add column countersigned_by jsonb;

      create table launch_trace (
        id bigint generated always as identity primary key,
        case_id uuid not null references case_file (id),
        deed text not null check (deed in ('confirmed', 'countersigned', 'undone', 'refused', 'launched')),
        by_name text not null,
        at timestamptz not null default legal_now(),
        words text
      );
      create index launch_trace_of_case on launch_trace (case_id, id);
      create trigger launch_trace_is_append_only before update or delete on launch_trace
        for each row execute function refuse_rewriting();
      create trigger launch_trace_is_never_emptied before truncate on launch_trace
        for each statement execute function refuse_rewriting();
    `);
  }

  /** Forward only: a mistake is mended by the next migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Engine } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId } from '../../kernel/ids.js';

/** Something that failed for good and waits for a person. */
export interface Parked {
  readonly kind: 'case' | 'command' | 'effect';
  readonly id: string;
  readonly caseId: string | null;
  readonly what: string;
  readonly error: string | null;
}

/** What was parked: to be looked at, and tried again once mended. */
@Injectable()
export class ParkedWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
  ) {}

  /** @returns cases set aside, commands that could not be applied, effects that failed for good */
  async list(): Promise<Parked[]> {
    return this.dataSource.query<Parked[]>(`
      select 'case' as kind, id::text, id::text as "caseId", workflow as what, trouble as error from case_file where health = 'stuck'
      union all select 'command', command_id, case_id::text, type, last_error from inbox where status = 'parked'
      union all select 'effect', id::text, case_id::text, topic, outcome from outbox_message where status = 'parked'`);
  }

  /** Takes a case up again that was set aside. @throws UnknownCase */
  async retryCase(id: CaseId): Promise<void> {
    await this.engine.resume(id);
  }

  /** Tries an effect again from the beginning. @throws DomainError `effect.not-parked` */
  async retryEffect(id: string): Promise<void> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `update outbox_message set status = 'pending', attempts = 0, next_attempt_at = clock_timestamp(), settled_at = null where id = $1 and status = 'parked'`,
      [id],
    );
    if (count === 0)
      throw new DomainError(
        'effect.not-parked',
        'not-found',
        `No parked effect has the id ${id}. GET /api/v1/parked lists them.`,
      );
  }
}

import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, UseGuards } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId } from '../../kernel/ids.js';
import { Engine } from '../../engine/index.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';

/** Something that failed for good and waits for a person. */
export interface Parked {
  readonly kind: 'case' | 'command' | 'effect';
  readonly id: string;
  readonly caseId: string | null;
  readonly what: string;
  readonly error: string | null;
}

/** What was parked, for the Secretariat: to be looked at, and tried again once mended. */
@Controller('api/v1/parked')
@UseGuards(SessionGuard)
@Scoped('operations')
@SignedIn('secretariat')
export class ParkedController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
  ) {}

  @Get()
  async list(): Promise<Parked[]> {
    return this.dataSource.query<Parked[]>(`
      select 'case' as kind, id::text, id::text as "caseId", workflow as what, trouble as error from case_file where health = 'stuck'
      union all select 'command', command_id, case_id::text, type, last_error from inbox where status = 'parked'
      union all select 'effect', id::text, case_id::text, topic, outcome from outbox_message where status = 'parked'`);
  }

  @Post('cases/:id/retry')
  @HttpCode(204)
  async retryCase(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.engine.resume(id as CaseId); // checked by the pipe; an unknown one is refused by the engine
  }

  @Post('effects/:id/retry')
  @HttpCode(204)
  async retryEffect(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
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

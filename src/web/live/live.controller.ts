import { Controller, type MessageEvent, Param, Query, Sse, UseGuards } from '@nestjs/common';
import { type Observable, endWith, ignoreElements, interval, map, merge, share, takeUntil } from 'rxjs';
import { z } from 'zod';
import { CaseReader } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type CaseId, caseIdSchema } from '../../kernel/ids.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { maySee } from '../../modules/cases/index.js';
import { kindOf } from '../../modules/case-kinds/index.js';
import { CaseChanges } from './changes.js';

/** Longer than any proxy keeps a silent connection. */
const BEAT_MS = 20_000;
const querySchema = z.object({ revision: z.coerce.number().int().min(0).optional() });

/** Server-sent events of one case: `changed` with its revision. Who may not know of the case is told that there is none. */
@Controller('live')
@UseGuards(SessionGuard)
@SignedIn()
export class LiveController {
  constructor(
    private readonly cases: CaseReader,
    private readonly changes: CaseChanges,
  ) {}

  @Sse(':id')
  async follow(
    @Param('id', new InputPipe(caseIdSchema, 'id')) id: CaseId,
    @Query(new InputPipe(querySchema, 'query')) { revision }: z.output<typeof querySchema>,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<Observable<MessageEvent>> {
    const file = await this.cases.view(id);
    const kind = kindOf(file.workflow);
    if (!kind || !maySee(kind, person, file))
      throw new DomainError('case.unknown', 'not-found', 'There is no such case that you may see.');
    return this.events(id, revision ?? file.revision);
  }

  private events(id: CaseId, revision: number): Observable<MessageEvent> {
    const changes = this.changes.of(id, revision).pipe(share());
    const over = changes.pipe(ignoreElements(), endWith(true));
    return merge(
      changes.pipe(map((now) => ({ type: 'changed', data: String(now) }))),
      interval(BEAT_MS).pipe(
        map(() => ({ type: 'beat', data: '' })),
        takeUntil(over),
      ),
    );
  }
}

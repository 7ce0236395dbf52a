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
import { markOf } from '../../platform/http/live-mark.js';

/** Longer than any proxy keeps a silent connection. */
const BEAT_MS = 20_000;
const querySchema = z.object({ mark: z.string().max(40).optional() });

/** Server-sent events of one case: `changed`, at once when it changed since the page was made. Who may not know of the case is told that there is none. */
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
    @Query(new InputPipe(querySchema, 'query')) { mark }: z.output<typeof querySchema>,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<Observable<MessageEvent>> {
    const file = await this.cases.view(id);
    const kind = kindOf(file.workflow);
    if (!kind || !maySee(kind, person, file))
      throw new DomainError('case.unknown', 'not-found', 'There is no such case that you may see.');
    const known =
      mark === undefined || mark === markOf(id, file.revision) ? file.revision : file.revision - 1;
    return this.events(id, known);
  }

  private events(id: CaseId, revision: number): Observable<MessageEvent> {
    const changes = this.changes.of(id, revision).pipe(share());
    const over = changes.pipe(ignoreElements(), endWith(true));
    return merge(
      changes.pipe(map(() => ({ type: 'changed', data: '' }))),
      interval(BEAT_MS).pipe(
        map(() => ({ type: 'beat', data: '' })),
        takeUntil(over),
      ),
    );
  }
}

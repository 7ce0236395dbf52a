import { Controller, type MessageEvent, Param, Query, Req, Sse, UseFilters } from '@nestjs/common';
import type { Request } from 'express';
import { type Observable, finalize } from 'rxjs';
import { DomainError } from '../../kernel/domain-error.js';
import {
  BallotLinkFilter,
  type BallotVisit,
  BallotVisits,
  markOfBallot,
  visitorOf,
} from '../../modules/ballots/index.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { OpenWork, markOfOpen } from '../open/index.js';
import { CaseChanges } from './changes.js';
import { type FollowQuery, casesOf, followSchema, readAgain } from './reading.js';
import { told } from './told.js';

/** So many pages of one link are told of changes at the same time; a further one is whole without. Source: assumed. */
const PAGES_OF_A_LINK = 4;

/**
 * Server-sent events for whoever holds a ballot link, by the link itself: it is looked at again for every event. Told is only that what the
 * own side sees has changed. That others have answered, and how many, is told to nobody.
 */
@Controller('b/:token')
@UseFilters(BallotLinkFilter)
export class BallotLiveController {
  private readonly pages = new Map<string, number>();

  constructor(
    private readonly visits: BallotVisits,
    private readonly work: OpenWork,
    private readonly changes: CaseChanges,
  ) {}

  @Sse('live')
  async ballot(
    @Param('token') token: string,
    @Query(new InputPipe(followSchema, 'query')) { mark }: FollowQuery,
    @Req() request: Request,
  ): Promise<Observable<MessageEvent>> {
    const visitor = visitorOf(request);
    const visit = await this.visits.open(token, visitor);
    const { caseId, revision } = visit.file;
    let last = markOfBallot(visit);
    const read = async (): Promise<string> => {
      last = await readAgain(last, async () => markOfBallot(await this.visits.open(token, visitor)));
      return last;
    };
    return this.limited(visit, told(this.changes.of(caseId, revision), read, mark ?? last));
  }

  @Sse('open/live')
  async open(
    @Param('token') token: string,
    @Query(new InputPipe(followSchema, 'query')) { mark, after }: FollowQuery,
    @Req() request: Request,
  ): Promise<Observable<MessageEvent>> {
    const visitor = visitorOf(request);
    const visit = await this.visits.open(token, visitor);
    const speaker = { party: visit.party.code, contactId: visit.contact.id };
    const open = await this.work.of(speaker, after);
    let last = markOfOpen(open);
    const read = async (): Promise<string> => {
      last = await readAgain(last, async () => {
        await this.visits.open(token, visitor);
        return markOfOpen(await this.work.of(speaker, after));
      });
      return last;
    };
    return this.limited(visit, told(this.changes.ofMany(casesOf(open)), read, mark ?? last, true));
  }

  /** @throws DomainError `live.too-many` when so many pages of the link follow already */
  private limited({ link }: BallotVisit, events: Observable<MessageEvent>): Observable<MessageEvent> {
    const pages = this.pages.get(link.id) ?? 0;
    if (pages >= PAGES_OF_A_LINK)
      throw new DomainError(
        'live.too-many',
        'conflict',
        'Too many pages of this link follow it already. This one stands as it is: load it again to see what has changed.',
      );
    this.pages.set(link.id, pages + 1);
    return events.pipe(finalize(() => this.leave(link.id)));
  }

  private leave(linkId: string): void {
    const pages = (this.pages.get(linkId) ?? 1) - 1;
    if (pages > 0) this.pages.set(linkId, pages);
    else this.pages.delete(linkId);
  }
}

import { Controller, type MessageEvent, Query, Sse, UseGuards } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { OpenWork, markOfOpen } from '../open/index.js';
import { CaseChanges } from './changes.js';
import { type FollowQuery, casesOf, followSchema, readAgain } from './reading.js';
import { told } from './told.js';

/** Server-sent events of all that is open for the government of whoever is signed in. */
@Controller('live/open')
@UseGuards(SessionGuard)
@SignedIn('participant', 'observer')
export class OpenLiveController {
  constructor(
    private readonly work: OpenWork,
    private readonly changes: CaseChanges,
  ) {}

  @Sse()
  async follow(
    @Query(new InputPipe(followSchema, 'query')) { mark, after }: FollowQuery,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<Observable<MessageEvent>> {
    const open = await this.work.of(person, after);
    let last = markOfOpen(open);
    const read = async (): Promise<string> => {
      last = await readAgain(last, async () => markOfOpen(await this.work.of(person, after)));
      return last;
    };
    return told(this.changes.ofMany(casesOf(open)), read, mark ?? last, true);
  }
}

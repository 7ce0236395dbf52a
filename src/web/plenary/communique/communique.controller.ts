import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { COMMUNIQUE_FORMATS } from '../../../modules/communique/index.js';
import { Communiques, Meetings } from '../../../modules/plenary/index.js';
import { frameOf } from '../../../platform/http/frame.js';
import { typedOf } from '../../cases/index.js';
import { addressOfMeeting, following } from '../meeting/meeting.page.js';
import { type Faulty, MeetingDesk, type MeetingView, type Visit } from '../meeting-desk.service.js';
import { daysOf, localeOf, nameOf } from '../meeting.words.js';
import { doneOf, noticeOf } from '../notices.js';
import { NO_TROUBLE, shownTrouble } from '../trouble.js';
import { groundedSentences } from './communique.page.js';

/** The communiqué with each clause's fact beside it. */
@Controller('plenary/:id/communique')
@UseGuards(SessionGuard)
@SignedIn()
export class CommuniqueController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly desk: MeetingDesk,
    private readonly meetings: Meetings,
    private readonly communiques: Communiques,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Query() asked: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    await this.render(visit, await this.desk.view(id, visit), asked);
  }

  /** Goes back from an edited sentence to the drafted one. */
  @Post('drop')
  async drop(
    @Param('id') which: string,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    const view = await this.desk.view(which, visit);
    const { id } = view.reading;
    const sent = typedOf(body);
    const typed = { id, command: 'drop-edit', about: id, sent, nonce: sent.get('nonce')?.[0] };
    const taken = await this.desk.take(visit, typed, view.words);
    if (taken.status === 'faulty') return this.render(visit, view, {}, taken);
    response.redirect(303, `${addressOfMeeting(id, 'communique')}?done=drop-edit`);
  }

  private async render(visit: Visit, view: MeetingView, asked: unknown, faulty?: Faulty): Promise<void> {
    const { reading, words, office } = view;
    const { id, memory, allowed } = reading;
    const { t } = words.words;
    const shown = await this.communiques.show(id, visit.person);
    const followUps = reading.readsDraft ? await this.meetings.followUps(reading, visit.person) : [];
    const sentences = groundedSentences(reading, shown.sentences, followUps, words);
    this.pages.send(
      visit.response,
      'plenary-communique.njk',
      {
        title: t('plenary.communique.title'),
        id,
        line: reading.line,
        memory,
        days: daysOf(memory, localeOf(frameOf(visit.response).language)),
        status: shown.status,
        statement: shown.statement,
        readsDraft: reading.readsDraft,
        sentences,
        problems: office ? sentences.filter(isProblem) : [],
        objections: memory.objections
          .filter(({ to }) => to === 'communique')
          .map((one) => ({ ...one, party: nameOf(words, one.party) })),
        formats: reading.readsDraft && sentences.length > 0 ? COMMUNIQUE_FORMATS : [],
        may: Object.fromEntries(allowed.map((name) => [name, true])),
        nonces: this.desk.seals(visit, id, ['drop-edit']),
        trouble: faulty
          ? shownTrouble(
              faulty,
              (name) => name,
              () => 'main-content',
            )
          : NO_TROUBLE,
        done: doneOf(asked, words.words),
        notice: noticeOf(asked),
        ...following(reading),
        wide: true,
      },
      faulty?.code ?? 200,
    );
  }
}

/** An edit that leaves something of its fact, or whose fact has moved on since. */
function isProblem({
  departures,
  outdated,
}: {
  readonly departures: readonly unknown[];
  readonly outdated: boolean;
}): boolean {
  return departures.length > 0 || outdated;
}

import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { requireCommand, requireMayGive } from '../../../modules/cases/index.js';
import { MEETINGS } from '../../../modules/plenary/index.js';
import { type Typed, typedOf } from '../../cases/index.js';
import { addressOfMeeting, following } from '../meeting/meeting.page.js';
import { type Faulty, MeetingDesk, type MeetingView, type Visit } from '../meeting-desk.service.js';
import { doneOf, noticeOf } from '../notices.js';
import { quorumOf } from '../quorum.js';
import { NO_TROUBLE, shownTrouble } from '../trouble.js';
import { roomAsSent } from './attendance.page.js';
import { AttendanceService } from './attendance.service.js';

/** Who is in the room. The offices tick, everybody reads. */
@Controller('plenary/:id/attendance')
@UseGuards(SessionGuard)
@SignedIn()
export class AttendanceController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly desk: MeetingDesk,
    private readonly attendance: AttendanceService,
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

  @Post()
  async save(
    @Param('id') which: string,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    requireMayGive(requireCommand(MEETINGS, 'register-attendance'), person);
    const visit = { person, request, response };
    const view = await this.desk.view(which, visit);
    const sent = typedOf(body);
    const room = await this.attendance.room(view);
    const taken = await this.attendance.save(visit, view, room, sent);
    if (taken.status === 'faulty') return this.render(visit, view, {}, { sent, faulty: taken });
    response.redirect(303, `${addressOfMeeting(view.reading.id, 'attendance')}?done=register-attendance`);
  }

  private async render(
    visit: Visit,
    view: MeetingView,
    asked: unknown,
    again?: { readonly sent: Typed; readonly faulty: Faulty },
  ): Promise<void> {
    const { reading, words } = view;
    const { t } = words.words;
    const room = await this.attendance.room(view);
    const heading = t('plenary.attendance.title');
    const { attendance } = reading.memory;
    this.pages.send(
      visit.response,
      'plenary-attendance.njk',
      {
        title: again ? t('cases.form.faultyTitle', { title: heading }) : heading,
        heading,
        id: reading.id,
        line: reading.line,
        room: again ? roomAsSent(room, again.sent) : room,
        was: again ? (again.sent.get('was') ?? []) : attendance.map(({ party }) => party),
        wasCredentials: again
          ? (again.sent.get('wasCredentials') ?? [])
          : attendance.filter(({ credentials }) => credentials).map(({ party }) => party),
        reason: again?.sent.get('reason')?.[0] ?? '',
        guests: again?.sent.get('guests')?.[0] ?? '',
        present: attendance,
        counts: countsOf(attendance.map(({ as }) => as)),
        quorum: quorumOf(reading.memory),
        mayRegister: reading.allowed.includes('register-attendance'),
        nonces: this.desk.seals(visit, reading.id, ['register-attendance']),
        trouble: again
          ? shownTrouble(
              again.faulty,
              (name) => (name === 'reason' ? t('plenary.attendance.reason') : t('plenary.attendance.guests')),
              (name) => (name === 'reason' ? 'reason' : 'guests'),
            )
          : NO_TROUBLE,
        done: doneOf(asked, words.words),
        notice: noticeOf(asked),
        ...following(reading),
        wide: true,
      },
      again?.faulty.code ?? 200,
    );
  }
}

function countsOf(kinds: readonly string[]): Readonly<Record<'participant' | 'observer' | 'guest', number>> {
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  return { participant: count('participant'), observer: count('observer'), guest: count('guest') };
}

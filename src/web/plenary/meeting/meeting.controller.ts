import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type CaseFile, WorkflowRegistry, stateLeaves } from '../../../engine/index.js';
import { frameOf } from '../../../platform/http/frame.js';
import { PageRenderer, directionOf } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { mayGive } from '../../../modules/cases/index.js';
import { statusTitle } from '../../../modules/case-kinds/index.js';
import { MEETINGS, Meetings } from '../../../modules/plenary/index.js';
import { Registry } from '../../../modules/registry/index.js';
import { CaseReadings, FormFlow, type Step, casePage, wantsAll } from '../../cases/index.js';
import { drawStatechart, statechartList } from '../../statechart/index.js';
import { originsOf, shownItems } from '../items.page.js';
import { MeetingDesk, type Visit } from '../meeting-desk.service.js';
import { daysOf, localeOf } from '../meeting.words.js';
import { doneOf, noticeOf } from '../notices.js';
import { listPage } from './list.page.js';
import { addressOfMeeting, following, milestonesOf, ownPageOf, pageAfter } from './meeting.page.js';

/** More meetings than this are found under «Cases». */
const LISTED = 50;

/** The list of meetings, one meeting, and the plain forms of its commands. */
@Controller('plenary')
@UseGuards(SessionGuard)
@SignedIn()
export class MeetingController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly meetings: Meetings,
    private readonly desk: MeetingDesk,
    private readonly readings: CaseReadings,
    private readonly flow: FormFlow,
    private readonly registry: Registry,
    private readonly workflows: WorkflowRegistry,
  ) {}

  @Get()
  async list(@CurrentPerson() person: SignedInPerson, @Res() response: Response): Promise<void> {
    const [readings, waiting, now] = await Promise.all([
      this.meetings.list(person, LISTED),
      this.meetings.waiting(person),
      this.registry.now(),
    ]);
    this.pages.send(response, 'plenary-list.njk', {
      title: this.pages.words(response).t('plenary.title'),
      ...listPage(readings, now, localeOf(frameOf(response).language)),
      waiting,
      mayConvene: mayGive(person, MEETINGS.workflow.start),
      isFull: readings.length === LISTED,
      wide: true,
    });
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @Query() asked: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.desk.view(id, { person, request, response });
    const { reading, words, now } = view;
    const linked = await this.meetings.linked(originsOf(reading.memory), person);
    const whole = casePage(await this.readings.read(MEETINGS, reading.id, person), words, {
      now,
      asker: person,
      whole: wantsAll(asked),
    });
    const language = frameOf(response).language;
    this.pages.send(response, 'plenary-meeting.njk', {
      title: reading.line.title,
      id: reading.id,
      line: { ...reading.line, status: statusTitle(MEETINGS.workflow.name, reading.line.status) },
      memory: reading.memory,
      state: reading.state,
      days: daysOf(reading.memory, localeOf(language)),
      milestones: milestonesOf(reading.memory, now),
      items: shownItems(reading.memory, linked, words),
      acts: whole.acts.map((act) => ({ ...act, href: addressOfMeeting(reading.id, `do/${act.name}`) })),
      timeline: whole.timeline,
      readsDraft: reading.readsDraft,
      chart: await this.chart(view.reading.file, response),
      done: doneOf(asked, words.words),
      notice: noticeOf(asked),
      ...following(reading),
      wide: true,
    });
  }

  @Get(':id/do/:command')
  async form(
    @Param() { id, command }: { id: string; command: string },
    @Query() asked: Readonly<Record<string, unknown>>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const own = ownPageOf(id, command);
    if (own !== null) return response.redirect(303, own);
    await this.flow.show(stepOf(id, command, { person, request, response }), asked);
  }

  @Post(':id/do/:command')
  async act(
    @Param() { id, command }: { id: string; command: string },
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.flow.take(stepOf(id, command, { person, request, response }), body);
  }

  /** The machine of the version that the meeting is pinned to: a newer one may have other states. */
  private async chart({ workflow, version, stateValue }: CaseFile, response: Response) {
    const { t, phraseText } = this.pages.words(response);
    const drawn = {
      workflow: this.workflows.get(workflow, version).definition,
      active: stateLeaves(stateValue),
      words: phraseText,
      dir: directionOf(frameOf(response).language),
      title: t('plenary.chart'),
    };
    return { picture: await drawStatechart(drawn), list: statechartList(drawn) };
  }
}

function stepOf(id: string, command: string, visit: Visit): Step {
  const home = { form: addressOfMeeting(id, `do/${command}`), page: pageAfter(id, command) };
  return { kind: MEETINGS, which: id, command, ...visit, home };
}

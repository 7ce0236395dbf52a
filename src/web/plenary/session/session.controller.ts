import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { frameOf } from '../../../platform/http/frame.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { statusTitle } from '../../../modules/case-kinds/index.js';
import { Communiques, MEETINGS, Meetings } from '../../../modules/plenary/index.js';
import { type Typed, typedOf } from '../../cases/index.js';
import { originsOf, shownItems } from '../items.page.js';
import { addressOfMeeting, following } from '../meeting/meeting.page.js';
import { type Faulty, MeetingDesk, type MeetingView, type Visit } from '../meeting-desk.service.js';
import { doneOf, noticeOf } from '../notices.js';
import { quorumOf } from '../quorum.js';
import { NO_TROUBLE, shownTrouble } from '../trouble.js';
import {
  FINDINGS,
  SESSION_COMMANDS,
  type SessionCommand,
  languageChoices,
  nextItem,
  presentItem,
  speakersOf,
  voicesOf,
} from './session.page.js';

const askedSchema = z.object({
  item: z.string().max(60).catch('').default(''),
  was: z.string().max(60).catch('').default(''),
});
const commandSchema = z.enum(SESSION_COMMANDS);
/** What is shown again, with the command it was sent for. */
interface Again {
  readonly command: SessionCommand;
  readonly sent: Typed;
  readonly faulty: Faulty;
}

/** In session: the page that the Chair has open in the room; delegations follow it, and speak for themselves. */
@Controller('plenary/:id/session')
@UseGuards(SessionGuard)
@SignedIn()
export class SessionController {
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

  @Post('do/:command')
  async act(
    @Param('id') which: string,
    @Param('command', new InputPipe(commandSchema, 'command')) command: SessionCommand,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    const view = await this.desk.view(which, visit);
    const { id } = view.reading;
    const sent = typedOf(body);
    const item = sent.get('item')?.[0] ?? '';
    const typed = { id, command, about: `${id}/${item}`, sent, nonce: sent.get('nonce')?.[0] };
    const taken = await this.desk.take(visit, typed, view.words);
    if (taken.status === 'faulty')
      return this.render(visit, view, { item }, { command, sent, faulty: taken });
    response.redirect(303, this.after(await this.desk.view(id, visit), command, item));
  }

  /** What ends an item leads to the next one; whatever else stays with it. */
  private after({ reading, words }: MeetingView, command: SessionCommand, item: string): string {
    const items = shownItems(reading.memory, new Map(), words);
    const ended = items.find(({ id }) => id === item)?.result !== null;
    const next = ended ? (nextItem(items, item)?.id ?? item) : item;
    const query = new URLSearchParams({ item: next, done: command, ...(ended ? { was: item } : {}) });
    return `${addressOfMeeting(reading.id, 'session')}?${query.toString()}`;
  }

  private async render(visit: Visit, view: MeetingView, asked: unknown, again?: Again): Promise<void> {
    const { reading, words, office } = view;
    const { id, memory, allowed } = reading;
    const { t } = words.words;
    const { item: wanted, was } = askedSchema.parse(asked);
    const linked = await this.meetings.linked(originsOf(memory), visit.person);
    const items = shownItems(memory, linked, words);
    const item = presentItem(items, wanted);
    const whole = memory.items.find((one) => one.id === item?.id);
    const { sentences } = await this.communiques.show(id, visit.person);
    const clauses = memory.clauses.filter((clause) => clause.item === item?.id);
    this.pages.send(
      visit.response,
      'plenary-session.njk',
      {
        title: again
          ? t('cases.form.faultyTitle', { title: t('plenary.session.title') })
          : t('plenary.session.title'),
        heading: t('plenary.session.title'),
        id,
        line: { ...reading.line, status: statusTitle(MEETINGS.workflow.name, reading.line.status) },
        state: reading.state,
        items: items.filter(({ agenda }) => agenda === 'admitted'),
        item,
        next: item ? nextItem(items, item.id) : null,
        ended: items.find((one) => one.id === was && one.result !== null),
        findings: (whole?.findings ?? []).toReversed(),
        voices: whole ? voicesOf(whole, words) : [],
        sentences: sentences.filter(({ clauseId }) => clauses.some((clause) => clause.id === clauseId)),
        readsDraft: reading.readsDraft,
        results: FINDINGS.filter((result) => result !== 'consensus' || item?.objectors.length === 0),
        speakers: speakersOf(memory, office ? null : visit.person.party),
        quorum: quorumOf(memory),
        textLanguages: languageChoices(memory.languages, frameOf(visit.response).language),
        office,
        may: Object.fromEntries(allowed.map((name) => [name, true])),
        nonces: this.desk.seals(visit, `${id}/${item?.id ?? ''}`, SESSION_COMMANDS),
        again: again ? { command: again.command, sent: Object.fromEntries(flat(again.sent)) } : null,
        trouble: again ? this.trouble(again, view) : NO_TROUBLE,
        done: doneOf(asked, words.words),
        notice: noticeOf(asked),
        ...following(reading),
        wide: true,
      },
      again?.faulty.code ?? 200,
    );
  }

  private trouble({ command, faulty }: Again, { words }: MeetingView) {
    const last = (name: string): string => name.split('.').at(-1) ?? name;
    return shownTrouble(
      faulty,
      (name) => words.wording.label(last(name)),
      (name) => (name === 'result' || name === 'item' ? 'act' : `${command}-${last(name)}`),
    );
  }
}

function flat(sent: Typed): readonly (readonly [string, string])[] {
  return [...sent].map(([name, texts]) => [name, texts[0] ?? '']);
}

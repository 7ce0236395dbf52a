import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { requireCommand, requireMayGive } from '../../../modules/cases/index.js';
import { MEETINGS, Meetings } from '../../../modules/plenary/index.js';
import { type Typed, choicesOf, formSay, shownForm, typedOf } from '../../cases/index.js';
import { originsOf, shownItems } from '../items.page.js';
import { addressOfMeeting, following } from '../meeting/meeting.page.js';
import { type Faulty, MeetingDesk, type MeetingView, type Visit } from '../meeting-desk.service.js';
import { nameOf } from '../meeting.words.js';
import { doneOf, noticeOf } from '../notices.js';
import { quorumOf } from '../quorum.js';
import { speakersOf } from '../session/session.page.js';
import { NO_TROUBLE, shownTrouble } from '../trouble.js';
import {
  ITEM_FORM,
  adoption,
  blankItem,
  itemFields,
  orderSchema,
  placesOf,
  reasonField,
  withId,
} from './agenda.page.js';
import { inputOfFault, lateFaults, lateField, lateRows } from './late-items.js';

/** What a page is shown again with. */
interface Again {
  readonly sent: Typed;
  readonly faulty: Faulty;
}

/** The agenda of a meeting: items are brought, kept off, and the whole is adopted by consensus. */
@Controller('plenary/:id/agenda')
@UseGuards(SessionGuard)
@SignedIn()
export class AgendaController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly desk: MeetingDesk,
    private readonly meetings: Meetings,
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

  @Post('items')
  async add(
    @Param('id') which: string,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    const view = await this.desk.view(which, visit);
    const { id } = view.reading;
    const sent = withId(typedOf(body));
    const typed = { id, command: 'add-items', about: id, sent, nonce: sent.get('nonce')?.[0] };
    const taken = await this.desk.take(visit, typed, view.words);
    if (taken.status === 'faulty') return this.render(visit, view, {}, { sent, faulty: taken });
    response.redirect(303, `${addressOfMeeting(id, 'agenda')}?done=add-items`);
  }

  @Post('adopt')
  async adopt(
    @Param('id') which: string,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    const view = await this.desk.view(which, visit);
    requireMayGive(requireCommand(MEETINGS, 'adopt-agenda'), person);
    const { id } = view.reading;
    const sent = typedOf(body);
    const commandId = this.desk.open(visit, id, 'adopt-agenda', sent.get('nonce')?.[0]);
    const faults = lateFaults(sent, (part) => view.words.words.t(`plenary.agenda.late.missing.${part}`));
    const payload = adoption(view.reading, sent);
    const taken =
      faults.length > 0
        ? { ...NO_FAULT, faults }
        : commandId
          ? await this.desk.give(visit, { id, command: 'adopt-agenda', payload, commandId })
          : STALE;
    if (taken.status === 'faulty')
      return this.render(visit, view, {}, { sent, faulty: withInputs(taken, sent) });
    response.redirect(303, `${addressOfMeeting(id, 'session')}?done=adopt-agenda`);
  }

  /** One press moves one item by one place: the button says which, and where to. */
  @Post('order')
  async order(
    @Param('id') which: string,
    @Body(new InputPipe(orderSchema, 'order')) { place, nonce }: z.output<typeof orderSchema>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    const view = await this.desk.view(which, visit);
    requireMayGive(requireCommand(MEETINGS, 'place-item'), person);
    const { id } = view.reading;
    const commandId = this.desk.open(visit, id, 'place-item', nonce);
    const taken = commandId
      ? await this.desk.give(visit, { id, command: 'place-item', payload: place, commandId })
      : STALE;
    if (taken.status === 'faulty') return this.render(visit, view, {}, { sent: new Map(), faulty: taken });
    response.redirect(303, `${addressOfMeeting(id, 'agenda')}?done=place-item#item-${place.item}`);
  }

  private async render(visit: Visit, view: MeetingView, asked: unknown, again?: Again): Promise<void> {
    const { reading, words, office, directory } = view;
    const { id, memory, allowed } = reading;
    const { wording, zone } = words;
    const linked = await this.meetings.linked(originsOf(memory), visit.person);
    const typed = again?.sent.has('items.0.title') ? again.sent : blankItem(zone);
    const choices = choicesOf({
      directory,
      contacts: [],
      concerned: [],
      view: null,
      zone,
      words: words.words,
    });
    const faults = (again?.faulty.faults ?? []).map(({ name, text }) => ({ name, words: { text } }));
    const fields = itemFields(shownForm(ITEM_FORM.fields, { typed, faults, wording, choices }), office);
    const heading = words.words.t('plenary.agenda.title');
    const late = lateRows(again?.sent);
    const labels = new Map([
      ...fields.map(({ name, label, id: at }) => [name, { label, at }] as const),
      ...late.flatMap(({ row }) =>
        LATE_PARTS.map(
          (part) =>
            [
              lateField(row, part),
              { label: words.words.t(`plenary.agenda.late.${part}`), at: `late-${row}-${part}` },
            ] as const,
        ),
      ),
    ]);
    const trouble = again
      ? shownTrouble(
          again.faulty,
          (name) => labels.get(name)?.label ?? name,
          (name) => labels.get(name)?.at ?? 'form',
        )
      : NO_TROUBLE;
    this.pages.send(
      visit.response,
      'plenary-agenda.njk',
      {
        title: again ? words.words.t('cases.form.faultyTitle', { title: heading }) : heading,
        heading,
        id,
        line: reading.line,
        memory,
        items: shownItems(memory, linked, words).map((item) => ({
          ...item,
          reason: again?.sent.get(reasonField(item.id))?.[0] ?? '',
          mayWithdraw: allowed.includes('withdraw-item') && item.agenda === 'proposed',
          places: placesOf(memory.items, item.id),
        })),
        late,
        askers: speakersOf(memory, null).speaking,
        objections: memory.objections
          .filter(({ to }) => to === 'agenda')
          .map((one) => ({ ...one, party: nameOf(words, one.party) })),
        quorum: quorumOf(memory),
        may: Object.fromEntries(allowed.map((name) => [name, true])),
        fields,
        say: formSay(wording, addressOfMeeting(id, 'agenda/items')),
        nonces: this.desk.seals(visit, id, ['add-items', 'adopt-agenda', 'place-item']),
        trouble,
        done: doneOf(asked, words.words),
        notice: noticeOf(asked),
        ...following(reading),
        wide: true,
      },
      again?.faulty.code ?? 200,
    );
  }
}

const NO_FAULT: Faulty = { status: 'faulty', code: 400, faults: [], refusal: null, stale: false };
const STALE: Faulty = { ...NO_FAULT, stale: true };
const LATE_PARTS = ['title', 'askedBy'] as const;

function withInputs(faulty: Faulty, sent: Typed): Faulty {
  return {
    ...faulty,
    faults: faulty.faults.map(({ name, text }) => ({ name: inputOfFault(name, sent), text })),
  };
}

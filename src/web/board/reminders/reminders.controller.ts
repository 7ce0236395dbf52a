import {
  Body,
  Controller,
  Get,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../../kernel/domain-error.js';
import { Forms } from '../../../platform/http/forms.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import { kindOf } from '../../../modules/case-kinds/index.js';
import { boardWorkflows } from '../../../modules/deadline-board/index.js';
import { BulkReminders } from '../../../modules/notices/index.js';
import type { AskedFault } from '../lines/board-asked.js';
import { BoardReader } from '../lines/board-reader.service.js';
import {
  type RemindersAsked,
  bulkFilterOf,
  chosenIn,
  remindersAddress,
  remindersAskedIn,
} from './reminders-asked.js';
import { type Renewed, expiredList, reminderList, reminderResult, remindersForm } from './reminders.page.js';

const FORM_TOO_OLD =
  'This form is too old, or was opened in another browser. Please send it again from here.';
/** Refusals after which the list as it stands now is shown in place of the one that was sent. */
const RENEWED: Readonly<Record<string, Renewed>> = {
  'bulk.expired': 'expired',
  'bulk.other-list': 'other-list',
};

/** Reminders to many: whom exactly first, then exactly those, then what became of each. */
@Controller('board/reminders')
@UseGuards(SessionGuard)
@SignedIn('chair', 'secretariat')
export class RemindersController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
    private readonly bulk: BulkReminders,
    private readonly reader: BoardReader,
  ) {}

  @Get()
  async ask(
    @Query() query: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.form({ request, response, person }, remindersAskedIn(query), []);
  }

  @Post()
  async preview(
    @Body() body: Record<string, unknown>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const at: Place = { request, response, person };
    const asked = remindersAskedIn(body);
    if (!this.forms.open(request, aboutPreview(person), body['nonce']))
      return this.form(at, asked, [{ field: 'workflow', message: FORM_TOO_OLD }], 409);
    await this.make(at, asked, chosenIn(body), String(body['list'] ?? ''));
  }

  @Get(':id')
  async show(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.list({ request, response, person }, id, remindersAskedIn(query), []);
  }

  @Post(':id/send')
  async send(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: Record<string, unknown>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const at: Place = { request, response, person };
    const asked = remindersAskedIn(body);
    if (!this.forms.open(request, aboutSending(person, id), body['nonce']))
      return this.list(at, id, asked, [{ field: 'send', message: FORM_TOO_OLD }]);
    try {
      await this.bulk.send(id, String(body['hash'] ?? ''), actorOf(person));
    } catch (error) {
      return this.refused(at, id, asked, error);
    }
    response.redirect(303, remindersAddress(`/board/reminders/${id}`, asked, { done: 'sent' }));
  }

  /** Makes a list and leads to it; what is wrong is shown where it was asked. */
  private async make(
    at: Place,
    asked: RemindersAsked,
    chosen: readonly string[] | null,
    from: string,
  ): Promise<void> {
    const found = bulkFilterOf(asked, chosen);
    if ('faults' in found && chosen) return this.list(at, from, asked, found.faults, 400);
    if ('faults' in found) return this.form(at, asked, found.faults, 400);
    try {
      const { id } = await this.bulk.preview(found.filter, actorOf(at.person));
      at.response.redirect(303, remindersAddress(`/board/reminders/${id}`, asked));
    } catch (error) {
      await this.form(at, asked, [faultOf(error)], 400);
    }
  }

  /** A list that cannot be sent as it was shown is made anew, and shown; nothing has been sent. */
  private async refused(at: Place, id: string, asked: RemindersAsked, error: unknown): Promise<void> {
    if (!(error instanceof DomainError)) throw error;
    const renewed = RENEWED[error.code];
    const found = bulkFilterOf(asked);
    if (error.code === 'bulk.not-decided')
      return this.list(at, id, asked, [{ field: 'send', message: error.message }]);
    if (!renewed || 'faults' in found) throw error;
    const fresh = await this.bulk.preview(found.filter, actorOf(at.person));
    await this.list(at, fresh.id, asked, [], 409, renewed);
  }

  private async list(
    at: Place,
    id: string,
    asked: RemindersAsked,
    faults: readonly AskedFault[],
    status = faults.length > 0 ? 409 : 200,
    renewed: Renewed = null,
  ): Promise<void> {
    const { request, response, person } = at;
    const words = this.pages.words(response);
    const shown = await this.bulk.read(id);
    const seal = (about: readonly string[]): string => this.forms.seal(request, response, about);
    if (shown.outcome)
      return this.pages.send(response, 'board-reminders-result.njk', {
        ...reminderResult(shown.outcome, asked, words),
        done: request.query['done'] === 'sent',
      });
    const previewNonce = seal(aboutPreview(person));
    if (shown.expired)
      return this.pages.send(
        response,
        'board-reminders-expired.njk',
        expiredList(shown, asked, previewNonce, words),
        409,
      );
    const around = { nonce: seal(aboutSending(person, id)), renewed, faults };
    const page = { ...reminderList(shown, asked, around, words), previewNonce };
    this.pages.send(response, 'board-reminders-list.njk', page, status);
  }

  private async form(
    { request, response, person }: Place,
    asked: RemindersAsked,
    faults: readonly AskedFault[],
    status = 200,
  ): Promise<void> {
    const around = {
      nonce: this.forms.seal(request, response, aboutPreview(person)),
      directory: await this.reader.directory(this.pages.words(response)),
      workflows: boardWorkflows().filter((name) => isReminded(name)),
    };
    const page = remindersForm(asked, faults, around, this.pages.words(response));
    this.pages.send(response, 'board-reminders.njk', page, status);
  }
}

/** A request of somebody, and its answer. */
interface Place {
  readonly request: Request;
  readonly response: Response;
  readonly person: SignedInPerson;
}

function aboutPreview({ contactId }: SignedInPerson): readonly string[] {
  return [contactId, 'bulk-preview'];
}

function aboutSending({ contactId }: SignedInPerson, id: string): readonly string[] {
  return [contactId, 'bulk-send', id];
}

function isReminded(name: string): boolean {
  return Object.hasOwn(kindOf(name)?.workflow.commands ?? {}, 'remind');
}

/** @returns what is wrong with a field @throws anything else */
function faultOf(error: unknown): AskedFault {
  if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
  const { field } = error.details;
  return { field: typeof field === 'string' ? field : 'ids', message: error.message };
}

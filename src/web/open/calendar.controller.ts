import { createHash } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { BoardFeeds, type FeedRow, feedSchema, keepsFeeds } from '../../modules/deadline-board/index.js';
import { frameOf } from '../../platform/http/frame.js';
import { Forms } from '../../platform/http/forms.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { CalendarChoices } from './calendar-choices.service.js';
import { type FeedForm, feedFormSchema, nonceSchema, calendarQuerySchema } from './open.dto.js';
import { OpenWork } from './open.service.js';

/** Calendars of deadlines that a calendar program subscribes to: made, listed and revoked. */
@Controller('calendar')
@UseGuards(SessionGuard)
@SignedIn('participant', 'observer', 'secretariat')
export class CalendarController {
  constructor(
    private readonly feeds: BoardFeeds,
    private readonly work: OpenWork,
    private readonly choices: CalendarChoices,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
  ) {}

  @Get()
  async list(
    @CurrentPerson() person: SignedInPerson,
    @Query(new InputPipe(calendarQuerySchema, 'query'))
    { done, kind, code }: z.output<typeof calendarQuerySchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const entered = keepsFeeds(person) && kind && code ? { kind, code } : ownParty(person);
    await this.show(request, response, person, { entered, fault: null, done });
  }

  /** The address is told once, on the page that answers this form: only its hash is kept. */
  @Post()
  async make(
    @CurrentPerson() person: SignedInPerson,
    @Body(new InputPipe(feedFormSchema, 'form')) form: FeedForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const seed = this.forms.open(request, makingSeal(person), form.nonce);
    const [kind = '', code = ''] = form.of.split(' ');
    const entered = keepsFeeds(person) ? { kind, code } : ownParty(person);
    const of = feedSchema.safeParse(entered);
    const words = this.pages.words(response);
    if (seed === null || !of.success) {
      const fault = words.t(seed === null ? 'open.calendar.stale' : 'open.calendar.faulty');
      return this.show(request, response, person, { entered, fault });
    }
    const token = createHash('sha256').update(`feed ${seed}`).digest('base64url'); // the seed is 128 random bits
    const { language, zone } = frameOf(response);
    const making = { by: person.contactId, language, zone, token };
    const feed = await this.attempt(() => this.feeds.make(of.data, person, making));
    if (feed instanceof DomainError)
      return this.show(request, response, person, { entered, fault: words.phraseText(feed.message) });
    const title = words.t('open.calendar.madeTitle', { code: feed.code });
    this.pages.send(response, 'open-calendar-made.njk', { title, feed, webcal: webcalOf(feed.url) }, 201);
  }

  @Get(':id/revoke')
  async askRevoke(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', new InputPipe(z.uuid(), 'id')) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const feed = await this.find(person, id);
    const nonce = this.forms.seal(request, response, [person.contactId, 'revoke-feed', id]);
    const title = this.pages.words(response).t('open.calendar.revokeTitle', { code: feed.code });
    this.pages.send(response, 'open-calendar-revoke.njk', { title, feed, nonce });
  }

  @Post(':id/revoke')
  async revoke(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', new InputPipe(z.uuid(), 'id')) id: string,
    @Body(new InputPipe(nonceSchema, 'form')) { nonce }: z.output<typeof nonceSchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.forms.require(request, [person.contactId, 'revoke-feed', id], nonce);
    await this.feeds.revoke(id, person, person.contactId);
    response.redirect(303, '/calendar?done=revoked');
  }

  private async show(
    request: Request,
    response: Response,
    person: SignedInPerson,
    shown: CalendarShown,
  ): Promise<void> {
    const words = this.pages.words(response);
    const { t, partyName } = words;
    const title = t('open.calendar.title');
    const page = {
      ...shown,
      title: shown.fault ? `${t('http.problem')}: ${title}` : title,
      heading: title,
      feeds: (await this.feeds.list(person)).filter(({ revokedAt }) => revokedAt === null),
      isKeeper: keepsFeeds(person),
      choices: keepsFeeds(person) ? await this.choices.named(words) : null,
      chosen: `${shown.entered.kind} ${shown.entered.code}`,
      party: partyName(person.party, await this.work.nameOf(person.party)),
      nonce: this.forms.seal(request, response, makingSeal(person)),
      done: shown.done === 'revoked' ? t('open.calendar.done.revoked') : null,
    };
    this.pages.send(response, 'open-calendar.njk', page, shown.fault ? 400 : 200);
  }

  private async find(person: SignedInPerson, id: string): Promise<FeedRow> {
    const feed = (await this.feeds.list(person)).find((one) => one.id === id);
    if (feed) return feed;
    throw new DomainError(
      'board.no-feed',
      'not-found',
      `There is no feed ${id} of yours. List the feeds to find its id.`,
    );
  }

  /** What is wrong with a code is said on the form. */
  private async attempt<Result>(act: () => Promise<Result>): Promise<Result | DomainError> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }
}

interface CalendarShown {
  readonly entered: { readonly kind: string; readonly code: string };
  readonly fault: string | null;
  readonly done?: string | undefined;
}

function ownParty({ party }: SignedInPerson) {
  return { kind: 'party', code: party } as const;
}

function makingSeal({ contactId }: SignedInPerson): readonly string[] {
  return [contactId, 'make-feed'];
}

/** Calendar programs open an address of this scheme by themselves. */
function webcalOf(url: string): string {
  return url.replace(/^https?:/, 'webcal:');
}

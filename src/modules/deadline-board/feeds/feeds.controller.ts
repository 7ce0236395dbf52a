import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { Scoped } from '../../../platform/http/scope.js';
import { languageFor } from '../../../platform/language/index.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { FEED_KINDS, feedSchema, feedTokenSchema } from '../board.dto.js';
import { BoardFeeds } from './feeds.service.js';
import type { FeedOf } from './feeds.policy.js';

/** Feeds: made and revoked by persons, read by programs that hold the token of the address. */
@Controller('api/v1/board/feeds')
@UseGuards(SessionGuard)
@Scoped('board')
export class FeedsController {
  constructor(private readonly feeds: BoardFeeds) {}

  @Get()
  @SignedIn()
  list(@CurrentPerson() person: SignedInPerson) {
    return this.feeds.list(person);
  }

  @Post()
  @SignedIn()
  make(@Body(new InputPipe(feedSchema, 'body')) of: FeedOf, @CurrentPerson() person: SignedInPerson) {
    const { contactId: by, languages, zone } = person;
    return this.feeds.make(of, person, { by, zone, language: languageFor(languages) });
  }

  @Post(':id/revoke')
  @SignedIn()
  @HttpCode(204)
  async revoke(
    @Param('id', new InputPipe(z.uuid(), 'id')) id: string,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<void> {
    await this.feeds.revoke(id, person, person.contactId);
  }

  @Get(':kind/:code.ics')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @Header('Cache-Control', 'private, no-cache')
  read(
    @Param('kind', new InputPipe(z.enum(FEED_KINDS), 'kind')) kind: FeedOf['kind'],
    @Param('code') code: string,
    @Query(new InputPipe(feedTokenSchema, 'query')) { token }: z.output<typeof feedTokenSchema>,
  ): Promise<string> {
    return this.feeds.read({ kind, code }, token);
  }
}

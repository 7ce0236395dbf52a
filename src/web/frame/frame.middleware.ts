import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { TimeMachine } from '../../engine/index.js';
import { Registry } from '../../modules/registry/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { languageOf, setFrame } from '../../platform/http/frame.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { SESSION_READER, type SessionReader } from '../../platform/http/session.js';
import { wordsFor } from '../../platform/http/words.js';
import { navigationFor } from './navigation.js';

/** Finds out who reads, in which language and zone, before any page is made. */
@Injectable()
export class FrameMiddleware implements NestMiddleware {
  constructor(
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly pages: PageRenderer,
    private readonly timeMachine: TimeMachine,
    private readonly registry: Registry,
  ) {}

  async use(request: Request, response: Response, next: NextFunction): Promise<void> {
    const person = await this.sessions.personOf(request);
    const language = languageOf(request, person?.languages ?? []);
    const zone = person?.zone ?? 'UTC';
    const words = wordsFor(this.pages.messages, language, zone);
    const { databaseUrl, simulatedClock: simulated } = this.configuration;
    const embedded = databaseUrl === null;
    setFrame(response, {
      language,
      zone,
      person,
      navigation: navigationFor(person, request.path, words),
      address: request.originalUrl,
      partyNames: await this.registry.partyNames(),
      clock: simulated || embedded ? { now: await this.timeMachine.now(), simulated, embedded } : null,
    });
    next();
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { newId } from '../../../kernel/ids.js';
import { newToken, tokenHash } from '../../../platform/auth/index.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import { wordsFor } from '../../../platform/http/words.js';
import { type Language, languageFor } from '../../../platform/language/index.js';
import type { Asker } from '../../cases/index.js';
import { requireOrgan } from '../../organs/index.js';
import { findContact, requireParty, rolesOf } from '../../registry/index.js';
import { Board } from '../board.service.js';
import { feedText } from './feed.calendar.js';
import {
  type FeedRow,
  findByToken,
  findFeed,
  insertFeed,
  listFeeds,
  noteRead,
  revokeFeed,
} from './feed.store.js';
import { type FeedOf, keepsFeeds, mayKeep } from './feeds.policy.js';

/** A feed just made: its address is told this once, since only the hash of its token is kept. */
export interface NewFeed extends FeedOf {
  readonly id: string;
  readonly url: string;
}

/** Who makes a feed, and how it is to speak. */
export interface FeedMaking {
  /** id of the contact, or name of the operator */
  readonly by: string;
  readonly language: Language;
  /** IANA zone */
  readonly zone: string;
  /**
   * what opens it, with the strength of {@link newToken}; the same token for the same thing is the same feed, so that a form sent twice
   * makes one
   */
  readonly token?: string;
}

/** Calendars that programs subscribe to. They cannot sign in, so that whoever knows the address reads it. */
@Injectable()
export class BoardFeeds {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly board: Board,
    private readonly pages: PageRenderer,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>,
  ) {}

  /**
   * Makes a feed. There may be several of one party or organ, each revoked by itself.
   *
   * @param of the party or organ
   * @param asker the Secretariat, or a delegate of the party
   * @param making by whom, and in which language and zone it is written
   * @throws DomainError `board.not-your-feed`, `registry.unknown-party`, `organs.unknown-organ`
   */
  async make(of: FeedOf, asker: Asker, making: FeedMaking): Promise<NewFeed> {
    const { by: madeBy, language, zone, token = newToken() } = making;
    this.requireKeeper(of, asker);
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    if (of.kind === 'organ') await requireOrgan(manager, of.code, now);
    else await requireParty(manager, of.code, now);
    const made = await findByToken(manager, { ...of, tokenHash: tokenHash(token) });
    const id = made?.id ?? newId<string>();
    const madeAs = keepsFeeds(asker) ? 'secretariat' : 'delegate';
    const feed = { id, ...of, tokenHash: tokenHash(token), madeBy, madeAs, language, zone } as const;
    if (!made) await insertFeed(manager, feed);
    const { publicUrl } = this.configuration;
    return { id, ...of, url: `${publicUrl}/api/v1/board/feeds/${of.kind}/${of.code}.ics?token=${token}` };
  }

  /** @returns the feeds this person keeps, revoked ones too, the newest first */
  async list(asker: Asker): Promise<FeedRow[]> {
    return listFeeds(this.dataSource.manager, keepsFeeds(asker) ? null : asker.party);
  }

  /**
   * Revokes a feed: its address opens nothing any more. Twice is as good as once.
   *
   * @throws DomainError `board.no-feed` also when it is somebody else's
   */
  async revoke(id: string, asker: Asker, by: string): Promise<void> {
    const feed = await findFeed(this.dataSource.manager, id);
    if (!feed || !mayKeep(asker, feed))
      throw new DomainError(
        'board.no-feed',
        'not-found',
        `There is no feed ${id} of yours. List the feeds to find its id.`,
        { id },
      );
    await revokeFeed(this.dataSource.manager, id, by);
  }

  /**
   * A feed that a delegate made closes when its maker speaks for the party no longer, and opens again should that change; one that
   * the Secretariat made stays open until it is revoked.
   *
   * @param of the party or organ in the address
   * @param token in the address, 256 random bits: guessing needs no limit
   * @returns the calendar
   * @throws DomainError `board.no-feed`, the same whatever is wrong
   */
  async read(of: FeedOf, token: string): Promise<string> {
    const { manager } = this.dataSource;
    const feed = await findByToken(manager, { ...of, tokenHash: tokenHash(token) });
    if (!feed || !(await this.isStillTheirs(feed)))
      throw new DomainError(
        'board.no-feed',
        'not-found',
        'This address opens no calendar: it is mistyped, was revoked, or whoever made it speaks for the party no longer. Ask the Secretariat for a new one.',
      );
    await noteRead(manager, feed.id);
    const words = wordsFor(this.pages.messages, languageFor([feed.language]), feed.zone);
    return feedText(`Plenum: ${of.code}`, await this.board.datedFor(of.kind, of.code), words);
  }

  private async isStillTheirs(feed: FeedRow): Promise<boolean> {
    if (feed.madeAs === 'secretariat') return true;
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const maker = await findContact(manager, feed.madeBy, now);
    return (
      maker !== null && mayKeep({ roles: await rolesOf(manager, maker.id, now), party: maker.party }, feed)
    );
  }

  private requireKeeper(of: FeedOf, asker: Asker): void {
    if (mayKeep(asker, of)) return;
    throw new DomainError(
      'board.not-your-feed',
      'forbidden',
      `The Secretariat makes the feed of ${of.code}; you may make that of your own party${asker.party ? `, ${asker.party}` : ''}.`,
      { kind: of.kind, code: of.code },
    );
  }
}

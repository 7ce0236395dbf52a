import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  CaseReader,
  LegalClock,
  OutboxWriter,
  type OutboxMessage,
  Sweeper,
  TimeMachine,
} from '../../../engine/index.js';
import { type OutboxId, derivedId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { ACROSS_CASES, MailTemplates, zoneOf } from '../../notifications/index.js';
import { type Contact, findContact } from '../../registry/index.js';
import type { Recipient } from '../addressees.js';
import { whyUnwanted } from '../case-notices/still-wanted.js';
import { digestOf, effectOf, nextDigest, noticeIn } from './digest.js';
import { DIGEST_TEMPLATE, renderDigest } from './digest.mails.js';
import {
  type DigestItem,
  type DueDigest,
  dueDigests,
  insertItem,
  nextRelease,
  settleItems,
  takeTurn,
  waitingItems,
} from './digest.store.js';
import { Handovers } from './handovers.service.js';

/** A mail that may wait for the day's mail of its recipient. */
export interface Waiting {
  /** of the mail, derived from the effect and the recipient */
  readonly id: OutboxId;
  readonly message: OutboxMessage;
  readonly recipient: Recipient;
  readonly mail: JsonObject;
}

/**
 * One mail per recipient per day, where several notices fall together. What waits is a row; what is due by the law's clock is released by
 * the sweeper, and on the way when time travels: rows are settled in the transaction that writes the mail, so nothing is lost or sent twice.
 */
@Injectable()
export class Digests implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly outbox: OutboxWriter,
    private readonly cases: CaseReader,
    private readonly templates: MailTemplates,
    private readonly handovers: Handovers,
    private readonly sweeper: Sweeper,
    private readonly timeMachine: TimeMachine,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'digestAt'>,
  ) {}

  onModuleInit(): void {
    this.templates.register(ACROSS_CASES, DIGEST_TEMPLATE, renderDigest);
    this.sweeper.register('send the mails of the day', () => this.release());
    this.timeMachine.register({
      next: () => nextRelease(this.dataSource.manager),
      ring: () => this.release(),
    });
  }

  /**
   * Keeps a mail for the next mail of the day of its recipient.
   *
   * @param tx the transaction in which it would have been written
   * @param waiting an item that is there already is left as it is
   */
  async collect(tx: EntityManager, { id, message, recipient, mail }: Waiting): Promise<void> {
    const { contact } = recipient;
    if (message.caseId === null) throw new Error(`the notice ${message.id} belongs to no case`);
    await takeTurn(tx, contact.id);
    const { day, at } = nextDigest(await this.clock.now(tx), zoneOf(contact), this.configuration.digestAt);
    await insertItem(tx, {
      id,
      contactId: contact.id,
      day,
      releaseAt: at,
      messageId: message.id,
      caseId: message.caseId,
      mail,
    });
  }

  /** Sends what is due by the law's clock: one mail for each recipient and day. Called twice it sends once. */
  async release(): Promise<void> {
    const faults = [
      ...(await this.eachDue((tx, due) => this.sortOut(tx, due))), // first, so that what passes to somebody is in one mail with the rest
      ...(await this.eachDue((tx, due) => this.releaseOne(tx, due))),
    ];
    if (faults.length > 0)
      throw new AggregateError(faults, `${faults.length} mails of the day could not be written`);
  }

  /** One that cannot be written holds up no other. @returns what went wrong */
  private async eachDue(work: (tx: EntityManager, due: DueDigest) => Promise<unknown>): Promise<unknown[]> {
    const faults: unknown[] = [];
    for (const due of await dueDigests(this.dataSource.manager))
      await this.dataSource.transaction((tx) => work(tx, due)).catch((fault: unknown) => faults.push(fault));
    return faults;
  }

  private async releaseOne(tx: EntityManager, due: DueDigest): Promise<void> {
    const items = await this.sortOut(tx, due);
    const contact = await findContact(tx, due.contactId, await this.clock.now(tx));
    if (contact && items.length > 0) await this.write(tx, items, contact);
  }

  /**
   * Settles what is not wanted any more, and passes on what is somebody else's by now.
   *
   * @returns what is to go out to this recipient, as it is addressed now
   */
  private async sortOut(tx: EntityManager, due: DueDigest): Promise<DigestItem[]> {
    await takeTurn(tx, due.contactId);
    const now = await this.clock.now(tx);
    const standing = await this.handovers.standingOf(tx, due.contactId, now);
    const kept: DigestItem[] = [];
    for (const item of await waitingItems(tx, due)) {
      const reason = await this.whyNot(tx, item, now);
      if (reason !== null) await settleItems(tx, [item.id], `not sent: ${reason}`);
      else kept.push(...(await this.handovers.handOver(tx, item, standing)));
    }
    return kept;
  }

  private async whyNot(tx: EntityManager, { caseId, mail, occurredAt }: DigestItem, now: Instant) {
    const { context } = await this.cases.view(caseId, tx);
    return whyUnwanted(context, noticeIn(mail), occurredAt, now);
  }

  /** One alone goes out as itself. */
  private async write(tx: EntityManager, items: readonly DigestItem[], contact: Contact): Promise<void> {
    const [first, ...others] = items;
    if (!first) return;
    const mailId =
      others.length === 0
        ? await this.enqueue(
            tx,
            first,
            { ...effectOf(first), to: { ...effectOf(first).to, contact } },
            first.id,
          )
        : await this.outbox.enqueue(
            tx,
            { topic: 'mail', payload: digestOf(items, contact), caseId: null },
            derivedId<OutboxId>(first.id, DIGEST_TEMPLATE),
          );
    await settleItems(
      tx,
      items.map(({ id }) => id),
      `mail ${mailId}`,
    );
  }

  private async enqueue(
    tx: EntityManager,
    { caseId, occurredAt, late }: DigestItem,
    effect: object,
    id: OutboxId,
  ): Promise<OutboxId> {
    const payload = JSON.parse(JSON.stringify(effect)) as JsonObject; // plain JSON by construction
    return this.outbox.enqueue(tx, { topic: 'mail', payload, caseId, because: { occurredAt, late } }, id);
  }
}

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
import { localDate, parseWallTime } from '../../../kernel/business-calendar.js';
import { type OutboxId, derivedId } from '../../../kernel/ids.js';
import { type Instant, addMs } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { caseNoticeSchema } from '../../../../workflows/casework/index.js';
import { ACROSS_CASES, type MailEffect, MailTemplates, mailEffectSchema } from '../../notifications/index.js';
import { type Contact, findContact } from '../../registry/index.js';
import { Addressees, type Recipient } from '../addressees.js';
import { whyUnwanted } from '../case-notices/still-wanted.js';
import { zoneOf } from '../notice.layout.js';
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

const DAY_MS = 86_400_000;

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
    private readonly addressees: Addressees,
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
    const faults: unknown[] = [];
    for (const due of await dueDigests(this.dataSource.manager))
      await this.dataSource
        .transaction((tx) => this.releaseOne(tx, due))
        .catch((fault: unknown) => faults.push(fault)); // one that cannot be written holds up no other
    if (faults.length > 0)
      throw new AggregateError(faults, `${faults.length} mails of the day could not be written`);
  }

  private async releaseOne(tx: EntityManager, due: DueDigest): Promise<void> {
    await takeTurn(tx, due.contactId);
    const now = await this.clock.now(tx);
    const wanted: DigestItem[] = [];
    for (const item of await waitingItems(tx, due)) {
      const reason = await this.whyNot(tx, item, now);
      if (reason === null) wanted.push(item);
      else await settleItems(tx, [item.id], `not sent: ${reason}`);
    }
    const contact = await findContact(tx, due.contactId, now);
    if (!contact) for (const item of wanted) await this.passOn(tx, item, due.contactId, now);
    else if (wanted.length > 0) await this.write(tx, wanted, contact);
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

  /** Whoever it waited for does not speak for the party any more: it goes to those who do, unless it was for nobody else. */
  private async passOn(tx: EntityManager, item: DigestItem, contactId: string, now: Instant): Promise<void> {
    const effect = effectOf(item);
    const { party } = effect.to;
    const instead = `${contactId} does not speak for ${party} any more`;
    if (noticeIn(item.mail).to.some(({ code, who }) => who === 'this-contact' && code === contactId))
      return settleItems(tx, [item.id], `not sent: ${instead}`);
    const facts = { ...effect.facts, instead };
    const recipients = await this.addressees.recipientsOf(tx, [party], now);
    for (const { role, contact } of recipients)
      await this.enqueue(
        tx,
        item,
        { ...effect, facts, to: { role, party: contact.party, contact } },
        derivedId<OutboxId>(item.id, contact.id),
      );
    const whom = recipients.map(({ contact }) => contact.id).join(', ');
    await settleItems(tx, [item.id], whom === '' ? 'nobody is reached for it' : `passed on to ${whom}`);
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

/**
 * @param now the law's instant
 * @param zone of the recipient
 * @param hour `HH:MM`
 * @returns the next such hour after now, and the day on which it is
 */
export function nextDigest(
  now: Instant,
  zone: string,
  hour: string,
): { readonly day: string; readonly at: Instant } {
  for (let days = 0; days < 3; days += 1) {
    const day = localDate(addMs(now, days * DAY_MS), zone);
    const at = parseWallTime({ wallTime: `${day}T${hour}`, zone });
    if (at > now) return { day, at };
  }
  throw new Error(`no day of ${zone} has an hour ${hour} after ${now}`);
}

function effectOf({ mail }: DigestItem): MailEffect {
  return mailEffectSchema.parse(mail);
}

function noticeIn(mail: JsonObject) {
  return caseNoticeSchema.parse(mailEffectSchema.parse(mail).facts['notice']);
}

function digestOf(items: readonly DigestItem[], contact: Contact): JsonObject {
  const effects = items.map(effectOf);
  const [first] = effects;
  const digest = {
    template: DIGEST_TEMPLATE,
    to: { role: first?.to.role ?? 'participant', party: contact.party, contact },
    round: null,
    facts: {
      items: effects.map(({ facts }) => ({ notice: facts['notice'], instead: facts['instead'] ?? null })),
    },
    statutory: effects.some(({ statutory }) => statutory),
  };
  return JSON.parse(JSON.stringify(digest)) as JsonObject; // plain JSON by construction
}

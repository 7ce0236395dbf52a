import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type OutboxId, derivedId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import type { CaseNotice } from '../../../../workflows/casework/index.js';
import { type MailEffect, zoneOf } from '../../notifications/index.js';
import { type Contact, awayAt, findContact } from '../../registry/index.js';
import { Addressees, type Recipient } from '../addressees.js';
import { effectOf, noticeIn, sameDayDigest } from './digest.js';
import { type DigestItem, hasIt, insertItem, settleItems } from './digest.store.js';

/** Whoever a mail of the day waited for, as the registry has it when the mail is due. */
export interface Standing {
  readonly contactId: string;
  /** null: no contact any more */
  readonly contact: Contact | null;
  readonly away: boolean;
  readonly now: Instant;
}

interface Handover {
  /** whom a notice is for now */
  readonly present: readonly Recipient[];
  /** why it passes on; null: it goes to whoever it waited for too */
  readonly reason: string | null;
  readonly now: Instant;
}

/** Asks again, when a mail of the day is due, whom its notices are for: whoever has left, or is away, is passed over for those who are there. */
@Injectable()
export class Handovers {
  constructor(
    private readonly addressees: Addressees,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'digestAt'>,
  ) {}

  /** @returns whoever a mail waited for, as of now */
  async standingOf(tx: EntityManager, contactId: string, now: Instant): Promise<Standing> {
    const contact = await findContact(tx, contactId, now);
    const away = (await awayAt(tx, [contactId], now)).has(contactId);
    return { contactId, contact, away, now };
  }

  /**
   * @param item a notice that waits and is still wanted
   * @param standing of whoever it waits for
   * @returns the notice where it still goes there, with the reason if it is meant for somebody else; none where it was passed on or
   *   settled. Whoever else it is for by now has it in a mail of the own.
   */
  async handOver(tx: EntityManager, item: DigestItem, standing: Standing): Promise<readonly DigestItem[]> {
    const { to } = noticeIn(item.mail);
    if (to.some(({ code, who }) => who === 'this-contact' && code === standing.contactId))
      return this.exactly(tx, item, standing);
    const present = await this.addressees.recipientsOf(tx, ofManyBehind(to), standing.now);
    const mine = present.find(({ contact }) => contact.id === standing.contactId);
    const reason = mine ? null : whyNotThere(item, standing);
    const others = await this.passTo(tx, item, { present, reason, now: standing.now });
    if (mine) return [{ ...item, mail: mailFor(effectOf(item), mine, null) }];
    const had = `not sent: ${reason ?? ''}, and others have it`;
    await settleItems(tx, [item.id], others === '' ? had : `passed on to ${others}`);
    return [];
  }

  /** A list that was shown goes to exactly those on it, at the address that was shown. */
  private async exactly(
    tx: EntityManager,
    item: DigestItem,
    standing: Standing,
  ): Promise<readonly DigestItem[]> {
    const { contact } = standing;
    if (contact?.email === effectOf(item).to.contact.email) return [item];
    const reason = contact ? 'the address changed' : whyNotThere(item, standing);
    await settleItems(tx, [item.id], `not sent: ${reason}`);
    return [];
  }

  /** @returns ids of those who have it in a mail of the day from now on and had not before */
  private async passTo(
    tx: EntityManager,
    { id, messageId, caseId, mail }: DigestItem,
    { present, reason, now }: Handover,
  ): Promise<string> {
    const passedTo: string[] = [];
    for (const recipient of present) {
      const { contact } = recipient;
      if (await hasIt(tx, messageId, contact.id)) continue;
      const { day, at } = sameDayDigest(now, zoneOf(contact), this.configuration.digestAt);
      await insertItem(tx, {
        id: derivedId<OutboxId>(id, contact.id),
        contactId: contact.id,
        day,
        releaseAt: at,
        messageId,
        caseId,
        mail: mailFor(effectOf({ mail }), recipient, reason),
      });
      passedTo.push(contact.id);
    }
    return passedTo.join(', ');
  }
}

function ofManyBehind(to: CaseNotice['to']): CaseNotice['to'] {
  return to.filter(({ who }) => who !== 'this-contact');
}

/** @returns why whoever it waited for does not get it */
function whyNotThere({ mail }: DigestItem, { contactId, contact, away }: Standing): string {
  const { to } = noticeIn(mail);
  if (contact && away) return `${contactId} is away`;
  return `${contactId} does not speak for ${to.map(({ code }) => code).join(', ')} any more`;
}

/** @returns the mail as it is addressed to a recipient, who is told why it does not go to the one addressed */
function mailFor(
  effect: MailEffect,
  { role, contact, instead }: Recipient,
  reason: string | null,
): JsonObject {
  const why = instead ?? reason ?? effect.facts['instead'] ?? null;
  const to = { role, party: contact.party, contact };
  return JSON.parse(
    JSON.stringify({ ...effect, to, facts: { ...effect.facts, instead: why } }),
  ) as JsonObject; // plain JSON by construction
}

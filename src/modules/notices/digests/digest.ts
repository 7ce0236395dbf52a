/** When the mail of a day goes out, and what it holds. Pure. */
import { localDate, parseWallTime } from '../../../kernel/business-calendar.js';
import { type Instant, addMs } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { type CaseNotice, caseNoticeSchema } from '../../../../workflows/casework/index.js';
import { type MailEffect, mailEffectSchema } from '../../notifications/index.js';
import type { Contact } from '../../registry/index.js';
import { DIGEST_TEMPLATE } from './digest.mails.js';
import type { DigestItem } from './digest.store.js';

const DAY_MS = 86_400_000;

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

/**
 * When something goes out that others have waited for already: with the recipient's mail of this day where that is still to come, else now.
 *
 * @returns the recipient's day, and the instant
 */
export function sameDayDigest(
  now: Instant,
  zone: string,
  hour: string,
): { readonly day: string; readonly at: Instant } {
  const day = localDate(now, zone);
  const at = parseWallTime({ wallTime: `${day}T${hour}`, zone });
  return { day, at: at > now ? at : now };
}

/** @returns the mail that an item becomes when it goes out alone */
export function effectOf({ mail }: Pick<DigestItem, 'mail'>): MailEffect {
  return mailEffectSchema.parse(mail);
}

/** @returns the notice in a mail of a case */
export function noticeIn(mail: JsonObject): CaseNotice {
  return caseNoticeSchema.parse(mailEffectSchema.parse(mail).facts['notice']);
}

/** @returns the mail effect that holds several items */
export function digestOf(items: readonly DigestItem[], contact: Contact): JsonObject {
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

/** Whether mail reaches a contact, and for how many of a party it does. Pure. */
import type { Instant } from '../../../kernel/instant.js';
import type { Absence, Contact } from '../../../modules/registry/index.js';

/** A contact, and whether mail reaches it. */
export interface ReachedContact extends Contact {
  readonly reach: 'works' | 'bounced' | 'away';
  /** until when it is away; null: not away, or not known */
  readonly awayUntil: Instant | null;
}

/** @returns the contacts with their reach at an instant; what comes back counts more than an absence */
export function reachOf(
  contacts: readonly Contact[],
  absences: readonly Absence[],
  at: Instant,
): ReachedContact[] {
  return contacts.map((contact) => {
    const absence = absences.find(
      (one) =>
        one.contact === contact.id && one.validFrom <= at && (one.validTo === null || one.validTo > at),
    );
    const reach = contact.bouncedSince !== null ? 'bounced' : absence ? 'away' : 'works';
    return { ...contact, reach, awayUntil: absence?.validTo ?? null };
  });
}

/** @returns how many contacts of a party mail reaches */
export function working(contacts: readonly ReachedContact[], party: string): number {
  return contacts.filter((one) => one.party === party && one.reach === 'works').length;
}

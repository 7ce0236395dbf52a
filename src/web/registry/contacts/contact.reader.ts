import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import {
  Absences,
  type Contact,
  Registry,
  maySayAway,
  maySeeContacts,
} from '../../../modules/registry/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import { type AsOfAsked, believedThen, heldThen } from '../as-of.js';
import { reachOf } from '../parties/reach.js';

/** Gathers what the page of a contact shows, to those who may see it. */
@Injectable()
export class ContactReader {
  constructor(
    private readonly registry: Registry,
    private readonly absences: Absences,
  ) {}

  /**
   * @returns a contact with its history and absences at a moment, and what this person may do with it
   * @throws DomainError `registry.unknown-contact`; `registry.not-your-contact` for whoever may not see its party's contacts
   */
  async show(id: string, { at, knownAt }: Pick<AsOfAsked, 'at' | 'knownAt'>, person: SignedInPerson) {
    const history = await this.registry.contactHistory(id);
    if (history.length === 0) await this.registry.requireContact(id);
    const parties = new Set(history.map(({ party }) => party));
    if (![...parties].some((party) => maySeeContacts(person, party))) throw notYours(id);
    const instant = at ?? (await this.registry.now());
    const [version] = heldThen(history, instant, knownAt ?? null);
    const found = (await this.registry.contacts(instant, knownAt)).find((one) => one.id === id);
    const absences = (await this.absences.list({ at, knownAt }, person)).filter(
      ({ contact }) => contact === id,
    );
    const last = believedThen(history, knownAt ?? null).at(-1) ?? history.at(-1);
    return {
      id,
      version: version ?? null,
      last,
      contact: found ? (reachOf([found], absences, instant)[0] ?? null) : null,
      bounceSaid: found?.bouncedSince ? await this.registry.whyUnreachable(id, instant) : null,
      absences,
      isAway: absences.some(({ validFrom }) => validFrom <= instant),
      records: history.map((one) => ({ ...one, about: 'contact', what: wordsOf(one) })),
      maySayAway: maySayAway(person, id),
      isOwn: person.contactId === id,
    };
  }

  /** @returns the other contacts of the party of one, who get its mail while it is away */
  async othersOf({ id, party }: Contact): Promise<Contact[]> {
    return (await this.registry.contacts()).filter((one) => one.party === party && one.id !== id);
  }
}

function wordsOf({ name, email, rank, languages, zone }: Omit<Contact, 'bouncedSince'>): string {
  return [`${rank}. ${name}`, email, languages.join(' '), zone].join('; ');
}

function notYours(id: string): DomainError {
  return new DomainError(
    'registry.not-your-contact',
    'forbidden',
    'Contacts are shown to the Chair, to the Secretariat and to their own party.',
    { id },
  );
}

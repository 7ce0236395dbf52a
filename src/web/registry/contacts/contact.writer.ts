import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../../kernel/domain-error.js';
import { Absences, type Contact, Registry } from '../../../modules/registry/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import { heldThen } from '../as-of.js';
import type { Typed } from '../forms/form.js';
import { absenceFrom, bounceFrom, contactFrom, endFrom, saysTheSame } from './contact.forms.js';

/** Changes that the forms about contacts ask for. Each changes nothing when it is sent a second time. */
@Injectable()
export class ContactWriter {
  constructor(
    private readonly registry: Registry,
    private readonly absences: Absences,
  ) {}

  /** Changes a contact from a day on. @throws InvalidInput, and whatever `Registry.putContact` throws */
  async change(contact: Contact, typed: Typed): Promise<void> {
    const wanted = contactFrom(typed, contact.id, contact.party, await this.registry.now());
    const then = (await this.registry.contacts(wanted.validFrom)).find(({ id }) => id === contact.id);
    if (!saysTheSame(then, wanted)) await this.registry.putContact(wanted);
  }

  /** Enters a contact. @throws InvalidInput when the id is somebody else's, and whatever `Registry.putContact` throws */
  async add(party: string, typed: Typed): Promise<void> {
    const wanted = contactFrom(typed, (typed['id'] ?? '').trim(), party, await this.registry.now());
    const known = (await this.registry.contacts()).find(({ id }) => id === wanted.id);
    if (saysTheSame(known, wanted)) return;
    if (known || (await this.registry.contactHistory(wanted.id)).length > 0)
      throw new InvalidInput('contact', [
        { field: 'id', message: 'this id was given to a contact already: choose another' },
      ]);
    await this.registry.putContact(wanted);
  }

  /** Ends a contact at a day. @throws InvalidInput, and whatever `Registry.endContact` throws */
  async end(id: string, typed: Typed): Promise<void> {
    const at = endFrom(typed, await this.registry.now());
    const versions = await this.registry.contactHistory(id);
    const hasEnded = versions.some(({ validTo, supersededAt }) => supersededAt === null && validTo === at);
    if (hasEnded && heldThen(versions, at, null).length === 0) return;
    await this.registry.endContact(id, at);
  }

  /** Mail to a contact comes back; said twice it is known once. @throws InvalidInput, and whatever `Registry.markUnreachable` throws */
  async unreachable(id: string, typed: Typed): Promise<void> {
    await this.registry.markUnreachable(id, bounceFrom(typed, await this.registry.now()));
  }

  /** Mail reaches a contact again; where nothing says otherwise, nothing changes. */
  async reachable(id: string): Promise<void> {
    const contact = await this.registry.requireContact(id);
    if (contact.bouncedSince !== null) await this.registry.markReachable(id);
  }

  /** Says that a contact is away. @throws InvalidInput, and whatever `Absences.begin` throws */
  async away(id: string, typed: Typed, person: SignedInPerson): Promise<void> {
    const wanted = absenceFrom(typed, await this.registry.now());
    const known = (await this.absences.list({}, person)).filter(({ contact }) => contact === id);
    const isKnown = known.some(
      ({ validFrom, validTo, reason }) =>
        validFrom <= wanted.validFrom && validTo === wanted.validTo && reason === wanted.reason,
    );
    if (!isKnown) await this.absences.begin(id, wanted, person);
  }

  /** The contact is back; one that is not away stays as it is. */
  async back(id: string, person: SignedInPerson): Promise<void> {
    const now = await this.registry.now();
    const known = (await this.absences.list({}, person)).filter(({ contact }) => contact === id);
    if (known.some(({ validFrom }) => validFrom < now)) await this.absences.end(id, now, person);
  }

  /** @returns the contact as it is, or was when it was ended @throws DomainError `registry.unknown-contact` */
  async lastKnown(id: string): Promise<Contact> {
    const versions = (await this.registry.contactHistory(id)).filter(
      ({ supersededAt }) => supersededAt === null,
    );
    const last = versions.at(-1);
    return last ? { ...last, bouncedSince: null } : this.registry.requireContact(id);
  }
}

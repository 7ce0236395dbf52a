import { Injectable } from '@nestjs/common';
import { type Office, type Party, Registry } from '../../../modules/registry/index.js';
import { endFrom } from '../contacts/contact.forms.js';
import type { Typed } from '../forms/form.js';
import { termFrom } from './term.forms.js';

/** Changes that the forms about terms ask for. Each changes nothing when it is sent a second time. */
@Injectable()
export class TermWriter {
  constructor(private readonly registry: Registry) {}

  /** @returns who can hold an office now: Participants, and bodies of the organisation */
  async candidates(): Promise<Party[]> {
    return [...(await this.registry.roll('participant')), ...(await this.registry.roll('body'))];
  }

  /** Begins a term. @throws InvalidInput, and whatever `Registry.beginTerm` throws */
  async begin(office: Office, typed: Typed): Promise<void> {
    const term = termFrom(office, typed, await this.registry.now());
    const then = await this.registry.holder(office, term.validFrom);
    const isSaid =
      then?.party === term.party && then.contactId === term.contactId && then.validTo === term.validTo;
    if (!isSaid) await this.registry.beginTerm(term);
  }

  /** Ends a term. @throws InvalidInput, and whatever `Registry.endTerm` throws */
  async end(office: Office, typed: Typed): Promise<void> {
    const at = endFrom(typed, await this.registry.now());
    const terms = (await this.registry.offices()).filter((term) => term.office === office);
    if (!terms.some(({ validTo }) => validTo === at)) await this.registry.endTerm(office, at);
  }
}

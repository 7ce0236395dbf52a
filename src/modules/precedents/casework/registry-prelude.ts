import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Registry, Standing, findContact, findParty } from '../../registry/index.js';
import type { RegistryFacts } from './casework-precedent.js';

/** Enters what the registry must know before a history begins. */
@Injectable()
export class RegistryPrelude {
  constructor(
    private readonly dataSource: DataSource,
    private readonly registry: Registry,
    private readonly standing: Standing,
  ) {}

  /**
   * Enters each fact unless the registry knows the like at the instant at which it begins: a party or contact of that code, a trade
   * status of that word. So playing a history again, or one beside others, enters nothing twice.
   *
   * @returns how many were entered
   * @throws DomainError `registry.overlap` when the code is in use later in that time
   */
  async enter({ parties, contacts, tradeStatuses }: RegistryFacts): Promise<number> {
    const { manager } = this.dataSource;
    let count = 0;
    for (const party of parties) {
      if (await findParty(manager, party.code, party.validFrom)) continue;
      await this.registry.addParty(party);
      count += 1;
    }
    for (const contact of contacts) {
      if (await findContact(manager, contact.id, contact.validFrom)) continue;
      await this.registry.putContact(contact);
      count += 1;
    }
    for (const status of tradeStatuses) {
      const known = await this.standing.tradeStatuses({ at: status.validFrom });
      if (known.some((one) => one.party === status.party && one.status === status.status)) continue;
      await this.standing.setTradeStatus(status);
      count += 1;
    }
    return count;
  }
}

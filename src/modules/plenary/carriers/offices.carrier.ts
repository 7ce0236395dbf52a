import { Injectable } from '@nestjs/common';
import { Successions } from '../../successions/index.js';
import type { Carrier } from './carrier.js';

/** Whom the Plenary selected, or who offered to serve, is in the succession to that office. */
@Injectable()
export class OfficesCarrier {
  constructor(private readonly successions: Successions) {}

  readonly office: Carrier<'office'> = async ({ order, historical }, { office, party, year, standing }) => {
    const { meeting, clause, at } = order;
    // the body's years, not those of the place where it met
    const given = { meeting, item: clause.item, office, year, party, standing, at, historical };
    const result = await this.successions.selectedByPlenary(given);
    return result === 'done' ? [`${party} as ${office} of ${year}: ${standing}`] : [];
  };
}

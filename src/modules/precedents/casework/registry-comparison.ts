import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import { Organs } from '../../organs/index.js';
import { type Office, countedRoll, findParty, officeAt } from '../../registry/index.js';
import { differences } from '../replay.js';
import { seatsHeld } from '../seats-held.js';
import type { RegistryExpectation } from './casework-expectation.js';

/** Compares the registry, as it holds for an instant, with what a history expects of it. */
@Injectable()
export class RegistryComparison {
  constructor(
    private readonly dataSource: DataSource,
    private readonly organs: Organs,
  ) {}

  /** @returns a sentence for each thing that is otherwise than expected @throws DomainError `organs.unknown-organ` */
  async faults(expected: RegistryExpectation, at: Instant): Promise<string[]> {
    const { seats, roll, tradeStatus } = expected;
    return [
      ...(roll || tradeStatus ? await this.rollFaults(expected, at) : []),
      ...(await this.kindFaults(expected, at)),
      ...(await this.officeFaults(expected, at)),
      ...(seats ? differences('seats', seats, await seatsHeld(this.organs, seats, at)) : []),
    ];
  }

  private async rollFaults(
    { roll = {}, tradeStatus = {} }: RegistryExpectation,
    at: Instant,
  ): Promise<string[]> {
    const found = await countedRoll(this.dataSource.manager, at, null);
    const entryOf = (code: string) => found.entries.find((entry) => entry.code === code);
    const { participants, nations, includes = [], excludes = [] } = roll;
    return [
      ...(participants === undefined ? [] : differences('Participants', participants, found.participants)),
      ...(nations === undefined ? [] : differences('nations', nations, found.nations)),
      ...includes.filter((code) => !entryOf(code)).map((code) => `roll: ${code} is not on it`),
      ...excludes.filter((code) => entryOf(code)).map((code) => `roll: ${code} is on it`),
      ...Object.entries(tradeStatus).flatMap(([code, status]) =>
        differences(`trade status of ${code}`, status, entryOf(code)?.tradeStatus ?? 'no Participant'),
      ),
    ];
  }

  private async kindFaults({ kinds = {} }: RegistryExpectation, at: Instant): Promise<string[]> {
    const faults: string[] = [];
    for (const [code, kind] of Object.entries(kinds)) {
      const party = await findParty(this.dataSource.manager, code, at);
      faults.push(...differences(`what ${code} is`, kind, party?.kind ?? null));
    }
    return faults;
  }

  private async officeFaults({ offices = {} }: RegistryExpectation, at: Instant): Promise<string[]> {
    const faults: string[] = [];
    for (const [office, party] of Object.entries(offices)) {
      const term = await officeAt(this.dataSource.manager, office as Office, at); // keys of the schema are offices
      faults.push(...differences(`who holds the office ${office}`, party, term?.party ?? null));
    }
    return faults;
  }
}

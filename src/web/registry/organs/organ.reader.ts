import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import {
  DistributionLists,
  type Organ,
  Organs,
  type Seat,
  isOfTheRoll,
} from '../../../modules/organs/index.js';
import { Registry, maySeeContacts } from '../../../modules/registry/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import type { AsOfAsked } from '../as-of.js';

type Moment = Pick<AsOfAsked, 'at' | 'knownAt'>;

/** Gathers what the pages of organs and lists show. */
@Injectable()
export class OrganReader {
  constructor(
    private readonly organs: Organs,
    private readonly distribution: DistributionLists,
    private readonly registry: Registry,
  ) {}

  /** @returns the organs of a moment, each with its chair and how many sit in it */
  async list(moment: Moment): Promise<(Organ & { chairs: readonly Seat[]; seats: number })[]> {
    const [organs, all] = await Promise.all([this.organs.list(moment), this.organs.allSeats(moment)]);
    return organs.map((organ) => {
      const seats = all.filter((seat) => seat.organ === organ.code);
      return {
        ...organ,
        seats: seats.length,
        chairs: seats.filter(({ capacity }) => capacity === 'chair'),
      };
    });
  }

  /** @returns an organ, or the one it was merged into, with seats, rules and every seat ever recorded @throws DomainError `organs.not-found` */
  async show(code: string, moment: Moment, { t, partyName }: Pick<Words, 't' | 'partyName'>) {
    const [organs, history] = [await this.organs.list(moment), await this.organs.seatHistory(code)];
    const successor = await this.successor(code, moment);
    const organ = organs.find((one) => one.code === code) ?? null;
    return {
      code,
      name: organ?.name ?? code,
      organ,
      isOfTheRoll: organ !== null && isOfTheRoll(organ),
      parent: organs.find((one) => one.code === organ?.parent) ?? null,
      subOrgans: organs.filter(({ parent }) => parent === code),
      successor: organ ? null : successor,
      seats: organ ? await this.organs.seats(code, moment) : [],
      rules: await this.organs.rules(code, moment),
      records: history.map((seat) => ({
        ...seat,
        about: 'seat',
        what: `${partyName(seat.party, seat.partyName)}: ${t(`registry.capacity.${seat.capacity}`)}`,
      })),
    };
  }

  /** @returns the lists of a moment; of the one that is asked for, who is on it, with addresses for the Chair and the Secretariat */
  async lists(chosen: string | null, { at }: Moment, person: SignedInPerson) {
    const lists = await this.distribution.all({ at });
    const list = lists.find((one) => one.list === chosen) ?? null;
    const members = list ? await this.membersOf(list.list, list.kind, at) : [];
    const recipients = list ? await this.distribution.recipients(list.list, { at }) : [];
    return {
      lists,
      list,
      unknown: chosen !== null && list === null ? chosen : null,
      members,
      recipients: recipients.filter(({ party }) => maySeeContacts(person, party)),
      isPartly: recipients.some(({ party }) => !maySeeContacts(person, party)),
    };
  }

  private async membersOf(list: string, kind: 'role' | 'organ', at: AsOfAsked['at']) {
    if (kind === 'organ') {
      const seats = await this.organs.seats(list, { at });
      return seats.map(({ party, partyName }) => ({ code: party, name: partyName }));
    }
    const names = new Map((await this.everybody(at)).map(({ code, name }) => [code, name]));
    const roles = await this.distribution.roles({ at, role: list });
    return roles.map(({ party }) => ({ code: party, name: names.get(party) ?? party }));
  }

  private async everybody(at: AsOfAsked['at']) {
    const kinds = ['participant', 'observer', 'applicant', 'guest', 'body'] as const;
    return (await Promise.all(kinds.map((kind) => this.registry.roll(kind, at)))).flat();
  }

  private async successor(code: string, { at }: Moment): Promise<Organ | null> {
    try {
      return (await this.organs.successor(code, { at })).organ;
    } catch (cause) {
      if (!(cause instanceof DomainError) || cause.code !== 'organs.unknown-organ') throw cause;
      throw new DomainError('organs.not-found', 'not-found', cause.message, cause.details, { cause }); // here it is an address
    }
  }
}

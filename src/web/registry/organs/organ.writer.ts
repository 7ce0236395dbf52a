import { Injectable } from '@nestjs/common';
import { DomainError, InvalidInput } from '../../../kernel/domain-error.js';
import { type Organ, Organs, type Seat } from '../../../modules/organs/index.js';
import { PARTY_KINDS, type Party, Registry } from '../../../modules/registry/index.js';
import { endFrom } from '../contacts/contact.forms.js';
import type { Typed } from '../forms/form.js';
import { isSameOrgan, organFrom, seatFrom } from './organ.forms.js';

/** Changes that the forms about organs ask for. Each changes nothing when it is sent a second time. */
@Injectable()
export class OrganWriter {
  constructor(
    private readonly organs: Organs,
    private readonly registry: Registry,
  ) {}

  /** @returns an organ as it is now; null when there is none, or no more */
  async find(code: string): Promise<Organ | null> {
    return (await this.organs.list()).find((one) => one.code === code) ?? null;
  }

  /** @throws DomainError `organs.not-found` when there is no such organ now */
  async require(code: string): Promise<Organ> {
    const organ = await this.find(code);
    if (organ) return organ;
    const message = `There is no organ «${code}» now. See under «Organs» which there are.`;
    throw new DomainError('organs.not-found', 'not-found', message, { code });
  }

  /** @returns the organs that there are now */
  async organsNow(): Promise<Organ[]> {
    return this.organs.list();
  }

  /** @throws DomainError `organs.not-found` when the party has no seat in that organ now */
  async requireSeat(code: string, party: string): Promise<void> {
    if (await this.findSeat(code, party)) return;
    const message = `${party} has no seat in «${code}» now. See on the page of the organ who sits there.`;
    throw new DomainError('organs.not-found', 'not-found', message, { code, party });
  }

  /** @returns the seat that a party has in an organ now; null when it has none, or no more */
  async findSeat(code: string, party: string): Promise<Seat | null> {
    return (await this.seats(code)).find((seat) => seat.party === party) ?? null;
  }

  /** @returns who sits in an organ now; nobody where there is no such organ */
  async seats(code: string): Promise<Seat[]> {
    return (await this.find(code)) ? this.organs.seats(code) : [];
  }

  /** @returns who may be seated now, by kind and name */
  async parties(): Promise<Party[]> {
    return (await Promise.all(PARTY_KINDS.map((kind) => this.registry.roll(kind)))).flat();
  }

  /** Founds an organ. @returns its code @throws InvalidInput when the code is another's then, and whatever `Organs.found` throws */
  async found(typed: Typed): Promise<string> {
    const wanted = organFrom(typed, await this.registry.now());
    const then = (await this.organs.list({ at: wanted.validFrom })).find(({ code }) => code === wanted.code);
    if (then && !isSameOrgan(then, wanted))
      throw new InvalidInput('organ', [
        { field: 'code', message: 'an organ has this code on that day already: choose another' },
      ]);
    if (!then) await this.organs.found(wanted);
    return wanted.code;
  }

  /** Ends an organ and every seat in it; one that has ended meanwhile stays so. @throws InvalidInput, and whatever `Organs.end` throws */
  async end(code: string, typed: Typed): Promise<void> {
    const at = endFrom(typed, await this.registry.now());
    const organ = await this.find(code);
    if (organ && organ.validTo !== at) await this.organs.end(code, at);
  }

  /** Seats a party. @throws InvalidInput, and whatever `Organs.seat` throws */
  async seat(organ: string, typed: Typed): Promise<void> {
    await this.organs.seat(seatFrom(organ, typed, await this.registry.now()));
  }

  /** Ends a seat; one that has ended meanwhile stays so. @throws InvalidInput, and whatever `Organs.unseat` throws */
  async unseat(organ: string, party: string, typed: Typed): Promise<void> {
    const at = endFrom(typed, await this.registry.now());
    const seat = await this.findSeat(organ, party);
    if (seat && seat.validTo !== at) await this.organs.unseat({ organ, party, at });
  }
}

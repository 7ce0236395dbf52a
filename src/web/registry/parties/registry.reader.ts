import { Injectable } from '@nestjs/common';
import type { Instant } from '../../../kernel/instant.js';
import { Board } from '../../../modules/deadline-board/index.js';
import { DistributionLists, type DistributionList, Organs } from '../../../modules/organs/index.js';
import {
  Absences,
  type Party,
  Registry,
  type RollEntry,
  Standing,
  maySeeContacts,
} from '../../../modules/registry/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import { type AsOfAsked, heldThen } from '../as-of.js';
import type { PartyFacts, PartySeat } from './party.page.js';
import { type ReachedContact, reachOf } from './reach.js';
import { ROLL_TABS, type RollTab } from './roll.page.js';

type Moment = Pick<AsOfAsked, 'at' | 'knownAt'>;

/** Gathers from several modules what the pages of the registry show. */
@Injectable()
export class RegistryReader {
  constructor(
    private readonly registry: Registry,
    private readonly standing: Standing,
    private readonly absences: Absences,
    private readonly organs: Organs,
    private readonly lists: DistributionLists,
    private readonly board: Board,
  ) {}

  /** @returns who is on the roll at a moment, in the parts in which the page shows it */
  async roll({ at, knownAt }: Moment): Promise<Readonly<Record<RollTab, readonly (Party | RollEntry)[]>>> {
    const of = (kind: Party['kind']) => this.registry.roll(kind, at, knownAt);
    return {
      participant: (await this.standing.roll({ at, knownAt })).entries,
      observer: await of('observer'),
      applicant: await of('applicant'),
      other: [...(await of('guest')), ...(await of('body'))],
    } satisfies Record<(typeof ROLL_TABS)[number], unknown>;
  }

  /** @returns the contacts that a person may see at a moment, with their reach */
  async contacts({ at, knownAt }: Moment, person: SignedInPerson): Promise<ReachedContact[]> {
    const instant = at ?? (await this.registry.now());
    const all = await this.registry.contacts(at, knownAt);
    const seen = all.filter(({ party }) => maySeeContacts(person, party));
    return reachOf(seen, await this.absences.list({ at, knownAt }, person), instant);
  }

  /** @returns all that the page of a party shows @throws DomainError `registry.unknown-party` when nothing was ever recorded of it */
  async party(code: string, { at, knownAt }: Moment, person: SignedInPerson): Promise<PartyFacts> {
    const history = await this.standing.history(code);
    const instant = at ?? (await this.registry.now());
    const [membership = null] = heldThen(history.memberships, instant, knownAt ?? null);
    const isParty = heldThen(history.memberships, instant, null).length > 0; // the organs know parties as they are believed now
    return {
      at: instant,
      knownAt: knownAt ?? null,
      history,
      membership,
      seats: isParty ? await this.seatsOf(code, { at, knownAt }) : [],
      lists: membership ? await this.listsOf(code, at) : [],
      contacts: (await this.contacts({ at, knownAt }, person)).filter(({ party }) => party === code),
      load: membership && !at && !knownAt ? await this.board.load(code, person) : null,
    };
  }

  private async seatsOf(code: string, { at, knownAt }: Moment): Promise<readonly PartySeat[]> {
    const organs = await this.organs.list({ at, knownAt });
    const nameOf = new Map(organs.map((organ) => [organ.code, organ.name]));
    return (await this.organs.seatsOf(code, { at, knownAt })).map((seat) => ({
      ...seat,
      organName: nameOf.get(seat.organ) ?? seat.organ,
    }));
  }

  private async listsOf(code: string, at: Instant | undefined): Promise<DistributionList[]> {
    const roles = (await this.lists.roles({ at })).filter(({ party }) => party === code);
    return (await this.lists.all({ at })).filter(({ list }) => roles.some(({ role }) => role === list));
  }
}

import { Injectable } from '@nestjs/common';
import { DomainError, InvalidInput } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import { type DistributionList, DistributionLists } from '../../../modules/organs/index.js';
import { PARTY_KINDS, type Party, Registry, Standing } from '../../../modules/registry/index.js';
import { heldThen } from '../as-of.js';
import { endFrom } from '../contacts/contact.forms.js';
import type { Typed } from '../forms/form.js';
import { isSameParty, partyFrom, roleFrom } from './membership.forms.js';

/** Changes that the forms about parties ask for. Each changes nothing when it is sent a second time. */
@Injectable()
export class MembershipWriter {
  constructor(
    private readonly registry: Registry,
    private readonly standing: Standing,
    private readonly lists: DistributionLists,
  ) {}

  /** Enters a party. @returns its code @throws InvalidInput when the code is another's then, and whatever `Registry.addParty` throws */
  async enter(typed: Typed): Promise<string> {
    const wanted = partyFrom(typed, await this.registry.now());
    const then = await this.heldAt(wanted.code, wanted.validFrom);
    if (then && isSameParty(then, wanted)) return wanted.code;
    if (then)
      throw new InvalidInput('party', [
        {
          field: 'code',
          message: 'a party has this code on that day already: choose another, or end that one first',
        },
      ]);
    await this.registry.addParty(wanted);
    return wanted.code;
  }

  /** Ends what a party is, and its contacts. @throws InvalidInput, and whatever `Registry.endParty` throws */
  async end(code: string, typed: Typed): Promise<void> {
    const at = endFrom(typed, await this.registry.now());
    const { memberships } = await this.standing.history(code);
    const hasEnded = memberships.some(({ validTo, supersededAt }) => supersededAt === null && validTo === at);
    if (hasEnded && heldThen(memberships, at, null).length === 0) return;
    await this.registry.endParty(code, at);
  }

  /** Puts a party on the list of a role. @throws InvalidInput, and whatever `DistributionLists.assignSupplyRole` throws */
  async giveRole(code: string, typed: Typed): Promise<void> {
    await this.lists.assignSupplyRole(roleFrom(code, typed, await this.registry.now()));
  }

  /** Takes a party off the list of a role. @throws InvalidInput, and whatever `DistributionLists.endSupplyRole` throws */
  async endRole(code: string, role: string, typed: Typed): Promise<void> {
    const at = endFrom(typed, await this.registry.now());
    const held = (await this.lists.roles({ role })).find(({ party }) => party === code);
    const hasEnded = held === undefined || held.validTo === at;
    if (!hasEnded) await this.lists.endSupplyRole({ party: code, role, at });
  }

  /** @returns the lists by role, apart by whether a party is on them now */
  async rolesOf(
    code: string,
  ): Promise<{ readonly on: readonly DistributionList[]; readonly off: readonly DistributionList[] }> {
    const held = new Set(
      (await this.lists.roles()).filter(({ party }) => party === code).map(({ role }) => role),
    );
    const lists = (await this.lists.all()).filter(({ kind }) => kind === 'role');
    return {
      on: lists.filter(({ list }) => held.has(list)),
      off: lists.filter(({ list }) => !held.has(list)),
    };
  }

  /** @returns the name of a party, the last it had @throws DomainError `registry.unknown-party` when nothing was ever recorded of it */
  async nameOf(code: string): Promise<string> {
    const { memberships } = await this.standing.history(code);
    return memberships.at(-1)?.name ?? code;
  }

  /** @returns a list by role @throws DomainError `lists.not-found` when there is none now */
  async requireRole(role: string): Promise<DistributionList> {
    const list = (await this.lists.all()).find((one) => one.kind === 'role' && one.list === role);
    if (list) return list;
    const message = `There is no list «${role}» by role now. See under «Distribution lists» which there are.`;
    throw new DomainError('lists.not-found', 'not-found', message, { role });
  }

  private async heldAt(code: string, at: Instant): Promise<Party | undefined> {
    const rolls = await Promise.all(PARTY_KINDS.map((kind) => this.registry.roll(kind, at)));
    return rolls.flat().find((party) => party.code === code);
  }
}

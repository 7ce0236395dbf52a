import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LegalClock } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import {
  type Contact,
  contactsOf,
  endFact,
  heldAt,
  insertFact,
  replaceFact,
  requireParty,
} from '../../registry/index.js';
import type { EndSupplyRole, NewList, NewSupplyRole } from '../organ.dto.js';
import type { Asked, Changed, SupplyRole } from '../organ.types.js';
import { nothingToEnd } from '../organs.errors.js';
import { allOrgans, organsAt, sittingContacts, successorOf } from '../organs.queries.js';
import { inTurn, listRow, supplyRoleKey, supplyRoleRow } from '../organs.store.js';

/** A distribution list: by role in the supply chain, named by the role; or of an organ, named by its code. */
export interface DistributionList {
  readonly list: string;
  readonly name: string;
  readonly kind: 'role' | 'organ';
  readonly source: string;
}

/** Who a mail to a list would go to. */
export interface Recipient {
  readonly contactId: string;
  readonly name: string;
  readonly email: string;
  readonly party: string;
  /** since when mail to it comes back; null: it is reached, as far as known */
  readonly bouncedSince: Instant | null;
}

/**
 * Distribution lists, computed from the registry at an instant and kept nowhere: what they say is who has the role, or sits in
 * the organ, at that instant (Washington communiqué 2012, paragraph 55).
 */
@Injectable()
export class DistributionLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns the lists of an instant (default: now): those by role, then one for each organ */
  async all({ at }: Asked = {}): Promise<DistributionList[]> {
    const { manager } = this.dataSource;
    return listsAt(manager, at ?? (await this.now()));
  }

  /** @returns who has which role at an instant (default: now) @param role narrows to one */
  async roles({ at, role }: Asked & { readonly role?: string | undefined } = {}): Promise<SupplyRole[]> {
    return rolesAt(this.dataSource.manager, at ?? (await this.now()), role ?? null);
  }

  /**
   * Who a mail to a list would go to, shown before it is sent.
   *
   * @param list a role, or an organ's code
   * @returns one entry for each contact @throws DomainError `lists.unknown`
   */
  async recipients(list: string, { at }: Asked = {}): Promise<Recipient[]> {
    const contacts = await contactsOfList(this.dataSource.manager, list, at ?? (await this.now()));
    return contacts.map(({ id, name, email, party, bouncedSince }) => ({
      contactId: id,
      name,
      email,
      party,
      bouncedSince,
    }));
  }

  /** Sets up a list by role. @returns whether anything changed; not when it exists at that instant under that name, however capitalised */
  async putList(list: NewList, tx?: EntityManager): Promise<Changed> {
    return inTurn(this.dataSource, tx, async (inner) => {
      const before = (await roleLists(inner, list.validFrom)).find(({ list: role }) => role === list.role);
      if (before?.name.toLowerCase() === list.name.toLowerCase()) return { changed: false };
      await replaceFact(inner, 'distribution_list', listRow(list));
      return { changed: true };
    });
  }

  /**
   * Records what a party does in the supply chain; it may have several roles.
   *
   * @returns whether anything changed; not when it has the role at that instant
   * @throws DomainError `lists.unknown` when there is no list of this role, `registry.unknown-party`, `registry.overlap`
   */
  async assignSupplyRole(entry: NewSupplyRole, tx?: EntityManager): Promise<Changed> {
    return inTurn(this.dataSource, tx, async (inner) => {
      const { party, role, validFrom } = entry;
      await requireRoleList(inner, role, validFrom);
      await requireParty(inner, party, validFrom);
      if ((await rolesAt(inner, validFrom, role)).some((one) => one.party === party))
        return { changed: false };
      await insertFact(inner, 'supply_role', supplyRoleRow(entry));
      return { changed: true };
    });
  }

  /** Ends a party's role. @throws DomainError `organs.nothing-to-end` */
  async endSupplyRole({ party, role, at }: EndSupplyRole, tx?: EntityManager): Promise<void> {
    await inTurn(this.dataSource, tx, async (inner) => {
      if (await endFact(inner, 'supply_role', supplyRoleKey({ party, role }), at)) return;
      throw nothingToEnd(`The role ${role} of ${party}`, at);
    });
  }

  private async now(): Promise<Instant> {
    return this.clock.now(this.dataSource.manager);
  }
}

/**
 * Whom mail to an organ goes to: whoever sits in it, or in the organ it was merged into, and reads its drafts. Nobody under a bar.
 *
 * @param code of an organ
 * @returns contacts in order of capacity and rank, each once; none when its line has ended @throws DomainError `organs.unknown-organ`
 */
export async function contactsOfOrgan(tx: EntityManager, code: string, at: Instant): Promise<Contact[]> {
  const organ = await successorOf(tx, code, at);
  if (!organ) return [];
  return (await sittingContacts(tx, at, { organ: organ.code })).map(({ seat: _seat, ...contact }) => contact);
}

/**
 * Whom mail to a list goes to.
 *
 * @param list a role in the supply chain, such as `large-scale-mining`, or an organ's code
 * @returns contacts with their addresses @throws DomainError `lists.unknown` naming the lists of that instant
 */
export async function contactsOfList(tx: EntityManager, list: string, at: Instant): Promise<Contact[]> {
  const lists = await listsAt(tx, at);
  const known = lists.find((one) => one.list === list);
  if (known?.kind === 'role') {
    const parties = (await rolesAt(tx, at, list)).map(({ party }) => party);
    return contactsOf(tx, parties, at);
  }
  if ((await allOrgans(tx)).some(({ code }) => code === list)) return contactsOfOrgan(tx, list, at);
  throw unknownList('list', list, lists);
}

/** @throws DomainError `lists.unknown` when there is no list of this role at an instant, naming those that there are */
export async function requireRoleList(tx: EntityManager, role: string, at: Instant): Promise<void> {
  const lists = await roleLists(tx, at);
  if (!lists.some(({ list }) => list === role)) throw unknownList('role', role, lists);
}

async function listsAt(tx: EntityManager, at: Instant): Promise<DistributionList[]> {
  const organs = await organsAt(tx, at);
  return [
    ...(await roleLists(tx, at)),
    ...organs.map(({ code, name, source }) => ({ list: code, name, kind: 'organ' as const, source })),
  ];
}

async function roleLists(tx: EntityManager, at: Instant): Promise<DistributionList[]> {
  return tx.query<DistributionList[]>(
    `select role as list, name, 'role' as kind, source from distribution_list where ${heldAt('distribution_list')} order by role`,
    [at],
  );
}

/** A party that is none at that instant has no role. */
async function rolesAt(tx: EntityManager, at: Instant, role: string | null): Promise<SupplyRole[]> {
  return tx.query<SupplyRole[]>(
    `select supply_role.party, supply_role.role, iso(supply_role.valid_from) as "validFrom",
        iso(supply_role.valid_to) as "validTo", supply_role.source
      from supply_role join party on party.code = supply_role.party and ${heldAt('party')}
      where ${heldAt('supply_role')} and ($2::text is null or supply_role.role = $2) order by role, party.name`,
    [at, role],
  );
}

function unknownList(field: string, name: string, lists: readonly DistributionList[]): DomainError {
  const known = lists.map(({ list }) => list);
  return new DomainError(
    'lists.unknown',
    'invalid',
    `${field}: there is no list «${name}» at that time. Known: ${known.join(', ') || 'none yet'}.`,
    { field, list: name },
  );
}

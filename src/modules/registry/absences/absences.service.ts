import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import type { AsOf, NewAbsence } from '../registry.dto.js';
import { findContact } from '../registry.queries.js';
import { endSubject, insertFact } from '../registry.store.js';
import type { Absence } from '../registry.types.js';
import { absencesFrom } from './absences.queries.js';

/** Somebody who asks, as far as absences go; left out where the operator of the machine does. */
export interface AbsenceAsker {
  readonly contactId: string;
  readonly party: string;
  readonly roles: readonly string[];
}

const OFFICES = ['chair', 'secretariat'] as const;

/** @returns whether somebody may say that a contact is away: the contact itself, and the Secretariat */
export function maySayAway({ contactId, roles }: AbsenceAsker, contact: string): boolean {
  return contactId === contact || roles.includes('secretariat');
}

/** When contacts are away. */
@Injectable()
export class Absences {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns absences that are not over (at `at`, default: now); for whoever holds no office those of the own party */
  async list({ at, knownAt }: AsOf, asker?: AbsenceAsker): Promise<Absence[]> {
    const { manager } = this.dataSource;
    const all = !asker || OFFICES.some((office) => asker.roles.includes(office));
    const instant = at ?? (await this.clock.now(manager));
    return absencesFrom(manager, instant, all ? null : asker.party, knownAt ?? null);
  }

  /**
   * @throws DomainError `registry.not-your-absence`; `registry.unknown-contact` when there is no such contact then;
   *   `registry.overlap` where an absence of that time is on record
   */
  async begin(contact: string, absence: NewAbsence, asker?: AbsenceAsker): Promise<void> {
    requireMaySay(contact, asker);
    const { validFrom, validTo, reason, source } = absence;
    await this.dataSource.transaction(async (tx) => {
      if (!(await findContact(tx, contact, validFrom)))
        throw new DomainError(
          'registry.unknown-contact',
          'not-found',
          `There is no contact ${contact} at ${validFrom}. List the contacts to find the id.`,
          { id: contact },
        );
      await insertFact(tx, 'absence', {
        contact_id: contact,
        valid_from: validFrom,
        valid_to: validTo,
        reason,
        source,
      });
    });
  }

  /** The contact is back. @throws DomainError `registry.not-your-absence`, `registry.nothing-to-end` */
  async end(contact: string, at: Instant, asker?: AbsenceAsker): Promise<void> {
    requireMaySay(contact, asker);
    await this.dataSource.transaction((tx) => endSubject(tx, 'absence', contact, at));
  }
}

function requireMaySay(contact: string, asker: AbsenceAsker | undefined): void {
  if (!asker || maySayAway(asker, contact)) return;
  throw new DomainError(
    'registry.not-your-absence',
    'forbidden',
    `That ${contact} is away says the contact itself or the Secretariat; you are ${asker.contactId}.`,
  );
}

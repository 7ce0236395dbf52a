import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import {
  type AsOf,
  type Office,
  type OfficeTerm,
  Registry,
  anyTermRecorded,
  contactsOf,
  lastTermEnd,
  officeAt,
} from '../registry/index.js';
import type { BeginTerm } from '../../../workflows/succession/index.js';
import { standingOfTerm } from './term-standing.js';

/** Who held an office, and by what. */
export interface Holding {
  readonly party: string;
  readonly name: string;
  readonly standing: BeginTerm['standing'];
  readonly since: Instant;
  /** null: until the next begins */
  readonly until: Instant | null;
  /** the decision or report behind it */
  readonly source: string;
  /** who acted for it */
  readonly contacts: readonly { readonly id: string; readonly name: string }[];
}

/** One office at an instant. */
export interface OfficeAuthority {
  readonly office: Office;
  /** null: nobody held it */
  readonly holder: Holding | null;
  /** of a vacant office; null when no earlier term is known */
  readonly vacantSince: Instant | null;
  /** where another was believed to hold it, at the instant itself or now: whoever acted in good faith then is answered too */
  readonly otherwise: readonly {
    readonly believed: 'then' | 'now';
    readonly knownAt: Instant;
    readonly holder: Holding | null;
  }[];
}

/** Who held authority at an instant, as known at another. */
export interface Authority {
  readonly at: Instant;
  readonly knownAt: Instant;
  readonly offices: readonly OfficeAuthority[];
}

const OFFICES = ['chair', 'vice-chair', 'secretariat'] as const;

/** Answers who held authority at any instant: a procedure of January 2011 failed on exactly that. */
@Injectable()
export class Authorities {
  constructor(
    private readonly dataSource: DataSource,
    private readonly registry: Registry,
  ) {}

  /**
   * @param asOf `at`: when (left out: now); `knownAt`: what the answer may know (left out: now, with every later correction)
   * @returns each office with its holder, elected or custodian, the decision behind it and who acted for it; or since when it was vacant
   */
  async at({ at, knownAt }: AsOf): Promise<Authority> {
    const now = await this.registry.now();
    const instant = at ?? now;
    const offices = await Promise.all(
      OFFICES.map((office) => this.office(office, instant, knownAt ?? null, now)),
    );
    return { at: instant, knownAt: knownAt ?? now, offices };
  }

  private async office(
    office: Office,
    at: Instant,
    knownAt: Instant | null,
    now: Instant,
  ): Promise<OfficeAuthority> {
    const { manager } = this.dataSource;
    const holder = await this.holding(office, at, knownAt);
    const asked: OfficeAuthority['otherwise'] = [
      ...((await anyTermRecorded(manager, at))
        ? [{ believed: 'then' as const, knownAt: at, holder: await this.holding(office, at, at) }]
        : []),
      ...(knownAt === null
        ? []
        : [{ believed: 'now' as const, knownAt: now, holder: await this.holding(office, at, null) }]),
    ];
    return {
      office,
      holder,
      vacantSince: holder ? null : await lastTermEnd(manager, office, at, knownAt),
      otherwise: asked.filter(
        (belief) => differs(belief.holder, holder) && (belief.believed === 'now' || at < now),
      ),
    };
  }

  private async holding(office: Office, at: Instant, knownAt: Instant | null): Promise<Holding | null> {
    const { manager } = this.dataSource;
    const term = await officeAt(manager, office, at, knownAt);
    if (!term) return null;
    const contacts = await contactsOf(manager, [term.party], at, knownAt);
    return holdingOf(term, contacts);
  }
}

function holdingOf(
  term: OfficeTerm,
  contacts: readonly { readonly id: string; readonly name: string }[],
): Holding {
  const { party, partyName: name, validFrom: since, validTo: until, source, contactId } = term;
  return {
    party,
    name,
    standing: standingOfTerm(term),
    since,
    until,
    source,
    contacts: contacts
      .filter(({ id }) => contactId === null || id === contactId)
      .map((contact) => ({ id: contact.id, name: contact.name })),
  };
}

function differs(one: Holding | null, other: Holding | null): boolean {
  return one?.party !== other?.party || one?.standing !== other?.standing;
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock } from '../../../engine/index.js';
import type { Instant } from '../../../kernel/instant.js';
import {
  type Contact,
  type RollEntry,
  awayAt,
  contactsOf,
  countedRoll,
  rollAt,
} from '../../registry/index.js';

/** Whether mail to a contact arrives, as far as known: `bounced`: it comes back; `away`: the person is noted as absent. */
export type ContactState = 'works' | 'bounced' | 'away';
/** How a party is reached: `works`: by one contact at least; `none`: it has no contact. */
export type Reach = 'works' | 'none' | 'bounced' | 'away';

/** A party that would be written to, with the people who would be. */
export interface CalledParty {
  readonly code: string;
  readonly name: string;
  readonly role: 'participant' | 'observer';
  readonly reach: Reach;
  /** of a Participant whose trade is not free; null for all others */
  readonly tradeStatus: RollEntry['tradeStatus'] | null;
  /** since when it takes part, where that is less than a year; else null */
  readonly newSince: Instant | null;
  readonly contacts: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly rank: number;
    readonly languages: readonly string[];
    readonly zone: string;
    readonly state: ContactState;
    readonly bouncedSince: Instant | null;
  }[];
}

const YEAR_MS = 365 * 86_400_000;

/** Who would be written to if a procedure were launched now. */
@Injectable()
export class RollCall {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns Participants, then Observers, each by name, with the people behind them and whether mail reaches them */
  async now(): Promise<readonly CalledParty[]> {
    const { manager: tx } = this.dataSource;
    const at = await this.clock.now(tx);
    const { entries } = await countedRoll(tx, at, null);
    const observers = await rollAt(tx, at, 'observer');
    const contacts = await contactsOf(
      tx,
      [...entries, ...observers].map(({ code }) => code),
      at,
    );
    const away = await awayAt(
      tx,
      contacts.map(({ id }) => id),
      at,
    );
    const called = calledBy(contacts, away);
    return [
      ...entries.map((entry) => ({
        ...called(entry, 'participant' as const),
        tradeStatus: entry.tradeStatus === 'eligible' ? null : entry.tradeStatus,
        newSince: Date.parse(at) - Date.parse(entry.validFrom) < YEAR_MS ? entry.validFrom : null,
      })),
      ...observers.map((party) => ({
        ...called(party, 'observer' as const),
        tradeStatus: null,
        newSince: null,
      })),
    ];
  }
}

function calledBy(contacts: readonly Contact[], away: ReadonlySet<string>) {
  return ({ code, name }: { code: string; name: string }, role: CalledParty['role']) => {
    const own = contacts
      .filter(({ party }) => party === code)
      .map((contact) => ({ ...contact, state: stateOf(contact, away) }));
    return { code, name, role, contacts: own, reach: reachOf(own.map(({ state }) => state)) };
  };
}

function stateOf({ id, bouncedSince }: Contact, away: ReadonlySet<string>): ContactState {
  if (bouncedSince !== null) return 'bounced';
  return away.has(id) ? 'away' : 'works';
}

/** @returns how a party is reached whose contacts are in these states; the best of them decides */
export function reachOf(states: readonly ContactState[]): Reach {
  if (states.includes('works')) return 'works';
  if (states.includes('away')) return 'away';
  return states.length > 0 ? 'bounced' : 'none';
}

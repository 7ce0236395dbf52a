/** What the page of a party shows. Pure. */
import type { Instant } from '../../../kernel/instant.js';
import type { Load } from '../../../modules/deadline-board/index.js';
import type { DistributionList, Seat } from '../../../modules/organs/index.js';
import {
  type Belief,
  type Party,
  type PartyHistory,
  maySeeContacts,
} from '../../../modules/registry/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { believedThen, heldThen } from '../as-of.js';
import type { ReachedContact } from './reach.js';

/** A seat with the name of its organ. */
export interface PartySeat extends Seat {
  readonly organName: string;
}

/** Everything about a party at a moment. */
export interface PartyFacts {
  readonly at: Instant;
  readonly knownAt: Instant | null;
  readonly history: PartyHistory;
  /** null: it was no party then */
  readonly membership: (Party & Belief) | null;
  readonly seats: readonly PartySeat[];
  readonly lists: readonly DistributionList[];
  readonly contacts: readonly ReachedContact[];
  /** what it owes now; null when another day is asked about */
  readonly load: Load | null;
}

/** A line of a history: what was said, of which range, and since when that was believed. */
export interface HistoryLine {
  readonly about: string;
  readonly what: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly recordedAt: Instant;
  readonly supersededAt: Instant | null;
  readonly source: string;
}

/** @returns what the template of a party reads */
export function partyPage(facts: PartyFacts, person: SignedInPerson, words: Pick<Words, 't' | 'partyName'>) {
  const { history, at, knownAt, membership } = facts;
  const memberships = believedThen(history.memberships, knownAt);
  const named = membership ?? memberships.at(-1) ?? history.memberships.at(-1);
  return {
    ...facts,
    code: history.code,
    name: words.partyName(history.code, named?.name ?? history.code),
    memberships,
    tradeStatuses: believedThen(history.tradeStatuses, knownAt),
    trade: heldThen(history.tradeStatuses, at, knownAt)[0] ?? null,
    nations: heldThen(history.nations, at, knownAt).filter(({ party }) => party === history.code),
    nationOf: heldThen(history.nations, at, knownAt).filter(({ party }) => party !== history.code),
    offices: believedThen(history.offices, knownAt),
    maySeeContacts: maySeeContacts(person, history.code),
    mayChange: person.roles.includes('secretariat'),
    records: historyLines(history, words),
  };
}

function historyLines(
  history: PartyHistory,
  { t, partyName }: Pick<Words, 't' | 'partyName'>,
): HistoryLine[] {
  const lines = [
    ...history.memberships.map((one) => ({
      ...one,
      about: 'membership',
      what: `${partyName(one.code, one.name)}: ${t(`registry.kind.${one.kind}`)}`,
    })),
    ...history.tradeStatuses.map((one) => ({
      ...one,
      about: 'trade',
      what: t(`registry.trade.${one.status}`),
    })),
    ...history.nations.map((one) => ({ ...one, about: 'nation', what: partyName(one.nation, one.name) })),
    ...history.offices.map((one) => ({ ...one, about: 'office', what: t(`registry.office.${one.office}`) })),
  ];
  return lines
    .map(({ about, what, validFrom, validTo, recordedAt, supersededAt, source }) => {
      return { about, what, validFrom, validTo, recordedAt, supersededAt, source };
    })
    .sort((a, b) => (a.recordedAt + a.validFrom < b.recordedAt + b.validFrom ? -1 : 1));
}

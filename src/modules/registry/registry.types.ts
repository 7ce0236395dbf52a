import type { Instant } from '../../kernel/instant.js';

/**
 * What a party can be. A Participant decides, an Observer is heard (CD VI.5, VI.10). An Applicant (CD VI.9) and a Guest of
 * the Chair are known by name and have neither vote nor role. A body belongs to the organisation itself.
 */
export const PARTY_KINDS = ['participant', 'applicant', 'observer', 'guest', 'body'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** For whom an Observer speaks (CD VI.10); `independent`: admitted on its own, as ADPA was in 2012. */
export const OBSERVER_CATEGORIES = [
  'civil-society',
  'industry',
  'international-organisation',
  'government',
  'independent',
] as const;
export type ObserverCategory = (typeof OBSERVER_CATEGORIES)[number];

/**
 * Whether a Participant may trade. `partly`: some goods or zones only, or under special measures; `embargoed`: by the United
 * Nations Security Council; `may-not-trade`: so said by the Plenary or the Chair. Membership, and with it the vote, is another matter.
 */
export const TRADE_STATUSES = [
  'eligible',
  'partly',
  'suspended',
  'self-suspended',
  'embargoed',
  'may-not-trade',
] as const;
export type TradeStatus = (typeof TRADE_STATUSES)[number];

/** What a party was in a range. */
export interface Party {
  readonly code: string;
  readonly name: string;
  readonly kind: PartyKind;
  /** of an Observer, where known; null for every other kind */
  readonly category: ObserverCategory | null;
  /** reference of the meeting a Guest was invited to; null: for the whole range */
  readonly meeting: string | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
  readonly note: string;
}

/** A Participant on the roll at a date, with what else held then. */
export interface RollEntry extends Party {
  /** how many nations it stands for; one unless the registry lists them */
  readonly nations: number;
  readonly tradeStatus: TradeStatus;
  /** since when and where it is known from; null: nothing is recorded, so it is taken to be eligible (assumed) */
  readonly tradeStatusSince: Instant | null;
  readonly tradeStatusSource: string | null;
}

/** The roll at an instant, counted. */
export interface Roll {
  readonly at: Instant;
  /** as it was known then; null: with every later correction */
  readonly knownAt: Instant | null;
  readonly participants: number;
  readonly nations: number;
  /** by name */
  readonly entries: readonly RollEntry[];
}

/** Since when a fact was believed, and until when; null: it is believed now. */
export interface Belief {
  readonly recordedAt: Instant;
  readonly supersededAt: Instant | null;
}

/** Whether a Participant may trade, in a range. */
export interface TradeStatusEntry {
  readonly party: string;
  readonly status: TradeStatus;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
  readonly note: string;
}

/** A nation that a Participant stands for, in a range; a Participant without any stands for one. */
export interface NationEntry {
  readonly party: string;
  readonly nation: string;
  readonly name: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/** Everything ever recorded about a party, also what is no longer believed; each list by beginning, then by belief. */
export interface PartyHistory {
  readonly code: string;
  readonly memberships: readonly (Party & Belief)[];
  readonly tradeStatuses: readonly (TradeStatusEntry & Belief)[];
  /** that it stands for, and where it was one of another's nations itself */
  readonly nations: readonly (NationEntry & Belief)[];
  readonly offices: readonly (OfficeTerm & Belief)[];
}

/** As what a contact is turned to (ladders of escalation). */
export const CONTACT_FUNCTIONS = ['focal-point', 'alternate', 'head-of-delegation', 'authority'] as const;
export type ContactFunction = (typeof CONTACT_FUNCTIONS)[number];

/** What a contact is turned to as where its entry does not say: the rank decides. Source: assumed. */
export const FUNCTION_BY_RANK = {
  first: 'head-of-delegation',
  others: 'focal-point',
} as const satisfies Readonly<Record<string, ContactFunction>>;

/** A person who speaks for a party. Rank 1 is the head of delegation, unless its function says otherwise. */
export interface Contact {
  readonly id: string;
  readonly party: string;
  readonly name: string;
  readonly email: string;
  /** preferred first */
  readonly languages: readonly string[];
  readonly zone: string;
  readonly rank: number;
  /** as entered; null: {@link FUNCTION_BY_RANK} says it */
  readonly function: ContactFunction | null;
  /** since when mail to it comes back; null: it is reached, as far as known */
  readonly bouncedSince: Instant | null;
}

/** A contact as it was entered for a range. */
export interface ContactVersion extends Omit<Contact, 'bouncedSince'> {
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/** A time in which a contact is away: mail goes to others of the party. */
export interface Absence {
  readonly contact: string;
  readonly party: string;
  readonly validFrom: Instant;
  /** null: not known yet */
  readonly validTo: Instant | null;
  readonly reason: string;
  readonly source: string;
}

export type Office = 'chair' | 'vice-chair' | 'secretariat';

/** Who held an office in a range. Without a contact, every contact of the party acts for the office. */
export interface OfficeTerm {
  readonly office: Office;
  readonly party: string;
  readonly partyName: string;
  readonly contactId: string | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

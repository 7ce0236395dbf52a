import type { Instant } from '../../kernel/instant.js';
import type { Belief, Party } from '../registry/index.js';

/** Kinds of organ. Those of {@link ROLL_KINDS} are composed of the whole roll. */
export const ORGAN_KINDS = [
  'plenary',
  'intersessional',
  'committee',
  'working-group',
  'sub-group',
  'ad-hoc-committee',
] as const;
export type OrganKind = (typeof ORGAN_KINDS)[number];

/** Every Participant sits in these as member and every Observer as observer (KP Core Document VI.1, VI.10); nobody is seated by hand. */
export const ROLL_KINDS = ['plenary', 'intersessional'] as const satisfies readonly OrganKind[];

/** @returns whether an organ is composed of the whole roll */
export function isOfTheRoll({ kind }: Pick<Organ, 'kind'>): boolean {
  return ROLL_KINDS.some((one) => one === kind);
}

/** In what capacity somebody sits, the highest first. */
export const CAPACITIES = [
  'chair',
  'vice-chair',
  'member',
  'permanent-observer',
  'observer',
  'guest',
] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** An organ in the range in which it exists. */
export interface Organ {
  readonly code: string;
  readonly name: string;
  readonly kind: OrganKind;
  /** code of the organ it belongs to */
  readonly parent: string | null;
  /** codes of the organs it was merged from */
  readonly predecessors: readonly string[];
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
  readonly note: string;
}

/** Who sits in an organ. With a contact, that person alone takes the seat; else every contact of the party. */
export interface Seat {
  readonly organ: string;
  readonly party: string;
  readonly partyName: string;
  readonly kind: Party['kind'];
  readonly capacity: Capacity;
  readonly contactId: string | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/** A seat as it was ever recorded, also one that is no longer believed. The party is named as it was when the seat began. */
export type SeatRecord = Omit<Seat, 'kind'> & Belief;

/** A rule that keeps persons out of organs, and whom it keeps out at an instant. */
export interface Bar {
  readonly code: string;
  readonly name: string;
  /** codes of the organs it closes; null: every organ */
  readonly organs: readonly string[] | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
  readonly barred: readonly Barred[];
}

/** One contact or one party under a bar. */
export interface Barred {
  readonly party: string | null;
  readonly contactId: string | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/** What a party does in the supply chain of rough diamonds. */
export interface SupplyRole {
  readonly party: string;
  readonly role: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/** Whether a call changed anything: the same call again changes nothing. */
export interface Changed {
  readonly changed: boolean;
}

/** Which instant, and what may be known of it; left out: now, with every later correction. */
export interface Asked {
  readonly at?: Instant | undefined;
  readonly knownAt?: Instant | undefined;
}

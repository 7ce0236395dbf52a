import type { Instant } from '../../kernel/instant.js';

/** A Participant, an Observer, or a body of the organisation itself (its secretariat), in the range in which it was one. */
export interface Party {
  readonly code: string;
  readonly name: string;
  readonly kind: 'participant' | 'observer' | 'body';
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
  readonly note: string;
}

/** A person who speaks for a party. Rank 1 is the head of delegation. */
export interface Contact {
  readonly id: string;
  readonly party: string;
  readonly name: string;
  readonly email: string;
  /** preferred first */
  readonly languages: readonly string[];
  readonly zone: string;
  readonly rank: number;
  /** since when mail to it comes back; null: it is reached, as far as known */
  readonly bouncedSince: Instant | null;
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

/** What the pages of the roll show. Pure. */
import { type Party, type RollEntry, maySeeContacts } from '../../../modules/registry/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { type ReachedContact, working } from './reach.js';

/** What the roll is parted by; `other`: guests of the Chair and bodies of the organisation. */
export const ROLL_TABS = ['participant', 'observer', 'applicant', 'other'] as const;
export type RollTab = (typeof ROLL_TABS)[number];

/** One line of the roll. */
export interface RollLine {
  readonly code: string;
  readonly name: string;
  readonly kind: Party['kind'];
  readonly category: Party['category'];
  readonly validFrom: string;
  /** of a Participant */
  readonly tradeStatus: RollEntry['tradeStatus'] | null;
  readonly nations: number;
  /** contacts that mail reaches; null: not for this reader */
  readonly reached: number | null;
}

/**
 * @param parties of one tab, by name
 * @param wanted to be in code or name, in English or in the reader's language, whatever their case and accents; empty: all
 * @returns the lines in the order of their names in the reader's language
 */
export function rollLines(
  parties: readonly (Party | RollEntry)[],
  contacts: readonly ReachedContact[],
  person: Pick<SignedInPerson, 'party' | 'roles'>,
  wanted: string,
  { partyName, compare }: Pick<Words, 'partyName' | 'compare'>,
): RollLine[] {
  return parties
    .map((party) => ({ party, name: partyName(party.code, party.name) }))
    .filter(({ party, name }) => plain(`${party.code} ${party.name} ${name}`).includes(plain(wanted)))
    .sort((one, other) => compare(one.name, other.name))
    .map(({ party, name }) => ({
      code: party.code,
      name,
      kind: party.kind,
      category: party.category,
      validFrom: party.validFrom,
      tradeStatus: 'tradeStatus' in party ? party.tradeStatus : null,
      nations: 'nations' in party ? party.nations : 1,
      reached: maySeeContacts(person, party.code) ? working(contacts, party.code) : null,
    }));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}

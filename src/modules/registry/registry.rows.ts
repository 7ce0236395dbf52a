import type { Instant } from '../../kernel/instant.js';
import type { NewContact, NewNation, NewParty, NewTerm, NewTradeStatus } from './registry.dto.js';

/** A checked entry as columns of its table. */
export function partyRow({ validFrom, validTo, ...party }: NewParty) {
  return { ...party, ...rangeColumns(validFrom, validTo) };
}

/** A checked entry as columns of its table. */
export function contactRow({ validFrom, validTo, ...contact }: NewContact) {
  return { ...contact, ...rangeColumns(validFrom, validTo) };
}

/** A checked entry as columns of its table. */
export function termRow({ validFrom, validTo, contactId, ...term }: NewTerm) {
  return { ...term, contact_id: contactId, ...rangeColumns(validFrom, validTo) };
}

/** A checked entry as columns of its table. */
export function tradeStatusRow({ validFrom, validTo, ...status }: NewTradeStatus) {
  return { ...status, ...rangeColumns(validFrom, validTo) };
}

/** A checked entry as columns of its table. */
export function nationRow({ validFrom, validTo, ...nation }: NewNation) {
  return { ...nation, ...rangeColumns(validFrom, validTo) };
}

function rangeColumns(from: Instant, to: Instant | null) {
  return { valid_from: from, valid_to: to };
}

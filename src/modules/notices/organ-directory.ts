/** Where notices learn who speaks for an organ, and which organ a code means. The one place that asks the organs. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { contactsOfOrgan } from '../organs/index.js';
import type { Contact } from '../registry/index.js';

/** @returns the contacts that speak for the organ of this code, or for the one it was merged into; empty when none is known; null when there never was such an organ */
export async function contactsForOrgan(
  tx: EntityManager,
  code: string,
  at: Instant,
): Promise<readonly Contact[] | null> {
  try {
    return await contactsOfOrgan(tx, code, at);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'organs.unknown-organ') return null;
    throw error;
  }
}

/** Which codes mean an organ. */
export { codesMeaning as codesOfOrgan } from '../organs/index.js';

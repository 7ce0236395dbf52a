/** For the checks of a sheet: what the rules of a module refuse, as faults of a line. */
import { DomainError, type FieldFault } from '../../kernel/domain-error.js';
import { canonicalJson } from '../../kernel/json.js';
import type { RangedEntry } from './sheet.js';

/**
 * Asks a rule that refuses by throwing.
 *
 * @param field which field of the entry the fault is in; left out: the one that the refusal names
 * @returns the fault, or none
 * @throws whatever the rule throws that names no field
 */
export async function faultsOf(rule: () => Promise<unknown>, field?: string): Promise<FieldFault[]> {
  try {
    await rule();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || typeof error.details['field'] !== 'string') throw error;
    const { field: named } = error.details;
    return [{ field: field ?? named, message: error.message.replace(`${named}: `, '') }];
  }
}

/**
 * Whether an entry says nothing that the one before did not say: it begins at the same instant, ends no later, and differs in its source
 * or note at most. A rule that came later does not keep anybody from ending it or mending its source.
 */
export function saysNoMore(entry: RangedEntry, before: RangedEntry | null): boolean {
  if (before === null) return false;
  const endsNoLater = before.validTo === null || (entry.validTo !== null && entry.validTo <= before.validTo);
  const content = (one: RangedEntry): string =>
    canonicalJson({ ...one, validTo: null, source: null, note: null });
  return endsNoLater && content(entry) === content(before);
}

/** Who may read of a matter of compliance while it is confidential (KP Core Document VI.15-16). */
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { factsOf, personOf } from '../casework/index.js';

/**
 * @param given the command by which indications came
 * @returns the party of whoever raised them, so that it is not locked out of its own matter; none for an office, which reads by its role
 */
export function raisersOf(given: Pick<CommandEvent | StartInput, 'actor' | 'facts'>): readonly string[] {
  const { party } = personOf(given);
  const { roles } = factsOf(given);
  const inOffice = ['chair', 'secretariat', 'system'].some((role) => roles.includes(role));
  return party === null || inOffice ? [] : [party];
}

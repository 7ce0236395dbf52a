/** Duties without which a procedure stands still: they are done or postponed, and nobody is excused of them. */
import { refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import type { Duty } from './duty.js';

/**
 * @param ids of such duties
 * @returns a refusal of every excuse of one of them, for the policy of `dutyCommands`; of the others one may be excused
 */
export function neverExcused(...ids: readonly string[]) {
  return (_context: unknown, { id }: Pick<Duty, 'id'>): Refusal | null =>
    ids.includes(id)
      ? refuse(
          'duty.not-excusable',
          `Without «${id}» the case would stand still and nobody would be pressed. Do what is due, or postpone it.`,
          'duty',
        )
      : null;
}

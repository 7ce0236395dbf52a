/** The conditions that a clause of a communiqué sets, as the command that opens their case; pure. */
import { localDate } from '../../src/kernel/business-calendar.js';
import { addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { caseReference } from '../mandate/index.js';
import type { CarryOut } from '../plenary-meeting/index.js';

/**
 * @param order a clause that is carried out, such as the Washington communiqué's paragraph 5
 * @param confidentiality of the item behind the clause
 * @returns payload of the opening, each condition judged by the organ that acts in the clause, or else by the default; null where the clause
 *   sets no conditions, or names no day by which they must be met
 */
export function openingOf(
  { meeting, zone, at, clause }: CarryOut,
  { visibility, concerns }: { readonly visibility: string; readonly concerns: readonly string[] },
): JsonObject | null {
  const { fact, deadline, by, id, paragraph, language } = clause;
  if (fact.kind !== 'conditions' || deadline === null) return null;
  if (deadline.kind !== 'day' && deadline.kind !== 'instant') return null;
  const { party, allOf, otherwise } = fact;
  const body = by === 'plenary' ? {} : { judge: by };
  return {
    reference: caseReference('CONDITIONS', meeting, id),
    title: `Conditions for ${party}`,
    source: `${meeting}, paragraph ${paragraph}`,
    follows: [{ workflow: 'plenary-meeting', reference: meeting }],
    ...{ zone, language, visibility, concerns: [...concerns], party, otherwise },
    conditions: allOf.map((text) => ({ text, ...body })),
    lastDay: deadline.kind === 'day' ? deadline.on : localDate(addMs(deadline.at, -1), zone),
    ...(by === 'plenary' ? {} : { escalateTo: by }),
    decision: { by: 'plenary', reference: meeting, at },
  };
}

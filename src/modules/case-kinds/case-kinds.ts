import type { CaseKind } from '../cases/index.js';
import { CASEWORK_KINDS } from '../casework/index.js';
import { HOSTING_TERMS, MANDATES } from '../mandates/index.js';
import { MEETINGS } from '../plenary/index.js';
import { SUCCESSIONS } from '../successions/index.js';
import { PROCEDURES } from '../written-procedures/index.js';

/**
 * Every kind of case, in the order in which people are shown them: for who may know of a case, what it is called and where it is read. A
 * workflow on the casework kit is here by itself. Of one that is not here the offices alone are told; a test names it.
 */
export const CASE_KINDS: readonly CaseKind[] = [
  PROCEDURES,
  MEETINGS,
  MANDATES,
  HOSTING_TERMS,
  SUCCESSIONS,
  ...CASEWORK_KINDS,
];

/** @returns the kind of a workflow's cases, or null */
export function kindOf(workflow: string): CaseKind | null {
  return CASE_KINDS.find((kind) => kind.workflow.name === workflow) ?? null;
}

/** @returns what so many cases of a workflow are called in a sentence: `report`, `hosting terms` */
export function nounOf(workflow: string, count: number): string {
  const kind = kindOf(workflow);
  if (!kind) return workflow.replaceAll('-', ' ');
  return count === 1 ? kind.noun : kind.collection.replaceAll('-', ' ');
}

import type { CaseId } from '../../kernel/ids.js';
import type { CaseKind } from '../cases/index.js';
import { CASEWORK_KINDS } from '../casework/index.js';
import { HOSTING_TERMS, MANDATES } from '../mandates/index.js';
import { MEETINGS } from '../plenary/index.js';
import { SUCCESSIONS } from '../successions/index.js';
import { PROCEDURES } from '../written-procedures/index.js';

/**
 * Every kind of case, for who may know of it and where it is read. A workflow without its kind here, or whose kind says nothing of
 * its readers, is on the board for the offices alone; a test names it.
 */
export const KINDS: readonly CaseKind[] = [
  PROCEDURES,
  MEETINGS,
  MANDATES,
  HOSTING_TERMS,
  SUCCESSIONS,
  ...CASEWORK_KINDS,
];

/** @returns the kind of a workflow's cases, or null */
export function kindOf(workflow: string): CaseKind | null {
  return KINDS.find((kind) => kind.workflow.name === workflow) ?? null;
}

/** @returns names of the workflows whose cases come onto the board */
export function boardWorkflows(): readonly string[] {
  return KINDS.map(({ workflow }) => workflow.name);
}

/** @returns what so many cases of a workflow are called in a sentence: `report`, `hosting terms` */
export function nounOf(workflow: string, count: number): string {
  const kind = kindOf(workflow);
  if (!kind) return workflow.replaceAll('-', ' ');
  return count === 1 ? kind.noun : kind.collection.replaceAll('-', ' ');
}

/** @returns where the API shows the case, or null for a workflow of no known kind */
export function addressOf(workflow: string, caseId: CaseId): string | null {
  const kind = kindOf(workflow);
  if (!kind) return null;
  const collection = kind === PROCEDURES ? 'written-procedures' : kind.collection; // older than the desk's addresses
  return `/api/v1/${collection}/${caseId}`;
}

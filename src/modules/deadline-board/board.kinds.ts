import type { CaseId } from '../../kernel/ids.js';
import { CASE_KINDS, kindOf } from '../case-kinds/index.js';
import { PROCEDURES } from '../written-procedures/index.js';

/** @returns names of the workflows whose cases come onto the board */
export function boardWorkflows(): readonly string[] {
  return CASE_KINDS.map(({ workflow }) => workflow.name);
}

/** @returns where the API shows the case, or null for a workflow of no known kind */
export function addressOf(workflow: string, caseId: CaseId): string | null {
  const kind = kindOf(workflow);
  if (!kind) return null;
  const collection = kind === PROCEDURES ? 'written-procedures' : kind.collection; // older than the desk's addresses
  return `/api/v1/${collection}/${caseId}`;
}

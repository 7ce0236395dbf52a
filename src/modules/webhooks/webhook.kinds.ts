import type { CaseKind } from '../cases/index.js';
import { CASEWORK_KINDS } from '../casework/index.js';
import { HOSTING_TERMS, MANDATES } from '../mandates/index.js';
import { MEETINGS } from '../plenary/index.js';
import { SUCCESSIONS } from '../successions/index.js';
import { PROCEDURES } from '../written-procedures/index.js';

/** For what a Participant may read of a case. Of a workflow without its kind here nothing is told but that something happened. */
const KINDS: readonly CaseKind[] = [
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

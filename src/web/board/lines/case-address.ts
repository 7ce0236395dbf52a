/** Where the pages show a case. Pure. */
import type { CaseKind } from '../../../modules/cases/index.js';
import { kindOf } from '../../../modules/deadline-board/index.js';
import { MEETINGS } from '../../../modules/plenary/index.js';
import { PROCEDURES } from '../../../modules/written-procedures/index.js';

/** @returns the path of the page of a case; null for a workflow of no known kind */
export function casePath(workflow: string, caseId: string): string | null {
  const kind = kindOf(workflow);
  return kind && `${homeOf(kind)}/${caseId}`;
}

/** @returns the path of the form of a command */
export function actPath(kind: CaseKind, caseId: string, command: string, given: URLSearchParams): string {
  const query = given.toString();
  return `${formsOf(kind)}/${caseId}/do/${command}${query === '' ? '' : `?${query}`}`;
}

function homeOf(kind: CaseKind): string {
  return kind === MEETINGS ? '/plenary' : formsOf(kind);
}

/** Forms of every kind of case are of one make; written procedures have their own. */
function formsOf(kind: CaseKind): string {
  return kind === PROCEDURES ? '/procedures' : `/cases/${kind.collection}`;
}

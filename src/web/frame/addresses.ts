import { kindOf } from '../../modules/deadline-board/index.js';

/** Kinds of case that have pages of their own; every other kind has the general ones. */
const OWN_PAGES: Readonly<Record<string, string>> = {
  'written-procedure': '/procedures',
  'plenary-meeting': '/plenary',
};

/**
 * @param workflow name, such as `mandate`
 * @param which id or reference of the case
 * @returns the page of the case, such as `/cases/mandates/KP%2FM%2F1`
 */
export function pageOfCase(workflow: string, which: string): string {
  const collection = kindOf(workflow)?.collection ?? workflow;
  return `${OWN_PAGES[workflow] ?? `/cases/${collection}`}/${encodeURIComponent(which)}`;
}

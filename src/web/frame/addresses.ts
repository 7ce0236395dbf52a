/** Where the pages show a case, and take a command for it. Pure. */
import type { CaseKind } from '../../modules/cases/index.js';
import { kindOf } from '../../modules/case-kinds/index.js';
import { MEETINGS } from '../../modules/plenary/index.js';
import { PROCEDURES } from '../../modules/written-procedures/index.js';

/** Kinds that have pages of their own, made for them alone; every other kind has the general ones. */
const OWN_PAGES: ReadonlyMap<CaseKind, string> = new Map([
  [PROCEDURES, '/procedures'],
  [MEETINGS, '/plenary'],
]);

/** @returns where the pages made for a kind alone begin; null where the pages of every kind are all there are */
export function ownPagesOf(kind: CaseKind): string | null {
  return OWN_PAGES.get(kind) ?? null;
}

/**
 * @param workflow name, such as `mandate`
 * @param which id or reference of the case
 * @returns the page of the case, such as `/cases/mandates/KP%2FM%2F1`
 */
export function pageOfCase(workflow: string, which: string): string {
  const kind = kindOf(workflow);
  const home = (kind && ownPagesOf(kind)) ?? `/cases/${kind?.collection ?? workflow}`;
  return `${home}/${encodeURIComponent(which)}`;
}

/**
 * @param kind of case
 * @param which id or reference of the case
 * @param command whose form is meant
 * @param given what the form begins with
 * @returns address of the form: written procedures have forms of their own, every other kind those made of its schemas
 */
export function formOfCase(
  kind: CaseKind,
  which: string,
  command: string,
  given = new URLSearchParams(),
): string {
  const home = kind === PROCEDURES ? '/procedures' : `/cases/${kind.collection}`;
  const query = given.toString();
  return `${home}/${encodeURIComponent(which)}/do/${command}${query === '' ? '' : `?${query}`}`;
}

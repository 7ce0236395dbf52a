/** Every kind of case that there are pages for. */
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseKind } from '../../modules/cases/index.js';
import { CASE_KINDS } from '../../modules/case-kinds/index.js';
import { type Speaker, humanised } from './form/index.js';

/**
 * @param collection as in addresses: `anomalies`
 * @returns the kind of case
 * @throws DomainError `case.unknown-kind` naming the kinds
 */
export function kindOfCollection(collection: string): CaseKind {
  const kind = CASE_KINDS.find((one) => one.collection === collection);
  if (kind) return kind;
  throw new DomainError(
    'case.unknown-kind',
    'not-found',
    `There are no cases called «${collection.slice(0, 60)}». Go to the list of all kinds of cases and choose one.`,
    { collection: collection.slice(0, 60) },
  );
}

/**
 * @param kind of case
 * @param speaker of the reader's language
 * @returns its name and what it is for; a kind that nobody has described yet says what its workflow says of itself
 */
export function wordsOfKind(
  { collection, workflow }: CaseKind,
  { t, phraseText, has }: Speaker,
): { readonly name: string; readonly about: string } {
  const key = `cases.kinds.${collection}`;
  if (has(`${key}.name`)) return { name: t(`${key}.name`), about: t(`${key}.about`) };
  return { name: phraseText(humanised(collection)), about: phraseText(workflow.title) };
}

/**
 * @param kind of case
 * @param id of the case; with a command, that of its form
 * @returns address of its general page, which every kind has
 */
export function addressOfCase(kind: CaseKind, id: string, command?: string): string {
  const page = `/cases/${kind.collection}/${encodeURIComponent(id)}`;
  return command === undefined ? page : `${page}/do/${command}`;
}

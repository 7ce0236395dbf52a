/** The picture of a procedure's machine with its present state lit, and the same in words. */
import type { WorkflowDefinition } from '../../../kernel/workflow.js';
import { LANGUAGE_FACTS, type Language } from '../../../platform/language/index.js';
import type { Words } from '../../../platform/http/words.js';
import type { ReadProcedure } from '../procedure.reader.js';
import { drawStatechart, statechartList } from '../../statechart/index.js';

/** States that a procedure has been in, by the events that tell of them. */
const STATE_OF: Readonly<Record<string, string>> = {
  drafted: 'draft',
  'window-opened': 'open',
  'consultation-opened': 'consulting',
  'overdue-notice-sent': 'awaiting-declaration',
  'outcome-declared': 'awaiting-declaration',
  'declared-adopted': 'adopted',
  'declared-not-adopted': 'not-adopted',
  'outcome-contested': 'contested',
};

type Speaking = Pick<Words, 't' | 'phraseText'>;

/**
 * @param workflow of the version that the case is pinned to
 * @param read the procedure
 * @param words in the reader's language
 * @param language of the reader, for the direction
 * @returns the picture, one SVG element
 * @throws DomainError `chart.unknown-state` when the case is of another version of the machine
 */
export async function chartPicture(
  workflow: WorkflowDefinition,
  read: ReadProcedure,
  words: Speaking,
  language: Language,
): Promise<string> {
  return drawStatechart(inputOf(workflow, read, words, language));
}

/** @returns the same as a nested list, as finished HTML @throws as {@link chartPicture} */
export function chartInWords(
  workflow: WorkflowDefinition,
  read: ReadProcedure,
  words: Speaking,
  language: Language,
): string {
  return statechartList(inputOf(workflow, read, words, language));
}

function inputOf(
  workflow: WorkflowDefinition,
  { view, history }: ReadProcedure,
  words: Speaking,
  language: Language,
) {
  const visited = new Set(history.events.flatMap(({ type }) => STATE_OF[type] ?? []));
  return {
    workflow,
    active: [view.state],
    visited: [...visited],
    words: words.phraseText,
    dir: LANGUAGE_FACTS[language].dir,
    title: words.t('procedures.page.chartTitle', { reference: view.reference }),
  };
}

/** The picture of a procedure's machine with its present state lit, and the same in words. */
import { PROCEDURES } from '../../../modules/written-procedures/index.js';
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

/** The picture as SVG, and a list of the same states for whoever rather reads. Both are finished HTML. */
export interface ProcedureChart {
  readonly picture: string;
  readonly list: string;
}

/**
 * @param read the procedure
 * @param words in the reader's language
 * @param language of the reader, for the direction
 * @throws DomainError `chart.unknown-state` when the case is of another version of the machine
 */
export async function procedureChart(
  { view, history }: ReadProcedure,
  words: Pick<Words, 't' | 'phraseText'>,
  language: Language,
): Promise<ProcedureChart> {
  const visited = new Set(history.events.flatMap(({ type }) => STATE_OF[type] ?? []));
  const input = {
    workflow: PROCEDURES.workflow,
    active: [view.state],
    visited: [...visited],
    words: words.phraseText,
    dir: LANGUAGE_FACTS[language].dir,
    title: words.t('procedures.page.chartTitle', { reference: view.reference }),
  };
  return { picture: await drawStatechart(input), list: statechartList(input) };
}

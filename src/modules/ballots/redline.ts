/** What has changed between two versions of a text, word by word. Pure. */
import { diffArrays } from 'diff';

/** A run of words that stayed, went, or came. */
export interface RedlineRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Texts that differ in more words than this are shown as wholly replaced: nobody reads such a comparison, and it takes the square of their number. */
const MOST_CHANGES = 600;

/**
 * @param before the earlier text
 * @param after the present one
 * @param language BCP 47 tag of both; it says where words end, in Chinese too
 * @returns the runs in reading order, neighbouring changes joined; those that are not `added` make up the earlier text, those that are
 *   not `removed` the present one
 */
export function redline(before: string, after: string, language: string): readonly RedlineRun[] {
  const changes = diffArrays(wordsOf(before, language), wordsOf(after, language), {
    maxEditLength: MOST_CHANGES,
  });
  const runs = changes?.map(({ added, removed, value }) => ({
    kind: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
    text: value.join(''),
  }));
  return joined(runs ?? [change('removed', before), change('added', after)]);
}

function wordsOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function change(kind: RedlineRun['kind'], text: string): RedlineRun {
  return { kind, text };
}

/** Changes with nothing but space between them are read as one. */
function joined(runs: readonly RedlineRun[]): readonly RedlineRun[] {
  const read: RedlineRun[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed) read.push(change('removed', removed));
    if (added) read.push(change('added', added));
    removed = '';
    added = '';
  };
  for (const [index, { kind, text }] of runs.entries()) {
    const isBetween = kind === 'same' && index > 0 && index < runs.length - 1 && text.trim() === '';
    if (kind === 'same' && !isBetween) {
      flush();
      read.push(change(kind, text));
      continue;
    }
    if (kind !== 'added') removed += text;
    if (kind !== 'removed') added += text;
  }
  flush();
  return read;
}

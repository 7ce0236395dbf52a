/** The difference of two texts, word by word. Every comparison of the program goes this one way, and what it takes is bounded. */
import { diffArrays } from 'diff';

/** A run of words: in both texts, only in the second, or only in the first. */
export interface DiffPart {
  readonly kind: 'kept' | 'inserted' | 'deleted';
  readonly text: string;
}

/** Texts that differ in more words than this are shown as wholly replaced: nobody reads such a comparison, and it takes the square of their number. */
const MOST_CHANGES = 600;

/** A word with its marks and inner apostrophes; a Han character, which has no spaces around it; a run of spaces; or a sign. */
const TOKENS = /\p{Script=Han}|[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*|\s+|./gsu;

/**
 * @param before the first text
 * @param after the second
 * @returns the parts in order: kept and deleted ones together are `before`, kept and inserted ones `after`. Texts with hardly anything in
 *   common are one deletion and one insertion.
 */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const changes = diffArrays(tokensOf(before), tokensOf(after), { maxEditLength: MOST_CHANGES });
  const parts = changes?.map(({ added, removed, value }): DiffPart => ({
    kind: added ? 'inserted' : removed ? 'deleted' : 'kept',
    text: value.join(''),
  }));
  return joined(
    parts ?? [
      { kind: 'deleted', text: before },
      { kind: 'inserted', text: after },
    ],
  );
}

function tokensOf(text: string): string[] {
  return text.match(TOKENS) ?? [];
}

/** A lone space between two changes belongs to both: «~~a b~~ c d» reads better than four changes. */
function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const runs: { deleted: string; inserted: string; kept: string }[] = [];
  let open = { deleted: '', inserted: '', kept: '' };
  for (const [index, { kind, text }] of parts.entries()) {
    const isGap = kind === 'kept' && /^\s+$/.test(text) && index > 0 && index < parts.length - 1;
    if (kind !== 'kept') open = { ...open, [kind]: open[kind] + text };
    else if (isGap) open = { ...open, deleted: open.deleted + text, inserted: open.inserted + text };
    else {
      const gap = sharedGap(open);
      const cut = (words: string): string => words.slice(0, words.length - gap.length);
      runs.push({ deleted: cut(open.deleted), inserted: cut(open.inserted), kept: gap + text });
      open = { deleted: '', inserted: '', kept: '' };
    }
  }
  return [...runs, open].flatMap(({ deleted, inserted, kept }) =>
    [
      { kind: 'deleted' as const, text: deleted },
      { kind: 'inserted' as const, text: inserted },
      { kind: 'kept' as const, text: kept },
    ].filter(({ text }) => text !== ''),
  );
}

/** The spaces with which both changes end: they are kept. */
function sharedGap({ deleted, inserted }: { readonly deleted: string; readonly inserted: string }): string {
  const gap = /\s*$/.exec(deleted)?.[0] ?? '';
  return inserted.endsWith(gap) && inserted.trim() !== '' && deleted.trim() !== '' ? gap : '';
}

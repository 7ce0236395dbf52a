/** How wide text will be, without a screen: on the safe side for the sans-serif faces of the pages, in every script they use. */

/** Advance widths of the Latin letters of common sans-serif faces, in thousandths of the font size, rounded up. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/\p{Mn}|\p{Me}|\p{Cf}/u, 0],
  [/[ijl'’|.,:;!·]/u, 300],
  [/[ \u00a0ftrI()[\]/\-"“”]/u, 390],
  [/[mwMW—%@]/u, 920],
  [/[A-Z]/u, 720],
  [
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u,
    1000,
  ],
  [/\p{Script=Arabic}/u, 600],
  [/\p{Lu}/u, 760],
  [/[\p{Script=Cyrillic}\p{Script=Greek}]/u, 650],
];
const OTHER_WIDTH = 580;
const BOLD = 1.08;
/** Between two such signs a line may be broken without a space. */
const BREAKS_ANYWHERE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * @param text a line
 * @param size of the font in pixels
 * @param weight of the font
 * @returns its width in pixels, rather too wide than too narrow
 */
export function widthOf(text: string, size: number, weight: 'plain' | 'bold' = 'plain'): number {
  const thousandths = [...text].reduce((sum, sign) => sum + signWidth(sign), 0);
  return Math.ceil((thousandths / 1000) * size * (weight === 'bold' ? BOLD : 1));
}

/**
 * Breaks text into lines.
 *
 * @param text one paragraph
 * @param room for a line in pixels; a single word that is wider keeps a line of its own
 * @param size of the font in pixels
 * @param weight of the font
 * @returns the lines, at least one
 */
export function wrapped(
  text: string,
  room: number,
  size: number,
  weight: 'plain' | 'bold' = 'plain',
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    const longer = line + piece;
    if (line !== '' && widthOf(longer.trimEnd(), size, weight) > room) {
      lines.push(line.trim());
      line = piece.trimStart();
    } else line = longer;
  }
  return [...lines, line.trim()];
}

/** Words with the space after them, a no-break space being part of a word; signs of scripts without spaces one by one. */
function piecesOf(text: string): readonly string[] {
  return (text.replace(/[ \t\r\n]+/gu, ' ').match(/[^ ]+ ?/gu) ?? ['']).flatMap((word) =>
    BREAKS_ANYWHERE.test(word) ? [...word] : [word],
  );
}

function signWidth(sign: string): number {
  return WIDTHS.find(([pattern]) => pattern.test(sign))?.[1] ?? OTHER_WIDTH;
}

/** A communiqué as its writers see it, before any file format. */

/** One sentence. `grounded` is false when no recorded fact stands behind it; every format shows that until it is mended. */
export interface CommuniqueSentence {
  readonly text: string;
  /** id of the clause it was drafted from; null for a sentence somebody wrote by hand */
  readonly clauseId: string | null;
  readonly grounded: boolean;
  /** ISO 639-1 */
  readonly language: string;
}

/** One numbered paragraph. */
export interface CommuniqueParagraph {
  readonly number: number;
  readonly sentences: readonly CommuniqueSentence[];
}

/** The whole: heading lines, numbered paragraphs, whether it has been adopted (a draft says so on every page). */
export interface CommuniqueDocument {
  readonly title: string;
  /** under the title: date, place, one line each */
  readonly subtitle: readonly string[];
  /** ISO 639-1, of the whole */
  readonly language: string;
  readonly status: 'draft' | 'adopted' | 'published';
  readonly paragraphs: readonly CommuniqueParagraph[];
}

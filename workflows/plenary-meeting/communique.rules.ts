/**
 * The communiqué out of the facts: one sentence for each clause, joined into numbered paragraphs. A sentence goes on from the
 * one before it («It also welcomed …»), an abbreviation is explained where it is first used, references follow the numbers of
 * paragraphs. An edit by hand replaces a sentence and keeps what it was drafted from, so that it is seen when the facts move
 * on; what it no longer says of the fact is named (departures.ts). The words of each language stand in a file of their own.
 */
import type { Clause } from './clause.js';
import { departuresOf, type Departure } from './communique/departures.js';
import { documentWording, wordingOf } from './communique/languages.js';
import { type Names, explained, spelled } from './communique/naming.js';
import { type Before, type Setting, sentenceOf } from './communique/sentence.js';
import type { Edit, MeetingContext } from './plenary-meeting.context.js';

/** One sentence of the draft. */
export interface DraftedSentence {
  readonly paragraph: number;
  readonly clauseId: string | null;
  /** as drafted from the fact; empty for a sentence that rests on none */
  readonly drafted: string;
  /** as it stands, edits applied */
  readonly text: string;
  readonly editId: string | null;
  /** whether a recorded fact stands behind it */
  readonly grounded: boolean;
  /** the fact has changed since the sentence was edited: somebody looks again */
  readonly outdated: boolean;
  /** of an outdated edit: what the fact said when it was made, and what it says now, each as a sentence that stands alone */
  readonly moved: { readonly then: string; readonly now: string } | null;
  /** what the edit no longer says of its fact, or says otherwise */
  readonly departures: readonly Departure[];
  readonly language: string;
  /** false: its language has no wording, so it stands in the clause's own text */
  readonly framed: boolean;
  /** numbers of the paragraphs that the fact refers to */
  readonly references: readonly number[];
}

/**
 * Drafts the whole communiqué.
 *
 * @param context the meeting's memory
 * @param names of parties and organs
 * @param shown ids of the clauses that the reader may see; the others are left out, and the rest keeps its numbers. All, if left out.
 * @returns sentences in the order of their paragraphs; hand-written ones after those drafted in the same paragraph
 */
export function draftCommunique(
  context: MeetingContext,
  names: Names,
  shown?: ReadonlySet<string>,
): readonly DraftedSentence[] {
  const numbers = paragraphNumbers(context);
  const number = (key: number): number => numbers.get(key) ?? key;
  const known = new Set<string>();
  const paragraphs = new Map<number, Clause[]>();
  for (const clause of context.clauses)
    if (shown === undefined || shown.has(clause.id))
      paragraphs.set(clause.paragraph, [...(paragraphs.get(clause.paragraph) ?? []), clause]);
  const own = [...paragraphs.keys()]
    .sort((a, b) => a - b)
    .flatMap((key) => paragraphOf({ context, names, numbers, known }, paragraphs.get(key) ?? []));
  const language = documentWording(context.languages).language;
  const written = context.edits
    .filter((edit) => edit.clauseId === null)
    .map((edit) => byHand(edit, number(edit.paragraph), language));
  return [...own, ...written].sort((a, b) => a.paragraph - b.paragraph);
}

/** @returns the number each paragraph key has in the text: they count 1, 2, 3 whatever gaps the keys have */
export function paragraphNumbers(context: MeetingContext): ReadonlyMap<number, number> {
  const keys = [...context.clauses, ...context.edits].map(({ paragraph }) => paragraph);
  return new Map([...new Set(keys)].sort((a, b) => a - b).map((key, index) => [key, index + 1]));
}

/**
 * Drafts one sentence that stands alone: it names its subject, and explains no abbreviation.
 *
 * @returns the sentence, with its full stop
 */
export function draftSentence(context: MeetingContext, clause: Clause, names: Names): string {
  return sentenceOf(clause, settingOf(context, clause, names, paragraphNumbers(context))).text;
}

interface Draft {
  readonly context: MeetingContext;
  readonly names: Names;
  readonly numbers: ReadonlyMap<number, number>;
  /** codes of the abbreviations explained so far; grows as sentences are drafted */
  readonly known: Set<string>;
}

/** The sentences of one paragraph: each goes on from the one before, and repeats no reference. */
function paragraphOf(draft: Draft, clauses: readonly Clause[]): readonly DraftedSentence[] {
  let before: Before | null = null;
  const cited = new Set<number>();
  return clauses.map((clause) => {
    const full = settingOf(draft.context, clause, draft.names, draft.numbers);
    const setting = { ...full, paragraphs: full.paragraphs.filter((one) => !cited.has(one)) };
    const { text: inPlace, left } = sentenceOf(clause, setting, before);
    const edit = draft.context.edits.findLast((one) => one.clauseId === clause.id);
    const known = edit ? new Set(draft.known) : draft.known;
    const drafted = explainedIn(clause, inPlace, draft.names, known);
    const common = {
      paragraph: draft.numbers.get(clause.paragraph) ?? clause.paragraph,
      clauseId: clause.id,
      drafted,
      grounded: clause.fact.kind !== 'note',
      language: clause.language,
      framed: wordingOf(clause.language) !== null,
      references: setting.paragraphs,
    };
    // an edit speaks for itself: what follows it names its subject, refers again, and explains what the edit does not
    before = edit ? null : left;
    if (edit) return { ...common, ...edited(edit, clause, { full, setting, drafted }, draft) };
    for (const one of setting.paragraphs) cited.add(one);
    return { ...common, text: drafted, editId: null, outdated: false, moved: null, departures: [] };
  });
}

function explainedIn({ language }: Clause, text: string, names: Names, known: Set<string>): string {
  const wording = wordingOf(language);
  return wording ? explained(text, names, wording, known) : text;
}

/** What an edit makes of a sentence: its text, whether its fact moved on, and what it leaves of the fact. */
function edited(
  edit: Edit,
  clause: Clause,
  { full, setting, drafted }: { readonly full: Setting; readonly setting: Setting; readonly drafted: string },
  { names, known }: Draft,
): Pick<DraftedSentence, 'text' | 'editId' | 'outdated' | 'moved' | 'departures'> {
  const wording = wordingOf(clause.language);
  const now = sentenceOf(clause, { ...full, names: {} }).text;
  const { text, outdated } = standingEdit(edit, clause, now);
  const spell = (line: string): string => (wording ? spelled(line, names, wording) : line);
  explainedIn(clause, text, onlyExplained(text, names), known);
  return {
    text,
    editId: edit.id,
    outdated,
    moved: outdated ? { then: spell(edit.drafted), now: spell(now) } : null,
    departures: wording ? departuresOf({ clause, setting, wording, drafted, text }) : [],
  };
}

/** @returns of all names those that a text explains itself: «the Working Group on Monitoring (WGM)» */
function onlyExplained(text: string, names: Names): Names {
  return Object.fromEntries(Object.entries(names).filter(([code]) => text.includes(`(${code})`)));
}

function settingOf(
  context: MeetingContext,
  clause: Clause,
  names: Names,
  numbers: ReadonlyMap<number, number>,
): Setting {
  const keys = new Map(context.clauses.map(({ id, paragraph }) => [id, paragraph]));
  const own = numbers.get(clause.paragraph);
  const others = clause.refersTo.flatMap((id) => numbers.get(keys.get(id) ?? 0) ?? []);
  const elsewhere = new Set(others.filter((number) => number !== own));
  return { names, zone: context.zone, paragraphs: [...elsewhere].sort((a, b) => a - b) };
}

/**
 * An edit as it stands. Where the fact is the same and only paragraphs were renumbered, the edit's reference follows them;
 * anything else that changed asks for another look.
 */
function standingEdit(edit: Edit, clause: Clause, now: string): { text: string; outdated: boolean } {
  const { drafted: then, text } = edit;
  if (then === now) return { text, outdated: false };
  const pattern = wordingOf(clause.language)?.seePattern;
  const [seeThen] = pattern?.exec(then) ?? [];
  const [seeNow] = pattern?.exec(now) ?? [];
  if (!seeThen || !seeNow || then.replace(seeThen, '') !== now.replace(seeNow, ''))
    return { text, outdated: true };
  return text.includes(seeThen)
    ? { text: text.replace(seeThen, seeNow), outdated: false }
    : { text, outdated: /\d/.test(text) };
}

function byHand(edit: Edit, paragraph: number, language: string): DraftedSentence {
  return {
    paragraph,
    clauseId: null,
    drafted: '',
    text: edit.text,
    editId: edit.id,
    grounded: false,
    outdated: false,
    moved: null,
    departures: [],
    language,
    framed: true,
    references: [],
  };
}

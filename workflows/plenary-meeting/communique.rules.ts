/**
 * The communiqué out of the facts: one sentence per clause, the verb by its class, the addressees, condition, term and references
 * in fixed places, ordered by paragraph. An edit by hand replaces a sentence and keeps what it was drafted from, so that
 * it is seen when the facts move on.
 */
import { type Clause, type ClauseDeadline, type Verb, classOf } from './clause.js';
import type { Edit, MeetingContext } from './plenary-meeting.context.js';

/** A name for each code; a code without one stands for itself. */
export type Names = Readonly<Record<string, string>>;

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
  readonly language: string;
}

/**
 * Drafts the whole communiqué.
 *
 * @param context the meeting's memory
 * @param names of parties and organs
 * @returns sentences in the order of their paragraphs; hand-written ones after those drafted in the same paragraph
 */
export function draftCommunique(context: MeetingContext, names: Names): readonly DraftedSentence[] {
  const numbers = paragraphNumbers(context);
  const own = context.clauses.map((clause) => fromClause(context, clause, names, numbers));
  const written = context.edits.filter((edit) => edit.clauseId === null).map((edit) => byHand(edit, numbers));
  return [...own, ...written].sort((a, b) => a.paragraph - b.paragraph); // a stable sort keeps the order inside a paragraph
}

/** @returns the number each paragraph key has in the text: they count 1, 2, 3 whatever gaps the keys have */
export function paragraphNumbers(context: MeetingContext): ReadonlyMap<number, number> {
  const keys = [...context.clauses, ...context.edits].map(({ paragraph }) => paragraph);
  return new Map([...new Set(keys)].sort((a, b) => a - b).map((key, index) => [key, index + 1]));
}

function fromClause(
  context: MeetingContext,
  clause: Clause,
  names: Names,
  numbers: ReadonlyMap<number, number>,
): DraftedSentence {
  const drafted = draftSentence(context, clause, names);
  const edit = context.edits.findLast((one) => one.clauseId === clause.id);
  return {
    paragraph: numbers.get(clause.paragraph) ?? clause.paragraph,
    clauseId: clause.id,
    drafted,
    text: edit?.text ?? drafted,
    editId: edit?.id ?? null,
    grounded: clause.fact.kind !== 'note',
    outdated: edit !== undefined && edit.drafted !== draftSentence(context, clause, {}),
    language: clause.language,
  };
}

function byHand(edit: Edit, numbers: ReadonlyMap<number, number>): DraftedSentence {
  return {
    paragraph: numbers.get(edit.paragraph) ?? edit.paragraph,
    clauseId: null,
    drafted: '',
    text: edit.text,
    editId: edit.id,
    grounded: false,
    outdated: false,
    language: 'en',
  };
}

/**
 * Drafts one sentence: «As recommended by the Working Group, the Plenary adopted … (see paragraph 12).»
 *
 * @returns the sentence, with its full stop
 */
export function draftSentence(context: MeetingContext, clause: Clause, names: Names): string {
  const parts = [
    opening(clause, names),
    statement(clause, names),
    clause.condition ? `, provided that ${clause.condition}` : '',
    term(clause.deadline),
    clause.reportTo ? `, and to report to ${eventName(clause.reportTo)}` : '',
    references(context, clause),
  ];
  return `${capital(parts.join('').trim().replace(/\.$/, ''))}.`;
}

function opening(clause: Clause, names: Names): string {
  return clause.source && clause.source !== clause.by
    ? `as recommended by ${nameOf(clause.source, names)}, `
    : '';
}

function statement(clause: Clause, names: Names): string {
  if (clause.verb === 'informed') return clause.text;
  const subject = clause.by === 'plenary' ? 'the Plenary' : nameOf(clause.by, names);
  const to = clause.addressees.map((one) => nameOf(one, names)).join(', ');
  const words = VERB_WORDS[clause.verb] ?? clause.verb.replaceAll('-', ' ');
  if (classOf(clause.verb) !== 'mandates') return `${subject} ${words} ${clause.text}`;
  if (clause.verb === 'referred') return `${subject} ${words} to ${to} ${clause.text}`;
  return `${subject} ${words} ${to} ${clause.text}`;
}

/** Verbs whose words differ from their name. */
const VERB_WORDS: Readonly<Partial<Record<Verb, string>>> = {
  'took-note': 'took note of',
  'called-upon': 'called upon',
};

function term(deadline: ClauseDeadline | null): string {
  switch (deadline?.kind) {
    case undefined:
      return '';
    case 'day':
      return `, by ${longDay(deadline.on)}`;
    case 'instant':
      return `, by ${deadline.at}`;
    case 'soft':
    case 'event':
      return `, ${deadline.words}`;
  }
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** @returns `1 April 2013` of `2013-04-01` */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date ?? ''} ${MONTHS[(month ?? 1) - 1] ?? ''} ${year ?? ''}`;
}

function eventName(event: string): string {
  const [, name, year] = /^([a-z]+(?:-[a-z]+)*)-(\d{4})$/.exec(event) ?? [];
  return name && year ? `the ${capital(name.replaceAll('-', ' '))} of ${year}` : event;
}

function references(context: MeetingContext, clause: Clause): string {
  const numbers = paragraphNumbers(context);
  const own = numbers.get(clause.paragraph);
  const others = clause.refersTo
    .map((id) => context.clauses.find((one) => one.id === id))
    .map((other) => (other ? numbers.get(other.paragraph) : undefined))
    .filter((number) => number !== undefined && number !== own);
  const unique = [...new Set(others)];
  return unique.length > 0 ? ` (see paragraph${unique.length > 1 ? 's' : ''} ${unique.join(', ')})` : '';
}

function nameOf(code: string, names: Names): string {
  return COLLECTIVES[code] ?? names[code] ?? code;
}

const COLLECTIVES: Names = {
  participants: 'Participants',
  observers: 'Observers',
  chair: 'the Chair',
  all: 'all Participants and Observers',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

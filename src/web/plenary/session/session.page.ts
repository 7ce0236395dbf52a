/** What the Chair has open in the room: the present item, what was said on it, and the acts that this moment knows. */
import {
  type Item,
  type MeetingContext,
  RECOMMENDABLE,
} from '../../../../workflows/plenary-meeting/index.js';
import { type MeetingWords, nameOf } from '../meeting.words.js';
import type { ShownItem } from '../items.page.js';

/** The commands that are given from the page itself. */
export const SESSION_COMMANDS = [
  'find',
  'follow-recommendation',
  'take-position',
  'make-statement',
  'consult',
  'send-to-written-procedure',
] as const;
export type SessionCommand = (typeof SESSION_COMMANDS)[number];

/** What may be found by one press; what is sent to written procedure has a form of its own. */
export const FINDINGS = [...RECOMMENDABLE, 'withdrawn'] as const;

/** What one delegation said, or the Chair. */
export interface Voice {
  /** name of its text: `plenary.voice.…` */
  readonly kind: Item['positions'][number]['kind'] | 'statement' | 'consultation';
  readonly who: string;
  readonly text: string;
  readonly at: string;
}

/** Somebody who may be named in a form. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** @returns the item that the page shows: the one asked for, else the first without an end, else the last; undefined where there is none */
export function presentItem(items: readonly ShownItem[], asked: string): ShownItem | undefined {
  const admitted = items.filter(({ agenda }) => agenda === 'admitted');
  return (
    admitted.find(({ id }) => id === asked) ??
    admitted.find(({ result }) => result === null) ??
    admitted.at(-1)
  );
}

/** @returns the next item without an end after this one, round to the beginning; null where every other has one */
export function nextItem(items: readonly ShownItem[], present: string): ShownItem | null {
  const admitted = items.filter(({ agenda }) => agenda === 'admitted');
  const at = admitted.findIndex(({ id }) => id === present);
  const inTurn = [...admitted.slice(at + 1), ...admitted.slice(0, Math.max(at, 0))];
  return inTurn.find(({ result }) => result === null) ?? null;
}

/** @returns everything said on an item, in order */
export function voicesOf(
  { statements, positions, consultations }: Item,
  words: MeetingWords,
): readonly Voice[] {
  const voices: readonly Voice[] = [
    ...statements.map(({ by, text, at }) => ({
      kind: 'statement' as const,
      who: nameOf(words, by),
      text,
      at,
    })),
    ...positions.map(({ party, kind, statement, at }) => ({
      kind,
      who: nameOf(words, party),
      text: statement,
      at,
    })),
    ...consultations.map(({ note, at }) => ({ kind: 'consultation' as const, who: '', text: note, at })),
  ];
  return [...voices].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/**
 * @param own code of the party that a delegate speaks for; null for an office, which records what it hears
 * @returns who may take a position, and who may make a statement: those that attend, by name
 */
export function speakersOf(
  { attendance }: Pick<MeetingContext, 'attendance'>,
  own: string | null,
): { readonly deciding: readonly Choice[]; readonly speaking: readonly Choice[] } {
  const choice = ({ party, name }: MeetingContext['attendance'][number]): Choice => ({
    value: party,
    text: name,
  });
  const may = attendance.filter(({ party }) => own === null || party === own);
  const inOrder = [...may].sort((one, other) => one.name.localeCompare(other.name));
  return {
    deciding: inOrder.filter(({ as, credentials }) => as === 'participant' && credentials).map(choice),
    speaking: inOrder.map(choice),
  };
}

/** @returns languages of the meeting by their names in the reader's language */
export function languageChoices(codes: readonly string[], reader: string): readonly Choice[] {
  const names = new Intl.DisplayNames([reader], { type: 'language' });
  return codes.map((value) => ({ value, text: names.of(value) ?? value }));
}

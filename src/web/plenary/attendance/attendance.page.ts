/** Who is in the room: the roll as boxes to tick, and what the ticks change. */
import type { JsonObject } from '../../../kernel/json.js';
import type { Attendee } from '../../../../workflows/plenary-meeting/index.js';
import type { Contact, Party } from '../../../modules/registry/index.js';
import type { Words } from '../../../platform/http/words.js';
import type { Typed } from '../../cases/index.js';

/** A delegation that may be there. */
export interface RoomRow {
  readonly code: string;
  readonly name: string;
  readonly as: Attendee['as'];
  readonly present: boolean;
  /** ticked from the beginning for whoever is not registered yet: most come with them */
  readonly credentials: boolean;
  /** head of the delegation, as the registry has it; null where it has none, or is not told */
  readonly head: string | null;
}

/** Delegations whose names begin with one letter. */
export interface RoomLetter {
  readonly letter: string;
  readonly rows: readonly RoomRow[];
}

/** The room as the page shows it. */
export interface Room {
  readonly participants: readonly RoomLetter[];
  readonly observers: readonly RoomRow[];
  readonly guests: readonly RoomRow[];
}

/** What rows are made of. */
export interface RoomSource {
  readonly participants: readonly Party[];
  readonly observers: readonly Party[];
  readonly attendance: readonly Attendee[];
  readonly contacts: readonly Contact[];
  /** what parties are called in the reader's language, and the order of names in it */
  readonly words: Pick<Words, 'partyName' | 'compare'>;
}

/** @returns everybody on the roll in order, and the guests that are registered */
export function roomOf({ participants, observers, attendance, contacts, words }: RoomSource): Room {
  const byName = (one: RoomRow, other: RoomRow): number => words.compare(one.name, other.name);
  const row =
    (as: Attendee['as']) =>
    ({ code, name }: Pick<Party, 'code' | 'name'>): RoomRow => {
      const there = attendance.find(({ party }) => party === code);
      const [head] = contacts
        .filter(({ party }) => party === code)
        .sort((one, other) => one.rank - other.rank);
      return {
        code,
        name: words.partyName(code, name),
        as,
        present: there !== undefined,
        credentials: there?.credentials ?? true,
        head: head?.name ?? null,
      };
    };
  const rows = participants.map(row('participant')).sort(byName);
  const guests = attendance.filter(({ as }) => as === 'guest');
  return {
    participants: byLetter(rows),
    observers: observers.map(row('observer')).sort(byName),
    guests: guests.map(({ party, name }) => row('guest')({ code: party, name })),
  };
}

function byLetter(rows: readonly RoomRow[]): readonly RoomLetter[] {
  const letterOf = ({ name }: RoomRow): string => name.normalize('NFD').charAt(0).toUpperCase();
  const letters = [...new Set(rows.map(letterOf))];
  return letters.map((letter) => ({ letter, rows: rows.filter((row) => letterOf(row) === letter) }));
}

/** @returns every row of the room */
export function rowsOf({ participants, observers, guests }: Room): readonly RoomRow[] {
  return [...participants.flatMap(({ rows }) => rows), ...observers, ...guests];
}

/** What a form changes: one command registers, one for each delegation takes off the list. */
export interface RoomChange {
  readonly attendees: readonly JsonObject[];
  readonly left: readonly string[];
}

/**
 * Ticks are compared with what the form showed when it was made, so that what somebody else recorded meanwhile stays.
 *
 * @param rows everybody who may be there
 * @param sent boxes `present` and `credentials`, `was` and `wasCredentials` as they were shown, and names of new guests
 */
export function changeOf(rows: readonly RoomRow[], sent: Typed): RoomChange {
  const ticked = (name: string): ReadonlySet<string> => new Set(sent.get(name) ?? []);
  const [present, credentials] = [ticked('present'), ticked('credentials')];
  const [was, wasCredentials] = [ticked('was'), ticked('wasCredentials')];
  // the form asks for credentials of Participants alone: those of others stay as they were
  const withThem = ({ code, as }: RoomRow): boolean =>
    as === 'participant' ? credentials.has(code) : wasCredentials.has(code);
  const changed = rows.filter(
    (row) => present.has(row.code) && (!was.has(row.code) || withThem(row) !== wasCredentials.has(row.code)),
  );
  const guests = (sent.get('guests')?.[0] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    attendees: [
      ...changed.map((row) => ({ party: row.code, name: row.name, as: row.as, credentials: withThem(row) })),
      ...guests.map((name) => ({ party: name.slice(0, 80), name, as: 'guest', credentials: false })),
    ],
    left: [...was].filter((code) => !present.has(code)),
  };
}

/** @returns the room with the boxes as they were sent, so that nothing that was ticked is lost */
export function roomAsSent(room: Room, sent: Typed): Room {
  const [present, credentials] = [new Set(sent.get('present')), new Set(sent.get('credentials'))];
  const tick = (row: RoomRow): RoomRow => ({
    ...row,
    present: present.has(row.code),
    credentials: credentials.has(row.code),
  });
  return {
    participants: room.participants.map(({ letter, rows }) => ({ letter, rows: rows.map(tick) })),
    observers: room.observers.map(tick),
    guests: room.guests.map(tick),
  };
}

/** Everything that happened to a case and everything that will: events, mails, refused attempts, deadlines and armed timers, in one order. */
import type { Json, JsonObject } from '../../../kernel/json.js';
import type { Words } from '../../../platform/http/words.js';
import { humanised } from '../form/index.js';
import { type FactRow, type FactWords, factRows } from './facts.js';

/** What a timeline is made of: plain data as the case desk, the mail log and the engine give it. */
export interface TimelineSource {
  readonly events: readonly {
    readonly type: string;
    readonly occurredAt: string;
    readonly lateMs: number;
    readonly actor: { readonly kind: string; readonly name: string; readonly party?: string };
    readonly data: Json;
  }[];
  readonly refused: readonly {
    readonly command: string;
    readonly receivedAt: string;
    readonly actor: { readonly kind: string; readonly name: string; readonly party?: string };
    readonly refusal: { readonly message: string } | null;
  }[];
  /** empty for whoever may not read the mail log */
  readonly mails: readonly {
    readonly id: string;
    readonly subject: string;
    readonly name: string;
    readonly party: string;
    readonly status: string;
    readonly createdAt: string;
    readonly sentAt: string | null;
  }[];
  /** armed timers, and deadlines of what is due */
  readonly ahead: readonly {
    readonly title: string;
    /** names of those of whom it is due; left out of a timer */
    readonly of?: readonly string[];
    readonly at: string;
  }[];
  /** titles of commands by name, for refused attempts */
  readonly titles: ReadonlyMap<string, string>;
}

/** One entry, already in the reader's language. */
export interface TimelineEntry {
  readonly kind: 'event' | 'mail' | 'refused' | 'ahead' | 'now';
  /** instant; null for the line between past and future */
  readonly at: string | null;
  readonly title: string | ReturnType<Words['phrase']>;
  /** who did it; null: the clock, or nobody */
  readonly who: string | null;
  readonly note: string | ReturnType<Words['phrase']> | null;
  readonly href: string | null;
  readonly facts: readonly FactRow[];
}

/**
 * @param source as the services give it
 * @param words of the reader
 * @returns the past in order, a line for now, and what lies ahead
 */
export function timelineOf(source: TimelineSource, words: FactWords): readonly TimelineEntry[] {
  const past = [...eventsIn(source, words), ...refusedIn(source, words), ...mailsIn(source, words)];
  const ahead = source.ahead.map(({ title, of, at }) =>
    entry('ahead', at, of ? dueWords(title, of, words) : words.words.phrase(title)),
  );
  const now = entry('now', null, words.wording.t('cases.timeline.now'));
  return [...inOrder(past), ...(ahead.length > 0 ? [now, ...inOrder(ahead)] : [])];
}

function dueWords(what: string, of: readonly string[], { wording, say }: FactWords): string {
  return wording.t('cases.timeline.due', { what: say(what), who: of.join(', ') });
}

function eventsIn({ events }: TimelineSource, words: FactWords): readonly TimelineEntry[] {
  return events.map(({ type, occurredAt, lateMs, actor, data }) => ({
    ...entry('event', occurredAt, words.words.phrase(humanised(type))),
    who: whoOf(actor, words),
    note: lateMs > LATE_MS ? words.wording.t('cases.timeline.late') : null,
    facts: isObject(data) ? factRows(data, words) : [],
  }));
}

/** A timer that fires within a minute of its time is on time. */
const LATE_MS = 60_000;

function refusedIn({ refused, titles }: TimelineSource, words: FactWords): readonly TimelineEntry[] {
  return refused.map(({ command, receivedAt, actor, refusal }) => ({
    ...entry(
      'refused',
      receivedAt,
      words.wording.t('cases.timeline.refused', { what: titles.get(command) ?? command }),
    ),
    who: whoOf(actor, words),
    note: refusal ? words.words.phrase(refusal.message) : null,
  }));
}

function mailsIn({ mails }: TimelineSource, words: FactWords): readonly TimelineEntry[] {
  return mails.map(({ id, subject, name, party, status, createdAt, sentAt }) => ({
    ...entry(
      'mail',
      sentAt ?? createdAt,
      words.wording.t('cases.timeline.mail', { subject, to: `${name} (${party})` }),
    ),
    note: status === 'sent' ? null : words.wording.t(`cases.timeline.status.${status}`),
    href: `/mails/${id}`,
  }));
}

function entry(kind: TimelineEntry['kind'], at: string | null, title: TimelineEntry['title']): TimelineEntry {
  return { kind, at, title, who: null, note: null, href: null, facts: [] };
}

function whoOf(
  { kind, name, party }: { readonly kind: string; readonly name: string; readonly party?: string },
  { names }: FactWords,
): string | null {
  if (kind === 'system') return null;
  return party ? `${name} (${names.get(party) ?? party})` : name;
}

/** Of one instant, in the order in which they came. */
function inOrder(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return [...entries].sort((one, other) =>
    (one.at ?? '') < (other.at ?? '') ? -1 : (one.at ?? '') > (other.at ?? '') ? 1 : 0,
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

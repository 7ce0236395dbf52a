/** Everything that happened to a case and everything that will: events with their mails, refused attempts, deadlines and armed timers, in one order. */
import { z } from 'zod';
import type { MailBatch } from '../../../modules/notifications/index.js';
import type { Json, JsonObject } from '../../../kernel/json.js';
import type { Words } from '../../../platform/http/words.js';
import { humanised } from '../form/index.js';
import { type FactRow, type FactWords, factRows } from './facts.js';

/** So much of the past stands on a page before all of it is asked for. */
const RECENT = 25;

/** Of the query of a page with a timeline. */
const historySchema = z.object({ history: z.literal('all') });

/** @returns whether somebody wants all that happened, as the query `history=all` says */
export function wantsAll(query: unknown): boolean {
  return historySchema.safeParse(query).success;
}

/** What a timeline is made of: plain data as the case desk, the mail log and the engine give it. */
export interface TimelineSource {
  readonly events: readonly {
    readonly seq: number;
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
  /** how many mails each event led to; empty for whoever may not read the mail log */
  readonly batches: readonly MailBatch[];
  /** armed timers, and deadlines of what is due */
  readonly ahead: readonly {
    readonly title: string;
    /** names of those of whom it is due; left out of a timer */
    readonly of?: readonly string[];
    readonly at: string;
  }[];
  /** titles of commands by name, for refused attempts */
  readonly titles: ReadonlyMap<string, string>;
  /** whether all of the past is told; else the latest */
  readonly whole: boolean;
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
  /** of an event: how many mails it led to, and what became of them; of an entry of kind `mail` all that it says */
  readonly mails: { readonly count: string; readonly numbers: string } | null;
  readonly facts: readonly FactRow[];
}

/** A timeline, as its page shows it. */
export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** how much more happened before the first of them */
  readonly earlier: number;
  /** whether there are mails to whose list one may go on */
  readonly hasMails: boolean;
}

/**
 * @param source as the services give it
 * @param words of the reader
 * @returns the past in order, all of it or the latest, a line for now, and what lies ahead
 */
export function timelineOf(source: TimelineSource, words: FactWords): Timeline {
  const past = inOrder([...eventsIn(source, words), ...refusedIn(source, words), ...mailsIn(source, words)]);
  const told = source.whole ? past : past.slice(-RECENT);
  const ahead = source.ahead.map(({ title, of, at }) =>
    entry('ahead', at, of ? dueWords(title, of, words) : words.words.phrase(title, words.names)),
  );
  const now = entry('now', null, words.wording.t('cases.timeline.now'));
  return {
    entries: [...told, ...(ahead.length > 0 ? [now, ...inOrder(ahead)] : [])],
    earlier: past.length - told.length,
    hasMails: source.batches.length > 0,
  };
}

function dueWords(what: string, of: readonly string[], { wording, say }: FactWords): string {
  return wording.t('cases.timeline.due', { what: say(what), who: of.join(', ') });
}

function eventsIn({ events, batches }: TimelineSource, words: FactWords): readonly TimelineEntry[] {
  return events.map(({ seq, type, occurredAt, lateMs, actor, data }) => ({
    ...entry('event', occurredAt, words.words.phrase(humanised(type))),
    who: whoOf(actor, words),
    note: lateMs > LATE_MS ? words.wording.t('cases.timeline.late') : null,
    mails: mailsOf(
      batches.filter(({ eventSeq }) => eventSeq === seq),
      words,
    ),
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

/** Mails of no event: those of one instant are one entry. */
function mailsIn({ batches }: TimelineSource, words: FactWords): readonly TimelineEntry[] {
  const later = batches.filter(({ eventSeq }) => eventSeq === null);
  return [...new Set(later.map(({ occurredAt }) => occurredAt))].map((at) => ({
    ...entry('mail', at, ''),
    mails: mailsOf(
      later.filter(({ occurredAt }) => occurredAt === at),
      words,
    ),
  }));
}

function mailsOf(batches: readonly MailBatch[], { wording: { t } }: FactWords): TimelineEntry['mails'] {
  if (batches.length === 0) return null;
  const sum = (of: 'total' | 'sent' | 'lost' | 'skipped' | 'waiting'): number =>
    batches.reduce((so, batch) => so + batch[of], 0);
  const [sent, lost, skipped, waiting] = [sum('sent'), sum('lost'), sum('skipped'), sum('waiting')];
  return {
    count: t('procedures.page.mails', { count: sum('total') }),
    numbers: t('procedures.page.mailNumbers', { sent, lost, skipped, waiting }),
  };
}

function entry(kind: TimelineEntry['kind'], at: string | null, title: TimelineEntry['title']): TimelineEntry {
  return { kind, at, title, who: null, note: null, mails: null, facts: [] };
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

/** Everything that happened and everything that will, in one line of time. */
import type { MailBatch } from '../../../modules/notifications/index.js';
import type { WrittenProcedures } from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';
import type { ProcedureView } from './rule-sentences.js';

type History = Awaited<ReturnType<WrittenProcedures['history']>>;
type Timetable = Awaited<ReturnType<WrittenProcedures['timetable']>>;
type Says = Pick<Words, 't' | 'has'>;

/** How many events stand on the page before the rest is asked for. */
const RECENT = 25;
/** Timers of the machine by what the timetable calls them; others are called the same. */
const TIMER_OF: Readonly<Record<string, string>> = { 'contest-end': 'contest-period' };

/**
 * @param view the procedure
 * @param timetable what lies ahead, as the service gives it
 * @returns what will happen if nobody does anything, soonest first; `armed` where its timer is set already
 */
export function ahead(view: ProcedureView, timetable: Timetable, { t }: Pick<Words, 't'>) {
  return timetable.map(({ at, what, recipients }) => {
    const [kind = what] = what.split(' ');
    const armed = view.timers.some(({ name, dueAt }) => name === (TIMER_OF[kind] ?? kind) && dueAt === at);
    return { at, text: t(`procedures.ahead.${kind}`), recipients, armed };
  });
}

/**
 * @param history as the service gives it to this reader
 * @param batches mails of the case; none for whoever may not see them
 * @param names of parties by code
 * @param whole whether all of it is wanted; else the latest
 * @returns what happened, latest first
 */
export function past(history: History, { batches, names, whole }: Shown, { t, has }: Says) {
  const events = history.events.toReversed();
  const shown = whole ? events : events.slice(0, RECENT);
  return {
    left: events.length - shown.length,
    events: shown.map((event) => {
      const key = `procedures.event.${event.type}`;
      return {
        at: event.occurredAt,
        recordedAt: event.recordedAt,
        isLate: event.lateMs > 60_000,
        text: has(key) ? t(key) : event.type.replaceAll('-', ' '),
        by: event.actor.kind === 'system' ? null : event.actor.name,
        ...detailsOf(event.data, names),
        mails: batches.filter(({ eventSeq }) => eventSeq === event.seq),
      };
    }),
    refused: history.refused.map(({ command, receivedAt, actor, refusal }) => ({
      at: receivedAt,
      command,
      by: actor.name,
      why: refusal?.message ?? '',
    })),
  };
}

interface Shown {
  readonly batches: readonly MailBatch[];
  readonly names: ReadonlyMap<string, string>;
  readonly whole: boolean;
}

/** What of an event's data people want to read beside its name. */
function detailsOf(data: unknown, names: ReadonlyMap<string, string>) {
  const text = (name: string): string | null => {
    const value = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : null; // events hold plain JSON
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const listed =
    typeof data === 'object' && data !== null ? (data as Record<string, unknown>)['members'] : null; // as above
  const members = Array.isArray(listed) ? listed.map((code) => names.get(String(code)) ?? String(code)) : [];
  const party = text('party');
  return {
    party: party ? (names.get(party) ?? party) : members.join(', ') || null,
    kind: text('kind'),
    words: text('reason') ?? text('statement') ?? text('note') ?? text('evidence') ?? text('text'),
  };
}

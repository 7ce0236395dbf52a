/** What people do about a duty, in every case alike: remind, log a call, note an answer, postpone, excuse, say that somebody is away. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import type { CaseCommand } from './case.commands.js';
import { commandsFor } from './case.commands.js';
import { type CaseContext, documentsSchema, lineSchema, proseSchema } from './case.context.js';
import { after, exactly, lastDay, refusalOfPastDay, timeIn } from './deadline.js';
import { type Duty, answeredWith, awaitsLog, changeDuty, close, isPostponed, openDuties } from './duty.js';
import { type Outgoing, notify } from './effects.js';
import { refusalOfSpeaking } from './facts.js';
import { personOf } from './person.js';

const OFFICES = ['chair', 'secretariat'] as const;
/** id of the duty; it may be left out where only one is open */
const duty = z.string().max(60).nullable().default(null);
const day = z.iso.date();

const payloads = {
  remind: z.strictObject({
    duty,
    /** contact ids, exactly those that a preview of a bulk step showed; null: whoever stands for those awaited */
    contacts: z.array(z.string()).max(200).nullable().default(null),
    words: lineSchema.nullable().default(null),
  }),
  'log-contact': z.strictObject({
    duty,
    channel: z.enum(['call', 'note-verbale', 'mail']),
    with: lineSchema,
    result: z.enum(['reached', 'not-reached']),
    text: proseSchema,
    documents: documentsSchema,
  }),
  answer: z.strictObject({
    duty,
    by: z.string().min(2).max(12),
    text: lineSchema,
    documents: documentsSchema,
  }),
  postpone: z.strictObject({
    duty,
    /** the last day on which nothing presses it */
    until: day,
    reason: lineSchema,
    /** the decision that allows it, where it takes one */
    decision: lineSchema.nullable().default(null),
  }),
  resume: z.strictObject({ duty, reason: lineSchema }),
  excuse: z.strictObject({ duty, reason: proseSchema, decision: lineSchema.nullable().default(null) }),
  'note-unreachable': z.strictObject({
    party: z.string().min(2).max(12),
    /** `bounced`: the mail came back from all contacts; `absent`: they are away; `no-contact`: there is none */
    why: z.enum(['bounced', 'absent', 'no-contact']),
  }),
  'note-reachable': z.strictObject({ party: z.string().min(2).max(12) }),
} as const;

/** Fields of the memory that these commands change. */
type Change = Partial<Pick<CaseContext, 'duties' | 'journal'>>;
type Fits = CaseContext;

/** @returns the duty meant: the one named, or the only one that is open */
function meant(context: Pick<CaseContext, 'duties'>, id: string | null): Duty | undefined {
  const open = openDuties(context);
  if (id === null) return open.length === 1 ? open[0] : undefined;
  return open.find((one) => one.id === id);
}

function refusalOfDuty(context: Fits, id: string | null): Refusal | null {
  if (meant(context, id)) return null;
  const open = openDuties(context).map((one) => one.id);
  if (open.length === 0) return refuse('duty.none-open', 'Nothing is due in this case now.', 'duty');
  const asked = id === null ? 'Several things are due' : `Nothing is due here by the name «${id}»`;
  return refuse('duty.unknown', `${asked}. Name one of: ${open.join(', ')}.`, 'duty');
}

function entry(
  { context, event }: Pick<Asked<unknown, Fits>, 'context' | 'event'>,
  kind: CaseContext['journal'][number]['kind'],
  text: string,
  documents: CaseContext['journal'][number]['documents'] = [],
): Pick<CaseContext, 'journal'> {
  return {
    journal: [...context.journal, { at: event.occurredAt, kind, person: personOf(event), text, documents }],
  };
}

function idOf({ context, payload }: Asked<{ readonly duty: string | null }, Fits>): string {
  return meant(context, payload.duty)?.id ?? ''; // the refusal has ruled out that there is none
}

/** What was logged settles the oldest task of its channel: a call does not stand for a note verbale. */
function logged({ climbs }: Duty, channel: string): Pick<Duty, 'climbs'> {
  const oldest = climbs.findIndex((climb) => !climb.logged && climb.rung.channel === channel);
  return { climbs: climbs.map((climb, index) => (index === oldest ? { ...climb, logged: true } : climb)) };
}

const command = commandsFor<Fits>();
const presses = (asked: Asked<{ readonly duty: string | null }, Fits>): Refusal | null =>
  refusalOfDuty(asked.context, asked.payload.duty);

const commands = {
  remind: command(payloads.remind, {
    title: 'remind those of whom something is due',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'reminded-by-hand',
    refusal: (asked) =>
      firstRefusal(
        () => presses(asked),
        () => refusalOfPostponed(asked),
      ),
    change: (asked) =>
      changeDuty(asked.context, idOf(asked), ({ reminded }) => ({
        reminded: [...reminded, asked.event.occurredAt],
      })),
    tells: (asked) => reminder(asked),
  }),
  'log-contact': command(payloads['log-contact'], {
    title: 'log a call, a note verbale or a mail',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'contact-logged',
    refusal: presses,
    change: (asked): Change => {
      const { channel, with: whom, result, text, documents } = asked.payload;
      const words = `${whom} (${result.replace('-', ' ')}): ${text}`;
      return {
        ...entry(asked, channel, words, documents),
        ...changeDuty(asked.context, idOf(asked), (one) => (awaitsLog(one) ? logged(one, channel) : {})),
      };
    },
  }),
  answer: command(payloads.answer, {
    title: 'answer, without doing yet what is due',
    by: [...OFFICES, 'participant', 'observer'],
    article: 'assumed: an answer halts the ladder for the time that the ladder says',
    recordedAs: 'answered',
    who: (context) => openDuties(context).flatMap(({ from }) => from),
    refusal: (asked) =>
      firstRefusal(
        () => presses(asked),
        () => refusalOfStranger(asked),
        () => refusalOfSpeaking(asked.event, asked.payload.by, 'by'),
      ),
    change: (asked): Change => {
      const { by, text, documents } = asked.payload;
      const { context, event } = asked;
      const hold = (one: Duty): Partial<Duty> => {
        const ladder = one.ladder === null ? undefined : context.ladders[one.ladder];
        const holdsUntil = ladder
          ? after(event.occurredAt, ladder.holdAfterAnswer, context.zone).at
          : event.occurredAt;
        return {
          ...answeredWith(one, { at: event.occurredAt, by, text, holdsUntil }),
          unreachable: one.unreachable.filter((code) => code !== by),
        };
      };
      return {
        ...entry(asked, 'reply', `${by}: ${text}`, documents),
        ...changeDuty(context, idOf(asked), hold),
      };
    },
    tells: ({ context, payload: { by, text } }) =>
      notify(context, [...OFFICES], { kind: 'news', lead: `${by} answered: ${text}` }),
  }),
  postpone: command(payloads.postpone, {
    title: 'postpone what is due, so that nothing presses it',
    by: OFFICES,
    article: 'assumed: nothing escalates on what was lawfully postponed',
    recordedAs: 'postponed',
    refusal: (asked) =>
      firstRefusal(
        () => presses(asked),
        () => refusalOfDay(asked),
      ),
    change: (asked): Change => {
      const { until, reason, decision } = asked.payload;
      const { context, event } = asked;
      const postponed = {
        at: event.occurredAt,
        until: lastDay(until, context.zone, 'postponed to the end of this day'),
        reason,
        decision,
        person: personOf(event),
      };
      return changeDuty(context, idOf(asked), () => ({ postponed, lateSince: null, climbs: [] }));
    },
    tells: (asked) => {
      const one = meant(asked.context, asked.payload.duty);
      return notify(asked.context, one?.from ?? [], {
        kind: 'decision',
        lead: `${one?.what ?? ''}: postponed to ${asked.payload.until}`,
        paragraphs: [asked.payload.reason],
        duty: one?.id ?? null,
      });
    },
  }),
  resume: command(payloads.resume, {
    title: 'end a postponement before its time',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'postponement-ended',
    refusal: (asked) =>
      firstRefusal(
        () => presses(asked),
        () => {
          const one = meant(asked.context, asked.payload.duty);
          return one && isPostponed(one, asked.event.occurredAt)
            ? null
            : refuse('duty.not-postponed', 'It is not postponed, so there is nothing to resume.', 'duty');
        },
      ),
    // it is pressed from now on, and not from the due instant that lies inside the postponement
    change: (asked): Change => ({
      ...entry(asked, 'note', `Postponement ended: ${asked.payload.reason}`),
      ...changeDuty(asked.context, idOf(asked), ({ postponed }) => ({
        postponed: postponed && {
          ...postponed,
          until: exactly(asked.event.occurredAt, asked.context.zone, 'postponement ended'),
        },
      })),
    }),
  }),
  excuse: command(payloads.excuse, {
    title: 'excuse those of whom something is due',
    by: OFFICES,
    article: 'practice: Johannesburg communiqué 2013 (Venezuela excused)',
    recordedAs: 'excused',
    refusal: presses,
    change: (asked): Change => {
      const { reason, decision } = asked.payload;
      return close(
        asked.context,
        idOf(asked),
        'excused',
        decision === null ? reason : `${reason} (${decision})`,
      );
    },
    tells: (asked) => {
      const one = asked.context.duties.findLast(
        ({ closed }) => closed?.how === 'excused' && closed.at === asked.event.occurredAt,
      );
      return notify(asked.context, one?.from ?? [], {
        kind: 'decision',
        lead: `${one?.what ?? 'What was due'}: excused`,
        paragraphs: [asked.payload.reason],
      });
    },
  }),
  'note-unreachable': command(payloads['note-unreachable'], {
    title: 'note that nothing reaches a party',
    by: [...OFFICES, 'system'],
    article: 'assumed: bounces and absences climb faster',
    recordedAs: 'unreachable-noted',
    refusal: ({ context, payload: { party } }) =>
      openDuties(context).some(({ from }) => from.includes(party))
        ? null
        : refuse('duty.not-awaited', `Nothing is due of ${party} in this case.`, 'party'),
    change: ({ context, payload: { party } }): Change =>
      everyDutyOf(context, party, (codes) => [...codes, party]),
  }),
  'note-reachable': command(payloads['note-reachable'], {
    title: 'note that a party can be reached again',
    by: [...OFFICES, 'system'],
    article: 'assumed',
    recordedAs: 'reachable-noted',
    refusal: ({ context, payload: { party } }) =>
      openDuties(context).some(({ unreachable }) => unreachable.includes(party))
        ? null
        : refuse('duty.reachable', `Nothing says that ${party} cannot be reached.`, 'party'),
    change: ({ context, payload: { party } }): Change => everyDutyOf(context, party, (codes) => codes),
  }),
} as const;

function everyDutyOf(
  context: Fits,
  party: string,
  change: (others: string[]) => string[],
): Pick<CaseContext, 'duties'> {
  const duties = context.duties.map((one) =>
    one.closed === null && one.from.includes(party)
      ? { ...one, unreachable: change(one.unreachable.filter((code) => code !== party)) }
      : one,
  );
  return { duties };
}

function refusalOfPostponed({
  context,
  payload,
  event,
}: Asked<{ readonly duty: string | null }, Fits>): Refusal | null {
  const one = meant(context, payload.duty);
  if (!one || !isPostponed(one, event.occurredAt)) return null;
  return refuse(
    'duty.postponed',
    `It is postponed until ${one.postponed?.until.wallTime ?? ''}: nobody is pressed before. End the postponement first (resume).`,
    'duty',
  );
}

function refusalOfStranger({
  context,
  payload,
}: Asked<{ readonly duty: string | null; readonly by: string }, Fits>): Refusal | null {
  const from = meant(context, payload.duty)?.from ?? [];
  if (from.includes(payload.by)) return null;
  return refuse('duty.not-of-you', `It is due of ${from.join(', ')}, not of ${payload.by}.`, 'by');
}

function refusalOfDay({
  context,
  payload,
  event,
}: Asked<{ readonly duty: string | null; readonly until: string }, Fits>): Refusal | null {
  const { until } = payload;
  const due = meant(context, payload.duty)?.due ?? null;
  const end = lastDay(until, context.zone).at;
  return firstRefusal(
    () => refusalOfPastDay(until, context.zone, event.occurredAt, 'until'),
    () =>
      due === null || end > due.at
        ? null
        : refuse(
            'duty.postponed-backwards',
            `It is due ${timeIn(due.at, context.zone)}: a postponement leads beyond that. Name a later day.`,
            'until',
          ),
  );
}

function reminder(asked: Asked<z.output<typeof payloads.remind>, Fits>): readonly Outgoing[] {
  const { context, payload } = asked;
  const one = meant(context, payload.duty);
  if (!one) return [];
  const exactly = payload.contacts?.map((code) => ({ code, who: 'this-contact' as const }));
  return notify(context, exactly ?? one.from, {
    kind: 'reminder',
    lead: payload.words ?? `${one.what} is awaited of ${one.from.join(', ')}`,
    when: one.due ? { at: one.due.at, label: 'Due before' } : null,
    duty: one.id,
    digest: true,
  });
}

/** What a workflow does not leave to a person's word alone: without it its procedure would stand still, or a body decides it. */
export interface DutyPolicy<Context> {
  /** why nobody is excused of that duty, with what to do instead; null: one may be. Left out: of every duty one may be */
  readonly refusalOfExcuse?: (context: Context, duty: Duty) => Refusal | null;
  /** the same of postponing it */
  readonly refusalOfPostponing?: (context: Context, duty: Duty) => Refusal | null;
}

const namingSchema = z.object({ duty });

/**
 * The commands on duties, for a case whose memory has more besides.
 *
 * @param policy of the workflow
 * @returns each, typed for that memory: they read and change the shared part alone
 */
export function dutyCommands<Context extends CaseContext>(
  policy: DutyPolicy<Context> = {},
): Readonly<Record<keyof typeof commands, CaseCommand<Context>>> {
  const all = commands as unknown as Readonly<Record<keyof typeof commands, CaseCommand<Context>>>; // Context has all that they read, and what they change is part of it
  return {
    ...all,
    excuse: guarded(all.excuse, policy.refusalOfExcuse),
    postpone: guarded(all.postpone, policy.refusalOfPostponing),
  };
}

function guarded<Context extends CaseContext>(
  { refusal, ...rest }: CaseCommand<Context>,
  also: ((context: Context, duty: Duty) => Refusal | null) | undefined,
): CaseCommand<Context> {
  const asked = (context: Context, event: CommandEvent): Refusal | null => {
    const one = meant(context, namingSchema.parse(event.payload).duty);
    return one && also ? also(context, one) : null;
  };
  return { ...rest, refusal: (context, event) => refusal(context, event) ?? asked(context, event) };
}

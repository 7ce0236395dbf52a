/** Their own step, which needs no decision: leaving, or suspending oneself; and looking again at a suspension for a time. */
import { z } from 'zod';
import { localDate } from '../../src/kernel/business-calendar.js';
import { instantSchema } from '../../src/kernel/instant.js';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  type NewDuty,
  close,
  closeAll,
  commandsFor,
  documentSchema,
  documentsSchema,
  dutyOf,
  lastDay,
  lineSchema,
  notify,
  owe,
  personOf,
  proseSchema,
  refusalOfOwnCase,
  refusalOfPastDay,
  refusalOfSpeaking,
} from '../casework/index.js';
import { OWN_STEPS, type RemovalContext } from './removal.context.js';
import { called, effectIn, namedIn } from './removal.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<RemovalContext>();

const leaveSchema = z.strictObject({
  how: z.enum(OWN_STEPS),
  reason: lineSchema,
  /** from when; left out: now */
  effectiveAt: instantSchema.nullable().default(null),
  /** the document in which they said so, with its own day: the step may then take effect before it was entered here */
  letter: z.strictObject({ document: documentSchema, date: z.iso.date() }).nullable().default(null),
  /** the last day of a self-suspension for a time; somebody then looks again, and nothing ends by itself */
  until: z.iso.date().nullable().default(null),
});
type Leave = z.output<typeof leaveSchema>;

/** Commands by name. */
export const ownStepCommands = {
  leave: command(leaveSchema, {
    title: 'leave, or suspend oneself',
    by: ['participant', ...OFFICES],
    article: 'practice: Venezuela 2008',
    recordedAs: 'left',
    who: ({ party }) => (party === null ? [] : [party]),
    refusal: ({ context, event, payload }) =>
      firstRefusal(
        () => refusalOfLeaving(context, event),
        () =>
          payload.until !== null && payload.how === 'withdrawal'
            ? refuse('removal.until', 'Who leaves does not leave for a time. Leave «until» out.', 'until')
            : null,
        () => refusalOfBackdating(context, event, payload),
        () => refusalOfPastDay(payload.until, context.zone, payload.effectiveAt ?? event.occurredAt, 'until'),
      ),
    change: ({ context, event, payload: { how, reason, effectiveAt, until, letter } }) => ({
      ...afterLeaving(context, until),
      ...(letter === null ? {} : entered(context, event, `letter of ${letter.date}`, [letter.document])),
      forPlenary: null,
      outcome: {
        how,
        status: how === 'self-suspension' ? 'self-suspended' : null,
        reason,
        decision: null,
        effectiveAt: effectiveAt ?? event.occurredAt,
        person: personOf(event),
      },
    }),
    tells: ({ context, payload: { how, reason } }) =>
      notify(context, ['participants', ...namedIn(context)], {
        kind: 'news',
        lead: `${called(context)}: ${how === 'withdrawal' ? 'leaves' : 'suspends itself from trade'}`,
        paragraphs: [reason],
        when: { at: effectIn(context), label: 'Takes effect' },
      }),
  }),
  'record-review': command(
    z.strictObject({
      text: proseSchema,
      documents: documentsSchema,
      /** last day on which to look again once more; left out: not any more */
      nextBy: z.iso.date().nullable().default(null),
    }),
    {
      title: 'record what looking again at a self-suspension came to',
      by: ['participant', ...OFFICES],
      article: 'assumed: the committee looks again; trade changes by a return alone',
      recordedAs: 'reviewed',
      who: ({ rules }) => [rules.committee],
      never: namedIn,
      refusal: ({ context, event, payload: { nextBy } }) =>
        firstRefusal(
          () => refusalOfOwnCase(event, namedIn(context)),
          () => refusalOfSpeaking(event, context.rules.committee, 'text'),
          () =>
            dutyOf(context, REVIEW)?.closed === null
              ? null
              : refuse('removal.no-review', 'Nobody is to look again at it now.', 'text'),
          () => refusalOfPastDay(nextBy, context.zone, event.occurredAt, 'nextBy'),
        ),
      change: ({ context, event, payload: { text, documents, nextBy } }) => {
        const done = close(context, REVIEW);
        return {
          ...(nextBy === null ? done : owe({ ...context, ...done }, review(context, nextBy))),
          ...entered(context, event, text, documents),
        };
      },
      tells: ({ context, payload: { text } }) =>
        notify(context, [...OFFICES, ...namedIn(context)], {
          kind: 'news',
          lead: `The ${context.rules.committee} has looked again at the suspension of ${called(context)}`,
          paragraphs: [text],
        }),
    },
  ),
} as const;

const REVIEW = 'review';

function refusalOfLeaving({ party }: RemovalContext, event: CommandEvent): Refusal | null {
  if (party === null)
    return refuse('removal.list-leaves', 'A list cannot leave. Open a case for each that does.', 'how');
  return refusalOfSpeaking(event, party, 'how');
}

/** Nobody has left before it said so: not before the case, or the day of the document that is cited. */
function refusalOfBackdating(
  { openedAt, zone }: RemovalContext,
  { occurredAt }: CommandEvent,
  { effectiveAt, letter }: Leave,
): Refusal | null {
  if (letter !== null && letter.date > localDate(occurredAt, zone))
    return refuse(
      'removal.letter-ahead',
      `${letter.date} lies ahead. Give the day of the document.`,
      'letter.date',
    );
  if (effectiveAt === null) return null;
  const tooEarly = letter === null ? effectiveAt < openedAt : localDate(effectiveAt, zone) < letter.date;
  if (!tooEarly) return null;
  const said =
    letter === null ? `${openedAt}, when this case was opened` : `${letter.date}, the day of the letter`;
  return refuse(
    'removal.backdated',
    `${effectiveAt} lies before ${said}. Give a later instant, or cite in «letter» the earlier document in which they said so.`,
    'effectiveAt',
  );
}

function entered(
  { journal }: RemovalContext,
  event: CommandEvent,
  text: string,
  documents: RemovalContext['journal'][number]['documents'],
): Pick<RemovalContext, 'journal'> {
  const entry = { at: event.occurredAt, kind: 'document' as const, person: personOf(event), text, documents };
  return { journal: [...journal, entry] };
}

function afterLeaving(context: RemovalContext, until: string | null): Pick<RemovalContext, 'duties'> {
  const closed = closeAll(context, 'dropped', 'it was their own step');
  return until === null ? closed : owe({ ...context, ...closed }, review(context, until));
}

function review(context: RemovalContext, by: string): NewDuty {
  return {
    id: REVIEW,
    what: `to look again at the suspension of ${called(context)}`,
    basis: 'practice: Venezuela 2008; nothing ends by itself',
    from: [context.rules.committee],
    due: lastDay(by, context.zone),
    ladder: 'conditions',
  };
}

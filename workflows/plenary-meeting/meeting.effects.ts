/** What a meeting sets off outside itself: notices, procedures that its decisions open, entries in Plenum's own records. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { fixedDeadline } from '../../src/kernel/business-calendar.js';
import { localDate } from '../../src/kernel/wall-time.js';
import { clauseSchema } from './clause.js';
import { takesEffect } from './clause.rules.js';
import { clauseDue } from './deadlines.rules.js';
import type { MeetingContext } from './plenary-meeting.context.js';
import { type MeetingPayload, payloads } from './plenary-meeting.payloads.js';

/** Every notice of a meeting; each needs a renderer. */
export const MEETING_NOTICES = [
  'convened',
  'agenda',
  'rescheduled',
  'cancelled',
  'communique',
  'statement',
] as const;

/** One notice to all who are invited. */
export const meetingNoticeSchema = z.strictObject({
  template: z.enum(MEETING_NOTICES),
  reference: z.string(),
  title: z.string(),
  place: z.string(),
  opensAt: instantSchema,
  endsAt: instantSchema,
  zone: z.string(),
  /** until when items may be brought; null once that has passed */
  agendaUntil: instantSchema.nullable(),
  lines: z.array(z.string()),
});
export type MeetingNotice = z.output<typeof meetingNoticeSchema>;

/** A clause takes effect: the register, the roll, the seats and the mandates follow from it. */
export const carryOutSchema = z.strictObject({
  meeting: z.string(),
  title: z.string(),
  zone: z.string(),
  at: instantSchema,
  clause: clauseSchema,
  /** when it is due, of a clause with a day or an instant */
  dueAt: instantSchema.nullable(),
});
export type CarryOut = z.output<typeof carryOutSchema>;

/** A meeting that mandates wait for has a day, another day, or none any more. */
export const meetingDatedSchema = z.strictObject({
  meeting: z.string(),
  /** as clauses name it: `plenary-2013`, `intersessional-2013` */
  event: z.string(),
  /** when it opens; null: it was cancelled */
  opensAt: instantSchema.nullable(),
});
export type MeetingDated = z.output<typeof meetingDatedSchema>;

/** The communiqué is public, and with it what the meeting adopted. */
export const communiquePublishedSchema = z.strictObject({ meeting: z.string(), at: instantSchema });
export type CommuniquePublished = z.output<typeof communiquePublishedSchema>;

/** An item becomes a written procedure's draft. */
export const openProcedureSchema = z.strictObject({
  meeting: z.string(),
  item: z.string(),
  draft: payloads['send-to-written-procedure'].shape.draft,
});
export type OpenProcedure = z.output<typeof openProcedureSchema>;

export function notice(
  context: MeetingContext,
  template: MeetingNotice['template'],
  lines: readonly string[],
): MeetingNotice {
  const { reference, title, place, zone, opensAt, endsAt, limits, asOf } = context;
  return meetingNoticeSchema.parse({
    template,
    reference,
    title,
    place,
    zone,
    opensAt: opensAt.at,
    endsAt: endsAt.at,
    agendaUntil: limits.agenda.at > asOf ? limits.agenda.at : null,
    lines: [...lines],
  });
}

/** @returns what the meeting is to clauses that wait for it, by its type and the year in which it opens: `plenary-2013`; null for an organ's own meeting, of which there are many */
export function eventOf({
  type,
  zone,
  opensAt,
}: Pick<MeetingContext, 'type' | 'zone' | 'opensAt'>): string | null {
  return type === 'organ' ? null : `${type}-${localDate(opensAt.at, zone).slice(0, 4)}`;
}

/** @returns that the meeting has a day, or none any more */
export function meetingDated(context: MeetingContext): MeetingDated[] {
  const { reference, opensAt, cancellation } = context;
  const event = eventOf(context);
  return event === null ? [] : [{ meeting: reference, event, opensAt: cancellation ? null : opensAt.at }];
}

/** @returns that a meeting which moves to another year is not in the old one any more; nothing when it stays in its year */
export function movedAway(
  context: MeetingContext,
  { opensAt }: MeetingPayload<'reschedule'>,
): MeetingDated[] {
  const [before, after] = [
    eventOf(context),
    eventOf({ ...context, opensAt: fixedDeadline({ ...opensAt, rule: '' }) }),
  ];
  return before === null || before === after
    ? []
    : [{ meeting: context.reference, event: before, opensAt: null }];
}

/** @returns the agenda as lines of a notice: number, title, who brings it */
export function agendaLines(context: MeetingContext): string[] {
  return context.items
    .filter((item) => item.agenda === 'proposed' && item.visibility === 'all')
    .map((item, index) => `${index + 1}. ${item.title}${item.source ? ` (${item.source})` : ''}`);
}

/** @returns the clauses that take effect, each to be carried out */
export function clausesToCarryOut(context: MeetingContext): CarryOut[] {
  const { reference, title, zone, asOf } = context;
  return context.clauses.filter(takesEffect).map((clause) => ({
    meeting: reference,
    title,
    zone,
    at: asOf,
    clause,
    dueAt: clauseDue(clause.deadline, zone),
  }));
}

/** @returns the draft that an item sent to written procedure becomes */
export function procedureToOpen(
  context: MeetingContext,
  { item, draft }: MeetingPayload<'send-to-written-procedure'>,
): OpenProcedure {
  return { meeting: context.reference, item, draft };
}

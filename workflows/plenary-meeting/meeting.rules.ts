/** What each command changes in a meeting's memory. Pure; nothing here decides whether it may. */
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { factsOfMeeting } from './meeting.facts.js';
import { meetingTimes } from './deadlines.rules.js';
import {
  type Attendee,
  type Item,
  type MeetingContext,
  type ProceduralObjection,
  findItem,
  meetingContextSchema,
} from './plenary-meeting.context.js';
import { type MeetingPayload, payloadOf } from './plenary-meeting.payloads.js';

type Change = Partial<MeetingContext>;
type NewItem = MeetingPayload<'adopt-agenda'>['late'][number];

const personOf = ({ actor }: Pick<CommandEvent, 'actor'>) => ({
  id: actor.id,
  name: actor.name,
  party: actor.party ?? null,
});

/** @returns the memory of a meeting just convened; items carried over from broken procedures are on its agenda from the start */
export function convenedContext(input: StartInput): MeetingContext {
  const payload = payloadOf('convene', input);
  const { agendaNotice, amendmentNotice, ...given } = payload;
  return meetingContextSchema.parse({
    ...given,
    notices: { agenda: agendaNotice, amendments: amendmentNotice },
    caseId: input.caseId,
    asOf: input.occurredAt,
    ...meetingTimes(payload),
    agenda: { circulatedAt: null, adoptedAt: null },
    items: factsOfMeeting(input).carried.map((item) => newItem(item, input)),
    attendance: [],
    objections: [],
    overran: false,
    openedAt: null,
    closedAt: null,
    clauses: [],
    edits: [],
    communique: { adoptedAt: null, adoptedBy: null, publishedAt: null, statement: null, statedAt: null },
    cancellation: null,
  });
}

function newItem(item: NewItem, event: Pick<CommandEvent, 'actor' | 'occurredAt'>): Item {
  const { recommendation, recommends, source, askedBy, ...rest } = item;
  return {
    ...rest,
    ...(askedBy === undefined ? {} : { askedBy }),
    source,
    recommendation:
      recommendation === null
        ? null
        : {
            organ: source ?? 'plenary',
            outcome: recommendation,
            result: recommends,
            at: event.occurredAt,
          },
    addedAt: event.occurredAt,
    addedBy: personOf(event),
    agenda: 'proposed',
    agendaNote: '',
    statements: [],
    positions: [],
    consultations: [],
    findings: [],
  };
}

export function addItems(context: MeetingContext, event: CommandEvent): Change {
  const { items } = payloadOf('add-items', event);
  return { items: [...context.items, ...items.map((item) => newItem(item, event))] };
}

export function withdrawItem(context: MeetingContext, event: CommandEvent): Change {
  const { item, reason } = payloadOf('withdraw-item', event);
  return onItem(context, item, (one) => ({ ...one, agenda: 'withdrawn', agendaNote: reason }));
}

/** The item at its new place; all others keep their order. */
export function placeItem(context: MeetingContext, event: CommandEvent): Change {
  const { item: id, place } = payloadOf('place-item', event);
  const others = context.items.filter((item) => item.id !== id);
  const moved = context.items.filter((item) => item.id === id);
  return { items: [...others.slice(0, place - 1), ...moved, ...others.slice(place - 1)] };
}

function onItem(context: MeetingContext, id: string, change: (item: Item) => Item): Change {
  return { items: context.items.map((item) => (item.id === id ? change(item) : item)) };
}

export function circulateAgenda(context: MeetingContext): Change {
  return { agenda: { ...context.agenda, circulatedAt: context.asOf } };
}

/** New hours; the notices are counted anew from the new opening. */
export function reschedule(context: MeetingContext, event: CommandEvent): Change {
  const { opensAt, endsAt, shortNotice } = payloadOf('reschedule', event);
  const { zone, notices } = context;
  const times = { opensAt, endsAt, zone, agendaNotice: notices.agenda, amendmentNotice: notices.amendments };
  return { ...meetingTimes(times), shortNotice };
}

export function cancelMeeting(context: MeetingContext, event: CommandEvent): Change {
  return { cancellation: { reason: payloadOf('cancel', event).reason, at: context.asOf } };
}

/** A delegation registered again replaces its entry. */
export function registerAttendance(context: MeetingContext, event: CommandEvent): Change {
  const { attendees } = payloadOf('register-attendance', event);
  const codes = new Set(attendees.map(({ party }) => party));
  const added: Attendee[] = attendees.map((one) => ({ ...one, at: context.asOf }));
  return { attendance: [...context.attendance.filter(({ party }) => !codes.has(party)), ...added] };
}

export function withdrawAttendance(context: MeetingContext, event: CommandEvent): Change {
  const { party } = payloadOf('withdraw-attendance', event);
  return { attendance: context.attendance.filter((one) => one.party !== party) };
}

/** The successor of a merged organ meets in its place and is concerned by what concerned it; who brought an item stays as it was. */
export function succeedOrgan(context: MeetingContext, event: CommandEvent): Change {
  const { from, to } = payloadOf('succeed-organ', event);
  const succeeded = (codes: readonly string[]): string[] => [
    ...new Set(codes.map((code) => (code === from ? to : code))),
  ];
  return {
    organs: succeeded(context.organs),
    items: context.items.map((item) => ({ ...item, concerns: succeeded(item.concerns) })),
  };
}

/** A party objects once to a thing; a later objection replaces the words of the earlier one. */
export function objectTo(context: MeetingContext, event: CommandEvent): Change {
  const { to, party, statement } = payloadOf('object', event);
  const objection = { to, party, statement, at: context.asOf, by: personOf(event) };
  return { objections: [...withoutObjection(context, to, party), objection] };
}

export function liftObjection(context: MeetingContext, event: CommandEvent): Change {
  const { to, party } = payloadOf('lift-objection', event);
  return { objections: withoutObjection(context, to, party) };
}

function withoutObjection({ objections }: MeetingContext, to: string, party: string): ProceduralObjection[] {
  return objections.filter((one) => one.to !== to || one.party !== party);
}

export function openMeeting(context: MeetingContext): Change {
  return { openedAt: context.asOf };
}

export function adoptAgenda(context: MeetingContext, event: CommandEvent): Change {
  const { refused, late } = payloadOf('adopt-agenda', event);
  const reasons = new Map(refused.map(({ item, reason }) => [item, reason]));
  const judged = [...context.items, ...late.map((item) => newItem(item, event))].map((item): Item => {
    if (item.agenda !== 'proposed') return item;
    const reason = reasons.get(item.id);
    return reason === undefined
      ? { ...item, agenda: 'admitted' }
      : { ...item, agenda: 'refused', agendaNote: reason };
  });
  return { items: judged, agenda: { ...context.agenda, adoptedAt: context.asOf } };
}

export function recommend(context: MeetingContext, event: CommandEvent): Change {
  const { item, organ, outcome, result } = payloadOf('recommend', event);
  return onItem(context, item, (one) => ({
    ...one,
    source: one.source ?? organ,
    recommendation: { organ, outcome, result, at: context.asOf },
  }));
}

export function makeStatement(context: MeetingContext, event: CommandEvent): Change {
  const { item, by, text } = payloadOf('make-statement', event);
  return onItem(context, item, (one) => ({
    ...one,
    statements: [...one.statements, { by, text, at: context.asOf }],
  }));
}

export function takePosition(context: MeetingContext, event: CommandEvent): Change {
  const { item, party, kind, statement } = payloadOf('take-position', event);
  return onItem(context, item, (one) => ({
    ...one,
    positions: [...one.positions, { party, kind, statement, at: context.asOf, by: personOf(event) }],
  }));
}

export function consult(context: MeetingContext, event: CommandEvent): Change {
  const { item, note } = payloadOf('consult', event);
  return onItem(context, item, (one) => ({
    ...one,
    consultations: [...one.consultations, { note, at: context.asOf }],
  }));
}

export function findOnItem(context: MeetingContext, event: CommandEvent): Change {
  const { item, result, note } = payloadOf('find', event);
  return withFinding(context, event, item, result, note);
}

/** The Chair finds what the organ recommends. */
export function followRecommendation(context: MeetingContext, event: CommandEvent): Change {
  const { item, note } = payloadOf('follow-recommendation', event);
  const result = findItem(context, item)?.recommendation?.result ?? 'noted';
  return withFinding(context, event, item, result, note);
}

/** A procedure that could not be drafted leaves the item open to another way. */
export function noteDraftRefused(context: MeetingContext, event: CommandEvent): Change {
  const { item, reason } = payloadOf('note-draft-refused', event);
  return withFinding(context, event, item, 'deferred', reason);
}

export function sendToWrittenProcedure(context: MeetingContext, event: CommandEvent): Change {
  const { item, draft } = payloadOf('send-to-written-procedure', event);
  return withFinding(context, event, item, 'to-written-procedure', draft.reference);
}

function withFinding(
  context: MeetingContext,
  event: CommandEvent,
  id: string,
  result: Item['findings'][number]['result'],
  note: string,
): Change {
  const finding = { result, note, at: context.asOf, by: personOf(event) };
  return onItem(context, id, (one) => ({ ...one, findings: [...one.findings, finding] }));
}

export function closeMeeting(context: MeetingContext): Change {
  return { closedAt: context.asOf };
}

export function adoptCommunique(context: MeetingContext, event: CommandEvent): Change {
  return { communique: { ...context.communique, adoptedAt: context.asOf, adoptedBy: personOf(event) } };
}

export function closeWithStatement(context: MeetingContext, event: CommandEvent): Change {
  const { statement } = payloadOf('close-with-statement', event);
  return { communique: { ...context.communique, statement, statedAt: context.asOf } };
}

export function publishCommunique(context: MeetingContext): Change {
  return { communique: { ...context.communique, publishedAt: context.asOf } };
}

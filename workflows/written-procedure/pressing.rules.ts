/**
 * What the offices do about silent members between launch and close, besides the timetable of reminders: reminders by hand, calls and
 * notes verbales, and links that reached somebody else. None of it is an answer, and none of it moves the deadline. Nobody is excused
 * and nothing is postponed here: an extension for all, and the ruling on late replies, stand for both.
 */
import { localDate } from '../../src/kernel/business-calendar.js';
import { type Instant, msBetween } from '../../src/kernel/instant.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { findContact, findMember, findObserver, launched, withContact } from './electorate.rules.js';
import type {
  Frozen,
  LoggedContact,
  ProcedureContext,
  ProcedureDeadline,
} from './written-procedure.context.js';
import { payloadOf } from './written-procedure.payloads.js';

type Reminded = Required<Pick<ProcedureContext, 'handReminders'>>;
type Logged = Required<Pick<ProcedureContext, 'contactLog'>>;
type Misdirected = Required<Pick<ProcedureContext, 'wrongRecipients'>> & { readonly frozen: Frozen };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Notes who was reminded by hand. */
export function noteHandReminder(context: ProcedureContext, event: CommandEvent): Reminded {
  const { members } = payloadOf('remind', event);
  const reminder = { at: event.occurredAt, by: event.actor.name, members };
  return { handReminders: [...(context.handReminders ?? []), reminder] };
}

/** @returns when a member was last reminded by hand; null when never */
export function remindedByHand(context: ProcedureContext, party: string): Instant | null {
  return (context.handReminders ?? []).findLast(({ members }) => members.includes(party))?.at ?? null;
}

/** @returns when a member was reminded by hand on the very day of an instant, in the zone of the deadline; null when it was not */
export function remindedOnDayOf(context: ProcedureContext, party: string, now: Instant): Instant | null {
  const { zone } = launched(context).round.deadline;
  const last = remindedByHand(context, party);
  return last !== null && localDate(last, zone) === localDate(now, zone) ? last : null;
}

/**
 * What a reminder by hand says of the time left, in the labels of the timetable.
 *
 * @returns `5-days` or `6-hours`, whole ones; `last-morning` when less than an hour is left
 */
export function timeLeft(deadline: ProcedureDeadline, now: Instant): string {
  const left = msBetween(now, deadline.at);
  if (left >= DAY_MS) return `${Math.floor(left / DAY_MS)}-days`;
  return left >= HOUR_MS ? `${Math.floor(left / HOUR_MS)}-hours` : 'last-morning';
}

/** Takes a call or a note verbale into the record. */
export function logContact(context: ProcedureContext, event: CommandEvent): Logged {
  const entry: LoggedContact = {
    ...payloadOf('log-contact', event),
    at: event.occurredAt,
    by: event.actor.name,
  };
  return { contactLog: [...(context.contactLog ?? []), entry] };
}

/** @returns the calls and notes verbales to a member, in the order in which they were logged */
export function contactsLogged(context: ProcedureContext, party: string): readonly LoggedContact[] {
  return (context.contactLog ?? []).filter((entry) => entry.party === party);
}

/** A link reached somebody else: its address counts as one that does not reach the contact, until the offices mend it. */
export function noteWrongRecipient(context: ProcedureContext, event: CommandEvent): Misdirected {
  const { contactId } = payloadOf('report-wrong-recipient', event);
  const party = event.actor.party ?? '';
  const report = { party, contactId, at: event.occurredAt };
  return {
    wrongRecipients: [...(context.wrongRecipients ?? []), report],
    frozen: withContact(launched(context).frozen, party, contactId, (contact) => ({
      ...contact,
      unreachableSince: contact.unreachableSince ?? event.occurredAt,
    })),
  };
}

/** @returns the reports that nobody has mended yet: the contact is still the one written to, and was not said to be reached after all */
export function openWrongRecipients(
  context: ProcedureContext,
): readonly NonNullable<ProcedureContext['wrongRecipients']>[number][] {
  const latest = new Map((context.wrongRecipients ?? []).map((report) => [report.contactId, report]));
  return [...latest.values()].filter(({ party, contactId }) => {
    const contact = findContact(findMember(context, party) ?? findObserver(context, party), contactId);
    return contact !== undefined && contact.unreachableSince !== null;
  });
}

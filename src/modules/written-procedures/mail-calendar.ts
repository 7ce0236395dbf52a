/**
 * The deadline of a round as a calendar entry. One entry for each round of a case; every change of the round makes a newer
 * version. A calendar file is shared and forwarded, so it never holds a personal link.
 */
import type { Instant } from '../../kernel/instant.js';
import { type CalendarEntry, calendarText } from '../../platform/mail/index.js';
import type { Round } from '../../../workflows/written-procedure/index.js';
import type { Letter } from './mail-letter.js';
import { subjectMatter } from './mail-letter.js';

/**
 * The entry of the mail's round, with the deadline the mail tells. Where an earlier round was cut short, its entry is
 * marked as cancelled in the same file.
 *
 * @param letter the mail being written
 * @param at the deadline
 * @returns iCalendar text, METHOD:PUBLISH
 */
export function publishedDeadline(letter: Letter, at: Instant): string {
  const { context, round, mail } = letter;
  const before = context.earlierRounds.find(({ number }) => number === round.number - 1);
  const isCutShort = before !== undefined && before.deadline.at > mail.occurredAt;
  return calendarText([
    { ...entry(letter, round, at), method: 'PUBLISH' },
    ...(isCutShort ? [cancellation(letter, before)] : []),
  ]);
}

/**
 * @param letter the mail being written
 * @returns iCalendar text, METHOD:CANCEL, when the round closed before its deadline had come; null when there is nothing
 *   left to cancel
 */
export function cancelledDeadline(letter: Letter): string | null {
  const { round, mail } = letter;
  const isAhead = round.closed !== null && round.deadline.at > mail.occurredAt;
  return isAhead ? calendarText([cancellation(letter, round)]) : null;
}

function cancellation(letter: Letter, round: Round): CalendarEntry {
  const published = entry(letter, round, round.deadline.at);
  return {
    ...published,
    method: 'CANCEL',
    sequence: published.sequence + 1,
    description: letter.say('written-procedures.calendar.cancelled'),
  };
}

function entry(letter: Letter, round: Round, at: Instant): Omit<CalendarEntry, 'method'> {
  const { context, say, deadline, mail } = letter;
  return {
    uid: `case-${context.caseId}-round-${round.number}@plenum`,
    sequence: 2 * changesSoFar(letter),
    stampedAt: mail.occurredAt,
    at,
    summary: `[${letter.shortName}] ${say('written-procedures.calendar.summary', { what: subjectMatter(letter) })}`,
    description: say('written-procedures.calendar.description', { by: deadline(at).utc }),
  };
}

/**
 * New rounds and extensions up to the event the mail is about, even if it is written later. Publishing takes twice their
 * number and cancelling one more, so that a window resumed and extended after its cancellation has the newer version.
 */
function changesSoFar({ context, round, mail }: Letter): number {
  const rounds = [...context.earlierRounds, ...(context.round ? [context.round] : [])];
  const extensions = rounds
    .filter(({ number }) => number <= round.number)
    .flatMap((one) => one.extensions)
    .filter((extension) => extension.at <= mail.occurredAt);
  return round.number - 1 + extensions.length;
}

/** What is due of whom at each stage of a visit; pure. */
import type { Deadline } from '../../src/kernel/business-calendar.js';
import type { Instant } from '../../src/kernel/instant.js';
import { close, lastDay, owe } from '../casework/index.js';
import type { ReviewVisitContext } from './review-visit.context.js';
import { leaderOf } from './team.rules.js';
import { arrangerOf, countedFrom, isArranged, noun, within } from './review-visit.rules.js';

type Visit = ReviewVisitContext;

/** @returns the memory where somebody committed to invite a visit: the invitation is due, late only where a day was named */
export function awaitInvitation(context: Visit): Partial<Visit> {
  const { party, by, byWords, zone, source } = context;
  return owe(context, {
    id: 'invite',
    what: `invitation of a ${noun(context)}${by === null && byWords !== null ? ` (${byWords})` : ''}`,
    basis: source,
    from: [party],
    due: by === null ? null : lastDay(by, zone),
    ladder: 'visits',
  });
}

/** @returns the memory where a mission is wanted: the Chair is to consult everybody and to ask for consent */
export function awaitProposal(context: Visit): Partial<Visit> {
  return owe(context, {
    id: 'proposal',
    what: 'consultation on a mission, and the question for consent',
    basis: 'KP Core Document VI.13 and VI.14',
    from: ['chair'],
    due: null,
  });
}

/** @returns the memory while a team, terms or dates are missing; what is missing is due before the visit begins */
export function awaitArrangements(context: Visit): Partial<Visit> {
  if (isArranged(context)) return {};
  const { dates, by, zone } = context;
  const kept = close(context, 'visit', 'dropped', 'the arrangements were opened again');
  const byItsDate = by === null ? null : lastDay(by, zone, 'the day by which it is to be over');
  return owe(
    { ...context, ...kept },
    {
      id: 'arrangements',
      what: `team, terms and dates of the ${noun(context)}`,
      basis: context.kind === 'mission' ? 'KP Core Document VI.14' : 'assumed',
      from: [arrangerOf(context)],
      due: dates ? lastDay(dates.from, zone, 'the first day of the visit, to its end') : byItsDate,
      ladder: 'visits',
    },
  );
}

/** @returns the memory with everything arranged: the visit itself is due of its leader */
export function awaitVisit(context: Visit): Partial<Visit> {
  const { dates, team, party, zone } = context;
  if (dates === null) return {};
  const done = close(context, 'arrangements');
  return owe(
    { ...context, ...done },
    {
      id: 'visit',
      what: `${noun(context)} to ${party}, ${dates.from} to ${dates.to}`,
      basis: 'the terms that were set',
      from: [leaderOf(team) ?? arrangerOf(context)],
      due: lastDay(dates.to, zone, 'the last day of the visit, to its end'),
      ladder: 'visits',
    },
  );
}

/** @returns the due instant of the report; null while the visit has not ended */
export function reportDue(context: Visit, now: Instant = context.asOf): Deadline | null {
  const { endedOn, rules, zone } = context;
  return endedOn === null ? null : countedFrom(within(endedOn, now, zone), rules.reportWithin, context);
}

/** @returns the memory after the visit: the report is due of the leader */
export function awaitReport(context: Visit): Partial<Visit> {
  return owe(context, {
    id: 'report',
    what: `report of the ${noun(context)}`,
    basis: 'KP Core Document VI.15',
    from: [leaderOf(context.team) ?? arrangerOf(context)],
    due: reportDue(context),
    ladder: 'visits',
  });
}

/** @returns the memory after everything was closed: when the next visit would be */
export function setNextVisit(context: Visit): Partial<Visit> {
  const { endedOn, openedAt, rules, zone, asOf } = context;
  const from = endedOn === null ? openedAt : within(endedOn, asOf, zone);
  return { nextVisitAt: countedFrom(from, rules.nextVisitAfter, context).at };
}

/** @returns the memory when the time for another visit has come; a visit is voluntary, so that nothing is due of the party */
export function awaitNextVisit(context: Visit): Partial<Visit> {
  return owe(context, {
    id: 'next-visit',
    what: `word on the next review visit to ${context.party}`,
    basis: 'assumed: about three years between visits',
    from: [context.rules.organ],
    due: null,
  });
}

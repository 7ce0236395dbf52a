/** How the memory of a visit begins, what is due at each stage, and how late things are; pure. */
import { type Deadline, type Period, countForward } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { type Instant, addMs, msBetween } from '../../src/kernel/instant.js';
import type { StartInput } from '../../src/kernel/workflow.js';
import { type NewDuty, type Outgoing, close, lastDay, notify, openedCase, owe } from '../casework/index.js';
import type { Recommendation, ReviewVisitContext, newRecommendationSchema } from './review-visit.context.js';
import type { z } from 'zod';
import { open } from './opening.command.js';
import { leaderOf } from './team.rules.js';

type Visit = ReviewVisitContext;
const DAY_MS = 86_400_000;

/** @returns whole days from the first instant that was too late, a day begun counting as one; 0: in time */
export function daysLate(due: Instant, at: Instant): number {
  return at < due ? 0 : Math.floor(msBetween(due, at) / DAY_MS) + 1;
}

/** @returns an instant within a day in a zone: the one given if it lies in that day, else the day's last */
export function within(day: string, now: Instant, zone: string): Instant {
  const last = addMs(lastDay(day, zone).at, -1);
  return last < now ? last : now;
}

/** @returns the end of the day so long after a day, with the switch whether a last day that is no working day moves on */
export function countedFrom(
  day: Instant,
  period: Period,
  { rules, zone }: Pick<Visit, 'rules' | 'zone'>,
): Deadline {
  const calendar = holidayCalendar('weekdays');
  return countForward({ from: day, period, zone, cutoff: '24:00', calendar, rollOver: rules.rollOver });
}

/** @returns `review visit` or `review mission` */
export function noun({ kind }: Pick<Visit, 'kind'>): string {
  return `review ${kind}`;
}

/** @returns whether team, terms and dates are all there */
export function isArranged({ team, terms, dates }: Visit): boolean {
  return team.length > 0 && terms !== null && dates !== null;
}

/** @returns whether everything that the report advised came to its end */
export function allClosed({ recommendationsKnown, recommendations }: Visit): boolean {
  return recommendationsKnown && recommendations.every(({ closed }) => closed !== null);
}

/** @returns who puts the team together: the organ for a visit, the Chair for a mission */
export function arrangerOf({ kind, rules }: Pick<Visit, 'kind' | 'rules'>): string {
  return kind === 'mission' ? 'chair' : rules.organ;
}

/** @returns those who send somebody, each once */
export function teamCodes({ team }: Pick<Visit, 'team'>): readonly string[] {
  return [...new Set(team.map(({ code }) => code))];
}

/** @returns recommendations as they are kept, numbered after those there are */
export function numbered(
  given: readonly z.output<typeof newRecommendationSchema>[],
  { recommendations }: Pick<Visit, 'recommendations'>,
): Recommendation[] {
  return given.map((one, index) => ({
    ...one,
    id: `recommendation-${recommendations.length + index + 1}`,
    entries: [],
    closed: null,
  }));
}

/** @returns what a recommendation makes due of whoever is to carry it out; words that name no day are never late */
export function dutyOfRecommendation({ id, text, to, due }: Recommendation, zone: string): NewDuty {
  return {
    id,
    what: `${id.replace('-', ' ')}: ${text}`.slice(0, 300),
    basis: 'report of the team; Peer Review decision as revised in Washington 2012, paragraph 10',
    from: [to],
    due: due.kind === 'day' ? lastDay(due.on, zone) : null,
    ladder: 'visits',
  };
}

/** @returns the memory as the case is opened, at the stage it has reached by then */
export function openedContext(input: StartInput): Visit {
  const payload = open.payloadOf(input);
  const opened = openedCase(input, ['visits']);
  const { party, kind, basis, rules, already } = payload;
  const at = input.occurredAt;
  return {
    ...opened,
    rules,
    party,
    kind,
    basis,
    by: payload.by,
    byWords: payload.byWords,
    subjects: [...new Set([party, ...opened.subjects])],
    already: already?.stage ?? null,
    indications: payload.indications,
    decision: payload.decision && { ...payload.decision, recorded: false },
    invitation: basis === 'invitation' ? { at, text: payload.text, documents: payload.documents } : null,
    consultation: null,
    remarks: [],
    consent: null,
    measure: null,
    offers: payload.offers,
    team: [],
    terms: null,
    dates: already?.stage === 'planned' ? already.dates : null,
    moves: [],
    begunOn: null,
    endedOn: already?.stage === 'reported' ? already.endedOn : null,
    cutShort: null,
    report: null,
    comments: [],
    posted: null,
    openTo: opened.visibility,
    recommendationsKnown: false,
    recommendations: [],
    nextVisitAt: null,
    nextVisit: null,
  };
}

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

/** @returns the notice that the case was opened */
export function tellOpened(context: Visit): readonly Outgoing[] {
  const { party, basis, rules } = context;
  const leads = {
    invitation: `${party} invited a ${noun(context)}`,
    commitment: `${party} committed itself to invite a ${noun(context)}`,
    'credible-indications': `A review mission to ${party} is considered`,
  } as const;
  return notify(context, [rules.organ, 'chair', 'secretariat', party], {
    kind: 'opened',
    lead: leads[basis],
  });
}

/** @returns the notice that the time for another visit has come */
export function tellNextVisit(context: Visit): readonly Outgoing[] {
  return notify(context, [context.rules.organ, context.party], {
    kind: 'news',
    lead: `The time for another review visit to ${context.party} has come; inviting one is voluntary`,
  });
}

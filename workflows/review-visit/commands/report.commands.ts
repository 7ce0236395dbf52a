/** The report, what the one visited says to it, and its posting. */
import { z } from 'zod';
import { localDate } from '../../../src/kernel/business-calendar.js';
import { addMs } from '../../../src/kernel/instant.js';
import { periodSchema } from '../../../src/kernel/period.js';
import { type Asked, firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { Refusal } from '../../../src/kernel/workflow.js';
import {
  close,
  commandsFor,
  documentsSchema,
  dutyOf,
  isPostponed,
  lineSchema,
  notify,
  owe,
  proseSchema,
  refusalOfCodes,
  refusalOfSpeaking,
} from '../../casework/index.js';
import { type ReviewVisitContext, newRecommendationSchema } from '../review-visit.context.js';
import {
  numbered,
  oweRecommendations,
  recommendationCodes,
  tellRecommendations,
} from '../recommendation.rules.js';
import { arrangerOf, countedFrom, daysLate, noun, teamCodes, within } from '../review-visit.rules.js';
import { reportDue } from '../stage.rules.js';
import { leaderOf } from '../team.rules.js';

type Visit = ReviewVisitContext;
const OFFICES = ['chair', 'secretariat'] as const;
const RULE = 'KP Core Document VI.15';
const command = commandsFor<Visit>();
const submission = z.strictObject({
  summary: proseSchema,
  documents: documentsSchema,
  /** day on which both the Chair and the one visited had it; null: the day of this command */
  on: z.iso.date().nullable().default(null),
  /** what the report recommends, be it nothing; null: entered later (recommend) */
  recommendations: z.array(newRecommendationSchema).max(200).nullable().default(null),
  /** another time for comments than the rule's, with its reason; null: the rule's */
  otherTime: z.strictObject({ within: periodSchema, reason: lineSchema }).nullable().default(null),
});

function refusalOfReport({
  context,
  event,
  payload,
}: Asked<z.output<typeof submission>, Visit>): Refusal | null {
  const { on, recommendations } = payload;
  return firstRefusal(
    () => refusalOfSpeaking(event, leaderOf(context.team) ?? arrangerOf(context), 'summary'),
    () => refusalOfCodes(event, recommendationCodes(recommendations ?? []), 'recommendations'),
    () =>
      on !== null && on > localDate(event.occurredAt, context.zone)
        ? refuse('visit.day-ahead', `${on} is still to come. Record it when it has happened.`, 'on')
        : null,
    () =>
      on !== null && context.endedOn !== null && on < context.endedOn
        ? refuse('visit.report-before-end', `The visit ended on ${context.endedOn}, after ${on}.`, 'on')
        : null,
  );
}

function submitted({ context, event, payload }: Asked<z.output<typeof submission>, Visit>): Partial<Visit> {
  const { summary, documents, on, recommendations, otherTime } = payload;
  const at = on === null ? event.occurredAt : within(on, event.occurredAt, context.zone);
  const due = reportDue(context) ?? countedFrom(at, context.rules.reportWithin, context);
  const commentsDue = countedFrom(at, otherTime?.within ?? context.rules.commentsWithin, context);
  const report = { at, summary, documents, due, daysLate: daysLate(due.at, at), otherTime, commentsDue };
  const awaited = { basis: RULE, due: commentsDue, ladder: 'visits' } as const;
  const word = close(context, 'closing', 'dropped', 'the report came after all');
  const reported = close({ ...context, ...word }, 'report');
  const commented = owe(
    { ...context, ...reported },
    { id: 'comments', what: 'comments on the report', from: [context.party], ...awaited },
  );
  return {
    report,
    recommendationsKnown: recommendations !== null,
    recommendations: [...context.recommendations, ...numbered(recommendations ?? [], context)],
    // only the Chair, the one visited and the team have it now
    visibility: 'concerned',
    concerns: [...new Set([...context.concerns, context.rules.organ, ...teamCodes(context)])],
    ...owe(
      { ...context, ...commented },
      { id: 'posting', what: 'posting of the report with the comments', from: ['chair'], ...awaited },
    ),
  };
}

/** While comments are awaited the report is posted without them on their last day at the earliest, so that it can be in time. */
function refusalOfPosting({ context, event }: Asked<unknown, Visit>): Refusal | null {
  const awaited = dutyOf(context, 'comments');
  if (!awaited || awaited.closed !== null) return null;
  const until = isPostponed(awaited, event.occurredAt) ? awaited.postponed?.until : awaited.due;
  const last = until ? localDate(addMs(until.at, -1), context.zone) : null;
  if (last === null || localDate(event.occurredAt, context.zone) >= last) return null;
  return refuse(
    'visit.comments-awaited',
    `${context.party} may comment until the end of ${last}. Wait for its comments; on that day the report can be posted without them.`,
  );
}

/** Commands about the report. */
export const reportCommands = {
  'submit-report': command(submission, {
    title: 'submit the report to the Chair and to the one visited',
    by: ['participant', ...OFFICES],
    article: RULE,
    recordedAs: 'report-submitted',
    who: (context) => [leaderOf(context.team) ?? arrangerOf(context)],
    refusal: refusalOfReport,
    change: submitted,
    tells: ({ context }) => [
      ...notify(context, [context.party], {
        kind: 'request',
        lead: `The report of the ${noun(context)} is there. It is strictly confidential. Please send your comments`,
        when: context.report && { at: context.report.commentsDue.at, label: 'Due before' },
        duty: 'comments',
      }),
      ...notify(context, [...OFFICES], {
        kind: 'news',
        lead: `The report of the ${noun(context)} to ${context.party} is there${lateWords(context.report?.daysLate ?? 0)}`,
        paragraphs: ['It is strictly confidential. Please have it posted with the comments.'],
      }),
    ],
  }),
  comment: command(z.strictObject({ text: proseSchema, documents: documentsSchema }), {
    title: 'comment on the report, or say that there is nothing to comment',
    by: ['participant', 'observer', ...OFFICES],
    article: RULE,
    recordedAs: 'commented',
    who: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'text'),
    change: ({ context, event, payload }) => {
      const late = context.report ? daysLate(context.report.commentsDue.at, event.occurredAt) : 0;
      return {
        comments: [...context.comments, { at: event.occurredAt, ...payload, daysLate: late }],
        ...close(context, 'comments'),
      };
    },
    tells: ({ context, payload: { text } }) =>
      notify(context, [...OFFICES, ...teamCodes(context)], {
        kind: 'news',
        lead: `${context.party} commented on the report`,
        paragraphs: [text],
      }),
  }),
  post: command(z.strictObject({ note: z.string().max(10_000).default('') }), {
    title: 'record that report and comments are posted on the restricted site',
    by: OFFICES,
    article: RULE,
    recordedAs: 'posted',
    refusal: refusalOfPosting,
    change: ({ context, event, payload: { note } }) => {
      const uncommented = close(context, 'comments', 'dropped', 'posted without comments');
      const done = close({ ...context, ...uncommented }, 'posting');
      const late = context.report ? daysLate(context.report.commentsDue.at, event.occurredAt) : 0;
      const posted = { at: event.occurredAt, daysLate: late, note };
      return {
        posted,
        visibility: context.openTo,
        ...oweRecommendations({ ...context, ...done, posted }),
      };
    },
    tells: ({ context, payload: { note } }) => [
      ...notify(context, context.visibility === 'all' ? ['participants', 'observers'] : ['participants'], {
        kind: 'news',
        lead: `The report on ${context.party} is posted on the restricted site; please keep it confidential`,
        paragraphs: note === '' ? [] : [note],
      }),
      ...tellRecommendations(context, context.recommendations),
    ],
  }),
} as const;

function lateWords(days: number): string {
  return days === 0 ? '' : `, ${days} ${days === 1 ? 'day' : 'days'} late`;
}

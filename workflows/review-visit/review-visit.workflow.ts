/** The workflow of review visits and missions, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dutyTimers, dutyOf, dueWords } from '../casework/index.js';
import { open } from './commands/opening.command.js';
import { commands } from './review-visit.commands.js';
import { type ReviewVisitContext, reviewVisitContextSchema } from './review-visit.context.js';
import { reviewVisitMachine } from './review-visit.machine.js';
import { arrangerOf, noun } from './review-visit.rules.js';

type Visit = ReviewVisitContext;

function neededForArranging(context: Visit): string {
  const { team, terms, dates, kind } = context;
  const missing = [
    ...(team.length === 0 ? ['the team'] : []),
    ...(terms === null ? ['the terms'] : []),
    ...(dates === null ? ['the dates'] : []),
  ].join(', ');
  const by = kind === 'mission' ? 'The Chair, with the consent of the one concerned,' : arrangerOf(context);
  return `${by} is to settle: ${missing}.`;
}

function neededForFollowUp({ recommendations, recommendationsKnown }: Visit): string {
  if (!recommendationsKnown) return 'The report was noted; its recommendations are still to be entered.';
  const open = recommendations.filter(({ closed }) => closed === null);
  return `Open of ${recommendations.length}: ${open.map(({ id, to }) => `${id.replace('-', ' ')} (${to})`).join(', ')}.`;
}

function neededForComments(context: Visit): string {
  const days = context.report?.daysLate ?? 0;
  const late = days === 0 ? 'in time' : `${days} ${days === 1 ? 'day' : 'days'} late`;
  const awaited = dutyOf(context, 'comments')?.closed === null;
  const next = awaited
    ? `${context.party} may comment on it, then the Chair posts both.`
    : 'The comments are there: the Chair is to post both.';
  return `The report came ${late}. ${next}`;
}

export const reviewVisit = defineWorkflow({
  name: 'review-visit',
  version: 1,
  title: 'Review visit or review mission',
  source:
    'KP Core Document VI.13 to VI.16; Peer Review decision as revised in Washington 2012; teams and intervals assumed',
  presented: { collection: 'review-visits', noun: 'review visit' },
  machine: reviewVisitMachine,
  start: open,
  commands,
  timers: {
    ...dutyTimers,
    'next-visit': {
      title: 'the time for another visit comes',
      recordedAs: 'next-visit-due',
      basis: ({ rules }: Visit) => ({ ...rules.nextVisitAfter, source: 'assumed' }),
    },
  },
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: reviewVisitContextSchema,
  ...describer(reviewVisitContextSchema, {
    status: {
      reporting: (context) => (dutyOf(context, 'report')?.lateSince ? 'report late' : 'report awaited'),
      commenting: () => 'comments awaited',
      'next-awaited': () => 'all recommendations closed',
      'next-due': () => 'another visit would be due',
      refused: () => 'consent refused',
      committed: () => 'invitation promised',
    },
    needed: {
      committed: ({ party, by, byWords, kind }) =>
        `${party} is to invite a ${noun({ kind })}${by === null ? (byWords === null ? '' : ` ${byWords}`) : `, at the latest on ${by}`}.`,
      indicated: () => 'The Chair is to consult all Participants and to ask for consent to a mission.',
      'consent-asked': ({ party }) =>
        `${party} is to say whether it consents to the mission; without consent it does not go.`,
      refused: ({ party, measure }) =>
        measure === null
          ? `${party} did not consent. The Chair is to say what follows: ask again, propose a measure, or close the case.`
          : `${party} did not consent; ${measure.reference} was opened. The mission can still be consented to.`,
      arranging: neededForArranging,
      arranged: (context) =>
        `The ${noun(context)} is to be made from ${context.dates?.from ?? ''} to ${context.dates?.to ?? ''}.`,
      'under-way': (context) => `The ${noun(context)} is under way; its end is to be recorded.`,
      reporting: dueWords,
      commenting: neededForComments,
      'following-up': neededForFollowUp,
      'next-awaited': ({ nextVisitAt }) =>
        `Nothing until another visit would be due, on ${nextVisitAt?.slice(0, 10) ?? ''}.`,
      'next-due': ({ party, rules }) =>
        `${rules.organ} is to say whether ${party} invites another visit; inviting one is voluntary.`,
    },
    next: { 'next-visit': 'The time for another visit comes.' },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000b',
      occurredAt: '2012-11-30T23:00:00.000Z' as Instant, // the Plenary of Washington
      actor: { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' },
      payload: {
        reference: 'KP/VISIT/GIN/2013',
        title: 'Review visit to Guinea',
        source: 'Washington communiqué 2012, paragraph 13',
        party: 'GIN',
        kind: 'visit',
        basis: 'commitment',
        by: '2013-12-31',
      },
      facts: { roles: ['chair'], known: { GIN: 'participant' } },
    },
  ],
});

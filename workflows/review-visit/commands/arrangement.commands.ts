/** Who goes, on which terms, and when. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { Refusal } from '../../../src/kernel/workflow.js';
import {
  commandsFor,
  lineSchema,
  notify,
  proseSchema,
  refusalOfCodes,
  refusalOfOwnCase,
  refusalOfSpeaking,
  speaksFor,
} from '../../casework/index.js';
import { type ReviewVisitContext, datesSchema, offerSchema } from '../review-visit.context.js';
import { arrangerOf, noun, teamCodes } from '../review-visit.rules.js';
import { type Member, faultsOfTeam, governmentsIn, memberSchema } from '../team.rules.js';

type Visit = ReviewVisitContext;
const OFFICES = ['chair', 'secretariat'] as const;
const ANYBODY = ['participant', 'observer', ...OFFICES] as const;
const TERMS = 'KP Core Document VI.14 for missions; for visits assumed';
/** How the one visited agreed, where a mission needs it: `letter of 3 August` */
const agreed = lineSchema.nullable().default(null);
const command = commandsFor<Visit>();

/** A visit is arranged by whoever speaks for the organ, a mission by the Chair; never by the one visited. */
function refusalOfArranger({ context, event }: Asked<unknown, Visit>, field: string): Refusal | null {
  const arranger = arrangerOf(context);
  const own = refusalOfOwnCase(event, [context.party]);
  if (own) return own;
  if (arranger !== 'chair' || speaksFor(event, arranger)) return refusalOfSpeaking(event, arranger, field);
  return refuse(
    'visit.chair-arranges',
    'The Chair sets size, composition, terms and time of a mission. Tell the Chair what you propose (remark, offer).',
    field,
  );
}

function refusalWithoutConsent({ context, payload }: Asked<{ readonly agreed: string | null }, Visit>) {
  if (context.kind === 'visit' || payload.agreed !== null) return null;
  return refuse(
    'visit.not-agreed',
    `Size, composition, terms and time of a mission are set with the consent of ${context.party}. Say how it agreed.`,
    'agreed',
  );
}

function refusalOfTeam({
  context,
  event,
  payload: { members },
}: Asked<{ readonly members: readonly Member[] }, Visit>): Refusal | null {
  const rule = context.rules.team[context.kind];
  const faults = faultsOfTeam(members, rule);
  const sent = members.filter(({ as }) => as !== 'expert' || !rule.experts.fromOutside);
  return firstRefusal(
    () =>
      members.some(({ code }) => code === context.party)
        ? refuse('visit.of-oneself', `${context.party} cannot be on the team that visits it.`, 'members')
        : null,
    () => refusalOfCodes(event, governmentsIn(members, rule), 'members', ['participant']),
    () =>
      refusalOfCodes(
        event,
        sent.map(({ code }) => code),
        'members',
        ['participant', 'observer'],
      ),
    () =>
      faults.length === 0
        ? null
        : refuse(
            'visit.team-not-whole',
            `The team does not fit its rule. Wanted: ${faults.join('; ')}. (${rule.source})`,
            'members',
          ),
  );
}

/** Commands that arrange a visit. */
export const arrangementCommands = {
  offer: command(offerSchema, {
    title: 'offer to lead or to join the team',
    by: ANYBODY,
    article: 'practice: Washington communiqué 2012, paragraph 14',
    recordedAs: 'offered',
    refusal: ({ context, event, payload: { code } }) =>
      firstRefusal(
        () => refusalOfCodes(event, [code], 'code', ['participant', 'observer']),
        () => refusalOfSpeaking(event, code, 'code'),
        () =>
          code === context.party
            ? refuse('visit.of-oneself', `${code} cannot be on the team that visits it.`, 'code')
            : null,
      ),
    change: ({ context, payload }) => ({
      offers: [
        ...context.offers.filter(({ code, as }) => code !== payload.code || as !== payload.as),
        payload,
      ],
    }),
    tells: ({ context, payload: { code, as } }) =>
      notify(context, [arrangerOf(context)], {
        kind: 'news',
        lead: `${code} offers to go (${as})`,
        digest: true,
      }),
  }),
  'compose-team': command(z.strictObject({ members: z.array(memberSchema).min(1).max(50), agreed }), {
    title: 'put the team together',
    by: ANYBODY,
    article: TERMS,
    recordedAs: 'team-composed',
    who: (context) => [arrangerOf(context)],
    never: ({ party }) => [party],
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfArranger(asked, 'members'),
        () => refusalOfTeam(asked),
        () => refusalWithoutConsent(asked),
      ),
    change: ({ payload: { members } }) => ({ team: members }),
    tells: ({ context }) =>
      notify(context, [context.party, ...teamCodes(context)], {
        kind: 'news',
        lead: `The team of the ${noun(context)} to ${context.party}`,
        facts: context.team.map(({ code, as, name }) => [as, name === null ? code : `${code}, ${name}`]),
      }),
  }),
  'set-terms': command(
    z.strictObject({ text: proseSchema, dates: datesSchema.nullable().default(null), agreed }),
    {
      title: 'set the terms and dates',
      by: ANYBODY,
      article: TERMS,
      recordedAs: 'terms-set',
      who: (context) => [arrangerOf(context)],
      never: ({ party }) => [party],
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfArranger(asked, 'text'),
          () => refusalWithoutConsent(asked),
        ),
      change: ({ context, event, payload }) => ({
        terms: { at: event.occurredAt, text: payload.text, agreed: payload.agreed },
        dates: payload.dates ?? context.dates,
      }),
      tells: ({ context, payload: { text } }) =>
        notify(context, [context.party, ...teamCodes(context)], {
          kind: 'news',
          lead: `The terms of the ${noun(context)} to ${context.party}`,
          paragraphs: [text],
        }),
    },
  ),
  'move-dates': command(z.strictObject({ dates: datesSchema.nullable(), reason: lineSchema, agreed }), {
    title: 'move the visit to other dates, or postpone it without any',
    by: ANYBODY,
    article: TERMS,
    recordedAs: 'dates-moved',
    who: (context) => [arrangerOf(context), ...(context.kind === 'visit' ? [context.party] : [])],
    refusal: (asked) =>
      firstRefusal(
        () =>
          // whoever is visited may ask for another time by itself; a mission's are the Chair's to move
          asked.context.kind === 'visit' &&
          refusalOfSpeaking(asked.event, asked.context.party, 'dates') === null
            ? null
            : refusalOfArranger(asked, 'dates'),
        () => refusalWithoutConsent(asked),
        () =>
          asked.context.begunOn !== null && (asked.payload.dates?.from ?? '') > asked.context.begunOn
            ? refuse('visit.begun', 'It has begun. Only its last day can move.', 'dates.from')
            : null,
        () =>
          asked.context.begunOn !== null && asked.payload.dates === null
            ? refuse(
                'visit.begun',
                'It has begun and cannot be postponed. End it (end-visit, cutShort).',
                'dates',
              )
            : null,
      ),
    change: ({ context, event, payload: { dates, reason } }) => ({
      dates,
      moves: [...context.moves, { at: event.occurredAt, before: context.dates, after: dates, reason }],
    }),
    tells: ({ context, payload: { dates, reason } }) =>
      notify(context, [context.party, context.rules.organ, ...teamCodes(context)], {
        kind: 'news',
        lead: dates
          ? `The ${noun(context)} to ${context.party} is now from ${dates.from} to ${dates.to}`
          : `The ${noun(context)} to ${context.party} is postponed, without a new date`,
        paragraphs: [reason],
      }),
  }),
} as const;

/** Commands of the examination: a visit and its report, provisional acceptance, and what the committee recommends. */
import { z } from 'zod';
import { addMs } from '../../src/kernel/instant.js';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  type Outgoing,
  after,
  caseRefSchema,
  close,
  codeSchema,
  commandsFor,
  decisionSchema,
  documentSchema,
  documentsSchema,
  itemFor,
  kept,
  lastDay,
  lineSchema,
  notify,
  owe,
  personOf,
  proseSchema,
  refusalOfCodes,
  refusalOfOwnCase,
  refusalOfSpeaking,
  speaksFor,
} from '../casework/index.js';
import { type AdmissionContext, RECOMMENDATIONS } from './admission.context.js';
import { refusalOfIncomplete, refusalOfVoice } from './admission.refusals.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<AdmissionContext>();
const reportDuty = (index: number): string => `visit-report-${index + 1}`;

/** Commands by name. */
export const examinationCommands = {
  'record-visit': command(
    z.strictObject({
      from: z.iso.date(),
      to: z.iso.date(),
      team: z.array(codeSchema).min(1).max(20),
      case: caseRefSchema.nullable().default(null),
    }),
    {
      title: 'record a visit of experts to an applicant',
      by: OFFICES,
      article: 'practice: Cameroon 2012, Mali 2013; the report within three weeks assumed, as in VI.15',
      recordedAs: 'visit-recorded',
      refusal: ({ context, event, payload: { from, to, team } }) =>
        firstRefusal(
          () => (from <= to ? null : refuse('admission.visit-backwards', `${to} lies before ${from}.`, 'to')),
          () => refusalOfCodes(event, team, 'team', ['participant', 'observer', 'organ', 'body']),
          () =>
            team.includes(context.party)
              ? refuse(
                  'admission.own-visit',
                  'The applicant does not sit in the team that visits it.',
                  'team',
                )
              : null,
        ),
      change: ({ context, payload: visit }) => {
        const lastMoment = addMs(lastDay(visit.to, context.zone).at, -1);
        const due = after(lastMoment, context.rules.visitReportWithin, context.zone);
        const id = reportDuty(context.visits.length);
        return {
          visits: [...context.visits, { ...visit, report: null }],
          ...owe(context, {
            id,
            what: `report of the visit of ${visit.from}`,
            basis: 'assumed: as with missions, KP Core Document VI.15',
            from: visit.team,
            due,
            ladder: 'visits',
          }),
        };
      },
    },
  ),
  'file-visit-report': command(
    z.strictObject({
      /** first day of the visit; left out: the only one without a report */
      visit: z.iso.date().nullable().default(null),
      text: proseSchema,
      document: documentSchema.nullable().default(null),
    }),
    {
      title: 'file the report of a visit to an applicant',
      by: ['participant', 'observer', ...OFFICES],
      article: 'practice: Cameroon 2012, Mali 2013',
      recordedAs: 'visit-report-filed',
      who: ({ visits }) => visits.flatMap(({ team }) => team),
      never: ({ party }) => [party],
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfVisit(asked.context, asked.payload.visit),
          () => refusalOfOwnCase(asked.event, [asked.context.party]),
          () => {
            const team = asked.context.visits[meant(asked.context, asked.payload.visit)]?.team ?? [];
            const isOfTeam = team.some((code) => speaksFor(asked.event, code));
            return isOfTeam ? null : refusalOfSpeaking(asked.event, team.join(' or '), 'visit');
          },
        ),
      change: ({ context, event, payload: { visit, ...report } }) => {
        const index = meant(context, visit);
        return {
          visits: context.visits.map((one, at) =>
            at === index ? { ...one, report: { ...report, at: event.occurredAt } } : one,
          ),
          ...close(context, reportDuty(index)),
        };
      },
      tells: ({ context, payload: { text } }) =>
        notify(context, [...OFFICES, context.rules.committee, context.party], {
          kind: 'news',
          lead: `The report of the visit to ${context.party} is there`,
          paragraphs: [text],
        }),
    },
  ),
  'accept-provisionally': command(
    z.strictObject({ decision: decisionSchema, conditions: z.array(lineSchema).max(20).default([]) }),
    {
      title: 'record that an applicant is accepted provisionally',
      by: OFFICES,
      article: 'practice: Cameroon at the Intersessional of June 2012, Gabon in December 2017',
      recordedAs: 'accepted-provisionally',
      refusal: ({ context, event, payload: { decision } }) =>
        refusalOfVoice(context, event, decision, context.rules.provisionallyBy),
      change: ({ event, payload: { decision, conditions } }) => ({
        provisional: { decision: { ...kept(decision, event), concernedCounts: false }, conditions },
      }),
      tells: ({ context, payload: { conditions } }) =>
        notify(context, ['participants', context.party], {
          kind: 'decision',
          lead: `${context.name ?? context.party} is accepted provisionally; it is not admitted yet`,
          paragraphs: conditions,
        }),
    },
  ),
  recommend: command(
    z.strictObject({
      what: z.enum(RECOMMENDATIONS),
      /** where it is to be decided */
      through: z.enum(['plenary', 'written-procedure']).default('plenary'),
      text: proseSchema,
      documents: documentsSchema,
    }),
    {
      title: 'record what the committee recommends on an application',
      by: ['participant', ...OFFICES],
      article: 'practice: the Participation Committee recommends by consensus',
      recordedAs: 'recommended',
      who: ({ rules }) => [rules.committee],
      never: ({ party }) => [party],
      refusal: ({ context, event, payload: { what } }) =>
        firstRefusal(
          () => refusalOfOwnCase(event, [context.party]),
          () => refusalOfSpeaking(event, context.rules.committee, 'what'),
          () => (what === 'admit' ? refusalOfIncomplete(context, 'what') : null),
        ),
      change: ({ context, event, payload }) => {
        const given = { ...payload, at: event.occurredAt, person: personOf(event) };
        const recommendations = [...context.recommendations, given];
        if (payload.what === 'no-consensus')
          return {
            recommendations,
            standing: null,
            forPlenary: null,
            ...close(context, 'decision', 'dropped', 'the committee no longer recommends anything'),
          };
        const item = itemFor(context, null);
        return {
          recommendations,
          standing: given,
          forPlenary: payload.through === 'plenary' ? { since: event.occurredAt, item } : null,
          ...oweDecision({ ...context, ...close(context, 'recommendation') }),
        };
      },
      tells: ({ context, payload: { what, text } }) => [
        ...notify(context, [...OFFICES], {
          kind: 'news',
          lead: RECOMMENDED[what](context.rules.committee),
          paragraphs: [text],
        }),
        ...putBeforePlenary(context, text),
      ],
    },
  ),
} as const;

const RECOMMENDED = {
  admit: (committee: string) => `The ${committee} recommends to admit`,
  defer: (committee: string) => `The ${committee} recommends to defer`,
  refuse: (committee: string) => `The ${committee} recommends to refuse`,
  'no-consensus': (committee: string) => `The ${committee} has found no consensus`,
} as const;

/** @returns the duties as a recommendation waits to be decided */
export function oweDecision(context: AdmissionContext): Pick<AdmissionContext, 'duties'> {
  return owe(context, {
    id: 'decision',
    what: 'to have the recommendation decided',
    basis: 'KP Core Document VI.5; no term was found',
    from: ['chair'],
    due: null,
  });
}

/** @returns the request that the matter comes onto the agenda of the next Plenary, where the memory has it there */
export function putBeforePlenary({ forPlenary }: AdmissionContext, words: string): readonly Outgoing[] {
  return forPlenary ? [{ type: 'put-before-plenary', params: { item: forPlenary.item, words } }] : [];
}

/** @returns index of the visit meant; -1 when it is not to be told */
function meant({ visits }: AdmissionContext, from: string | null): number {
  const open = visits.flatMap((visit, index) => (visit.report === null ? [{ visit, index }] : []));
  if (from !== null) return open.find(({ visit }) => visit.from === from)?.index ?? -1;
  return open.length === 1 ? (open[0]?.index ?? -1) : -1;
}

function refusalOfVisit(context: AdmissionContext, from: string | null): Refusal | null {
  if (meant(context, from) >= 0) return null;
  const open = context.visits.filter(({ report }) => report === null).map((visit) => visit.from);
  const words = open.length === 0 ? 'Record the visit first.' : `Name its first day: ${open.join(' or ')}.`;
  return refuse('admission.unknown-visit', `No visit awaits this report. ${words}`, 'visit');
}

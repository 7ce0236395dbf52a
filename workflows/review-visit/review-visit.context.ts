/** What a review visit or mission remembers: how it came about, who goes and when, the report, and what became of its advice. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import {
  DECIDED_BY,
  caseRefSchema,
  caseShape,
  codeSchema,
  documentsSchema,
  keptDecisionSchema,
  keptDeadlineSchema,
  lineSchema,
  proseSchema,
  visibilitySchema,
} from '../casework/index.js';
import { MEMBER_ROLES, memberSchema, teamRuleSchema } from './team.rules.js';

export const VISIT_KINDS = ['visit', 'mission'] as const;
export const VISIT_BASES = ['invitation', 'credible-indications', 'commitment'] as const;
/** What became of a recommendation. */
export const RECOMMENDATION_ENDS = ['done', 'rejected', 'overtaken'] as const;

export const reviewRulesSchema = z.strictObject({
  /** the organ that receives invitations and puts teams together */
  organ: codeSchema,
  /** the organ that recommends measures, told where consent to a mission is refused */
  committee: codeSchema.default('PC'),
  /** who may decide on a mission */
  decidedBy: z.array(z.enum(DECIDED_BY)).min(1),
  consentWithin: periodSchema,
  reportWithin: periodSchema,
  commentsWithin: periodSchema,
  /** whether a last day that is a Saturday or Sunday moves to the Monday */
  rollOver: z.boolean(),
  nextVisitAfter: periodSchema,
  team: z.strictObject({ visit: teamRuleSchema, mission: teamRuleSchema }),
  source: z.string().min(1),
});
export type ReviewRules = z.output<typeof reviewRulesSchema>;

/** The figures of a case that is opened without others. */
export const REVIEW_RULES: ReviewRules = {
  organ: 'WGM',
  committee: 'PC',
  decidedBy: ['plenary', 'written-procedure', 'intersessional', 'elsewhere'],
  consentWithin: { value: 30, unit: 'calendar-days' },
  reportWithin: { value: 3, unit: 'weeks' },
  commentsWithin: { value: 3, unit: 'weeks' },
  rollOver: false,
  nextVisitAfter: { value: 36, unit: 'months' },
  team: {
    visit: {
      participants: { min: 2, max: 5 },
      observers: [
        { code: 'WDC', min: 1, max: 1 },
        { code: 'CSC', min: 1, max: 1 },
      ],
      experts: { max: 3, fromOutside: false },
      source:
        'assumed: a leader, about three Participants, one of industry, one of civil society; outside experts: still under review, Washington communiqué 2012, paragraph 10',
    },
    mission: {
      participants: { min: 3, max: 8 },
      observers: [
        { code: 'WDC', min: 1, max: 2 },
        { code: 'CSC', min: 1, max: 2 },
      ],
      experts: { max: 3, fromOutside: false },
      source:
        'assumed, so that the team of the mission to Zimbabwe of August 2010 fits; KP Core Document VI.14 leaves it to the Chair',
    },
  },
  source:
    'three weeks and three weeks: KP Core Document VI.15, which speaks of missions (for visits assumed); that no last day rolls over, thirty days for consent and three years between visits: assumed',
};

const entry = { at: instantSchema, by: codeSchema, text: proseSchema } as const;
/** A term of days, with the day it begins and the day it ends. */
export const datesSchema = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'the last day is not before the first' });
/** By when a recommendation is to be carried out: a day, or words that are never late. */
export const recommendationDueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('day'), on: z.iso.date() }),
  z.strictObject({ kind: z.literal('soft'), words: lineSchema }),
]);
export const newRecommendationSchema = z.strictObject({
  text: proseSchema,
  /** code of whoever is to carry it out */
  to: codeSchema,
  due: recommendationDueSchema.default({ kind: 'soft', words: 'no date' }),
});
export const recommendationSchema = newRecommendationSchema.extend({
  /** `recommendation-1`; also the id of its duty */
  id: z.string(),
  entries: z.array(z.strictObject({ ...entry, documents: documentsSchema })),
  closed: z
    .strictObject({
      how: z.enum(RECOMMENDATION_ENDS),
      /** code, or `chair` */
      by: z.string(),
      at: instantSchema,
      reason: lineSchema,
    })
    .nullable(),
});
export type Recommendation = z.output<typeof recommendationSchema>;
export const offerSchema = z.strictObject({
  code: codeSchema,
  as: z.enum(MEMBER_ROLES).default('member'),
  note: z.string().max(2000).default(''),
});
export const indicationSchema = z.strictObject({ text: proseSchema, source: lineSchema });

const reportSchema = z.strictObject({
  at: instantSchema,
  summary: proseSchema,
  documents: documentsSchema,
  due: keptDeadlineSchema,
  /** days after the last day; 0: in time */
  daysLate: z.int(),
  /** another time for comments than the rule's, and why; null: the rule's */
  otherTime: z.strictObject({ within: periodSchema, reason: lineSchema }).nullable(),
  commentsDue: keptDeadlineSchema,
});

export const reviewVisitContextSchema = z.strictObject({
  ...caseShape,
  rules: reviewRulesSchema,
  party: codeSchema,
  kind: z.enum(VISIT_KINDS),
  basis: z.enum(VISIT_BASES),
  /** last day of a commitment, or by which it is to be over; null without one */
  by: z.iso.date().nullable(),
  /** the same in words, where they name no day: `early 2013` */
  byWords: lineSchema.nullable(),
  /** how far it had come before its case was opened; null: it begins here */
  already: z.enum(['planned', 'reported']).nullable(),
  indications: z.array(indicationSchema),
  decision: keptDecisionSchema.nullable(),
  invitation: z.strictObject({ at: instantSchema, text: proseSchema, documents: documentsSchema }).nullable(),
  consultation: z.strictObject({ at: instantSchema, text: proseSchema }).nullable(),
  remarks: z.array(z.strictObject(entry)),
  consent: z.strictObject({ at: instantSchema, given: z.boolean(), text: proseSchema }).nullable(),
  /** the interim measure proposed after consent was refused */
  measure: caseRefSchema.nullable(),
  offers: z.array(offerSchema),
  team: z.array(memberSchema),
  /** `agreed`: how the Participant consented to them, where that is needed */
  terms: z.strictObject({ at: instantSchema, text: proseSchema, agreed: lineSchema.nullable() }).nullable(),
  dates: datesSchema.nullable(),
  moves: z.array(
    z.strictObject({
      at: instantSchema,
      before: datesSchema.nullable(),
      after: datesSchema.nullable(),
      reason: lineSchema,
    }),
  ),
  begunOn: z.iso.date().nullable(),
  endedOn: z.iso.date().nullable(),
  cutShort: lineSchema.nullable(),
  report: reportSchema.nullable(),
  comments: z.array(
    z.strictObject({ at: instantSchema, text: proseSchema, documents: documentsSchema, daysLate: z.int() }),
  ),
  posted: z.strictObject({ at: instantSchema, daysLate: z.int(), note: z.string() }).nullable(),
  /** who could know of it before its report came, and may again once that is posted */
  openTo: visibilitySchema,
  /** the recommendations were entered, be it that there are none */
  recommendationsKnown: z.boolean(),
  recommendations: z.array(recommendationSchema),
  nextVisitAt: instantSchema.nullable(),
  nextVisit: caseRefSchema.nullable(),
});
export type ReviewVisitContext = z.output<typeof reviewVisitContextSchema>;

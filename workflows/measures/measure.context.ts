/** What a measure on a Participant remembers, from the first indications to its end; the same for interim and special measures. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import {
  DECIDED_BY,
  caseShape,
  codeSchema,
  documentsSchema,
  keptDecisionSchema,
  keptDeadlineSchema,
  lineSchema,
  personSchema,
  proseSchema,
} from '../casework/index.js';
import { TRADE_AFTER, provisionsSchema, reportRuleSchema, zonesSchema } from './provisions.js';

export const measureRulesSchema = z.strictObject({
  /** how long the Participant has to be heard before anything is recommended */
  hearingWithin: periodSchema,
  /** how long the recommender has once it was heard, or is excused of it and its time is over */
  recommendWithin: periodSchema.default({ value: 30, unit: 'calendar-days' }),
  /** organ that recommends */
  recommender: codeSchema,
  /** whose decisions make, change and end a measure */
  decidedBy: z.array(z.enum(DECIDED_BY)).min(1),
  source: z.string().min(1),
});
/** How it goes unless a case is opened with other rules. */
export const MEASURE_RULES: z.output<typeof measureRulesSchema> = {
  hearingWithin: { value: 30, unit: 'calendar-days' },
  recommendWithin: { value: 30, unit: 'calendar-days' },
  recommender: 'PC',
  decidedBy: ['plenary', 'written-procedure'],
  source:
    'assumed: the guidelines of 2008 and 2012 were not found; 30 days to be heard as Zimbabwe had in 2010, and as many to recommend; decision by consensus, KP Core Document VI.5',
};

/** What a credible indication of serious non-compliance says, and where it comes from. */
export const indicationSchema = z.strictObject({ text: proseSchema, source: lineSchema });

/** One state of what was decided; the terms at an instant are those of the last one that had taken effect and was not annulled. */
export const versionSchema = z.strictObject({
  kind: z.enum(['adopted', 'amended', 'continued', 'lifted-in-zones', 'stopped-by-members']),
  /** when it was recorded */
  at: instantSchema,
  effectiveAt: instantSchema,
  /** where members of an organ stopped something: the decision under which they could */
  decision: keptDecisionSchema,
  /** who objected; counted against consensus, but for the Participant concerned where it does not count */
  objections: z.array(codeSchema),
  provisions: provisionsSchema,
  note: z.string(),
  annulled: z.strictObject({ at: instantSchema, reason: lineSchema, person: personSchema }).nullable(),
});
export type Version = z.output<typeof versionSchema>;

export const MEASURE_ENDINGS = ['lifted', 'concluded', 'lapsed', 'replaced', 'annulled'] as const;
/** Trade status that a measure finds; null: not said. */
export const tradeBeforeSchema = z.enum(TRADE_AFTER).exclude(['unchanged']).nullable();

/** A duty that a concluded measure leaves behind. */
export const commitmentSchema = z.strictObject({
  text: lineSchema,
  /** last day on which the visit is to be invited, YYYY-MM-DD; null: none was named */
  by: z.iso.date().nullable().default(null),
});

export const endSchema = z.strictObject({
  how: z.enum(MEASURE_ENDINGS),
  /** when its terms cease; while this lies ahead, they apply */
  at: instantSchema,
  reason: lineSchema,
  /** clause of its own text under which it ends; null: none was named */
  under: lineSchema.nullable(),
  decision: keptDecisionSchema.nullable(),
  objections: z.array(codeSchema),
  tradeAfter: z.enum(TRADE_AFTER),
  commitment: commitmentSchema.nullable(),
  /** title of the instrument that takes its place */
  successor: lineSchema.nullable(),
  person: personSchema,
});
export type End = z.output<typeof endSchema>;

/** What somebody announced without a decision. It never has an effect; the body decides, or the announcement falls. */
export const noticeSchema = z.strictObject({
  id: z.string(),
  at: instantSchema,
  by: codeSchema,
  /** the office in which it was given, in words: `Chair`, `Chair of the year before` */
  office: lineSchema,
  /** who entered it: an office, or somebody of that party */
  person: personSchema,
  claims: z.enum(['approved', 'exports-authorised', 'amended', 'lifted', 'other']),
  text: proseSchema,
  reference: lineSchema.nullable(),
  contests: z.array(z.strictObject({ at: instantSchema, party: codeSchema, ground: lineSchema })),
  settled: z
    .strictObject({
      at: instantSchema,
      outcome: z.enum(['not-adopted', 'without-effect', 'withdrawn', 'decided-since']),
      reason: lineSchema,
      reference: lineSchema.nullable(),
    })
    .nullable(),
});
export type Notice = z.output<typeof noticeSchema>;

/** A time within which members of an organ may stop what else goes on; the members are frozen when it opens. */
export const windowSchema = z.strictObject({
  id: z.string(),
  subject: lineSchema,
  zones: zonesSchema,
  openedAt: instantSchema,
  due: keptDeadlineSchema,
  organ: codeSchema,
  members: z.array(codeSchema),
  stopAt: z.int(),
  what: z.enum(['exports', 'measure']),
  objections: z.array(
    z.strictObject({
      member: codeSchema,
      at: instantSchema,
      ground: z.string(),
      /** false: the Participant concerned, which does not count under the decision */
      counted: z.boolean(),
      withdrawnAt: instantSchema.nullable(),
    }),
  ),
  outcome: z.enum(['continues', 'stopped', 'dropped']).nullable(),
  endedAt: instantSchema.nullable(),
});
export type Window = z.output<typeof windowSchema>;

const statement = { at: instantSchema, by: z.string(), text: proseSchema, documents: documentsSchema };

export const MONITORING = ['monitor-visit', 'review-mission', 'supervised-export', 'other'] as const;

export const measureContextSchema = z.strictObject({
  ...caseShape,
  kind: z.enum(['interim-measure', 'special-measure']),
  rules: measureRulesSchema,
  /** the Participant concerned */
  party: codeSchema,
  /** title of the decision it rests on, as the Compendium has it; null before there is one */
  instrument: lineSchema.nullable(),
  indications: z.array(indicationSchema.extend({ at: instantSchema })),
  /** what the Participant said when it was heard */
  heard: z.array(z.strictObject(statement)),
  recommendations: z.array(z.strictObject({ ...statement, provisions: provisionsSchema.nullable() })),
  /** attempts at a decision that found no consensus */
  attempts: z.array(
    z.strictObject({
      at: instantSchema,
      to: z.enum(['decide', 'amend', 'lift']),
      where: lineSchema,
      objections: z.array(codeSchema),
      text: proseSchema,
    }),
  ),
  versions: z.array(versionSchema),
  /** how it ends or ended; null while nothing says */
  end: endSchema.nullable(),
  notices: z.array(noticeSchema),
  windows: z.array(windowSchema),
  /** how many periods of each report were asked for, and by which rule; by the report’s id */
  asked: z.record(z.string(), z.strictObject({ rule: reportRuleSchema, periods: z.int().min(1) })),
  submitted: z.array(z.strictObject({ ...statement, duty: z.string(), late: z.boolean() })),
  reviewed: z.array(z.strictObject({ ...statement, review: z.string() })),
  monitoring: z.array(
    z.strictObject({
      ...statement,
      kind: z.enum(MONITORING),
      from: z.iso.date(),
      to: z.iso.date(),
    }),
  ),
  /** trade status that was found before the measure, as whoever recorded it said; null: not said */
  tradeBefore: tradeBeforeSchema,
  /** trade status that this case last set in the registry; null: it never touched it */
  trade: z.enum(TRADE_AFTER).exclude(['unchanged']).nullable(),
});
export type MeasureContext = z.output<typeof measureContextSchema>;

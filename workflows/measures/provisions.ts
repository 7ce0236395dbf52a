/**
 * What a decision on a measure provides: its terms, when it ends of itself, what is reported and reviewed, and whether it takes
 * consensus to change it or so many members to stop it.
 *
 * Source: the measures are those really used in the KP between 2004 and 2018, as the reports of those years tell of them.
 */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { DECIDED_BY, caseRefSchema, codeSchema, lineSchema } from '../casework/index.js';

/** Measures really used, each with where. */
export const TERM_MEASURES = [
  /** Venezuela 2011 and 2012: reports or statistics by a date */
  'statistics-ultimatum',
  /** Ghana 2006: exports verified by a third party, a mission after three months */
  'probation',
  /** Zimbabwe 2009: joint work plan with a monitor */
  'joint-work-plan',
  /** Zimbabwe 2010: exports under supervision */
  'supervised-exports',
  /** draft of 2010 on Marange: each mine is cleared by itself */
  'per-mine-authorisation',
  /** Venezuela 2008: no exports, by its own word */
  'self-suspension',
  /** Central African Republic 2013 */
  'temporary-suspension',
  /** Central African Republic 2015: exports from compliant zones */
  'zone-based-resumption',
  /** Côte d’Ivoire 2005: an embargo of the United Nations beside it */
  'parallel-embargo',
  /** Republic of Congo 2004: decided in a case of its own, to which the term refers */
  'removal-from-list',
  /** Guinea 2012: concluded, with a duty left behind */
  'closing-with-commitment',
] as const;

/** What a term does to trade; `none`: certificates are issued as before. */
export const TERM_TRADE = ['none', 'partly', 'self-suspended', 'suspended', 'embargoed'] as const;
/** What trade is once a measure has ended; `unchanged`: the registry stays as it is, another measure or case says. */
export const TRADE_AFTER = [
  'eligible',
  'partly',
  'suspended',
  'self-suspended',
  'embargoed',
  'may-not-trade',
  'unchanged',
] as const;
/** Null: as the measure found it, or `unchanged` where that was not said. */
export const tradeAfterSchema = z.enum(TRADE_AFTER).nullable().default(null);
const zoneSchema = z.string().trim().min(1).max(120);
/** Names inside a decision: of a term, a report, a review. */
const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'lower-case letters, digits and hyphens, such as work-plan');
/** Names of zones or mines, as the decision has them. */
export const zonesSchema = z.array(zoneSchema).max(200);

export const termSchema = z.strictObject({
  id: idSchema,
  measure: z.enum(TERM_MEASURES),
  text: lineSchema,
  /** where it applies; empty: in all of its territory */
  zones: zonesSchema.default([]),
  /** zones that were let out of it */
  except: zonesSchema.default([]),
  /** since when; null: since its decision takes effect, or as before where the same term is kept */
  since: instantSchema.nullable().default(null),
  trade: z.enum(TERM_TRADE),
  source: lineSchema,
  /** the case in which it is decided, for a removal */
  refersTo: caseRefSchema.nullable().default(null),
});
export type Term = z.output<typeof termSchema>;

/** When a measure ends of itself. Only a date ends it without a decision: that is its own text's effect. */
export const sunsetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('until-lifted') }),
  /** it applies to the end of this day */
  z.strictObject({
    kind: z.literal('date'),
    on: z.iso.date(),
    under: lineSchema,
    tradeAfter: tradeAfterSchema,
  }),
  /** it no longer applies once a body finds the condition satisfied (Kinshasa 2011, paragraph 6) */
  z.strictObject({
    kind: z.literal('condition'),
    under: lineSchema,
    condition: lineSchema,
    foundBy: z.array(z.enum(DECIDED_BY)).min(1).default(['plenary']),
  }),
]);
export type Sunset = z.output<typeof sunsetSchema>;

/** A report that is due again and again. */
export const reportRuleSchema = z.strictObject({
  id: idSchema,
  what: lineSchema,
  from: z.array(z.string().min(2).max(12)).min(1).max(20),
  /** days, weeks or months; each period is counted from the start */
  every: periodSchema,
  /** first day of the first period */
  start: z.iso.date(),
  source: lineSchema,
});
export type ReportRule = z.output<typeof reportRuleSchema>;

/** A look at the measure on a day, or at an event that has no date yet. */
export const reviewSchema = z.strictObject({
  id: idSchema,
  what: lineSchema,
  by: z.array(z.string().min(2).max(12)).min(1).max(20),
  when: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('day'), on: z.iso.date() }),
    z.strictObject({ kind: z.literal('event'), event: lineSchema }),
  ]),
  source: lineSchema,
});
export type Review = z.output<typeof reviewSchema>;

/**
 * Who must act for something to change. `adopt`: nothing changes without consensus. `stop`: it goes on unless so many members of an
 * organ stop it within a time (reverse consensus).
 */
export const polaritySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('adopt') }),
  z.strictObject({
    kind: z.literal('stop'),
    /** what goes on: exports from a mine or zone, or the measure itself */
    what: z.enum(['exports', 'measure']),
    organ: codeSchema,
    stopAt: z.int().min(1).max(200),
    within: periodSchema,
    source: lineSchema,
  }),
]);
export type Polarity = z.output<typeof polaritySchema>;

/** Fields of a decision on a measure, to be spread into payloads. */
export const provisionsShape = {
  terms: z.array(termSchema).min(1).max(50),
  sunset: sunsetSchema.default({ kind: 'until-lifted' }),
  reports: z.array(reportRuleSchema).max(20).default([]),
  reviews: z.array(reviewSchema).max(20).default([]),
  polarity: polaritySchema.default({ kind: 'adopt' }),
} as const;
export const provisionsSchema = z.strictObject(provisionsShape);
export type Provisions = z.output<typeof provisionsSchema>;

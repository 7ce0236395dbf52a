/** What a succession remembers: the call, the candidatures with all that became of them, what was recommended, decided and kept. */
import { z } from 'zod';
import { type Instant, instantSchema } from '../../src/kernel/instant.js';

/** Offices that a succession fills. */
export const OFFICES = ['vice-chair', 'chair'] as const;
export const successionOfficeSchema = z.enum(OFFICES);
export type SuccessionOffice = z.output<typeof successionOfficeSchema>;

const person = z.strictObject({ id: z.string(), name: z.string(), party: z.string().nullable() });

/** Half-open: `from` is the first instant in it, `to` the first that is not. */
export const stretchSchema = z.strictObject({ from: instantSchema, to: instantSchema });
export type Stretch = z.output<typeof stretchSchema>;

/** Who decided: the Plenary on an item of a meeting, a written procedure, or a decision that Plenum's own records do not hold. */
export const decisionSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('plenary'),
    /** reference of the meeting */
    meeting: z.string().trim().min(1).max(300),
    /** id of the item on which consensus was found */
    item: z.string().trim().min(1).max(40),
  }),
  z.strictObject({
    kind: z.literal('written-procedure'),
    /** reference of the procedure */
    reference: z.string().trim().min(1).max(300),
  }),
  z.strictObject({
    kind: z.literal('elsewhere'),
    /** where it is known from: whoever registers it answers for it */
    source: z.string().trim().min(3, 'say where this is known from').max(300),
    decidedAt: instantSchema,
  }),
]);
export type DecisionSource = z.output<typeof decisionSourceSchema>;

/** Until when candidatures are called for: an hour after which they are late, or words with the day on which somebody looks again. */
export const closingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact'), at: instantSchema, wallTime: z.string() }),
  z.strictObject({ kind: z.literal('soft'), words: z.string(), reviewAt: instantSchema }),
]);

export const candidatureSchema = z.strictObject({
  party: z.string(),
  /** when it was offered; earlier than `registeredAt` for an offer that came by letter */
  offeredAt: instantSchema,
  registeredAt: instantSchema,
  by: person,
  /** it came after an exact closing: a fact, and no reason to refuse it unless the call says so */
  late: z.boolean(),
  /** what the candidate attaches to it */
  condition: z.string().nullable(),
  note: z.string(),
  status: z.enum(['standing', 'withdrawn-on-condition', 'withdrawn']),
  withdrawal: z
    .strictObject({
      at: instantSchema,
      reason: z.string(),
      /** null: it was withdrawn outright */
      condition: z.string().nullable(),
      settled: z.strictObject({ met: z.boolean(), at: instantSchema, note: z.string() }).nullable(),
    })
    .nullable(),
});
export type Candidature = z.output<typeof candidatureSchema>;

export const termSchema = z.strictObject({
  office: successionOfficeSchema,
  from: instantSchema,
  to: instantSchema,
});
export type Term = z.output<typeof termSchema>;

export const custodianSchema = z.strictObject({
  party: z.string(),
  from: instantSchema,
  to: instantSchema,
  decidedBy: decisionSourceSchema,
  note: z.string(),
  at: instantSchema,
});
export type Custodian = z.output<typeof custodianSchema>;

export const successionContextSchema = z.strictObject({
  caseId: z.string(),
  asOf: instantSchema,
  reference: z.string(),
  title: z.string(),
  office: successionOfficeSchema,
  year: z.int(),
  /** zone of the body, in which its calendar years begin and end */
  zone: z.string(),
  calledBy: person,
  calledAt: instantSchema,
  note: z.string(),
  closing: closingSchema.nullable(),
  lateCandidatures: z.enum(['recorded', 'refused']),
  /** the year as Vice-Chair, null in a succession to the Chair alone; and the year as Chair */
  years: z.strictObject({ viceChair: stretchSchema.nullable(), chair: stretchSchema }),
  /** as the body put it, such as «within a reasonable timeframe»: never overdue */
  recommendationWords: z.string(),
  /** when somebody looks again, and at what */
  reviews: z.array(
    z.strictObject({ at: instantSchema, about: z.string(), reachedAt: instantSchema.nullable() }),
  ),
  /** when the offices are told that nobody follows yet */
  warnings: z.array(
    z.strictObject({
      at: instantSchema,
      office: successionOfficeSchema,
      days: z.int(),
      givenAt: instantSchema.nullable(),
    }),
  ),
  candidatures: z.array(candidatureSchema),
  consideredAt: instantSchema.nullable(),
  /** party null: the Committee recommends nobody, or found no consensus itself; the last one stands */
  recommendations: z.array(
    z.strictObject({ organ: z.string(), party: z.string().nullable(), note: z.string(), at: instantSchema }),
  ),
  /** written procedures that were to select somebody */
  procedures: z.array(z.strictObject({ reference: z.string(), party: z.string(), at: instantSchema })),
  /** decisions that were sought and not found */
  deadlocks: z.array(z.strictObject({ soughtBy: decisionSourceSchema, note: z.string(), at: instantSchema })),
  consultations: z.array(z.strictObject({ note: z.string(), at: instantSchema })),
  custodians: z.array(custodianSchema),
  /** since when an office of this succession has had no holder; a decision or a custodian ends it */
  vacancies: z.array(
    z.strictObject({
      office: successionOfficeSchema,
      from: instantSchema,
      to: instantSchema.nullable(),
    }),
  ),
  decision: z
    .strictObject({
      party: z.string(),
      decidedBy: decisionSourceSchema,
      decidedAt: instantSchema,
      effectiveAt: instantSchema,
      terms: z.array(termSchema).min(1),
      statement: z.string(),
      /** `followed`: as recommended. `without`: none was given. `against`: another, or nobody, was recommended. */
      recommendation: z.enum(['followed', 'without', 'against']),
    })
    .nullable(),
  cancellation: z.strictObject({ reason: z.string(), at: instantSchema }).nullable(),
});
export type SuccessionContext = z.output<typeof successionContextSchema>;

/** @returns the candidature of a party that was not withdrawn outright, or undefined */
export function openCandidature(context: SuccessionContext, party: string): Candidature | undefined {
  return context.candidatures.find((one) => one.party === party && one.status !== 'withdrawn');
}

/** @returns codes of the parties whose candidature stands, in order of registration */
export function standingCandidates(context: SuccessionContext): string[] {
  return context.candidatures.filter(({ status }) => status === 'standing').map(({ party }) => party);
}

/** @returns the custodian whose time is running at an instant or lies ahead, or undefined */
export function custodianFrom(context: SuccessionContext, at: Instant): Custodian | undefined {
  const last = context.custodians.at(-1);
  return last && last.to > at ? last : undefined;
}

/** @returns the written procedure that is to select somebody, while nothing came of it; null when none is under way */
export function procedureUnderWay(context: SuccessionContext): string | null {
  const last = context.procedures.at(-1);
  if (!last) return null;
  const ended = context.deadlocks.some(
    ({ soughtBy }) => soughtBy.kind === 'written-procedure' && soughtBy.reference === last.reference,
  );
  return ended ? null : last.reference;
}

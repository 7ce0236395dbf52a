/** What the application's records say to a succession. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { successionOfficeSchema } from './succession.context.js';

const foundMeetingSchema = z.strictObject({
  /** null: the agenda has no such item */
  item: z
    .strictObject({
      /** what stands on it; null while nothing was found */
      finding: z.strictObject({ result: z.string(), at: instantSchema }).nullable(),
      /** what clauses on that item say of offices */
      offices: z.array(z.strictObject({ office: z.string(), party: z.string(), year: z.int() })),
    })
    .nullable(),
});

const foundProcedureSchema = z.strictObject({
  memberConcerned: z.string().nullable(),
  /** `open`: nothing is declared yet. `none`: it ended without a declaration, or with one that holds no more. */
  outcome: z.enum(['open', 'adopted', 'not-adopted', 'none']),
  /** when it was declared, and since when it holds; null without an outcome that holds */
  declaredAt: instantSchema.nullable(),
  effectiveAt: instantSchema.nullable(),
});

export const successionFactsSchema = z.object({
  /** codes of the Participants at that instant */
  participants: z.array(z.string()).default([]),
  /** terms of Chair and Vice-Chair that the registry knows, as believed at that instant */
  terms: z
    .array(
      z.strictObject({
        office: successionOfficeSchema,
        party: z.string(),
        from: instantSchema,
        /** null: until the next begins */
        to: instantSchema.nullable(),
        standing: z.enum(['elected', 'custodian']),
      }),
    )
    .default([]),
  /** the meeting that a command cites; null: there is none of that reference */
  meeting: foundMeetingSchema.nullable().default(null),
  /** the written procedure that a command cites; null: there is none of that reference, or several */
  procedure: foundProcedureSchema.nullable().default(null),
  /** on `call`: references of successions to the same year's Chair that are under way or decided */
  others: z
    .array(z.strictObject({ reference: z.string(), office: successionOfficeSchema, year: z.int() }))
    .default([]),
});
export type SuccessionFacts = z.output<typeof successionFactsSchema>;

/** @returns the facts handed over with a command @throws ZodError when the application gave another shape */
export function factsOfSuccession(event: { readonly facts: unknown }): SuccessionFacts {
  return successionFactsSchema.parse(event.facts);
}

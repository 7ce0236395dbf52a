/** What the application's records say to a mandate. */
import { z } from 'zod';
import { ADDRESSEE_KINDS } from './mandate.context.js';

const mandateFactsSchema = z.object({
  /** what each named addressee is; one that nobody knows is `unknown` */
  known: z.record(z.string(), z.enum([...ADDRESSEE_KINDS, 'unknown'])).default({}),
  /** on `report`: whom the sender may speak for */
  speaksFor: z.array(z.string()).default([]),
  /** on `report`: collectives that the reporting party belongs to */
  within: z.array(z.string()).default([]),
  /** on the first command: reference of the case that this clause has already; null: none */
  existing: z.string().nullable().default(null),
});
export type MandateFacts = z.output<typeof mandateFactsSchema>;

/** @returns the facts handed over with a command @throws ZodError when the application gave another shape */
export function factsOfMandate(event: { readonly facts: unknown }): MandateFacts {
  return mandateFactsSchema.parse(event.facts);
}

import { z } from 'zod';
import { SCOPES, type Scope } from '../../../platform/http/scope.js';

/** At most a year: a token that nobody remembers must end by itself (assumed). */
export const LONGEST_DAYS = 365;
const scopes = Object.keys(SCOPES) as [Scope, ...Scope[]]; // the keys of the constant itself

/** A token to be made. */
export const tokenSchema = z.strictObject({
  name: z.string().trim().min(1, 'what it is for, in a few words').max(100),
  scopes: z
    .array(z.enum(scopes, { error: `one of ${scopes.join(', ')}` }))
    .min(1, `at least one of ${scopes.join(', ')}`)
    .transform((chosen) => [...new Set(chosen)]),
  days: z
    .int({ error: 'for how many days it is good' })
    .min(1, 'at least a day')
    .max(LONGEST_DAYS, `at most ${LONGEST_DAYS} days`),
});
export type TokenInput = z.output<typeof tokenSchema>;

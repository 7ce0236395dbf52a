/** Rules of who may sit in an organ, as data: what each limits, where, in which range, and where it is known from. */
import { z } from 'zod';
import { type Instant, instantSchema } from '../../../kernel/instant.js';
import { officeSchema } from '../../registry/index.js';
import { CAPACITIES, type Capacity } from '../organ.types.js';
import { covers } from './span.js';

/** Stands for every organ in a rule's list. */
export const EVERY_ORGAN = '*';

const capacities = z.array(z.enum(CAPACITIES)).min(1);
const parties = z.array(z.enum(['participant', 'observer', 'body'])).min(1);

/** What a rule says. */
export const compositionSchema = z.discriminatedUnion('kind', [
  /** so many seats in these capacities at once, of parties of these kinds (null: of any) */
  z.strictObject({
    kind: z.literal('at-most'),
    limit: z.int().min(0).max(500),
    capacities,
    parties: parties.nullable().default(null),
  }),
  /** in these capacities only parties of these kinds */
  z.strictObject({ kind: z.literal('only-kinds'), capacities, parties }),
  /** in these capacities only who holds or held an office, or held it a year before the seat begins */
  z.strictObject({
    kind: z.literal('only-office-holders'),
    capacities,
    office: officeSchema,
    when: z.enum(['now-or-before', 'a-year-before']),
  }),
  /** nobody sits in these capacities in two of the rule's organs at once */
  z.strictObject({ kind: z.literal('incompatible'), capacities }),
  /** who sits in these capacities, and nobody else, reads the organ's drafts and gets its mail */
  z.strictObject({ kind: z.literal('readers'), capacities }),
]);
export type Composition = z.output<typeof compositionSchema>;

export const organCodeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{1,11}$/, '2 to 12 capital letters, digits or hyphens, such as WGM');

/** A rule as it is entered. A figure that is not known for sure says `assumed` in its source. */
export const organRuleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{2,60}$/, 'lower-case letters, digits and hyphens'),
    /** codes of the organs it holds for, or `*` for all of them */
    organs: z.array(z.union([z.literal(EVERY_ORGAN), organCodeSchema])).min(1),
    title: z.string().min(1).max(300),
    rule: compositionSchema,
    validFrom: instantSchema,
    validTo: instantSchema.nullable().default(null),
    source: z.string().min(3, 'say where this is known from, or that it is assumed'),
    note: z.string().default(''),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validTo > validFrom, {
    path: ['validTo'],
    message: 'a rule ends after it begins',
  })
  .refine(({ rule, organs }) => rule.kind !== 'incompatible' || organs.length > 1 || organs[0] === '*', {
    path: ['organs'],
    message: 'name at least two organs that are incompatible',
  });
export type OrganRule = z.output<typeof organRuleSchema>;

/** @returns whether a rule holds for an organ */
export function holdsFor(rule: Pick<OrganRule, 'organs'>, organ: string): boolean {
  return rule.organs.includes(EVERY_ORGAN) || rule.organs.includes(organ);
}

/**
 * Whether whoever sits in this capacity reads the organ's drafts and gets its mail.
 *
 * @param rules every rule that is known
 * @returns what the organ's rules of that instant say; yes where none says anything
 */
export function mayRead(
  rules: readonly OrganRule[],
  organ: string,
  capacity: Capacity,
  at: Instant,
): boolean {
  return rules
    .filter((rule) => covers(rule, at) && holdsFor(rule, organ))
    .every(({ rule }) => rule.kind !== 'readers' || rule.capacities.includes(capacity));
}

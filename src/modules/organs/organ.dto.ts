import { z } from 'zod';
import { instantSchema } from '../../kernel/instant.js';
import { contactSchema, partySchema } from '../registry/index.js';
import { organCodeSchema } from './composition/organ-rule.js';
import { CAPACITIES, ORGAN_KINDS } from './organ.types.js';

const party = partySchema.shape.code;
const contactId = contactSchema.shape.id;
const source = z.string().min(3, 'say where this is known from');
const name = z.string().min(1).max(200);
/** When an entry holds: from, and until when if that is known. Half-open. */
const range = { validFrom: instantSchema, validTo: instantSchema.nullable().default(null) };
const endsAfterItBegins = ({ validFrom, validTo }: z.output<z.ZodObject<typeof range>>) =>
  validTo === null || validTo > validFrom;
const endFault = { path: ['validTo'], message: 'an entry ends after it begins' };

/** Name of a list by role in the supply chain. */
export const roleSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{2,40}$/, 'lower-case letters, digits and hyphens, such as large-scale-mining');

/** A new organ. */
export const organSchema = z
  .strictObject({
    code: organCodeSchema,
    name,
    kind: z.enum(ORGAN_KINDS),
    parent: organCodeSchema.nullable().default(null),
    ...range,
    source,
    note: z.string().default(''),
  })
  .refine(endsAfterItBegins, endFault);

/** An organ with the codes of those it was merged from, which the REST interface gives to mergers only. */
export const organEntrySchema = organSchema
  .safeExtend({ predecessors: z.array(organCodeSchema).default([]) })
  .refine(({ code, parent }) => parent !== code, {
    path: ['parent'],
    message: 'an organ does not belong to itself: name another, or leave it out',
  });

/** A seat to be taken. `contactId` left out keeps the person who has it; null gives it to every contact of the party. */
export const seatSchema = z
  .strictObject({
    organ: organCodeSchema,
    party,
    capacity: z.enum(CAPACITIES),
    contactId: contactId.nullable().optional(),
    ...range,
    source,
  })
  .refine(endsAfterItBegins, endFault);

/** The end of a seat. */
export const unseatSchema = z.strictObject({ organ: organCodeSchema, party, at: instantSchema });

/** A rule that keeps persons out of organs. */
export const barSchema = z
  .strictObject({
    code: organCodeSchema,
    name,
    /** codes of the organs it closes; null: every organ */
    organs: z.array(organCodeSchema).min(1).nullable().default(null),
    ...range,
    source,
  })
  .refine(endsAfterItBegins, endFault);

/** Whom a bar keeps out: one contact, or a whole party. */
export const barredSchema = z
  .strictObject({
    bar: organCodeSchema,
    party: party.nullable().default(null),
    contactId: contactId.nullable().default(null),
    ...range,
    source,
  })
  .refine(endsAfterItBegins, endFault)
  .refine((one) => (one.party === null) !== (one.contactId === null), {
    path: ['contactId'],
    message: 'name a contact or a party, not both',
  });

/** The end of an entry under a bar. */
export const unbarSchema = z.strictObject({
  bar: organCodeSchema,
  party: party.nullable().default(null),
  contactId: contactId.nullable().default(null),
  at: instantSchema,
});

/** Organs that become one. */
export const mergerSchema = z.strictObject({
  from: z
    .array(organCodeSchema)
    .min(2, 'name the organs that merge, at least two')
    .refine((codes) => new Set(codes).size === codes.length, 'an organ cannot merge with itself: name two'),
  into: z.strictObject({
    code: organCodeSchema,
    name,
    /** left out: as the first of the organs that merge */
    kind: z.enum(ORGAN_KINDS).optional(),
    parent: organCodeSchema.nullable().optional(),
  }),
  at: instantSchema,
  source,
});

/** A list by role in the supply chain. */
export const listSchema = z
  .strictObject({ role: roleSchema, name, ...range, source })
  .refine(endsAfterItBegins, endFault);

/** What a party does in the supply chain; several at once are possible. */
export const supplyRoleSchema = z
  .strictObject({ party, role: roleSchema, ...range, source })
  .refine(endsAfterItBegins, endFault);

/** The end of a party's role. */
export const endSupplyRoleSchema = z.strictObject({ party, role: roleSchema, at: instantSchema });

/** Which instant is asked about; left out: now. */
export const atSchema = z.strictObject({ at: instantSchema.optional() });
/** Which roles are wanted. */
export const supplyRolesQuerySchema = z.strictObject({
  at: instantSchema.optional(),
  role: roleSchema.optional(),
});

export type AtInstant = z.output<typeof atSchema>;
export type NewOrgan = z.output<typeof organSchema>;
export type OrganEntry = z.output<typeof organEntrySchema>;
export type NewSeat = z.output<typeof seatSchema>;
export type Unseat = z.output<typeof unseatSchema>;
export type NewBar = z.output<typeof barSchema>;
export type NewBarred = z.output<typeof barredSchema>;
export type Unbar = z.output<typeof unbarSchema>;
export type Merger = z.output<typeof mergerSchema>;
export type NewList = z.output<typeof listSchema>;
export type NewSupplyRole = z.output<typeof supplyRoleSchema>;
export type EndSupplyRole = z.output<typeof endSupplyRoleSchema>;

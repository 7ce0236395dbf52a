import { z } from 'zod';
import { isZone } from '../../kernel/business-calendar.js';
import { instantSchema } from '../../kernel/instant.js';
import { parseMailAddress } from '../../platform/mail/index.js';

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

const code = z.string().regex(/^[A-Z0-9-]{2,12}$/, '2 to 12 capital letters, digits or hyphens, such as AGO');
const contactId = z
  .string()
  .regex(/^[A-Z0-9-]{3,24}$/, '3 to 24 capital letters, digits or hyphens, such as AGO-1');
const source = z.string().min(3, 'say where this is known from');
/** A bare offset such as +02:00 knows no summer time and is refused. */
const zone = z
  .string()
  .refine((text) => /^[A-Z]/i.test(text) && isZone(text), 'an IANA time zone, such as Africa/Luanda');
const email = z
  .string()
  .refine(doesNotThrow(parseMailAddress), 'one plain e-mail address, such as delegate@ministry.example');
const language = z.string().refine(isLanguage, 'a language tag, such as en or pt');

/** When an entry holds: from, and until when if that is known. Half-open. */
const range = { validFrom: instantSchema, validTo: instantSchema.nullable().default(null) };

function endsAfterItBegins(entry: z.output<z.ZodObject<typeof range>>): boolean {
  return entry.validTo === null || entry.validTo > entry.validFrom;
}
const endFault = { path: ['validTo'], message: 'an entry ends after it begins' };

export const officeSchema = z.enum(['chair', 'vice-chair', 'secretariat'], {
  error: 'chair, vice-chair or secretariat',
});

/** A new member, observer or body. */
export const partySchema = z
  .strictObject({
    code,
    name: z.string().min(1),
    kind: z.enum(['participant', 'observer', 'body']),
    ...range,
    source,
    note: z.string().default(''),
  })
  .refine(endsAfterItBegins, endFault);

/** A new contact, or a new version of one from an instant on. */
export const contactSchema = z
  .strictObject({
    id: contactId,
    party: code,
    name: z.string().min(1),
    email,
    languages: z.array(language).min(1),
    zone,
    rank: z.int().min(1),
    ...range,
    source,
  })
  .refine(endsAfterItBegins, endFault);

/** A new term of an office. The term before it ends when this one begins. */
export const termSchema = z
  .strictObject({
    office: officeSchema,
    party: code,
    contactId: contactId.nullable().default(null),
    ...range,
    source,
  })
  .refine(endsAfterItBegins, endFault);

/** The end of an entry. */
export const endSchema = z.strictObject({ at: instantSchema });

/** Which instant's registry is wanted (left out: now), and as it was known when (left out: with every later correction). */
export const asOfSchema = z.strictObject({ at: instantSchema.optional(), knownAt: instantSchema.optional() });

export type NewParty = z.output<typeof partySchema>;
export type NewContact = z.output<typeof contactSchema>;
export type NewTerm = z.output<typeof termSchema>;
export type AsOf = z.output<typeof asOfSchema>;

function isLanguage(tag: string): boolean {
  return doesNotThrow(() => Intl.getCanonicalLocales(tag))(tag) && LANGUAGES.of(tag) !== undefined;
}

function doesNotThrow(check: (text: string) => unknown): (text: string) => boolean {
  return (text) => {
    try {
      check(text);
      return true;
    } catch {
      return false;
    }
  };
}

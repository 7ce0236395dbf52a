import { z } from 'zod';
import { isZone } from '../../kernel/business-calendar.js';
import { instantSchema } from '../../kernel/instant.js';
import { parseMailAddress } from '../../platform/mail/index.js';

const code = z.string().regex(/^[A-Z0-9-]{2,12}$/, '2 to 12 capital letters, digits or hyphens, such as AGO');
const source = z.string().min(3, 'say where this is known from');
const zone = z.string().refine(isZone, 'an IANA time zone, such as Africa/Luanda');
const email = z.string().refine((text) => {
  try {
    parseMailAddress(text);
    return true;
  } catch {
    return false;
  }
}, 'one plain e-mail address');
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'a language tag, such as en or pt');

/** A new member, observer or body. */
export const partySchema = z.strictObject({
  code,
  name: z.string().min(1),
  kind: z.enum(['participant', 'observer', 'body']),
  validFrom: instantSchema,
  source,
  note: z.string().default(''),
});

/** A new contact, or a new version of one from an instant on. */
export const contactSchema = z.strictObject({
  id: z.string().regex(/^[A-Z0-9-]{3,24}$/, '3 to 24 capital letters, digits or hyphens, such as AGO-1'),
  party: code,
  name: z.string().min(1),
  email,
  languages: z.array(language).min(1),
  zone,
  rank: z.int().min(1),
  validFrom: instantSchema,
  source,
});

/** A new term of an office. The term before it ends when this one begins. */
export const termSchema = z.strictObject({
  office: z.enum(['chair', 'vice-chair', 'secretariat']),
  party: code,
  contactId: z.string().nullable().default(null),
  validFrom: instantSchema,
  source,
});

/** The end of an entry. */
export const endSchema = z.strictObject({ at: instantSchema });

/** Which day's registry is wanted; left out: now. */
export const asOfSchema = z.strictObject({ at: instantSchema.optional() });

import { z } from 'zod';
import { isZone } from '../../kernel/business-calendar.js';
import { instantSchema } from '../../kernel/instant.js';
import { parseMailAddress } from '../../platform/mail/index.js';
import { LONGEST_DIAGNOSTIC } from './registry.store.js';
import { CONTACT_FUNCTIONS, OBSERVER_CATEGORIES, PARTY_KINDS, TRADE_STATUSES } from './registry.types.js';

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Of a party. */
export const code = z
  .string()
  .regex(/^[A-Z0-9-]{2,12}$/, '2 to 12 capital letters, digits or hyphens, such as AGO');
const contactId = z
  .string()
  .regex(/^[A-Z0-9-]{3,24}$/, '3 to 24 capital letters, digits or hyphens, such as AGO-1');
/** Of any entry. */
export const source = z.string().min(3, 'say where this is known from');
const rankFault = 'a whole number, 1 for the head of delegation';
/** A bare offset such as +02:00 knows no summer time and is refused. */
const zone = z
  .string()
  .refine((text) => /^[A-Z]/i.test(text) && isZone(text), 'an IANA time zone, such as Africa/Luanda');
const email = z
  .string()
  .refine(doesNotThrow(parseMailAddress), 'one plain e-mail address, such as delegate@ministry.example');
const language = z.string().refine(isLanguage, 'a language tag, such as en or pt');

/** When an entry holds: from, and until when if that is known. Half-open. */
export const range = { validFrom: instantSchema, validTo: instantSchema.nullable().default(null) };

/** A refinement of every entry with a {@link range}; its fault is {@link endFault}. */
export function endsAfterItBegins(entry: z.output<z.ZodObject<typeof range>>): boolean {
  return entry.validTo === null || entry.validTo > entry.validFrom;
}
/** What an entry that ends before it begins is told. */
export const endFault = { path: ['validTo'], message: 'an entry ends after it begins' };

export const officeSchema = z.enum(['chair', 'vice-chair', 'secretariat'], {
  error: 'chair, vice-chair or secretariat',
});

const partyKind = z.enum(PARTY_KINDS, { error: PARTY_KINDS.join(', ') });
const category = z.enum(OBSERVER_CATEGORIES, { error: OBSERVER_CATEGORIES.join(', ') });
const tradeStatus = z.enum(TRADE_STATUSES, { error: TRADE_STATUSES.join(', ') });
/** Of whatever has one. */
export const name = z.string().min(1, 'a name');

/** A new member, applicant, observer, guest or body. */
export const partySchema = z
  .strictObject({
    code,
    name,
    kind: partyKind,
    category: category.nullable().default(null),
    meeting: z.string().min(1).nullable().default(null),
    ...range,
    source,
    note: z.string().default(''),
  })
  .refine(endsAfterItBegins, endFault)
  .refine(({ kind, category: of }) => of === null || kind === 'observer', {
    path: ['category'],
    message: 'only an Observer has a category: leave it out',
  })
  .refine(({ kind, meeting }) => meeting === null || kind === 'guest', {
    path: ['meeting'],
    message: 'only a Guest is invited to a meeting: leave it out',
  })
  .refine(({ kind, validTo }) => kind !== 'guest' || validTo !== null, {
    path: ['validTo'],
    message: 'a Guest is invited for a meeting or a range of time: say until when',
  });

/** Whether a Participant may trade, from an instant on. */
export const tradeStatusSchema = z
  .strictObject({ party: code, status: tradeStatus, ...range, source, note: z.string().default('') })
  .refine(endsAfterItBegins, endFault);

/** A nation that a Participant stands for, from an instant on. */
export const nationSchema = z
  .strictObject({ party: code, nation: code, name, ...range, source })
  .refine(endsAfterItBegins, endFault);

/** Mail to a contact comes back: since when, and what was said of it. */
export const bounceSchema = z.strictObject({
  at: instantSchema,
  said: z.string().trim().min(3, 'what was said of it: by a mail server, or by whom').max(LONGEST_DIAGNOSTIC),
});
export type Bounce = z.output<typeof bounceSchema>;

/** Somebody who asks to become a Participant, by notification to the Chair (CD VI.9). */
export const applicantSchema = z.strictObject({
  code,
  name,
  validFrom: instantSchema,
  source,
  note: z.string().default(''),
});

/** Somebody whom the Plenary, or a written procedure, lets in. Without a name it keeps the one it is known by, else its code. */
export const admissionSchema = z
  .strictObject({
    ...applicantSchema.shape,
    name: name.optional(),
    kind: z.enum(['participant', 'observer'], { error: 'participant or observer' }),
    category: category.nullable().default(null),
  })
  .refine(({ kind, category: of }) => of === null || kind === 'observer', {
    path: ['category'],
    message: 'only an Observer has a category: leave it out',
  });

/** A new contact, or a new version of one from an instant on. */
export const contactSchema = z
  .strictObject({
    id: contactId,
    party: code,
    name,
    email,
    languages: z.array(language).min(1),
    zone,
    rank: z.int(rankFault).min(1, rankFault),
    function: z
      .enum(CONTACT_FUNCTIONS, { error: CONTACT_FUNCTIONS.join(', ') })
      .nullable()
      .default(null),
    ...range,
    source,
  })
  .refine(endsAfterItBegins, endFault);

/** A time in which a contact is away. */
export const absenceSchema = z
  .strictObject({
    ...range,
    reason: z.string().trim().max(600).default(''),
    source: source.default('told to Plenum'),
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
export type NewAbsence = z.output<typeof absenceSchema>;
export type NewTerm = z.output<typeof termSchema>;
export type NewTradeStatus = z.output<typeof tradeStatusSchema>;
export type NewNation = z.output<typeof nationSchema>;
export type Application = z.output<typeof applicantSchema>;
export type Admission = z.output<typeof admissionSchema>;
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

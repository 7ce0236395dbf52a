import { z } from 'zod';
import { instantSchema } from '../../kernel/instant.js';
import { languageTagSchema } from '../../kernel/language-tag.js';
import { ADOPTED_BY, INSTRUMENT_TYPES, RELATION_KINDS, TEXT_STATUSES } from './compendium.types.js';
import { datingSchema, momentSchema } from './rules/dating.rules.js';

const source = z.string().min(3, 'say where this is known from').max(600);
const line = z
  .string()
  .trim()
  .min(1)
  .max(600)
  .regex(/[\p{L}\p{N}]/u, 'at least one letter or digit');
const words = z.string().max(2000);
const organ = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{1,11}$/, 'the code of an organ in capital letters, such as WGS; PLENARY');
const paragraphFault = 'the number of a paragraph, from 1 to 500';
const paragraphNumber = z.int(paragraphFault).min(1, paragraphFault).max(500, paragraphFault).nullable();
const paragraph = paragraphNumber.default(null);
const flag = z.stringbool({ error: '«true» or «false»' });

export const instrumentTypeSchema = z.enum(INSTRUMENT_TYPES);
/** A document by its id, its number in any style, or its title. */
export const whichSchema = z.string().min(1).max(600);

/** What is said of a document. Null: not known. */
const facts = {
  title: line,
  titleLanguage: languageTagSchema,
  alsoKnownAs: z.array(line).max(20),
  type: instrumentTypeSchema,
  organ,
  /** as published, in any style */
  number: z.string().max(80).nullable(),
  /** null: not known to have been adopted */
  adopted: datingSchema.nullable(),
  adoptedBy: z.enum(ADOPTED_BY),
  adoptedIn: z.string().max(200),
  adoptedParagraph: paragraphNumber,
  /** null: on adoption */
  effective: momentSchema.nullable(),
  retroactiveReason: line.nullable(),
  sunset: line.nullable(),
  sunsetOn: z.iso.date().nullable(),
  predecessor: words,
  note: words,
} as const;

/** A new document. */
export const newInstrumentSchema = z.strictObject({
  ...facts,
  titleLanguage: facts.titleLanguage.default('en'),
  alsoKnownAs: facts.alsoKnownAs.default([]),
  organ: facts.organ.default('PLENARY'),
  number: facts.number.default(null),
  adopted: facts.adopted.default(null),
  adoptedBy: facts.adoptedBy.default('unknown'),
  adoptedIn: facts.adoptedIn.default(''),
  adoptedParagraph: facts.adoptedParagraph.default(null),
  effective: facts.effective.default(null),
  retroactiveReason: facts.retroactiveReason.default(null),
  published: momentSchema.nullable().default(null),
  sunset: facts.sunset.default(null),
  sunsetOn: facts.sunsetOn.default(null),
  predecessor: facts.predecessor.default(''),
  note: facts.note.default(''),
  source,
});

/** What a correction changes; what is left out stays. */
export const correctionSchema = z
  .strictObject({ ...z.strictObject(facts).partial().shape, source })
  .refine((given) => Object.keys(given).length > 1, {
    path: [],
    message: 'name at least one field besides source',
  });

/** A language version. Without `text` it says: exists in this language, text not held. */
export const newTextSchema = z.strictObject({
  language: languageTagSchema,
  title: line,
  text: z.string().max(200_000).regex(/\S/, 'some words').nullable().default(null),
  /** an address or reference where the text is to be found */
  keptAt: z.string().max(600).default(''),
  status: z.enum(TEXT_STATUSES),
  authoritative: z.boolean().default(false),
  /** left out or null: not published, unless the document is and this version is official */
  published: momentSchema.nullable().default(null),
  /** from when this is the text; left out: the authoritative one since the document holds, a translation since its publication or now */
  from: momentSchema.nullable().default(null),
  /** true: a new version beside a published one, which stays as it is */
  newVersion: z.boolean().default(false),
  source,
});

/** How one document bears on an earlier one. */
export const relationSchema = z.strictObject({
  kind: z.enum(RELATION_KINDS),
  /** the earlier document: id, number or title */
  to: whichSchema,
  /** left out: since the later document holds */
  since: momentSchema.nullable().default(null),
  paragraph,
  source,
});

/** The publication of a document, with the texts of it that are official. */
export const publicationSchema = z.strictObject({ at: momentSchema, source });
/** An annulment: the document was never adopted. */
export const annulmentSchema = z.strictObject({ at: momentSchema, reason: line, source });
/** An end: brought to a conclusion, or its terms no longer apply. */
export const conclusionSchema = z.strictObject({
  standing: z.enum(['concluded', 'lapsed']),
  at: momentSchema,
  reason: line,
  source,
});
/** A language that is official from a day on. */
export const officialLanguageSchema = z
  .strictObject({
    language: languageTagSchema,
    validFrom: momentSchema,
    validTo: momentSchema.nullable().default(null),
    source,
  })
  .refine(({ validFrom, validTo }) => validTo === null || validTo > validFrom, {
    path: ['validTo'],
    message: 'it ends after it begins',
  });

/** As of when (left out: now), and as known when (left out: with every later correction). */
const asOf = { at: momentSchema.optional(), knownAt: momentSchema.optional() };
const page = {
  limit: z.coerce.number().int().min(1).max(500).default(200),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};
const filter = {
  type: instrumentTypeSchema.optional(),
  /** of adoption */
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  organ: organ.optional(),
  /** true: also what is no longer, not yet, or not known to be in force */
  all: flag.default(false),
};

export const compendiumAsOfSchema = z.strictObject(asOf);
export const compendiumFilterSchema = z.strictObject({ ...asOf, ...filter, ...page });
export const compendiumSearchSchema = z.strictObject({
  q: z.string().trim().min(1, 'words to look for').max(200),
  ...asOf,
  ...filter,
  ...page,
});
export const exportSchema = z.strictObject({
  ...asOf,
  ...filter,
  format: z.enum(['json', 'csv']).default('json'),
});
export const nextNumberSchema = z.strictObject({
  year: z.coerce.number().int().min(2003).max(2100),
  series: z
    .string()
    .regex(/^[A-Z]{2,12}\/[A-Za-z ]{1,40}$/, 'a body and its organ, such as KP/Plenary')
    .default('KP/Plenary'),
});

/** A clause of a communiqué that adopts, amends, ends or highlights a document. */
export const instrumentOrderSchema = z.strictObject({
  title: line,
  type: instrumentTypeSchema,
  action: z.enum(['adopted', 'amended', 'concluded', 'lapsed', 'highlighted']),
  number: z.string().max(80).nullable().default(null),
  predecessor: line.nullable().default(null),
  sunset: line.nullable().default(null),
  /** the instant of the decision: of adoption, or of the end */
  adoptedAt: instantSchema,
  /** null: at that instant */
  effectiveAt: instantSchema.nullable().default(null),
  /** reference of the meeting */
  meeting: z.string().min(1).max(200),
  paragraph,
  source,
});

export type NewInstrument = z.output<typeof newInstrumentSchema>;
export type Correction = z.output<typeof correctionSchema>;
export type NewText = z.output<typeof newTextSchema>;
export type NewRelation = z.output<typeof relationSchema>;
export type Publication = z.output<typeof publicationSchema>;
export type Annulment = z.output<typeof annulmentSchema>;
export type Conclusion = z.output<typeof conclusionSchema>;
export type OfficialLanguage = z.output<typeof officialLanguageSchema>;
export type CompendiumAsOf = z.output<typeof compendiumAsOfSchema>;
export type CompendiumFilter = z.output<typeof compendiumFilterSchema>;
export type CompendiumSearch = z.output<typeof compendiumSearchSchema>;
export type InstrumentOrder = z.output<typeof instrumentOrderSchema>;

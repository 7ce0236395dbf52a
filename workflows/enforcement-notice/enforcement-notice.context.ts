/** What the case of a suspected fake certificate remembers: the report, its check, who was told, and what followed. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { caseShape, codeSchema, documentsSchema, lineSchema, proseSchema } from '../casework/index.js';

export const FINDINGS = ['fake', 'genuine', 'cannot-tell'] as const;
export const FOLLOW_UPS = ['seizure', 'investigation', 'refused-entry', 'prosecution', 'other'] as const;

export const enforcementRulesSchema = z.strictObject({
  checkWithin: periodSchema,
  /** how long the reporter has to withdraw or contest what was found genuine */
  answerWithin: periodSchema,
  /** how long those told have to say that the warning reached them */
  acknowledgeWithin: periodSchema,
  /** bodies besides the Participants that may be told, by code */
  entitled: z.array(codeSchema).max(20),
  source: z.string().min(1),
});
export const ENFORCEMENT_RULES: z.output<typeof enforcementRulesSchema> = {
  checkWithin: { value: 10, unit: 'working-days' },
  answerWithin: { value: 10, unit: 'working-days' },
  acknowledgeWithin: { value: 10, unit: 'working-days' },
  entitled: ['WCO'],
  source:
    'Participants and the WCO: Washington communiqué 2012, paragraphs 54 and 57 (governments only); days assumed',
};

export const certificateSchema = z.strictObject({
  number: lineSchema,
  /** the Participant whose authority seems to have issued it; null where it names none */
  issuer: codeSchema.nullable().default(null),
  issuedOn: z.iso.date().nullable().default(null),
  parcel: z.string().max(2000).default(''),
});

export const enforcementContextSchema = z.strictObject({
  ...caseShape,
  rules: enforcementRulesSchema,
  reportedBy: codeSchema,
  certificate: certificateSchema,
  text: proseSchema,
  documents: documentsSchema,
  /** what the issuer, or for a certificate without one the offices, said; the last one holds */
  checks: z.array(
    z.strictObject({
      at: instantSchema,
      by: z.string(),
      finding: z.enum(FINDINGS),
      text: proseSchema,
      documents: documentsSchema,
    }),
  ),
  contested: z.array(z.strictObject({ at: instantSchema, text: proseSchema })),
  shared: z.array(
    z.strictObject({
      at: instantSchema,
      with: z.array(codeSchema),
      /** before it was checked: a warning only */
      unconfirmed: z.boolean(),
      note: z.string(),
    }),
  ),
  acknowledged: z.array(z.strictObject({ at: instantSchema, by: codeSchema, text: z.string() })),
  followUps: z.array(
    z.strictObject({
      at: instantSchema,
      by: codeSchema,
      kind: z.enum(FOLLOW_UPS),
      text: proseSchema,
      documents: documentsSchema,
    }),
  ),
  /** earlier wording of what was corrected, in order */
  corrections: z.array(
    z.strictObject({
      at: instantSchema,
      reason: lineSchema,
      before: z.strictObject({ certificate: certificateSchema, text: proseSchema }),
    }),
  ),
});
export type EnforcementContext = z.output<typeof enforcementContextSchema>;

/** Answers of the API as schemas, each held to the type that the code answers with: `satisfies` fails when they part. */
import { z } from 'zod';
import type { CommandOutcome } from '../../engine/index.js';
import { caseIdSchema, commandIdSchema } from '../../kernel/ids.js';
import { instantSchema } from '../../kernel/instant.js';
import { MAIL_STATUSES, type MailEntry, type MailRow } from '../notifications/index.js';
import { type Contact, type OfficeTerm, type Party, officeSchema } from '../registry/index.js';

const range = { validFrom: instantSchema, validTo: instantSchema.nullable() };

export const partyAnswer = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['participant', 'observer', 'body']),
  ...range,
  source: z.string(),
  note: z.string(),
}) satisfies z.ZodType<Party>;

export const contactAnswer = z.object({
  id: z.string(),
  party: z.string(),
  name: z.string(),
  email: z.string(),
  languages: z.array(z.string()),
  zone: z.string(),
  rank: z.int(),
  bouncedSince: instantSchema.nullable(),
}) satisfies z.ZodType<Contact>;

export const officeTermAnswer = z.object({
  office: officeSchema,
  party: z.string(),
  partyName: z.string(),
  contactId: z.string().nullable(),
  ...range,
  source: z.string(),
}) satisfies z.ZodType<OfficeTerm>;

/** What became of a command that was not refused; a refused one is a problem of status 409. */
export const outcomeAnswer = z.object({
  status: z.enum(['accepted', 'pending']),
  caseId: caseIdSchema,
  commandId: commandIdSchema,
  receivedAt: instantSchema.meta({
    description: 'the legal instant: the database’s clock when the command came in',
  }),
  eventSeq: z
    .int()
    .exactOptional()
    .meta({ description: 'number of the event in the history, when accepted' }),
}) satisfies z.ZodType<CommandOutcome>;

const mailFields = {
  id: z.string(),
  caseId: z.string().nullable(),
  eventSeq: z.int().nullable(),
  resendOf: z.string().nullable(),
  template: z.string(),
  role: z.string(),
  party: z.string(),
  contactId: z.string(),
  address: z.string(),
  name: z.string(),
  statutory: z.boolean(),
  failingSince: instantSchema.nullable(),
  language: z.string(),
  subject: z.string(),
  messageId: z.string(),
  occurredAt: instantSchema,
  late: z.boolean(),
  status: z.enum(MAIL_STATUSES),
  attempts: z.int(),
  response: z.string().nullable(),
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
};
export const mailEntryAnswer = z.object(mailFields) satisfies z.ZodType<MailEntry>;
export const mailAnswer = z.object({
  ...mailFields,
  text: z.string(),
  html: z.string(),
  ics: z.string().nullable(),
}) satisfies z.ZodType<MailRow>;

/** Answers of the API as schemas, each held to the type that the code answers with: `satisfies` fails when they part. */
import { z } from 'zod';
import type { CommandOutcome } from '../../engine/index.js';
import { caseIdSchema, commandIdSchema } from '../../kernel/ids.js';
import { instantSchema } from '../../kernel/instant.js';
import {
  ATTEMPT_OUTCOMES,
  MAIL_STATUSES,
  type MailDeliveries,
  type MailEntry,
  type MailRow,
} from '../notifications/index.js';
import {
  type Absence,
  CONTACT_FUNCTIONS,
  type Contact,
  type NationEntry,
  OBSERVER_CATEGORIES,
  type OfficeTerm,
  PARTY_KINDS,
  type Party,
  type PartyHistory,
  type Roll,
  type RollEntry,
  TRADE_STATUSES,
  type TradeStatusEntry,
  officeSchema,
} from '../registry/index.js';
import type { SheetReport } from '../registry-files/index.js';

const range = { validFrom: instantSchema, validTo: instantSchema.nullable() };

export const partyAnswer = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(PARTY_KINDS),
  category: z.enum(OBSERVER_CATEGORIES).nullable(),
  meeting: z.string().nullable(),
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
  function: z.enum(CONTACT_FUNCTIONS).nullable(),
  bouncedSince: instantSchema.nullable(),
}) satisfies z.ZodType<Contact>;

export const absenceAnswer = z.object({
  contact: z.string(),
  party: z.string(),
  ...range,
  reason: z.string(),
  source: z.string(),
}) satisfies z.ZodType<Absence>;

export const officeTermAnswer = z.object({
  office: officeSchema,
  party: z.string(),
  partyName: z.string(),
  contactId: z.string().nullable(),
  ...range,
  source: z.string(),
}) satisfies z.ZodType<OfficeTerm>;

export const tradeStatusAnswer = z.object({
  party: z.string(),
  status: z.enum(TRADE_STATUSES),
  ...range,
  source: z.string(),
  note: z.string(),
}) satisfies z.ZodType<TradeStatusEntry>;

export const nationAnswer = z.object({
  party: z.string(),
  nation: z.string(),
  name: z.string(),
  ...range,
  source: z.string(),
}) satisfies z.ZodType<NationEntry>;

export const rollEntryAnswer = z.object({
  ...partyAnswer.shape,
  nations: z.int(),
  tradeStatus: z.enum(TRADE_STATUSES),
  tradeStatusSince: instantSchema
    .nullable()
    .meta({ description: 'null: nothing is recorded, so it is taken to be eligible (assumed)' }),
  tradeStatusSource: z.string().nullable(),
}) satisfies z.ZodType<RollEntry>;

/** The roll at an instant, counted. */
export const rollAnswer = z.object({
  at: instantSchema,
  knownAt: instantSchema.nullable(),
  participants: z.int(),
  nations: z.int(),
  entries: z.array(rollEntryAnswer),
}) satisfies z.ZodType<Roll>;

const belief = {
  recordedAt: instantSchema,
  supersededAt: instantSchema.nullable().meta({ description: 'null: it is believed now' }),
};

/** Everything ever recorded about a party. */
export const partyHistoryAnswer = z.object({
  code: z.string(),
  memberships: z.array(z.object({ ...partyAnswer.shape, ...belief })),
  tradeStatuses: z.array(z.object({ ...tradeStatusAnswer.shape, ...belief })),
  nations: z.array(z.object({ ...nationAnswer.shape, ...belief })),
  offices: z.array(z.object({ ...officeTermAnswer.shape, ...belief })),
}) satisfies z.ZodType<PartyHistory>;

const sheetChanges = z.array(
  z.object({
    line: z.int(),
    subject: z.string(),
    changes: z.array(z.object({ column: z.string(), old: z.string(), new: z.string() })),
  }),
);

/** What a file would change in a table of the registry, or has changed. */
export const sheetReportAnswer = z.object({
  sheet: z.string(),
  report: z
    .string()
    .nullable()
    .meta({ description: 'names the report when it is carried out; null when the file is faulty' }),
  applied: z.boolean(),
  counts: z.object({
    added: z.int(),
    changed: z.int(),
    ended: z.int(),
    unchanged: z.int(),
    leftAlone: z.int(),
    faults: z.int(),
  }),
  added: z.array(z.object({ line: z.int(), subject: z.string(), cells: z.record(z.string(), z.string()) })),
  changed: sheetChanges,
  ended: sheetChanges,
  consequences: z.array(z.string()),
  faults: z.array(z.object({ line: z.int(), column: z.string(), message: z.string() })),
}) satisfies z.ZodType<SheetReport>;

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
  deliveries: z.array(
    z.object({
      number: z.int(),
      begunAt: instantSchema,
      endedAt: instantSchema.nullable(),
      outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
      response: z.string().nullable(),
    }),
  ),
  nextTryAt: instantSchema.nullable(),
}) satisfies z.ZodType<MailRow & MailDeliveries>;

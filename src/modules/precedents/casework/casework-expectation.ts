/** What a history of cases expects at an instant, of a case and of the registry. Only what is named is compared. */
import { z } from 'zod';
import { instantSchema } from '../../../kernel/instant.js';
import { PARTY_KINDS, TRADE_STATUSES, officeSchema } from '../../registry/index.js';

const code = z.string().min(2).max(12);

/** One thing the case waits for; every entry must be found among what it waits for. */
const waitingSchema = z.strictObject({
  key: z.string().optional(),
  /** a piece of the phrase that says what is awaited */
  what: z.string().optional(),
  /** who is to act, in any order */
  on: z.array(z.string()).optional(),
  due: instantSchema.nullable().optional(),
  postponedUntil: instantSchema.nullable().optional(),
  /** whether its due instant has come, and no postponement runs */
  late: z.boolean().optional(),
  /** how many rungs were climbed */
  rung: z.int().min(0).optional(),
});
export type ExpectedWaiting = z.output<typeof waitingSchema>;

export const caseExpectationSchema = z.strictObject({
  /** status in words, such as `overdue` */
  status: z.string().optional(),
  /** where the machine is: `open`, `open.overdue`; one of several regions, or what they are inside of, is enough */
  state: z.string().optional(),
  ended: z.boolean().optional(),
  /** a piece of the sentence that says what is needed */
  needed: z.string().optional(),
  /** when something happens if nobody does anything; null: nothing will */
  next: instantSchema.nullable().optional(),
  /** among what it waits for; an empty list: nothing */
  waiting: z.array(waitingSchema).optional(),
  /** of the memory, by dotted path: `term.dueAt.at`, `reports.length`, `reports.0.by`, `duties.party=IDN.status` */
  context: z.record(z.string().min(1), z.json()).optional(),
  /** events that are in the history by then, such as `fell-overdue` */
  happened: z.array(z.string()).optional(),
  /** events that are not in it */
  notHappened: z.array(z.string()).optional(),
});
export type CaseExpectation = z.output<typeof caseExpectationSchema>;

export const registryExpectationSchema = z.strictObject({
  /** the roll of Participants */
  roll: z
    .strictObject({
      participants: z.int().optional(),
      nations: z.int().optional(),
      includes: z.array(code).optional(),
      excludes: z.array(code).optional(),
    })
    .optional(),
  /** what a party is; null: nothing */
  kinds: z.record(code, z.enum(PARTY_KINDS).nullable()).optional(),
  /** of Participants; one of which nothing is recorded is eligible */
  tradeStatus: z.record(code, z.enum(TRADE_STATUSES)).optional(),
  /** which party holds an office; null: nobody does */
  offices: z.partialRecord(officeSchema, code.nullable()).optional(),
  /** who sits where; others may sit there too */
  seats: z
    .array(z.strictObject({ organ: code, capacity: z.string(), parties: z.array(code).min(1) }))
    .optional(),
});
export type RegistryExpectation = z.output<typeof registryExpectationSchema>;

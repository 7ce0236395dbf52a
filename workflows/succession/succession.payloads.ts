/** What each command of a succession carries. One schema serves REST, command line and the machine. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { periodSchema } from '../../src/kernel/period.js';
import { commandsOf } from '../../src/kernel/refusals.js';
import {
  type SuccessionContext,
  decisionSourceSchema,
  successionOfficeSchema,
} from './succession.context.js';

const line = z.string().trim().min(1).max(300);
const prose = z.string().trim().min(1).max(10_000);
const note = z.string().max(10_000).default('');
const party = z.string().regex(/^[A-Z0-9-]{2,12}$/, 'a code, such as CHN');
const day = z.iso.date({ message: 'a day, such as 2013-01-31' });

export const payloads = {
  call: z.strictObject({
    reference: line,
    /** left out: made of office and year */
    title: line.nullable().default(null),
    office: successionOfficeSchema.default('vice-chair'),
    /** the calendar year of that office; a Vice-Chair chairs in the year after */
    year: z.int().min(2003).max(2100),
    zone: z.string().min(1).max(60).default('UTC'),
    note,
    closing: z
      .discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('exact'),
          wallTime: z
            .string()
            .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a local date and hour: 2012-11-01T24:00'),
        }),
        z.strictObject({ kind: z.literal('soft'), words: line, reviewOn: day }),
      ])
      .nullable()
      .default(null),
    /** what becomes of a candidature after an exact closing; assumed: it is recorded as late */
    lateCandidatures: z.enum(['recorded', 'refused']).default('recorded'),
    recommendation: z
      .strictObject({
        words: line.default('within a reasonable timeframe'),
        /** left out: `reviewAfter` the call */
        reviewOn: day.nullable().default(null),
      })
      .prefault({}),
    /** assumed: the days of the Administrative Decision of 2008 were not found */
    reviewAfter: periodSchema.default({ value: 60, unit: 'calendar-days' }),
    /** days before an office falls vacant on which Chair and Secretariat are told; assumed */
    warnDays: z.array(z.int().min(1).max(366)).max(10).default([90, 30, 7]),
  }),
  'submit-candidature': z.strictObject({
    party,
    /** an offer that came by letter; left out: it is offered with this command */
    offeredAt: instantSchema.nullable().default(null),
    condition: line.nullable().default(null),
    note,
  }),
  'withdraw-candidature': z.strictObject({
    party,
    reason: prose,
    /** withdrawn only if this comes true; until somebody says whether it did, the candidature rests */
    condition: line.nullable().default(null),
  }),
  'settle-withdrawal': z.strictObject({ party, met: z.boolean(), note: prose }),
  consider: z.strictObject({ note }),
  recommend: z.strictObject({
    organ: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{1,11}$/, 'the code of an organ, such as SC')
      .default('SC'),
    /** null: it recommends nobody */
    party: party.nullable(),
    note,
  }),
  'set-review': z.strictObject({ on: day, about: line }),
  'put-to-written-procedure': z.strictObject({
    party,
    draft: z.strictObject({
      reference: line,
      title: line,
      subject: line,
      texts: z.array(z.strictObject({ language: z.string().regex(/^[a-z]{2}$/), body: prose })).min(1),
    }),
  }),
  'record-no-consensus': z.strictObject({ soughtBy: decisionSourceSchema, note }),
  consult: z.strictObject({ note: prose }),
  decide: z.strictObject({
    party,
    decidedBy: decisionSourceSchema,
    /** since when it holds; left out: since the decision itself */
    effectiveAt: instantSchema.nullable().default(null),
    statement: note,
  }),
  'appoint-custodian': z.strictObject({
    party,
    decidedBy: decisionSourceSchema,
    /** the last day, to its end in the body's zone */
    until: day,
    note,
  }),
  cancel: z.strictObject({ reason: prose }),
} as const;

export type SuccessionCommandName = keyof typeof payloads;
export type SuccessionPayload<Name extends SuccessionCommandName> = z.output<(typeof payloads)[Name]>;

/** `command` declares a command of the table; `payloadOf` reads its payload inside the machine. */
export const { command, payloadOf } = commandsOf<typeof payloads, SuccessionContext>(payloads);

/** What each command of a mandate carries. One schema serves REST, command line and the machine. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { commandsOf } from '../../src/kernel/refusals.js';
import { clauseDeadlineSchema } from '../plenary-meeting/index.js';
import {
  MANDATE_RULES,
  type MandateContext,
  mandateContextSchema,
  mandateRulesSchema,
} from './mandate.context.js';

const line = z.string().trim().min(1).max(600);
const prose = z.string().trim().min(1).max(10_000);
/** Code of a party or organ, one of `participants`, `observers`, `chair`, `vice-chair`, `secretariat`, `all`, or an outside body by name. */
const who = z.string().trim().min(2).max(80);
/** As an item of an agenda takes it, since a mandate may become one. */
const code = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{1,11}$/, 'a code, such as ZWE or WGM');
const shape = mandateContextSchema.shape;

/** What a clause gives of itself, to every case that follows from one. */
export const clauseOrigin = {
  meeting: line,
  clauseId: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'lower-case letters, digits and hyphens, such as 31e'),
  paragraph: z.int().min(1).max(500),
  title: line,
  source: code.nullable().default(null),
  zone: z.string().min(1).max(60),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default('en'),
  /** when the clause took effect */
  givenAt: instantSchema,
  /** of the agenda item behind the clause (KP Core Document VI.15-16) */
  visibility: shape.visibility.default('all'),
  concerns: z.array(code).default([]),
} as const;

export const payloads = {
  open: z.strictObject({
    ...clauseOrigin,
    task: line,
    by: who.default('plenary'),
    addressees: z.array(who).min(1).max(60),
    condition: line.nullable().default(null),
    deadline: clauseDeadlineSchema.nullable().default(null),
    reportTo: z.string().max(60).nullable().default(null),
    rules: mandateRulesSchema.default(MANDATE_RULES),
  }),
  report: z.strictObject({
    by: who,
    text: prose,
    documents: z
      .array(z.strictObject({ title: line, url: z.url({ protocol: /^https?$/ }) }))
      .max(50)
      .default([]),
  }),
  assess: z.strictObject({
    /** the body that assessed it, such as `plenary-2013` */
    body: line,
    outcome: z.enum(['fulfilled', 'returned']),
    note: prose,
    /** for a return: until when more is asked; null keeps the term as it stands */
    deadline: clauseDeadlineSchema.nullable().default(null),
  }),
  extend: z.strictObject({ deadline: clauseDeadlineSchema, reason: prose }),
  'set-deadline': z.strictObject({ deadline: clauseDeadlineSchema, reason: prose }),
  review: z.strictObject({ reviewOn: z.iso.date(), note: prose }),
  'date-event': z.strictObject({
    event: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens, such as plenary-2013'),
    /** null: the event has no date any more */
    at: instantSchema.nullable(),
    source: line,
  }),
  readdress: z.strictObject({ from: who, to: z.array(who).min(1).max(60), reason: prose }),
  withdraw: z.strictObject({ reason: prose }),
  lapse: z.strictObject({ decision: line, reason: prose }),
} as const;

export type MandateCommandName = keyof typeof payloads;
export type MandatePayload<Name extends MandateCommandName> = z.output<(typeof payloads)[Name]>;

/** `command` declares a command of the table; `payloadOf` reads its payload inside the machine. */
export const { command, payloadOf } = commandsOf<typeof payloads, MandateContext>(payloads);

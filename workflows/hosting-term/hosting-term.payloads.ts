/** What each command of a hosting term carries. One schema serves REST, command line and the machine. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { commandsOf } from '../../src/kernel/refusals.js';
import { clauseDeadlineSchema } from '../plenary-meeting/index.js';
import { clauseOrigin } from '../mandate/index.js';
import { HOSTING_RULES, type HostingContext, hostingRulesSchema } from './hosting-term.context.js';

const line = z.string().trim().min(1).max(600);
const prose = z.string().trim().min(1).max(10_000);
const code = z.string().regex(/^[A-Z][A-Za-z0-9-]{1,11}$/, 'a code, such as WDC');
const months = z.int().min(1).max(120);
const evaluation = clauseDeadlineSchema.nullable().default(null);

export const payloads = {
  open: z.strictObject({
    ...clauseOrigin,
    what: line,
    host: code,
    /** first day of the term */
    from: z.iso.date(),
    months,
    /** in the words of the decision */
    evaluationWords: line,
    /** by when it is evaluated; null: asked for so long before the end as the rules say */
    evaluation,
    rules: hostingRulesSchema.default(HOSTING_RULES),
  }),
  'call-evaluation': z.strictObject({ reason: prose }),
  'date-event': z.strictObject({
    event: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens, such as intersessional-2013'),
    /** null: the event has no date any more */
    at: instantSchema.nullable(),
    source: line,
  }),
  review: z.strictObject({ reviewOn: z.iso.date(), note: prose }),
  'record-evaluation': z.strictObject({
    body: line,
    result: z.enum(['favourable', 'mixed', 'unfavourable']),
    text: prose,
    recommendation: line.nullable().default(null),
  }),
  renew: z.strictObject({
    months,
    decision: line,
    note: prose,
    /** by when the new term is evaluated */
    evaluation,
  }),
  replace: z.strictObject({
    host: code,
    /** first day of the new host */
    on: z.iso.date(),
    months,
    decision: line,
    note: prose,
    evaluation,
  }),
  end: z.strictObject({
    /** first day without a host; null: when the term ends, or at once where it has ended already */
    on: z.iso.date().nullable().default(null),
    decision: line,
    note: prose,
  }),
} as const;

export type HostingCommandName = keyof typeof payloads;
export type HostingPayload<Name extends HostingCommandName> = z.output<(typeof payloads)[Name]>;

/** `command` declares a command of the table; `payloadOf` reads its payload inside the machine. */
export const { command, payloadOf } = commandsOf<typeof payloads, HostingContext>(payloads);

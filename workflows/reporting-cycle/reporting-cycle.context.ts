/** What a cycle remembers: its rule as amended, the period that runs, who is left out or added, and how each past period stands. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { caseShape, codeSchema, lineSchema } from '../casework/index.js';
import { reportingPeriodSchema } from './period.rules.js';
import { reportingRuleSchema } from './reporting-rule.js';

/** How a failure of an earlier period ended, as far as it did. */
export const FAILURES = ['late', 'not-submitted'] as const;
/** What a case of one party tells the cycle it belongs to. */
export const STANDINGS = [
  'opened',
  'late',
  'in-time-again',
  'submitted',
  'returned',
  'excused',
  'dropped',
] as const;

/** A failure that is known from before Plenum kept the books. */
export const earlierFailureSchema = z.strictObject({
  party: codeSchema,
  period: reportingPeriodSchema,
  how: z.enum(FAILURES),
  source: lineSchema,
});
export type EarlierFailure = z.output<typeof earlierFailureSchema>;

export const exceptionSchema = z.strictObject({
  party: codeSchema,
  /** `except`: it owes nothing; `include`: it owes it though the rule does not name it */
  how: z.enum(['except', 'include']),
  from: reportingPeriodSchema,
  /** the last period; null: until further notice */
  to: reportingPeriodSchema.nullable(),
  reason: lineSchema,
});

/** One period that has ended. */
export const ledgerSchema = z.strictObject({
  period: reportingPeriodSchema,
  endedAt: instantSchema,
  /** the first instant that is too late */
  dueAt: instantSchema,
  /** `asked`: the cases are being opened; `passed-over`: it ended while the cycle was suspended */
  how: z.enum(['asked', 'opened', 'passed-over']),
  /** codes of those who owe it, of those who have sent it or were excused, of those whose report was ever late, and of those excused */
  owed: z.array(codeSchema),
  settled: z.array(codeSchema),
  late: z.array(codeSchema),
  excused: z.array(codeSchema),
  /** what an organ reported in numbers, where the names behind them are not known; null: nothing */
  reported: z
    .strictObject({
      expected: z.int().min(0),
      received: z.int().min(0),
      awaited: z.int().min(0),
      by: codeSchema,
      at: instantSchema,
      source: lineSchema,
    })
    .nullable(),
});
export type Ledger = z.output<typeof ledgerSchema>;

export const reportingCycleContextSchema = z.strictObject({
  ...caseShape,
  /** the rule as it holds from a period on, earliest first */
  rules: z
    .array(z.strictObject({ from: reportingPeriodSchema, rule: reportingRuleSchema, reason: z.string() }))
    .min(1),
  /** the period that runs now, and the instant at which it ends */
  current: reportingPeriodSchema,
  endsAt: instantSchema,
  exceptions: z.array(exceptionSchema),
  earlier: z.array(earlierFailureSchema),
  ledgers: z.array(ledgerSchema),
  suspended: z.strictObject({ since: instantSchema, reason: lineSchema }).nullable(),
  /** why it is being ended, while reports are still awaited; null before */
  closing: z.strictObject({ since: instantSchema, reason: lineSchema }).nullable(),
});
export type ReportingCycleContext = z.output<typeof reportingCycleContextSchema>;
